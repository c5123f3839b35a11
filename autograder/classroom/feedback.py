"""The page that a student gets back: each question with its verdict, the words to it, and the code it is about."""

import functools
import re
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from autograder.classroom.shown import SIGNS
from autograder.examiner.words import clean
from autograder.notebooks.notebook import marks, role
from autograder.verdicts import Judgement, function_of

TEMPLATES = Path(__file__).with_name("templates")
SHOWN = 500_000  # characters of one text, or letters of one picture


@functools.cache
def templates() -> jinja2.Environment:
    """The page templates; everything that is put into them is cleaned and escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=_cleaned,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
    )
    environment.filters["coded"] = _coded
    return environment


def _coded(words: str) -> Markup:
    """Words with what stands between backticks as code."""
    return Markup(re.sub(r"`(.+?)`", r"<code>\1</code>", str(escape(clean(words, SHOWN)))))


def _cleaned(value: object) -> object:
    return clean(value, SHOWN) if type(value) is str else value


@dataclass(frozen=True)
class Mark:
    """A person's points for a cell, if they gave any, and what they wrote to it."""

    points: float | None = None
    comment: str = ""


@dataclass(frozen=True)
class Extras:
    """What a page may show besides verdicts: a person's marks, the student's own plots, rubrics; each by grade id."""

    given: dict[str, Mark] = field(default_factory=dict)
    plots: dict[str, list[str]] = field(default_factory=dict)
    rubrics: dict[str, str] = field(default_factory=dict)


def page(
    student: str, notebook: dict, judgement: Judgement, untouched: frozenset[str], extras: Extras = Extras()
) -> str:
    """One HTML page on one submission, without anything from elsewhere in it."""
    written = {marks(cell)["grade_id"]: marks(cell)["points"] for cell in notebook["cells"] if role(cell) == "written"}
    by_hand = {name: mark.points for name, mark in extras.given.items() if mark.points is not None}
    template = templates().get_template("feedback.html.j2")
    return template.render(
        title=title(notebook, judgement.assignment),
        student=student,
        judgement=judgement,
        parts=parts(notebook, judgement, untouched),
        signs=SIGNS,
        extras=extras,
        points=sum(by_hand.get(verdict.grade_id, verdict.points) for verdict in judgement.verdicts),
        waiting=sum(points for name, points in written.items() if name not in by_hand),
        earned=sum(points for name, points in by_hand.items() if name in written),
        earnable=sum(points for name, points in written.items() if name in by_hand),
    )


def parts(notebook: dict, judgement: Judgement, untouched: frozenset[str]) -> list[dict]:
    """The answers in order: each coded one with its verdicts, each written one with its points."""
    verdicts, found = {verdict.grade_id: verdict for verdict in judgement.verdicts}, []
    for cell in notebook["cells"]:
        kind, name = role(cell), marks(cell).get("grade_id")
        if kind in ("answer", "written"):
            part = {"kind": kind, "name": name, "source": cell["source"]}
            found.append(part | {"points": marks(cell).get("points"), "verdicts": [], "untouched": name in untouched})
        elif kind == "test" and name in verdicts:
            _below_its_answer(found, name)["verdicts"].append(verdicts[name])
    return found


def title(notebook: dict, otherwise: str) -> str:
    """The lesson's first heading."""
    for cell in notebook["cells"]:
        heading = re.match(r"# (.+)", cell["source"])
        if cell["cell_type"] == "markdown" and heading:
            return heading[1]
    return otherwise


def _below_its_answer(found: list[dict], test: str) -> dict:
    """The answer that a test is about: the one that it is named after, or the last one above it."""
    function = function_of(test)
    answers = [part for part in found if part["kind"] == "answer"]
    if not answers:
        answers.append({"kind": "answer", "name": function, "source": "", "verdicts": [], "untouched": False})
        found.extend(answers)
    return next((part for part in answers if part["name"] == function), answers[-1])

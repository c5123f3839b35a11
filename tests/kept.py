"""Submissions kept as data: what is handed in, and what must come of it."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path

from autograder.examiner.exam import Exam, load_exam, module_name
from autograder.weaving.fill import by_function, filled
from autograder.weaving.released import names, questions, released
from recipes import RECIPES

SUBMISSIONS = Path(__file__).with_name("submissions")


@dataclass(frozen=True)
class Kept:
    """One of them; what its fields mean stands in tests/submissions/hostile/expected.toml."""

    name: str
    path: Path
    why: str = ""
    assignment: str = "01_chain_rule"
    cell: str = "dc_du"
    rest: str = "empty"
    do: tuple[dict, ...] = ()
    points: float = 0
    outcome: str = "failed"
    says: str = ""
    notes: tuple[str, ...] = ()
    refused: str = ""
    limits: dict = field(default_factory=dict)

    @property
    def tests(self) -> re.Pattern:
        """What the grade ids of its cell's questions look like."""
        return re.compile(rf"test_{self.cell}(__\w+)?")


def kept(folder: str, **defaults) -> list[Kept]:
    """All that stand in the expected.toml of a folder, by kind and name."""
    place = SUBMISSIONS / folder
    kinds = tomllib.loads((place / "expected.toml").read_text(encoding="utf-8"))
    return [
        Kept(f"{kind}/{name}", path=place / kind / f"{name}.py", **defaults | _tuples(row))
        for kind, rows in kinds.items()
        for name, row in rows.items()
    ]


def _tuples(row: dict) -> dict:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


@cache
def exam(assignment: str) -> Exam:
    return load_exam(assignment, questions(released(assignment)))


def right(assignment: str) -> dict[str, str]:
    """The right answers, by their cells."""
    text = Path(import_module(f"solutions.{module_name(assignment)}").__file__).read_text(encoding="utf-8")
    return by_function(text, names(released(assignment), "answer"))


def handed_in(submission: Kept) -> dict:
    """The notebook as it is handed in: filled, then changed by the recipes."""
    texts = right(submission.assignment) if submission.rest == "right" else {}
    if submission.path.is_file():
        texts |= _answers(submission)
    notebook = filled(released(submission.assignment), texts)
    for step in submission.do:
        notebook = RECIPES[step["do"]](notebook, **{key: value for key, value in step.items() if key != "do"})
    return notebook


def _answers(submission: Kept) -> dict[str, str]:
    """The file as one cell, or, without a cell, its functions in their own."""
    text = submission.path.read_text(encoding="utf-8")
    if submission.cell:
        return {submission.cell: text}
    return by_function(text, names(released(submission.assignment), "answer"))

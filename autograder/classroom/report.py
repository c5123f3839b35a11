"""The class report: who has how much, which mistakes the class makes in which exercise, what waits for a person."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.classroom.classroom import Classroom
from autograder.classroom.feedback import templates, title
from autograder.classroom.judging import kept
from autograder.examiner.exam import module_name
from autograder.mistakes import of
from autograder.notebooks.notebook import write
from autograder.verdicts import Judgement
from autograder.weaving.released import names


@dataclass(frozen=True)
class Exercise:
    """How one function went in the class: `mistakes` are (name, question, how many students), the commonest first."""

    name: str
    right: int
    mistakes: tuple[tuple[str, str, int], ...]
    otherwise: int


def report(classroom: Classroom, assignment: str) -> Path:
    """Write the report on an assignment; gives back the file."""
    judgements = judged_class(classroom, assignment)
    release = classroom.release(assignment)
    path = classroom.root / "reports" / f"{assignment}.html"
    path.parent.mkdir(exist_ok=True)
    write(path, page(title(release, assignment), names(release, "answer"), judgements))
    return path


def judged_class(classroom: Classroom, assignment: str) -> dict[str, Judgement]:
    """The kept judgement of each student, by either way of grading."""
    files = sorted(classroom.judged(assignment).glob("*.json"))
    found = {path.stem: judgement for path in files if (judgement := kept(path)) is not None}
    if not found:
        raise BadInput(f"nobody's {assignment} is graded yet; run `autograder grade {assignment}`")
    return found


def page(heading: str, functions: list[str], judgements: dict[str, Judgement]) -> str:
    """One HTML page on a class, without anything from elsewhere in it."""
    exercises = [exercise(name, judgements) for name in functions]
    questions = [verdict.grade_id for verdict in next(iter(judgements.values())).verdicts]
    waiting = [
        (student, verdict)
        for student, each in judgements.items()
        for verdict in each.verdicts
        if verdict.outcome == OPEN
    ]
    return (
        templates()
        .get_template("report.html.j2")
        .render(title=heading, judgements=judgements, exercises=exercises, questions=questions, waiting=waiting)
    )


OPEN = "not judged"


def exercise(name: str, judgements: dict[str, Judgement]) -> Exercise:
    """How a function went: a student's mistake counts once, however many questions it cost."""
    mistakes, right, otherwise = Counter(), 0, 0
    for judgement in judgements.values():
        verdicts = [each for each in judgement.verdicts if each.grade_id.split("__")[0] == f"test_{name}"]
        found = {each.mistake for each in verdicts if each.mistake}
        mistakes.update(found)
        right += all(each.outcome == "passed" for each in verdicts)
        otherwise += not found and any(each.outcome == "failed" for each in verdicts)
    module = next(iter(judgements.values())).assignment
    asks = {mistake.name: mistake.ask for mistake in of(module_name(module), name)}
    common = tuple((each, asks.get(each, ""), count) for each, count in mistakes.most_common())
    return Exercise(name, right, common, otherwise)

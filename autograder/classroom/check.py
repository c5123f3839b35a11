"""One notebook file judged without a classroom, under a public seed."""

from pathlib import Path

from autograder.bad_input import BadInput
from autograder.examiner.exam import load_exam
from autograder.examiner.judge import PUBLIC_SECRET, judge
from autograder.notebooks.notebook import marks, read, role
from autograder.notebooks.repair import repair
from autograder.sandbox.warm import Warm
from autograder.verdicts import Judgement, Limits
from autograder.weaving.released import assignment_of, assignments, questions, released


def check(path: Path, worker: Warm, limits: Limits = Limits()) -> Judgement:  # noqa: B008
    """The judgement on the notebook in a file; its notes name what was repaired and what a person must read."""
    assignment, notebook, notes = take_in(path)
    release = released(assignment)
    judgement = judge(notebook, load_exam(assignment, questions(release)), PUBLIC_SECRET, worker, limits)
    return Judgement(assignment, judgement.verdicts, (*notes, *judgement.notes, *_by_hand(release)), judgement.outputs)


def take_in(path: Path) -> tuple[str, dict, list[str]]:
    """The assignment that a file belongs to, the repaired notebook, and what was done to it."""
    notebook, notes = read(path)
    assignment = assignment_of(notebook)
    if assignment is None:
        raise BadInput(f"{path}: not a notebook of this course, which has: {', '.join(assignments())}")
    whole, repairs = repair(notebook, released(assignment))
    return assignment, whole, notes + repairs


def as_json(judgement: Judgement) -> dict:
    """The judgement as `autograder check --json` prints it."""
    verdicts = [
        {name: getattr(verdict, name) for name in ("grade_id", "outcome", "points", "max_points", "message", "mistake")}
        for verdict in judgement.verdicts
    ]
    points = {"points": judgement.points, "max_points": judgement.max_points}
    return {"assignment": judgement.assignment, **points, "questions": verdicts, "notes": list(judgement.notes)}


def _by_hand(release: dict) -> list[str]:
    written = [marks(cell) for cell in release["cells"] if role(cell) == "written"]
    return [f"{each['grade_id']}: up to {each['points']:g} points, given by a person" for each in written]

"""All lessons under both ways of grading: the solutions give all points, the stubs none."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from autograder.classroom.check import check
from autograder.classroom.classroom import new
from autograder.examiner.exam import module_name
from autograder.notebooks.notebook import dumps
from autograder.sandbox.protection import start_worker
from autograder.weaving.fill import fill
from autograder.weaving.released import assignments, questions, released

TOOLS = Path(sys.executable).parent
ENVIRONMENT = os.environ | {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}


def handed_in(assignment, who):
    """The notebook of somebody with every answer, or with none."""
    if who == "blank":
        return released(assignment)
    solutions = import_module(f"solutions.{module_name(assignment)}")
    return fill(assignment, Path(solutions.__file__).read_text(encoding="utf-8"))


def expected(assignment, who):
    return sum(question.max_points for question in questions(released(assignment))) if who == "right" else 0


@pytest.fixture(scope="module")
def worker():
    with start_worker() as worker:
        yield worker


@pytest.mark.parametrize("who", ["right", "blank"])
@pytest.mark.parametrize("assignment", assignments())
def test_check_gives_the_solutions_all_points_and_the_stubs_none(assignment, who, worker, tmp_path):
    (tmp_path / "one.ipynb").write_text(dumps(handed_in(assignment, who)))

    judgement = check(tmp_path / "one.ipynb", worker)

    assert judgement.points == expected(assignment, who)
    assert {verdict.outcome for verdict in judgement.verdicts} == {"passed" if who == "right" else "failed"}


# nbgrader's commands cost seconds each: one classroom, and one command for a whole assignment.
@pytest.mark.long
@pytest.mark.parametrize("assignment", assignments())
def test_nbgrader_autograde_gives_the_same(assignment, tmp_path_factory):
    classroom = new(tmp_path_factory.mktemp("room") / "maths")
    nbgrader(classroom, "generate_assignment", assignment)
    for who in ("right", "blank"):
        folder = classroom.root / "submitted" / who / assignment
        folder.mkdir(parents=True)
        (folder / f"{assignment}.ipynb").write_text(dumps(handed_in(assignment, who)))

    nbgrader(classroom, "autograde", assignment, "--create")

    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{classroom.root}/gradebook.db", "maths") as gradebook:
        for who in ("right", "blank"):
            grades = gradebook.find_submission_notebook(assignment, assignment, who).grades
            assert sum(grade.auto_score or 0 for grade in grades) == expected(assignment, who)


def nbgrader(classroom, *command):
    done = subprocess.run([str(TOOLS / "nbgrader"), *command], cwd=classroom.root, env=ENVIRONMENT, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()

"""A class of spoiled and forged notebooks, with honest students in between: no one stops the run, by either way."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.classroom.classroom import new
from autograder.sandbox.protection import protection
from kept import Kept, handed_in, kept

LESSON = "01_chain_rule"
TOOLS = Path(sys.executable).parent
ENVIRONMENT = os.environ | {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}
HONEST = Kept("honest", Path(), rest="right", points=13)
SPOILED = {each.name.removeprefix("notebooks/"): each for each in kept("hostile") if each.name.startswith("notebooks/")}
# nbgrader reads 100 MB of output before we can look at its size; the honest ones come first, in the middle and last.
CLASS = {each: SPOILED[each] for each in SPOILED if each != "hundred_megabytes"} | dict.fromkeys("amz", HONEST)

pytestmark = pytest.mark.skipif(protection().level == "none", reason="no sandbox on this machine: grade refuses")


def run(room, *command):
    done = subprocess.run(command, cwd=room, env=ENVIRONMENT, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """The class before it is graded."""
    room = new(tmp_path_factory.mktemp("room") / "maths").root
    with (room / "nbgrader_config.py").open("a") as config:
        config.write('\nc.Judge.limits = {"cell_seconds": 3, "question_seconds": 3}\n')
    assert run(room, str(TOOLS / "nbgrader"), "generate_assignment", LESSON)[0] == 0
    for name, submission in CLASS.items():
        folder = room / "submitted" / name / LESSON
        folder.mkdir(parents=True)
        (folder / f"{LESSON}.ipynb").write_text(json.dumps(handed_in(submission)), encoding="utf-8")
    return room


def points(room):
    """What the gradebook holds of each student who was graded, None where a person must look."""
    with Gradebook(f"sqlite:///{room}/gradebook.db", "maths") as book:
        found = {}
        for submission in book.find_assignment(LESSON).submissions:
            grades = [grade.auto_score for grade in submission.notebooks[0].grades if grade.name.startswith("test_")]
            found[submission.student.id] = None if None in grades else sum(grades)
        return found


REFUSED = {name for name, each in CLASS.items() if each.refused}
EXPECTED = {name: None if name in REFUSED else each.points for name, each in CLASS.items()}


def test_our_command_grades_everybody(room, tmp_path):
    shutil.copytree(room, tmp_path / "maths")
    # nbgrader's own command stumbles over such a time.
    (tmp_path / "maths" / "submitted" / "z" / LESSON / "timestamp.txt").write_text("soon")
    status, said = run(tmp_path / "maths", sys.executable, "-m", "autograder", "grade", LESSON)

    assert status == 1, said  # for those who wait for a person
    assert "z: its timestamp.txt holds no time" in said
    assert points(tmp_path / "maths") == EXPECTED


@pytest.mark.long
def test_nbgraders_command_grades_everybody_whose_notebook_it_can_read(room, tmp_path):
    """It reads each before we are asked: attachments that are none it refuses, ten thousand cells it does not."""
    shutil.copytree(room, tmp_path / "maths")
    _, said = run(tmp_path / "maths", str(TOOLS / "nbgrader"), "autograde", LESSON)
    found = {name: each for name, each in points(tmp_path / "maths").items() if name not in REFUSED}

    expected = {name: EXPECTED[name] for name in set(CLASS) - REFUSED}
    assert found == expected | {"attachments": None}, said[-2000:]

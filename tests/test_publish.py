"""The students' half given away: it is whole, it works alone, and nothing in it gives an answer away."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.bad_input import BadInput
from autograder.cli import main
from autograder.notebooks.notebook import dumps
from autograder.weaving.lessons import rooms
from autograder.weaving.publish import leaks, publish
from autograder.weaving.weave import source_notebooks

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published") / "course"
    publish(folder, rooms())
    return folder


@pytest.fixture
def course(published, tmp_path):
    """A copy of it, and rooms in which a course is published from there."""
    shutil.copytree(published, tmp_path / "course")
    return replace(rooms(), lessons=tmp_path / "course" / "lessons", notebooks=tmp_path / "course" / "notebooks")


def test_all_that_the_repository_keeps_of_the_course_is_there(published):
    kept = subprocess.run(["git", "ls-files", "course"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    there = {str(path.relative_to(published)) for path in published.rglob("*") if path.is_file()}

    assert there == {line.removeprefix("course/") for line in kept.splitlines()}


def test_nothing_in_it_gives_an_answer_away(published):
    assert list(leaks(published, rooms())) == []


def test_a_package_can_be_built_of_it(published, tmp_path):
    line = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(line, cwd=published, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert list(tmp_path.glob("chainrule-*.whl"))


def an_answer(course):
    shutil.copy(ROOT / "solutions" / "delta_recursion.py", course / "chainrule" / "tricks.py")


def a_source(course):
    (course / "notebooks" / "x.ipynb").write_text(dumps(source_notebooks()["04_delta_recursion"]))


def a_filled_cell(course):
    text = (ROOT / "solutions" / "delta_recursion.py").read_text()
    code = {"cell_type": "code", "metadata": {}, "source": text, "outputs": [], "execution_count": None, "id": "x"}
    (course / "notebooks" / "x.ipynb").write_text(dumps({"cells": [code], "nbformat": 4}))


def a_proof(course):
    shutil.copy(ROOT / "solutions" / "delta_recursion.md", course / "notes.md")


def an_import(course):
    (course / "chainrule" / "tricks.py").write_text("from autograder import mistakes\n")


@pytest.mark.parametrize(
    ("leak", "words"),
    [
        (an_answer, "chainrule/tricks.py: dz_next_da has the body of an answer"),
        (a_source, "notebooks/x.ipynb: 'BEGIN SOLUTION' belongs to the teacher"),
        (a_filled_cell, "notebooks/x.ipynb: dz_next_da has the body of an answer"),
        (a_proof, "notes.md: holds the model of explain_transpose"),
        (an_import, "chainrule/tricks.py: 'from autograder' belongs to the teacher"),
    ],
)
def test_what_gives_an_answer_away_stops_it(course, tmp_path, leak, words):
    leak(course.lessons.parent)

    with pytest.raises(BadInput, match=words):
        publish(tmp_path / "out", course)
    assert not (tmp_path / "out").exists()


def test_students_work_and_editors_files_stay_behind(course, tmp_path):
    room = course.lessons.parent
    (room / "notebooks" / "hand-in").mkdir()
    (room / "notebooks" / "hand-in" / "04.ipynb").write_text("{}")
    (room / ".secret").write_text("x")
    (room / "gradebook.db").write_text("x")
    names = {path.name for path in publish(tmp_path / "out", course)}

    assert names.isdisjoint({"04.ipynb", ".secret", "gradebook.db"})


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path, capsys):
    (tmp_path / "mine").touch()

    assert main(["publish", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]

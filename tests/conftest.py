"""What several test files share: a class that handed in and is not graded yet."""

import shutil

import pytest

from autograder.classroom.classroom import Classroom, new
from autograder.classroom.grade import grade
from autograder.example.example_class import handed_in, students
from autograder.notebooks.notebook import dumps
from classes import ASSIGNMENT, MODULE, change_settings, hand_in, nbgrader
from handed_in_class import class_that_handed_in, copy


@pytest.fixture(scope="session")
def pattern_of_a_class(tmp_path_factory):
    """A classroom in which the class of tests/submissions has handed in, all but those who take long."""
    classroom = new(tmp_path_factory.mktemp("pattern") / "maths")
    change_settings(classroom, 'c.Judge.limits = {"cell_seconds": 2, "question_seconds": 2, "submission_seconds": 20}')
    nbgrader(classroom, "generate_assignment", ASSIGNMENT)
    release = classroom.release(ASSIGNMENT)
    for student in students():
        if student.id not in ("oscar", "ivan"):
            hand_in(classroom, student.id, dumps(handed_in(student, release, MODULE)))
    return classroom


@pytest.fixture(scope="session")
def not_graded(tmp_path_factory):
    """A small class that has handed in."""
    return class_that_handed_in(tmp_path_factory.mktemp("pattern") / "maths")


@pytest.fixture(scope="session")
def graded_once(not_graded, tmp_path_factory):
    """A copy of it that the processes of this machine have graded, all in one run."""
    classroom = copy(not_graded, tmp_path_factory.mktemp("graded"))
    grade(classroom, ASSIGNMENT)
    return classroom


@pytest.fixture
def classroom(not_graded, tmp_path):
    """A copy of it for one test."""
    return copy(not_graded, tmp_path)


@pytest.fixture
def class_of_its_own(pattern_of_a_class, tmp_path):
    """A copy of it for one test."""
    shutil.copytree(pattern_of_a_class.root, tmp_path / "maths")
    return Classroom(tmp_path / "maths")

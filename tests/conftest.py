"""What several test files share: a class that handed in, before and after it is graded."""

import time

import pytest

from autograder.classroom.grade import grade
from classes import ASSIGNMENT, Grading, Undisturbed
from handed_in_class import SOON, class_that_handed_in, copy
from in_browser import chromium
from jupyterlab_here import lab_on

MANY = ("ada", "blaise", "carl", "hypatia", "isaac", "mary", "rosa", "trudy")


def pytest_collection_modifyitems(items):
    """The files of long tests first: one that began last would leave the other workers without work."""
    long = {item.module for item in items if item.get_closest_marker("long")}
    items.sort(key=lambda item: item.module not in long)


@pytest.fixture(scope="session")
def pattern_of_a_class(tmp_path_factory):
    """A class that has handed in, one that loops for ever among them, and limits that soon end it."""
    return class_that_handed_in(tmp_path_factory.mktemp("pattern") / "maths", SOON, names=MANY)


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


@pytest.fixture(scope="session")
def undisturbed(pattern_of_a_class, tmp_path_factory):
    """A copy of it that was graded without any fault."""
    classroom = copy(pattern_of_a_class, tmp_path_factory.mktemp("undisturbed"))
    began = time.monotonic()
    assert Grading(classroom).end() == 0
    return Undisturbed(classroom, time.monotonic() - began)


@pytest.fixture
def class_of_its_own(pattern_of_a_class, tmp_path):
    """A copy of it for one test, not graded."""
    return copy(pattern_of_a_class, tmp_path)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A folder, and the address under which JupyterLab serves it."""
    folder = tmp_path_factory.mktemp("lab")
    with lab_on(folder) as address:
        yield folder, address


@pytest.fixture(scope="module")
def browser():
    """A real Chromium."""
    with chromium() as browser:
        yield browser

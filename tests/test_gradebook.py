"""The gradebook of a large class: what is asked for each student looks only at what is that student's."""

import re
import sqlite3
from collections import Counter

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from autograder.classroom.grade import grade
from autograder.sandbox.protection import protection
from classes import ASSIGNMENT
from handed_in_class import copy

pytestmark = pytest.mark.skipif(protection().level == "none", reason="no sandbox on this machine: grade refuses")
GROWING = {"comment", "grade", "student", "submitted_assignment", "submitted_notebook"}


@pytest.fixture
def asked(graded_once, tmp_path):
    """How often each query is made while a class is graded again, with the last numbers in it, and the gradebook."""
    classroom, counts, numbers = copy(graded_once, tmp_path), Counter(), {}

    def note(connection, cursor, statement, parameters, context, many):
        counts[statement] += 1
        numbers[statement] = parameters

    event.listen(Engine, "before_cursor_execute", note)
    try:
        students = len(grade(classroom, ASSIGNMENT))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    book = sqlite3.connect(classroom.root / "gradebook.db")
    for_each = {each: numbers[each] for each in counts if counts[each] >= students and each.startswith("SELECT")}
    yield book, for_each
    book.close()


def test_no_query_for_a_student_reads_the_rows_of_all(asked):
    book, for_each = asked
    read = {}
    for statement, parameters in for_each.items():
        plan = [row[3] for row in book.execute(f"explain query plan {statement}", parameters)]
        read[statement] = [scanned[1] for step in plan if (scanned := re.match(r"SCAN (\w+)", step))]

    assert len(for_each) > 4
    assert {statement: GROWING & set(tables) for statement, tables in read.items() if GROWING & set(tables)} == {}

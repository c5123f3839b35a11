"""What is asked of the gradebook, and what is counted in a sheet, does not grow with the square of the class."""

from collections import Counter
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import event

from autograder.campus.csv_file import Table
from autograder.campus.exporters import GradesCsv
from autograder.campus.fill_in import Choice, fill_in
from autograder.campus.grades import Grade, grades

ASSIGNMENT = "04_delta_recursion"


@contextmanager
def asked(gradebook):
    """Counts what the database is asked inside, in `total()`."""
    said = Counter()

    def count(connection, cursor, statement, *rest):
        said[statement] += 1

    gradebook.db.expire_all()
    event.listen(gradebook.engine, "before_cursor_execute", count)
    yield said
    event.remove(gradebook.engine, "before_cursor_execute", count)


@pytest.fixture
def graded(tmp_path):
    """A gradebook in which so many students were late, the first by one point, the next by two."""

    def make(count):
        book = Gradebook(f"sqlite:///{tmp_path}/{count}.db", "maths")
        book.add_assignment(ASSIGNMENT)
        book.add_notebook(ASSIGNMENT, ASSIGNMENT)
        book.add_grade_cell("test_one", ASSIGNMENT, ASSIGNMENT, max_score=10, cell_type="code")
        for number in range(count):
            book.add_student(f"s{number}")
            book.add_submission(ASSIGNMENT, f"s{number}")
            book.find_grade("test_one", ASSIGNMENT, ASSIGNMENT, f"s{number}").auto_score = 9
            book.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, f"s{number}").late_submission_penalty = number + 1
        book.db.commit()
        return book

    return make


def export_all(book, to):
    GradesCsv.export(SimpleNamespace(assignment=[], student=[], to=str(to)), book)


def test_a_larger_class_asks_no_more_of_the_gradebook(graded, tmp_path):
    counts = []
    for size in (2, 6):
        with graded(size) as book, asked(book) as said:
            found = grades(book, ASSIGNMENT)
            export_all(book, tmp_path / "grades.csv")
        counts.append(said.total())
        assert [found[f"s{number}"].points for number in range(2)] == [8, 7]

    assert counts[0] == counts[1]


class Watched(Table):
    """A table that counts how often a column is made of it."""

    made = 0

    def column(self, name):
        Watched.made += 1
        return super().column(name)


def test_the_most_points_are_found_once_for_all_rows():
    counts = []
    for size in (2, 20):
        Watched.made = 0
        people = [(f"S{number}", f"s{number}", "A", "") for number in range(size)]
        rows = (("Points Possible", "", "", "10"), *people)
        graded = {name: Grade(name, 5.0, 10.0, False) for _, name, *_ in people}
        names = {name: {name} for name in graded}
        filled = fill_in(Watched(("Student", "ID", "Section", "sums"), rows), ("sums",), graded, names, Choice())
        counts.append(Watched.made)
        assert filled.table.column("sums") == ["10", *["5"] * size]

    assert counts[0] == counts[1]

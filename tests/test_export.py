"""Grades leave the gradebook: in a safe CSV, and in Canvas' and Moodle's own sheets; nobody is dropped silently."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.bad_input import BadInput
from autograder.campus.csv_file import harmless, read
from autograder.campus.exporters import export
from autograder.campus.fill_in import Choice
from autograder.classroom.classroom import new
from autograder.cli import main

ASSIGNMENT = "04_delta_recursion"
TOOLS = Path(sys.executable).parent
ENVIRONMENT = os.environ | {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}
STUDENTS = (
    {"id": "ada", "first_name": "Ada", "last_name": "=HYPERLINK(1)", "email": "ada@example.org", "lms_user_id": "7001"},
    {"id": "blaise", "first_name": "Blaise", "last_name": "Pascal, B.", "email": "blaise@example.org"},
    {"id": "carl", "email": "carl@example.org"},
    {"id": "dora"},
)
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,04_delta_recursion (8123)
,,,,,Manual Posting
    Points Possible,,,,,10
"Lovelace, Ada",7001,,ada@example.org,A,
"Pascal, Blaise",7002,,BLAISE@example.org,A,3
"Gauss, Carl",7003,,carl@example.org,A,
"Noether, Emmy",7004,,emmy@example.org,A,
"Student, Test",9,,,A,
"""
WORKSHEET = """\ufeffIdentifier;Full name;ID number;Grade;Maximum Grade;Feedback comments
Participant 11;Ada Lovelace;ada;;10,00;
Participant 12;Blaise Pascal;blaise;;10;
"""


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    """Ada has 8 of 10, Blaise 5 less 1 for being late, Carl's proof waits for a person, Dora handed in nothing."""
    room = new(tmp_path_factory.mktemp("export") / "maths")
    with Gradebook(f"sqlite:///{room.root}/gradebook.db", "maths") as book:
        book.add_assignment(ASSIGNMENT)
        book.add_notebook(ASSIGNMENT, ASSIGNMENT)
        book.add_grade_cell("test_one", ASSIGNMENT, ASSIGNMENT, max_score=10, cell_type="code")
        for student in STUDENTS:
            book.add_student(student["id"], **{key: value for key, value in student.items() if key != "id"})
        for student, points in (("ada", 8), ("blaise", 5), ("carl", None)):
            book.add_submission(ASSIGNMENT, student)
            grade = book.find_grade("test_one", ASSIGNMENT, ASSIGNMENT, student)
            grade.auto_score, grade.needs_manual_grade = points, points is None
        book.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, "blaise").late_submission_penalty = 1
        book.db.commit()
    return room


def filled(classroom, tmp_path, text, **choice):
    (tmp_path / "sheet.csv").write_text(text)
    with Gradebook(f"sqlite:///{classroom.root}/gradebook.db", "maths") as book:
        found = export(book, ASSIGNMENT, tmp_path / "sheet.csv", tmp_path / "filled.csv", Choice(**choice))
    return found, read(tmp_path / "filled.csv")


def test_a_canvas_sheet_takes_the_points_and_keeps_all_else(classroom, tmp_path):
    found, table = filled(classroom, tmp_path, CANVAS)

    assert table.column("04_delta_recursion (8123)") == ["Manual Posting", "10", "8", "4", "", "", ""]
    assert table.column("Student") == read(tmp_path / "sheet.csv").column("Student")
    assert found.count == 2


def test_whoever_has_no_points_in_the_sheet_is_named(classroom, tmp_path):
    notes = filled(classroom, tmp_path, CANVAS)[0].notes

    assert notes == (
        "BLAISE@example.org: 3 became 4",
        "carl@example.org: a person must still give points; left as it is",
        "emmy@example.org: not in the gradebook",
    )


def test_who_is_graded_and_not_in_the_sheet_is_named(classroom, tmp_path):
    notes = filled(classroom, tmp_path, CANVAS.replace('"Lovelace, Ada",7001,,ada@example.org,A,\n', ""))[0].notes

    assert "ada: graded, but not in the sheet" in notes


def test_a_moodle_worksheet_keeps_its_separator_and_its_mark(classroom, tmp_path):
    _, table = filled(classroom, tmp_path, WORKSHEET.replace("10,00", "10"))

    assert table.column("Grade") == ["8", "4"]
    assert (table.delimiter, table.mark) == (";", True)


def test_a_column_can_be_chosen(classroom, tmp_path):
    text = "who,ada's own,points\nx,ada,\ny,blaise,\n"
    _, table = filled(classroom, tmp_path, text, match="ada's own", into="points")

    assert table.column("points") == ["8", "4"]


def test_another_most_is_scaled_only_when_asked(classroom, tmp_path):
    text = CANVAS.replace("Points Possible,,,,,10", "Points Possible,,,,,100")

    with pytest.raises(BadInput, match="at most 100 points, the gradebook 10"):
        filled(classroom, tmp_path, text)
    assert filled(classroom, tmp_path, text, scale=True)[1].column("04_delta_recursion (8123)")[2:4] == ["80", "40"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty file"),
        ("a,a\n1,2\n", "two columns are called 'a'"),
        ("a,b\n1,2,3\n", "more cells than the first row"),
        ("Email address,04_delta_recursion\nnobody@example.org,\n", "no column of the sheet names a student"),
        ("Email address,04_delta_recursion\nada@example.org,\nada@example.org,\n", "two rows for 'ada'"),
        ("Email address,other\nada@example.org,\n", "no column is named after"),
        ("Email address,04_delta_recursion a,04_delta_recursion b\nada@example.org,,\n", "2 columns are named after"),
    ],
)
def test_a_sheet_that_cannot_be_filled_is_one_line_and_nothing_is_written(classroom, tmp_path, text, words):
    with pytest.raises(BadInput, match=words):
        filled(classroom, tmp_path, text)

    assert not (tmp_path / "filled.csv").exists()


def test_the_sheet_itself_is_never_overwritten(classroom, tmp_path, capsys):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(CANVAS)
    status = main(["export", ASSIGNMENT, str(sheet), "-o", str(sheet), "--classroom", str(classroom.root)])

    assert status == 2
    assert sheet.read_text() == CANVAS
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("assignment", "sheet", "words"),
    [
        (ASSIGNMENT, "shet.csv", "shet.csv: No such file or directory"),
        ("04_delta", "sheet.csv", f"the gradebook has no assignment '04_delta'; it has: {ASSIGNMENT}"),
    ],
)
def test_a_mistyped_name_is_one_line_and_nothing_is_written(classroom, tmp_path, capsys, assignment, sheet, words):
    (tmp_path / "sheet.csv").write_text(WORKSHEET.replace("10,00", "10"))
    (tmp_path / "filled.csv").write_text("before")
    line = ["export", assignment, str(tmp_path / sheet), "-o", str(tmp_path / "filled.csv")]

    assert main([*line, "--classroom", str(classroom.root)]) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert said.endswith(words)
    assert (tmp_path / "filled.csv").read_text() == "before"


def test_the_command_exits_with_1_when_somebody_was_left_out(classroom, tmp_path, capsys):
    (tmp_path / "sheet.csv").write_text(CANVAS)
    line = ["export", ASSIGNMENT, str(tmp_path / "sheet.csv"), "-o", str(tmp_path / "filled.csv")]

    assert main([*line, "--classroom", str(classroom.root)]) == 1
    assert "emmy@example.org: not in the gradebook" in capsys.readouterr().err


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_becomes_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-1.5", "+3", "a=b", "", "1e-3"])
def test_what_is_no_formula_stays(cell):
    assert harmless(cell) == cell


def nbgrader(classroom, *options):
    command = [str(TOOLS / "nbgrader"), "export", *options]
    return subprocess.run(command, cwd=classroom.root, env=ENVIRONMENT, capture_output=True, text=True, timeout=120)


def test_nbgrader_exports_a_table_without_formulas_and_with_everyone(classroom, tmp_path):
    done = nbgrader(classroom, "--exporter=autograder.campus.exporters.GradesCsv", f"--to={tmp_path / 'grades.csv'}")

    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader((tmp_path / "grades.csv").read_text().splitlines()))
    rows.sort(key=lambda row: row["student_id"])
    assert [(row["student_id"], row["score"], row["needs_manual_grade"]) for row in rows] == [
        ("ada", "8.0", "False"),
        ("blaise", "4.0", "False"),
        ("carl", "0.0", "True"),
        ("dora", "0.0", "False"),
    ]
    assert rows[0]["last_name"] == "'=HYPERLINK(1)"
    assert rows[1]["last_name"] == "Pascal, B."


def test_nbgrader_fills_in_a_sheet(classroom, tmp_path):
    (tmp_path / "sheet.csv").write_text(CANVAS)
    done = nbgrader(
        classroom,
        "--exporter=autograder.campus.exporters.FilledSheet",
        f"--assignment=['{ASSIGNMENT}']",
        f"--FilledSheet.sheet={tmp_path / 'sheet.csv'}",
        f"--to={tmp_path / 'filled.csv'}",
    )

    assert done.returncode == 0, done.stderr
    assert read(tmp_path / "filled.csv").column("04_delta_recursion (8123)")[2:4] == ["8", "4"]
    assert "emmy@example.org: not in the gradebook" in done.stderr

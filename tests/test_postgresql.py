"""The gradebook on a real PostgreSQL: the demo, several graders at once, a server that goes away."""

import re
import signal
import subprocess
from pathlib import Path

import pytest

from autograder.bad_input import BadInput
from autograder.classroom.classroom import Classroom
from autograder.classroom.grade import grade
from autograder.cli import main
from autograder.example.example_class import students
from autograder.sandbox.protection import protection
from classes import ASSIGNMENT, ENVIRONMENT, TOOLS, but_for_progress, recorded
from handed_in_class import CLASS, class_that_handed_in, copy, judged, run, shadow
from postgresql import server

OTHER = "05_weights_and_biases"

pytestmark = pytest.mark.skipif(protection().level == "none", reason="no sandbox on this machine: grade refuses")


@pytest.fixture(scope="module")
def postgresql():
    with server() as running:
        yield running


@pytest.fixture(scope="module")
def pattern(postgresql, tmp_path_factory):
    """A classroom in whose gradebook two assignments are known and nothing is graded, and that database's name."""
    database = postgresql.new()
    setting = f"c.CourseDirectory.db_url = {postgresql.url(database)!r}"
    root = tmp_path_factory.mktemp("pattern") / "maths"
    return class_that_handed_in(root, setting, assignments=(ASSIGNMENT, OTHER)), database


@pytest.fixture
def classroom(pattern, postgresql, tmp_path):
    """A copy of it with a copy of its database, and that database's name."""
    classroom, database = pattern
    new, found = postgresql.new(like=database), copy(classroom, tmp_path)
    config = found.root / "nbgrader_config.py"
    config.write_text(config.read_text().replace(f"/{database}?", f"/{new}?"))
    return found, new


def start(classroom, assignment):
    command = [str(TOOLS / "autograder"), "grade", assignment, "--jobs", "1"]
    return subprocess.Popen(
        command, cwd=classroom.root, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def earned(classroom, assignment):
    """What each student's judgement says, as the gradebook should have it."""
    return {
        (student, verdict["grade_id"]): verdict["points"]
        for student, kept in judged(classroom, assignment).items()
        for verdict in kept["judgement"]["verdicts"]
    }


def scores(classroom, assignment, url):
    """The points by tests that the gradebook has."""
    found = recorded(classroom, assignment, url)
    return {key: marks[0] for key, marks in found.items() if isinstance(key, tuple) and key[1].startswith("test_")}


@pytest.mark.long
def test_the_whole_demo_keeps_its_gradebook_there(postgresql, tmp_path):
    url = postgresql.url(postgresql.new())
    command = [str(TOOLS / "autograder"), "demo", "--db-url", url]
    done = subprocess.run(command, env=ENVIRONMENT | {"TMPDIR": str(tmp_path)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    classroom = Classroom(Path(re.search(r"/\S+class-\w+", done.stdout)[0]) / "classroom")
    found = {key: score > 0 for key, score in scores(classroom, ASSIGNMENT, url).items()}

    assert not (classroom.root / "gradebook.db").exists()
    questions = sorted({name for _, name in found})
    expected = {student.id: student.expected(questions) for student in students()}
    assert found == {(who, name): mistake is None for who, each in expected.items() for name, mistake in each.items()}


def test_two_graders_at_once_lose_and_double_nothing(classroom, postgresql):
    classroom, database = classroom
    for grader in [start(classroom, assignment) for assignment in (ASSIGNMENT, OTHER)]:
        assert but_for_progress(grader.communicate(timeout=300)[1].decode()) == []
        assert grader.returncode == 0

    for assignment in (ASSIGNMENT, OTHER):
        found = scores(classroom, assignment, postgresql.url(database))
        assert {student for student, _ in found} == set(CLASS)
        assert found == earned(classroom, assignment)
    with postgresql.connected(database).cursor() as cursor:
        cursor.execute("SELECT id FROM student")
        assert sorted(cursor.fetchall()) == [(student,) for student in sorted(CLASS)]


def test_a_student_that_another_program_adds_meanwhile_is_no_hindrance(classroom, postgresql):
    classroom, database = classroom
    other = postgresql.connected(database)
    other.cursor().execute("INSERT INTO student (id, lms_user_id) VALUES ('ada', '')")
    grader = start(classroom, ASSIGNMENT)
    while not postgresql.somebody_waits(database):
        assert grader.poll() is None
    other.commit()

    assert but_for_progress(grader.communicate(timeout=300)[1].decode()) == []
    assert scores(classroom, ASSIGNMENT, postgresql.url(database)) == earned(classroom, ASSIGNMENT)


def test_a_server_that_goes_away_is_a_line_and_costs_nothing(classroom, postgresql):
    classroom, database = classroom
    crash = signal.SIGQUIT
    with pytest.raises(BadInput, match=r"postgresql\+psycopg2://.*connection"):
        grade(classroom, ASSIGNMENT, watch=lambda done, of: done == of and postgresql.stop(crash))
    postgresql.start()
    assert scores(classroom, ASSIGNMENT, postgresql.url(database)) == {}

    grade(classroom, ASSIGNMENT)

    assert scores(classroom, ASSIGNMENT, postgresql.url(database)) == earned(classroom, ASSIGNMENT)


def test_a_database_that_is_not_there_is_a_line_without_the_password(classroom, capsys):
    classroom, database = classroom
    config = classroom.root / "nbgrader_config.py"
    config.write_text(config.read_text().replace(f"/{database}?", "/nowhere?"))

    assert main(["grade", ASSIGNMENT, "--classroom", str(classroom.root)]) == 2
    [said] = but_for_progress(capsys.readouterr().err)
    assert "/nowhere?" in said
    assert "does not exist" in said
    assert "password" not in said


def test_without_the_extra_it_says_how_to_get_it(pattern, tmp_path):
    done = run(pattern[0], "autograder", "grade", ASSIGNMENT, **shadow(tmp_path, "psycopg2"))

    assert done.returncode == 2
    [said] = but_for_progress(done.stderr)
    assert "`uv sync --extra postgresql`" in said

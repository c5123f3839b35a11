"""Feedback goes into the exchange for everybody for whom it can, whatever lies beside the others' pages."""

import pytest
from nbgrader.utils import notebook_hash

from autograder.classroom.classroom import new
from classes import ASSIGNMENT, change_settings
from handed_in_class import run


@pytest.fixture
def classroom(tmp_path):
    made = new(tmp_path / "maths")
    (tmp_path / "exchange").mkdir(mode=0o777)
    (tmp_path / "exchange").chmod(0o777)
    change_settings(made, f"c.Exchange.root = {str(tmp_path / 'exchange')!r}")
    return made


def fed_back(classroom, student, **beside):
    """A page for a student, and the files that came with what was handed in."""
    folder = classroom.root / "feedback" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / f"{ASSIGNMENT}.html").write_text(f"to {student}")
    for name, content in beside.items():
        (folder / f"{name}.txt").write_bytes(content)


def released(classroom):
    """What lies in the exchange: each page under the name by which its student's side asks for it."""
    folder = classroom.root.parent / "exchange" / "maths" / "feedback"
    return {path.name: path.read_text() for path in folder.iterdir()}


def page(secret):
    return f"{notebook_hash(secret=secret, notebook_id=ASSIGNMENT)}.html"


def test_who_cannot_be_reached_keeps_no_one_else_waiting(classroom):
    time = b"2026-11-20 10:00:00.000000 UTC"
    fed_back(classroom, "ada", timestamp=time, submission_secret=b"ada's")
    fed_back(classroom, "blaise", timestamp=time)
    fed_back(classroom, "carl")
    fed_back(classroom, "leonhard", timestamp=time, submission_secret=b"\xff\xfe")
    fed_back(classroom, "zeno [2]", timestamp=time, submission_secret=b"zeno's")
    done = run(classroom, "nbgrader", "release_feedback", ASSIGNMENT)

    assert done.returncode == 0
    assert released(classroom) == {page("ada's"): "to ada", page("zeno's"): "to zeno [2]"}
    for student, missing in (("blaise", "submission_secret.txt"), ("carl", "timestamp.txt and no submission_secret")):
        assert f"feedback/{student}/{ASSIGNMENT}: is not released, for there is no {missing}" in done.stderr
    assert "leonhard" in done.stderr
    assert "Traceback" not in done.stderr


def test_one_student_alone_can_be_released(classroom):
    for student in ("ada", "blaise"):
        fed_back(classroom, student, timestamp=b"today", submission_secret=student.encode())
    run(classroom, "nbgrader", "release_feedback", ASSIGNMENT, "--student", "blaise")

    assert released(classroom) == {page("blaise"): "to blaise"}

"""A classroom is made whole or not at all, and every nbgrader command works in it unchanged."""

import csv
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.classroom.classroom import new, opened, work
from autograder.cli import main
from autograder.notebooks.notebook import dumps, read
from autograder.sandbox.protection import protection
from autograder.weaving.fill import fill
from autograder.weaving.released import assignments, released

ASSIGNMENT = "04_delta_recursion"
ANSWERS = Path(__file__).parents[1] / "solutions" / "delta_recursion.py"
TOOLS = Path(sys.executable).parent
SECRETS = ("HIDDEN TESTS", "hidden_test(", "BEGIN SOLUTION")


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    return new(tmp_path_factory.mktemp("place") / "maths")


def files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_new_classroom_has_settings_sources_and_a_secret(classroom):
    wanted = {f"source/{name}/{name}.ipynb" for name in assignments()}

    assert files(classroom.root) == {"nbgrader_config.py", ".gitignore", ".secret", *wanted}


def test_the_secret_is_the_teachers_alone_and_no_two_are_equal(classroom, tmp_path):
    assert stat.S_IMODE((classroom.root / ".secret").stat().st_mode) == 0o600
    assert classroom.secret != new(tmp_path / "other").secret
    assert len(classroom.secret) >= 32


def test_the_secret_stands_in_no_other_file(classroom):
    texts = {path: path.read_bytes() for path in classroom.root.rglob("*") if path.is_file() and path.name != ".secret"}

    assert not [path for path, text in texts.items() if classroom.secret in text]


def test_the_course_is_named_after_the_folder(classroom):
    assert 'c.CourseDirectory.course_id = "maths"' in (classroom.root / "nbgrader_config.py").read_text()


def test_an_empty_folder_becomes_a_classroom(tmp_path):
    (tmp_path / "room").mkdir()

    assert opened(new(tmp_path / "room").root)


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")

    assert main(["new", str(tmp_path)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert files(tmp_path) == {"mine.txt"}


def test_a_file_or_a_place_that_cannot_be_written_is_refused(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    for name in ("file", "link", "file/below"):
        assert main(["new", str(tmp_path / name)]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"file", "link"}


def test_a_students_copies_are_never_overwritten(tmp_path):
    assert {path.stem for path in work(tmp_path)} == {*assignments(), "epilogue"}
    mine = tmp_path / f"{ASSIGNMENT}.ipynb"
    mine.write_text("my work")

    assert work(tmp_path) == []
    assert mine.read_text() == "my work"


class Place:
    """A folder in which nbgrader's commands are run as a user would run them."""

    def __init__(self, folder, settings):
        self.folder = folder
        self.environment = os.environ | {
            "PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}",
            "JUPYTER_CONFIG_DIR": str(settings),
        }

    def run(self, *command):
        done = subprocess.run(
            [str(TOOLS / command[0]), *command[1:]],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=240,
        )
        assert done.returncode == 0, f"{command}: {done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def places(tmp_path_factory, classroom):
    """The teacher's and a student's place, with one exchange."""
    root = tmp_path_factory.mktemp("world")
    for name in ("exchange", "settings", "student"):
        (root / name).mkdir()
    (root / "exchange").chmod(0o777)
    settings = f"c.Exchange.root = {str(root / 'exchange')!r}\nc.Exchange.cache = {str(root / 'cache')!r}\n"
    (root / "settings" / "nbgrader_config.py").write_text(settings)
    return Place(classroom.root, root / "settings"), Place(root / "student", root / "settings")


@pytest.mark.long
def test_every_nbgrader_command_works_from_release_to_feedback_and_export(places, classroom):
    if protection().level == "none":
        pytest.skip("no sandbox on this machine: autograde refuses")
    teacher, student = places

    teacher.run("nbgrader", "generate_assignment", ASSIGNMENT)
    assert without_checksums(classroom.release(ASSIGNMENT)) == released(ASSIGNMENT)

    teacher.run("nbgrader", "release_assignment", ASSIGNMENT)
    student.run("nbgrader", "fetch_assignment", ASSIGNMENT, "--course", "maths")
    fetched = student.folder / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    assert read(fetched)[0] == classroom.release(ASSIGNMENT)

    fetched.write_text(dumps(fill(ASSIGNMENT, ANSWERS.read_text())))
    assert "Success! Your notebook passes all the tests." in student.run("nbgrader", "validate", str(fetched))

    student.run("nbgrader", "submit", ASSIGNMENT, "--course", "maths")
    teacher.run("nbgrader", "collect", ASSIGNMENT)
    teacher.run("nbgrader", "autograde", ASSIGNMENT)
    teacher.run("nbgrader", "generate_feedback", ASSIGNMENT)
    teacher.run("nbgrader", "release_feedback", ASSIGNMENT)
    student.run("nbgrader", "fetch_feedback", ASSIGNMENT, "--course", "maths")
    teacher.run("nbgrader", "export")
    points = sum(question["points"] for question in marks_of("test"))
    [row] = csv.DictReader((classroom.root / "grades.csv").open())
    assert float(row["raw_score"]) == points
    assert float(row["max_score"]) == points + sum(each["points"] for each in marks_of("written"))

    [page] = student.folder.rglob("*.html")
    assert f"✓ {marks_of('test')[0]['points']} of" in page.read_text()
    for path in (
        page,
        *(classroom.root / "autograded").rglob("*.ipynb"),
        *(classroom.root / "release").rglob("*.ipynb"),
    ):
        assert not [secret for secret in SECRETS if secret in path.read_text()], path


def marks_of(part):
    cells = [cell["metadata"].get("nbgrader", {}) for cell in released(ASSIGNMENT)["cells"]]
    return [each for each in cells if each.get("grade") and bool(each.get("solution")) == (part == "written")]


def without_checksums(notebook):
    copy = json.loads(json.dumps(notebook))
    for cell in copy["cells"]:
        cell["metadata"].get("nbgrader", {}).pop("checksum", None)
    return copy

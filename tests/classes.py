"""A classroom on disk, for tests: what is handed in, graded by the command, and what is there then."""

import os
import select
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.classroom.classroom import Classroom

ASSIGNMENT, MODULE = "04_delta_recursion", "delta_recursion"
TOOLS = Path(sys.executable).parent
ENVIRONMENT = os.environ | {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}
GRADE = [sys.executable, "-m", "autograder", "grade", ASSIGNMENT]
REAPER = [sys.executable, str(Path(__file__).with_name("reaper.py"))]
PATIENCE = 120
LOOK = 0.002


@dataclass(frozen=True)
class Undisturbed:
    """A classroom graded without any fault, and how long that took."""

    classroom: Classroom
    seconds: float


class Grading:
    """`autograder grade` as it runs in a classroom; when `end` returns, nothing of it is alive."""

    def __init__(self, classroom, *options, before=()):
        self.classroom, self.said = classroom, classroom.root.parent / "said"
        (scratch := classroom.root.parent / "scratch").mkdir(exist_ok=True)
        with self.said.open("w") as words:
            self.reaper = subprocess.Popen(
                [*REAPER, *before, *GRADE, *options],
                cwd=classroom.root,
                env=ENVIRONMENT | {"TMPDIR": str(scratch)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=words,
                text=True,
            )
        self.pid = int(self.reaper.stdout.readline())
        self._life = os.pidfd_open(self.pid)

    def runs(self, seconds=0):
        """Is it still running, so many seconds from now?"""
        return not select.select([self._life], [], [], seconds)[0]

    def until(self, condition):
        """Wait until it has come so far, or has ended."""
        while not condition() and self.runs(LOOK):
            pass

    def end(self):
        """Its exit status, when it and all that it started have ended."""
        status = int(self.reaper.communicate(timeout=PATIENCE)[0].splitlines()[-1])
        os.close(self._life)
        return status

    @property
    def words(self):
        """What it said on stderr but for its progress."""
        return but_for_progress(self.said.read_text())


def but_for_progress(said):
    """The lines of what a run said that do not just say how far it is."""
    return [line for line in said.splitlines() if not line.endswith((" judged", " left"))]


def nbgrader(classroom, *command):
    run = [str(TOOLS / "nbgrader"), *command]
    subprocess.run(run, cwd=classroom.root, env=ENVIRONMENT, capture_output=True, check=True, timeout=300)


def change_settings(classroom, line):
    with (classroom.root / "nbgrader_config.py").open("a") as config:
        config.write(f"\n{line}\n")


def hand_in(classroom, student, text, timestamp="2026-11-20 10:00:00.000000 UTC", assignment=ASSIGNMENT):
    folder = classroom.root / "submitted" / student / assignment
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{assignment}.ipynb").write_text(text)
    (folder / "timestamp.txt").write_text(timestamp)


def only(classroom, *names):
    """Leave these students alone in the class."""
    for folder in (classroom.root / "submitted").iterdir():
        if folder.name not in names:
            shutil.rmtree(folder)


def kept_files(classroom):
    """The files of the judgements that are kept."""
    return sorted((classroom.root / ".judged" / ASSIGNMENT).glob("*.json"))


@contextmanager
def gradebook(classroom, url=""):
    from nbgrader.api import Gradebook

    with Gradebook(url or f"sqlite:///{classroom.root}/gradebook.db", classroom.root.name) as found:
        yield found


def recorded(classroom, assignment=ASSIGNMENT, url=""):
    """All that grading writes into the gradebook, by student and cell; every student and cell is in it once."""
    with gradebook(classroom, url) as found:
        submissions = found.find_assignment(assignment).submissions
        notebooks = [(each.student.id, each.timestamp, each.notebooks[0]) for each in submissions]
        grades = [
            ((who, grade.name), (grade.auto_score, grade.manual_score, grade.needs_manual_grade))
            for who, _, notebook in notebooks
            for grade in notebook.grades
        ]
        comments = [((who, "about", c.name), c.comment) for who, _, notebook in notebooks for c in notebook.comments]
        rows = [*grades, *comments, *((who, (when, each.late_submission_penalty)) for who, when, each in notebooks)]
    assert len(dict(rows)) == len(rows)
    return dict(rows)


def files(classroom):
    """The names of all files in the classroom, and beside it where temporary ones would be."""
    return {str(path.relative_to(classroom.root.parent)) for path in classroom.root.parent.rglob("*")}

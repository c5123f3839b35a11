"""The ways of grading that are compared: what each needs in its folder, and the commands that are timed."""

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import otter_home
from cost import Cost, cost
from hand_ins import hand_in
from in_kernel import in_kernel

from autograder.classroom.classroom import Classroom, new
from autograder.notebooks.notebook import dumps, marks, read, role, write

HERE = Path(__file__).resolve().parent
PYTHON, NBGRADER, AUTOGRADER = (Path(sys.executable).with_name(n) for n in ("python", "nbgrader", "autograder"))
OURS = 'check.hidden_test("{name}")'  # stands in our sources where nbgrader has the test itself


@dataclass(frozen=True)
class Way:
    """A way to grade: a command that is run in a folder; `points` reads what the class was given there."""

    name: str
    command: tuple[str | Path, ...]
    points: Callable[[Path, Cost], float | None]
    cores: int = 1
    environment: tuple[tuple[str, str], ...] = ()

    def run(self, folder: Path) -> Cost:
        return cost(self.command, folder, self.cores, **dict(self.environment))


@dataclass(frozen=True)
class Turn:
    """Ways that are run one after the other in one copy of a `room`; a slow turn comes once, however often the rest."""

    room: str
    ways: tuple[Way, ...]
    slow: bool = False


def rooms(root: Path, assignment: str, count: int, otter: Path | None) -> None:
    """The folders in which the ways grade: a classroom of ours, one as nbgrader ships it, one for otter."""
    classroom = new(root / "ours")
    _plain_classroom(root / "plain", assignment, classroom)
    for room in ("ours", "plain"):
        cost([NBGRADER, "generate_assignment", assignment], root / room)
        hand_in(root / room, assignment, count)
    if otter:
        otter_home.furnish(root / "otter", assignment, classroom.release(assignment), classroom.secret)
        hand_in(root / "otter", assignment, count)


def turns(assignment: str, otter: Path | None) -> Iterator[Turn]:
    """All ways, the slowest first."""
    silent = (("PYTHONPATH", str(HERE / "silent")),)
    autograde, feedback = (NBGRADER, "autograde", assignment), (NBGRADER, "generate_feedback", assignment)
    grade, alone = (AUTOGRADER, "grade", assignment, "--jobs"), (PYTHON, HERE / "alone.py", assignment)
    shipped = Way(AUTOGRADE, autograde, _in_gradebook), Way(FEEDBACK, feedback, _nothing)
    yield Turn("plain", shipped, slow=True)
    yield Turn("plain", (Way(SILENT, autograde, _in_gradebook, environment=silent),), slow=True)
    if otter:
        command = (otter / "bin" / "python", HERE / "otter_run.py")
        yield Turn("otter", (Way(OTTER, command, _said, environment=otter_home.ENVIRONMENT),), slow=True)
    for way in (
        Way("`nbgrader autograde` in our classroom", autograde, _in_gradebook),
        Way(GRADE, (*grade, "1"), _in_gradebook),
        Way(GRADE_ON_TWO, (*grade, "2"), _in_gradebook, cores=2),
        Way(JUDGING, (*alone, "judging"), _said),
        Way(FLOOR, (*alone, "floor"), _said),
    ):
        yield Turn("ours", (way,))


AUTOGRADE, FEEDBACK = "`nbgrader autograde` as shipped", "`nbgrader generate_feedback` after it"
SILENT = "`nbgrader autograde`, with `check` and `draw` silent"
OTTER = f"otter-grader {otter_home.VERSION}, in one process"
GRADE, GRADE_ON_TWO = "`autograder grade`: gradebook, notebook, feedback", "the same on two cores"
JUDGING, FLOOR = "judging alone", "the floor: the same in one process, without walls"


def copied(root: Path, room: str, count: int) -> Path:
    """A fresh copy of a room with the first `count` hand-ins in it."""
    folder = root / "copy"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / room, folder)
    for surplus in sorted((folder / "submitted").iterdir())[count:]:
        shutil.rmtree(surplus)
    return folder


def _plain_classroom(folder: Path, assignment: str, ours: Classroom) -> None:
    """A classroom as nbgrader ships it, with the hidden tests in the notebook."""
    notebook, _ = read(ours.root / "source" / assignment / f"{assignment}.ipynb")
    for cell in notebook["cells"]:
        if role(cell) == "test":
            name = marks(cell)["grade_id"]
            cell["source"] = cell["source"].replace(OURS.format(name=name), in_kernel(assignment, name, ours.secret))
    path = folder / "source" / assignment / f"{assignment}.ipynb"
    path.parent.mkdir(parents=True)
    write(path, dumps(notebook))
    write(folder / "nbgrader_config.py", "c = get_config()\nc.CourseDirectory.course_id = 'plain'\n")


def _in_gradebook(folder: Path, cost: Cost) -> float:
    with sqlite3.connect(folder / "gradebook.db") as book:
        return book.execute("select sum(auto_score) from grade").fetchone()[0]


def _said(folder: Path, cost: Cost) -> float:
    return float(cost.said.split()[-1])


def _nothing(folder: Path, cost: Cost) -> None:
    return None

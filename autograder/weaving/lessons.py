"""The lessons as text: where they are, and their cells with the role that each plays in grading."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.bad_input import BadInput
from autograder.examiner.exam import module_name

HERE = Path(__file__).resolve().parents[1]
Role = Literal["", "answer", "test", "written"]
ROLES: tuple[Role, ...] = ("answer", "test", "written")


@dataclass(frozen=True)
class Rooms:
    """The folders between which a lesson is spread."""

    lessons: Path
    notebooks: Path
    exercises: Path
    solutions: Path
    hidden: Path
    mistakes: Path


@dataclass(frozen=True)
class Cell:
    """A lesson's cell; with a role it has a `name`, its grade id, and where it is graded `points`."""

    kind: Literal["code", "markdown"]
    source: str
    role: Role = ""
    name: str = ""
    points: float | None = None


@dataclass(frozen=True)
class Lesson:
    """One lesson: `assignment` names its folder and notebook, `module` its files in the other rooms."""

    path: Path
    cells: tuple[Cell, ...]

    @property
    def assignment(self) -> str:
        return self.path.stem

    @property
    def module(self) -> str:
        return module_name(self.path.stem)

    def names(self, role: Role) -> list[str]:
        """The grade ids of all cells of a role, in order."""
        return [cell.name for cell in self.cells if cell.role == role]


def rooms() -> Rooms:
    """This course's rooms: those of the repository, or where they lie in the installed packages."""
    import chainrule
    import solutions

    library = Path(next(iter(chainrule.__path__))).resolve()
    answers = Path(next(iter(solutions.__path__))).resolve()
    course = library.parent if (library.parent / "lessons").is_dir() else HERE / "course"
    exercises = library / "exercises"
    return Rooms(course / "lessons", course / "notebooks", exercises, answers, HERE / "hidden", HERE / "mistakes")


def parse(path: Path) -> Lesson:
    """The lesson in a percent file."""
    import jupytext  # costs seconds, and only weaving needs it

    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    cells = tuple(_cell(cell, f"{path.name}: cell {place}") for place, cell in enumerate(notebook.cells, start=1))
    names = [cell.name for cell in cells if cell.role]
    for name in names:
        if names.count(name) > 1:
            raise BadInput(f"{path.name}: two cells are called {name!r}; each needs a name of its own")
    return Lesson(path, cells)


def parse_all(folder: Path) -> list[Lesson]:
    """Every lesson of a folder, in order."""
    found = [parse(path) for path in sorted(folder.glob("*.py"))]
    if not found:
        raise BadInput(f"{folder}: no lessons here; a lesson is a file such as 04_delta_recursion.py")
    return found


def _cell(cell, where: str) -> Cell:
    roles = [role for role in ROLES if role in cell.metadata]
    if not roles:
        return Cell(cell.cell_type, cell.source)
    role, name, points = roles[0], str(cell.metadata[roles[0]]), cell.metadata.get("points")
    if len(roles) > 1:
        raise BadInput(f"{where} is {' and '.join(roles)} at once; give it one role")
    if not re.fullmatch(r"[A-Za-z_]\w{0,63}", name, re.ASCII):
        raise BadInput(f"{where}: {name!r} cannot be a grade id; use letters, digits and _")
    if (cell.cell_type == "markdown") != (role == "written"):
        raise BadInput(f"{where}: a {cell.cell_type} cell cannot be {role}={name!r}")
    if (points is None) != (role == "answer") or isinstance(points, str) or (points is not None and points < 0):
        raise BadInput(f"{where}: {name!r} {'has points; its test has them' if points else 'needs points=NUMBER'}")
    return Cell(cell.cell_type, cell.source, role, name, points)

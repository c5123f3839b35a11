"""The lessons as text: where they are, and their cells with the role that each plays in grading."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.bad_input import BadInput
from autograder.examiner.exam import module_name
from autograder.weaving.sheet import SHEET

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
    guide: Path | None = None  # The teachers' guide stays in the repository.
    plan: Path | None = None


@dataclass(frozen=True)
class Cell:
    """A lesson's cell; with a role it has a `name`, its grade id, and where it is graded `points`.

    `meets` names the lines of the problem sheet that a code cell puts to work.
    """

    kind: Literal["code", "markdown"]
    source: str
    role: Role = ""
    name: str = ""
    points: float | None = None
    meets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lesson:
    """One lesson: `assignment` names its folder and notebook, `module` its files in the other rooms.

    `learn` says in one line what one learns in its `minutes`; `extra` is a lesson that no later one needs.
    """

    path: Path
    cells: tuple[Cell, ...]
    minutes: int
    learn: str
    extra: bool = False

    @property
    def assignment(self) -> str:
        return self.path.stem

    @property
    def module(self) -> str:
        return module_name(self.path.stem)

    @property
    def title(self) -> str:
        """Its number and name."""
        return self.cells[0].source.partition("\n")[0].removeprefix("# ")

    @property
    def points(self) -> float:
        """What can be earned in it, from tests and from a person."""
        return sum(cell.points or 0 for cell in self.cells)

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
    guide = course.parent / "docs" / "teaching.md"
    return Rooms(
        lessons=course / "lessons",
        notebooks=course / "notebooks",
        exercises=library / "exercises",
        solutions=answers,
        hidden=HERE / "hidden",
        mistakes=HERE / "mistakes",
        guide=guide if guide.is_file() else None,
        plan=library / "progress" / "plan.json",
    )


def parse(path: Path) -> Lesson:
    """The lesson in a percent file."""
    import jupytext  # costs seconds, and only weaving needs it

    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    cells = tuple(_cell(cell, f"{path.name}: cell {place}") for place, cell in enumerate(notebook.cells, start=1))
    names = [cell.name for cell in cells if cell.role]
    for name in names:
        if names.count(name) > 1:
            raise BadInput(f"{path.name}: two cells are called {name!r}; each needs a name of its own")
    return Lesson(path, cells, *_head(notebook.cells, path.name))


def parse_all(folder: Path) -> list[Lesson]:
    """Every lesson of a folder, in order; its files begin with its number."""
    found = [parse(path) for path in sorted(folder.glob("[0-9]*.py"))]
    if not found:
        raise BadInput(f"{folder}: no lessons here; a lesson is a file such as 04_delta_recursion.py")
    return found


def _head(cells: list, file: str) -> tuple[int, str, bool]:
    """The minutes that a lesson takes, what one learns in it, and whether it is extra: they stand at its first cell."""
    marks, text = (cells[0].metadata, cells[0].source) if cells else ({}, "")
    minutes, learn = marks.get("minutes"), marks.get("learn")
    title = r"# \d+ \S" if file[:1].isdigit() else r"# \S"
    if not isinstance(minutes, int) or not isinstance(learn, str) or not re.match(title, text):
        raise BadInput(f'{file}: its first cell needs minutes=NUMBER learn="ONE LINE", and a title such as "# 7 Depth"')
    return minutes, learn, marks.get("extra") is True


def _meets(cell, where: str) -> tuple[str, ...]:
    meets = tuple(re.split(r", *", cell.metadata["meets"])) if "meets" in cell.metadata else ()
    for name in meets:
        if name not in SHEET:
            raise BadInput(f"{where} meets {name!r}; on the sheet there are {', '.join(SHEET)}")
    if meets and cell.cell_type != "code":
        raise BadInput(f"{where} meets {meets[0]!r}, but it is not code: only a cell that runs can")
    return meets


def _cell(cell, where: str) -> Cell:
    roles, meets = [role for role in ROLES if role in cell.metadata], _meets(cell, where)
    if not roles:
        return Cell(cell.cell_type, cell.source, meets=meets)
    role, name, points = roles[0], str(cell.metadata[roles[0]]), cell.metadata.get("points")
    if len(roles) > 1:
        raise BadInput(f"{where} is {' and '.join(roles)} at once; give it one role")
    if not re.fullmatch(r"[A-Za-z_]\w{0,63}", name, re.ASCII):
        raise BadInput(f"{where}: {name!r} cannot be a grade id; use letters, digits and _")
    if (cell.cell_type == "markdown") != (role == "written"):
        raise BadInput(f"{where}: a {cell.cell_type} cell cannot be {role}={name!r}")
    if (points is None) != (role == "answer") or isinstance(points, str) or (points is not None and points < 0):
        raise BadInput(f"{where}: {name!r} {'has points; its test has them' if points else 'needs points=NUMBER'}")
    return Cell(cell.cell_type, cell.source, role, name, points, meets)

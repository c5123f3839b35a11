"""The students' notebooks of this course: what each asks, and to which of them a notebook belongs."""

import functools
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.notebooks.definitions import functions
from autograder.notebooks.notebook import clean, marks, read, role
from autograder.verdicts import Question
from autograder.weaving.lessons import rooms
from autograder.weaving.ties import unlinked

# A notebook that lost everything but two functions is still told from any other.
ENOUGH = 2


def assignments(folder: Path | None = None) -> list[str]:
    """The names of all assignments, in the order of the course; other pages have no number."""
    return sorted(path.stem for path in (folder or rooms().notebooks).glob("[0-9]*.ipynb"))


def released(assignment: str, folder: Path | None = None) -> dict:
    """The student notebook of an assignment, as nbgrader gives it out: without links to other lessons."""
    folder = folder or rooms().notebooks
    if assignment not in assignments(folder):
        raise BadInput(f"no assignment {assignment!r}; there are: {', '.join(assignments(folder))}")
    return unlinked(read(folder / f"{assignment}.ipynb")[0])


def questions(release: dict) -> tuple[Question, ...]:
    """The questions of a released notebook: its graded test cells."""
    return tuple(
        Question(marks(cell)["grade_id"], marks(cell)["points"]) for cell in release["cells"] if role(cell) == "test"
    )


def names(release: dict, part: str) -> list[str]:
    """The grade ids of all cells of one role."""
    return [marks(cell)["grade_id"] for cell in release["cells"] if role(cell) == part]


def assignment_of(notebook: dict, folder: Path | None = None) -> str | None:
    """The assignment that a notebook is a copy of: by its own word, else by its grade ids and its functions."""
    folder = folder or rooms().notebooks
    known = assignments(folder)
    said = notebook["metadata"].get("chainrule")
    if isinstance(said, dict) and said.get("assignment") in known:
        return said["assignment"]
    found = {str(marks(cell).get("grade_id")) for cell in notebook["cells"]}
    found |= {name for cell in notebook["cells"] if cell["cell_type"] == "code" for name in functions(cell["source"])}
    shared = {each: len(found & _known_names(each, folder)) for each in known}
    best = max(shared, key=lambda each: shared[each], default=None)
    return best if best and shared[best] >= ENOUGH else None


@functools.cache  # The same for every hand-in.
def _known_names(assignment: str, folder: Path) -> frozenset[str]:
    return frozenset(marks(cell)["grade_id"] for cell in clean(released(assignment, folder))["cells"] if role(cell))

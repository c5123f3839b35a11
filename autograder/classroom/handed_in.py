"""What was handed in: each student's notebook read and repaired, or why it could not be read."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.examiner.words import clean
from autograder.notebooks.notebook import marks, read, role, write
from autograder.notebooks.repair import repair

ATTACHMENT_MB = 20
LONGEST_NAME = 500  # bytes, folders included


@dataclass(frozen=True)
class Submission:
    """One student's work; with a `problem` there is none that can be judged, and the notebook is the empty release."""

    student: str
    folder: Path
    notebook: dict
    repairs: tuple[str, ...] = ()
    problem: str = ""
    name: str = ""

    @property
    def file(self) -> Path:
        """The notebook as it was handed in."""
        return self.folder / self.name


def take_in(folder: Path, student: str, assignment: str, release: dict) -> Submission:
    """The submission in a student's folder."""
    try:
        path, notes = _notebook_in(folder, assignment)
        found, read_notes = read(path)
    except BadInput as error:
        # The path is the teacher's; a student will read this.
        reason = clean(str(error).removeprefix(f"{folder}/"), 500)
        return Submission(student, folder, repair(release, release)[0], problem=reason)
    whole, repairs = repair(found, release)
    return Submission(student, folder, whole, (*notes, *read_notes, *repairs), name=path.name)


def copy_attachments(submission: Submission, target: Path, assignment: str) -> None:
    """Copy what was handed in beside the notebook, pictures of proofs for example, to where it is graded.

    Nothing of it takes the place of a file of ours, and none of an earlier hand-in's is in its way.
    """
    ours = (f"{assignment}.ipynb", f"{assignment}.html", "timestamp.txt")
    for path in sorted(submission.folder.rglob("*")):
        inside = path.relative_to(submission.folder)
        content = _attached(path, submission.folder)
        if content is None or (inside.parts[0] in ours and len(inside.parts) > 1):
            continue
        _make_way(target / inside, target)
        write(target / inside, content)


def handed_in_at(submission: Submission) -> str:
    """What stands in the file that says when it was handed in."""
    file = submission.folder / "timestamp.txt"
    try:
        return file.read_bytes()[:100].decode(errors="replace") if file.is_file() else ""
    except OSError:
        return ""


def _attached(path: Path, folder: Path) -> bytes | None:
    """What is in a file of a usual kind, name and size that is not the notebook."""
    inside = path.relative_to(folder)
    try:
        linked = any((folder / parent).is_symlink() for parent in (inside, *inside.parents))
        hidden = any(part.startswith(".") for part in inside.parts)
        if linked or hidden or not path.is_file() or path.suffix == ".ipynb" or len(os.fsencode(inside)) > LONGEST_NAME:
            return None
        return path.read_bytes() if path.stat().st_size <= ATTACHMENT_MB * 1_000_000 else None
    except OSError:  # its permissions came with it
        return None


def _make_way(path: Path, root: Path) -> None:
    for parent in path.parents[: len(path.relative_to(root).parts) - 1]:
        if parent.is_file():
            parent.unlink()
    if path.is_dir():
        shutil.rmtree(path)


def untouched(notebook: dict, release: dict) -> frozenset[str]:
    """The grade ids of the answers, coded or written, that are as they were given out."""
    given = {marks(cell)["grade_id"]: cell["source"] for cell in release["cells"] if role(cell)}
    cells = [cell for cell in notebook["cells"] if role(cell) in ("answer", "written")]
    return frozenset(name for cell in cells if given[name := marks(cell)["grade_id"]] == cell["source"])


def _notebook_in(folder: Path, assignment: str) -> tuple[Path, tuple[str, ...]]:
    """The notebook of the assignment's name, or the only one that there is."""
    path = folder / f"{assignment}.ipynb"
    others = sorted(folder.glob("*.ipynb"))
    if path in others or len(others) != 1:
        return path, ()
    return others[0], (f"the notebook is called {clean(others[0].name, 100)}",)

"""What was handed in: each student's notebook read and repaired, or why it could not be read."""

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.examiner.words import clean
from autograder.notebooks.notebook import marks, read, role, write
from autograder.notebooks.repair import repair

ATTACHMENT_MB = 20
LONGEST_NAME = 500  # bytes, folders included
OF_NBGRADER = {"timestamp.txt", "submission_secret.txt"}  # what comes with a hand-in from the exchange


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

    Nothing of it takes the place of a file of ours, and none of an earlier hand-in's is in its way or left there.
    """
    ours, folder = (f"{assignment}.ipynb", f"{assignment}.html"), submission.folder
    places = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if _is_attachment(path, folder)]
    attached = [each for each in places if each.parts[0] not in ours and not OF_NBGRADER.intersection(each.parts[:-1])]
    _remove_others(target, {str(each) for each in attached})
    for inside in attached:
        try:
            content = (folder / inside).read_bytes()
        except OSError:  # it went away, or cannot be read after all
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


def _is_attachment(path: Path, folder: Path) -> bool:
    """Is this a file of a usual kind, name and size, which we may read, that is no notebook?"""
    inside = path.relative_to(folder)
    try:
        linked = any((folder / parent).is_symlink() for parent in (inside, *inside.parents))
        hidden = any(part.startswith(".") for part in inside.parts)
        if linked or hidden or not path.is_file() or path.suffix == ".ipynb" or len(os.fsencode(inside)) > LONGEST_NAME:
            return False
        return path.stat().st_size <= ATTACHMENT_MB * 1_000_000 and os.access(path, os.R_OK)
    except OSError:  # its permissions came with it
        return False


def _remove_others(target: Path, attached: set[str]) -> None:
    """Take away what an earlier hand-in left, and note beside the folder what this one will leave.

    A file that somebody else put there, a teacher for example, is in no note, and stays.
    """
    note = target.with_name(f".{target.name}.handed-in.json")
    for name in (_noted(note) | OF_NBGRADER) - attached:
        if (target / name).is_file():
            (target / name).unlink()
        if os.sep in name:
            with suppress(OSError):  # there is more in it
                os.removedirs((target / name).parent)
    if names := sorted(attached - OF_NBGRADER):
        write(note, json.dumps(names))
    else:
        note.unlink(missing_ok=True)


def _noted(note: Path) -> set[str]:
    try:
        return {name for name in json.loads(note.read_text(encoding="utf-8")) if isinstance(name, str)}
    except (OSError, TypeError, ValueError):
        return set()


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

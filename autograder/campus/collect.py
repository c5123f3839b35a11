"""Hand-ins from Moodle, Canvas or e-mail, put where nbgrader expects them; none is altered, each one left is named."""

import json
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path, PurePosixPath

from autograder.bad_input import BadInput
from autograder.campus.beside import beside, by_owner
from autograder.campus.parcels import Parcel, parcels
from autograder.campus.senders import sender
from autograder.notebooks.notebook import clean
from autograder.weaving.released import assignment_of

TIME = "%Y-%m-%d %H:%M:%S.%f UTC"
STAMP = "timestamp.txt"


@dataclass(frozen=True)
class Collected:
    """Who handed in, how many had the same there already, and a line for each file that was left."""

    students: tuple[str, ...]
    same: int
    notes: tuple[str, ...]


def collect(
    source: Path, submitted: Path, assignment: str, known: dict[str, set[str]], add: bool, update: bool
) -> Collected:
    """Take the notebooks of an `assignment` out of a folder or zip archive into the folder `submitted`."""
    taken, same = [], 0
    with parcels(source) as found:
        notebooks, notes = _by_student([each for each in found if _is_notebook(each)], assignment, known, add)
        others = [each for each in found if not _is_notebook(each)]
        owned, left = by_owner(others, assignment, known, notebooks)
        for student, chosen in sorted(notebooks.items()):
            try:
                is_new, words = _take(submitted / student / assignment, chosen, owned.get(student, []), update)
            except BadInput as error:
                notes.append(str(error))
                continue
            taken += [student] if is_new else []
            same += not is_new
            notes += words
    notes += left
    if not taken and not same and not notes:
        raise BadInput(f"{source}: there is no notebook in it")
    return Collected(tuple(taken), same, tuple(notes))


def _by_student(
    found: list[Parcel], assignment: str, known: dict[str, set[str]], add: bool
) -> tuple[dict[str, Parcel], list[str]]:
    """Each student's newest notebook of the assignment, and why the others are left."""
    chosen, notes = {}, []
    for each in sorted(found, key=lambda parcel: parcel.time):
        try:
            student = sender(each.path, assignment, known, add)
            _require(each, assignment)
        except BadInput as error:
            notes.append(str(error))
            continue
        if student in chosen:
            notes.append(f"{chosen[student].path}: {student} has a newer one, {each.path}")
        chosen[student] = each
    return chosen, notes


def _require(parcel: Parcel, assignment: str) -> None:
    """Raise BadInput for a notebook that is too large or of another lesson; a broken one is for the examiner."""
    if parcel.too_large:
        raise BadInput(f"{parcel.path}: {parcel.size / 1e6:.0f} MB; ask for it with its outputs cleared")
    try:
        notebook = json.loads(parcel.read())
    except (ValueError, RecursionError):
        return
    other = assignment_of(clean(notebook)) if isinstance(notebook, dict) else None
    if other not in (None, assignment):
        raise BadInput(f"{parcel.path}: a notebook of {other}")


def _take(folder: Path, chosen: Parcel, files: list[Parcel], update: bool) -> tuple[bool, list[str]]:
    """Whether the notebook is a new one, which is put in the `folder`, and a line for each file that is left.

    BadInput says why it is not taken, or what hinders it.
    """
    student, notebook = folder.parent.name, f"{folder.name}.ipynb"
    content = chosen.read()
    try:
        there = folder.exists()
        is_new = _read(folder / notebook) != content
        if is_new and there and not update:
            raise BadInput(f"{chosen.path}: {student} has one already; --update takes the newer")
        if is_new and there and _time(folder) >= chosen.time:
            raise BadInput(f"{chosen.path}: {student} has a newer one already")
        others, notes = beside(chosen.path, files, (notebook, STAMP))
        if is_new:
            _put(folder, others | {notebook: content, STAMP: chosen.time.strftime(TIME).encode()})
        else:
            missing = [name for name in others if _read(folder / name) != others[name]]
            notes += [f"{chosen.path}: is there already, without this {name}; put it there by hand" for name in missing]
    except OSError as error:
        raise BadInput(f"{folder}: cannot be written: {error.strerror or error}") from None
    return is_new, notes


def _put(folder: Path, files: dict[PurePosixPath | str, bytes]) -> None:
    """A submission's folder, whole or not at all; the one that was there is kept beside `submitted`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".collect-") as draft:
        room = Path(draft) / folder.name
        for name, content in files.items():
            (room / name).parent.mkdir(parents=True, exist_ok=True)
            (room / name).write_bytes(content)
        if folder.exists():
            kept = folder.parents[2] / "replaced" / folder.parent.name / f"{folder.name}-{_time(folder):%Y%m%dT%H%M%S}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            folder.rename(_free(kept))
        room.rename(folder)


def _free(path: Path) -> Path:
    """The path, or the first of that name with a number that nothing has yet."""
    numbered = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(each for each in chain([path], numbered) if not os.path.lexists(each))


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _time(folder: Path) -> datetime:
    """When a submission that is there was handed in; one that does not say it is as old as can be."""
    from autograder.classroom.gradebook import timestamp  # nbgrader costs seconds

    file = folder / STAMP
    found = timestamp(file.read_text(errors="replace")) if file.is_file() else None
    return (found or datetime.min).replace(tzinfo=UTC)  # nbgrader's times are UTC and do not say it


def _is_notebook(parcel: Parcel) -> bool:
    return parcel.path.suffix == ".ipynb"

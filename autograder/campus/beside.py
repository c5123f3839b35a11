"""What is handed in with a notebook, pictures of a proof for example: whose it is, and what of it there is room for."""

import os
from pathlib import PurePosixPath

from autograder.bad_input import BadInput
from autograder.campus.parcels import FILE_MB, Parcel
from autograder.campus.senders import MOODLE, sender

BESIDE = 20
NAME_BYTES = 255
ARCHIVES = (".zip", ".rar", ".7z", ".gz")


def by_owner(
    found: list[Parcel], assignment: str, known: dict[str, set[str]], notebooks: dict[str, Parcel]
) -> tuple[dict[str, list[Parcel]], list[str]]:
    """The files of each student who has one of the `notebooks`, and why the others are left."""
    # With `--add` these may be new ones.
    known = {student.casefold(): {student} for student in notebooks} | known
    owned, notes = {}, []
    for each in found:
        try:
            student = _owner(each, assignment, known)
            if student not in notebooks:
                raise BadInput(f"{each.path}: left, for no notebook of {student}'s is taken")
        except BadInput as error:
            notes.append(str(error))
            continue
        owned.setdefault(student, []).append(each)
    return owned, notes


def beside(
    notebook: PurePosixPath, files: list[Parcel], reserved: tuple[str, ...]
) -> tuple[dict[PurePosixPath, bytes], list[str]]:
    """The student's `files` by their places in the submission's folder, and why some are left."""
    chosen, notes = {}, []
    used = [PurePosixPath(name.casefold()) for name in reserved]
    for each in files:
        place = _place(notebook.parent, each.path)
        try:
            _require(each, place, used, len(chosen))
            chosen[place] = each.read()
        except BadInput as error:
            notes.append(str(error))
            continue
        used.append(_folded(place))
    return chosen, notes


def is_archive(parcel: Parcel) -> bool:
    """Whether a file has others in it, which nobody unpacks here."""
    return parcel.path.suffix.lower() in ARCHIVES


def _owner(parcel: Parcel, assignment: str, known: dict[str, set[str]]) -> str:
    """The student whose file this is: by its own path, else by the folders above it, whatever the file is called.

    Names below a student's folder are the student's choice, so one that names another makes it nobody's.
    """
    if is_archive(parcel):
        raise BadInput(f"{parcel.path}: an archive in the archive; unpack it by hand")
    folders = parcel.path.parts[:-1]
    try:
        student = sender(parcel.path, assignment, known, False)
    except BadInput as error:
        student = _named_by(folders, assignment, known)
        if student is None:
            raise error from None
    others = {_named_by((folder,), assignment, known) for folder in folders} - {None, student}
    # Moodle's own folder is sure, whatever is below it.
    if others and not any(MOODLE.fullmatch(folder) for folder in folders):
        raise BadInput(f"{parcel.path}: may be {' or '.join(sorted({student, *others}))}'s; put it there by hand")
    return student


def _named_by(folders: tuple[str, ...], assignment: str, known: dict[str, set[str]]) -> str | None:
    """The student whom folders name, or None."""
    try:
        return sender(PurePosixPath(*folders, assignment), assignment, known, False)
    except BadInput:
        return None


def _require(parcel: Parcel, place: PurePosixPath, used: list[PurePosixPath], count: int) -> None:
    """Raise BadInput for a file that there is no room for."""
    if parcel.too_large:
        raise BadInput(f"{parcel.path}: {parcel.size / 1e6:.0f} MB; a file has at most {FILE_MB}")
    if count == BESIDE:
        raise BadInput(f"{parcel.path}: left, for {BESIDE} files with a notebook are enough")
    if any(len(os.fsencode(part)) > NAME_BYTES for part in place.parts):
        raise BadInput(f"{parcel.path}: its name is too long; rename it")
    if any(_clash(_folded(place), each) for each in used):
        raise BadInput(f"{parcel.path}: another file is called {place}; rename it")


def _place(folder: PurePosixPath, path: PurePosixPath) -> PurePosixPath:
    """Where it was seen from the notebook, so that the notebook's links hold; from elsewhere its name alone."""
    return path.relative_to(folder) if path.is_relative_to(folder) else PurePosixPath(path.name)


def _clash(one: PurePosixPath, other: PurePosixPath) -> bool:
    return one == other or one in other.parents or other in one.parents


def _folded(place: PurePosixPath) -> PurePosixPath:
    """On some teachers' disks small and capital letters are the same."""
    return PurePosixPath(str(place).casefold())

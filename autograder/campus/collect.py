"""Hand-ins from Moodle, Canvas or e-mail, put where nbgrader expects them; none is altered, each one left is named."""

import json
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from autograder.bad_input import BadInput
from autograder.campus.parcels import Parcel, parcels
from autograder.campus.senders import sender
from autograder.notebooks.notebook import clean
from autograder.weaving.released import assignment_of

TIME = "%Y-%m-%d %H:%M:%S.%f UTC"
BESIDE = 20


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
    with parcels(source) as found:
        notebooks, notes = _by_student([each for each in found if each.path.suffix == ".ipynb"], assignment, known, add)
        notes += [f"{each.path}: an archive in the archive; unpack it by hand" for each in found if _packed(each)]
        taken, same = [], 0
        for student, chosen in sorted(notebooks.items()):
            folder = submitted / student / assignment
            content = chosen.read()
            if _there(folder, assignment) == content:
                same += 1
            elif folder.exists() and not update:
                notes.append(f"{chosen.path}: {student} has one already; --update takes the newer")
            elif folder.exists() and _time(folder) >= chosen.time:
                notes.append(f"{chosen.path}: {student} has a newer one already")
            else:
                _put(folder, assignment, content, chosen.time, _beside(chosen, found))
                taken.append(student)
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


def _beside(chosen: Parcel, found: list[Parcel]) -> dict[str, bytes]:
    """What was handed in together with a notebook, pictures of a proof for example."""
    room = chosen.path.parent
    if room == PurePosixPath("."):
        return {}
    others = [each for each in found if each.path.parent == room and each.path.suffix not in (".ipynb", ".zip")]
    return {each.path.name: each.read() for each in others[:BESIDE] if not each.too_large}


def _put(folder: Path, assignment: str, notebook: bytes, time: datetime, beside: dict[str, bytes]) -> None:
    """A submission's folder, whole or not at all; the one that was there is kept beside `submitted`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".collect-") as draft:
        room = Path(draft) / assignment
        room.mkdir()
        files = beside | {f"{assignment}.ipynb": notebook, "timestamp.txt": time.strftime(TIME).encode()}
        for name, content in files.items():
            (room / name).write_bytes(content)
        if folder.exists():
            kept = folder.parents[2] / "replaced" / folder.parent.name / f"{assignment}-{_time(folder):%Y%m%dT%H%M%S}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(kept, ignore_errors=True)
            folder.rename(kept)
        room.rename(folder)


def _there(folder: Path, assignment: str) -> bytes | None:
    path = folder / f"{assignment}.ipynb"
    return path.read_bytes() if path.is_file() else None


def _time(folder: Path) -> datetime:
    """When a submission that is there was handed in; one that does not say it is as old as can be."""
    from autograder.classroom.gradebook import timestamp  # nbgrader costs seconds

    file = folder / "timestamp.txt"
    found = timestamp(file.read_text(errors="replace")) if file.is_file() else None
    return (found or datetime.min).replace(tzinfo=UTC)  # nbgrader's times are UTC and do not say it


def _packed(parcel: Parcel) -> bool:
    return parcel.path.suffix.lower() in (".zip", ".rar", ".7z", ".gz")

"""The files in a folder or a zip archive, each with its path inside and its time; nothing is unpacked."""

import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath

from autograder.bad_input import BadInput

FILES = 100_000
FILE_MB = 20


@dataclass(frozen=True)
class Parcel:
    """A file: its path inside, when it was written, its size in bytes, and how to read it."""

    path: PurePosixPath
    time: datetime
    size: int
    read: Callable[[], bytes]

    @property
    def too_large(self) -> bool:
        """Whether it is more than anyone hands in."""
        return self.size > FILE_MB * 1_000_000


@contextmanager
def parcels(source: Path) -> Iterator[list[Parcel]]:
    """All files of a folder or of a zip archive, while it is open; links and what is hidden are left out."""
    if source.is_dir():
        yield _few(source, [_in_folder(source, path) for path in sorted(source.rglob("*")) if _plain(path)])
        return
    try:
        with zipfile.ZipFile(source) as archive:
            found = [_in_archive(archive, info) for info in archive.infolist() if not info.is_dir()]
            yield _few(source, found)
    except zipfile.BadZipFile:
        raise BadInput(f"{source}: neither a folder nor a zip archive") from None
    except OSError as error:
        raise BadInput(f"{source}: {error.strerror or error}") from None


def _few(source: Path, found: list[Parcel]) -> list[Parcel]:
    if len(found) > FILES:
        raise BadInput(f"{source}: more than {FILES} files; no class hands in so many")
    hidden = ("__MACOSX", ".")
    return [each for each in found if not any(part.startswith(hidden) for part in each.path.parts)]


def _plain(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _in_folder(folder: Path, path: Path) -> Parcel:
    state = path.stat()
    inside = PurePosixPath(path.relative_to(folder).as_posix())
    return Parcel(inside, datetime.fromtimestamp(state.st_mtime, UTC), state.st_size, path.read_bytes)


def _in_archive(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Parcel:
    # An archive says the time of the place where it was packed; ours is the best guess.
    time = datetime(*info.date_time).astimezone(UTC) if info.date_time[1] else datetime.fromtimestamp(0, UTC)
    return Parcel(PurePosixPath(info.filename), time, info.file_size, partial(_unpacked, archive, info))


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The file's bytes; an archive may lie about the size, so no more than that is read."""
    try:
        with archive.open(info) as file:
            return file.read(info.file_size)
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile, EOFError, ValueError) as error:
        raise BadInput(f"{info.filename}: cannot be unpacked: {error}") from None

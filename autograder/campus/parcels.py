"""The files in a folder or a zip archive, each with its path inside and its time; nothing is unpacked."""

import lzma
import os
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from autograder.bad_input import BadInput

FILES = 100_000
FILE_MB = 20
# What the unpackers of an archive's files end with when these are damaged, locked or of a rare kind.
UNPACKABLE = (
    *(BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError),
    *(lzma.LZMAError, zlib.error),
)


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
    with ExitStack() as opened:
        try:
            found = _in_folder(source) if source.is_dir() else _in_archive(opened.enter_context(ZipFile(source)))
        except (BadZipFile, NotImplementedError, ValueError):
            raise BadInput(f"{source}: neither a folder nor a zip archive") from None
        except OSError as error:
            raise BadInput(f"{error.filename or source}: {error.strerror or error}") from None
        yield _few(source, found)


def _few(source: Path, found: list[Parcel]) -> list[Parcel]:
    if len(found) > FILES:
        raise BadInput(f"{source}: more than {FILES} files; no class hands in so many")
    hidden = ("__MACOSX", ".")
    return [each for each in found if not any(part.startswith(hidden) for part in each.path.parts)]


def _in_folder(folder: Path) -> list[Parcel]:
    paths = sorted(Path(room, name) for room, _, names in os.walk(folder, onerror=_stop) for name in names)
    states = ((path, path.lstat()) for path in paths)
    return [
        Parcel(
            PurePosixPath(path.relative_to(folder).as_posix()),
            _time(datetime.fromtimestamp, state.st_mtime, UTC),
            state.st_size,
            partial(_read, path),
        )
        for path, state in states
        if stat.S_ISREG(state.st_mode)
    ]


def _stop(error: OSError) -> None:
    raise error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}") from None


def _in_archive(archive: ZipFile) -> list[Parcel]:
    return [
        Parcel(
            PurePosixPath(info.filename),
            _time(datetime, *info.date_time),
            info.file_size,
            partial(_unpacked, archive, info),
        )
        for info in archive.infolist()
        if not info.is_dir()
    ]


def _time(read: Callable[..., datetime], *given: object) -> datetime:
    """The time that a file has; one that cannot be is as old as can be."""
    try:
        # An archive says the time of the place where it was packed; ours is the best guess.
        return read(*given).astimezone(UTC)
    except (OverflowError, ValueError):
        return datetime.fromtimestamp(0, UTC)


def _unpacked(archive: ZipFile, info: ZipInfo) -> bytes:
    """The file's bytes; an archive may lie about the size, so no more than that is read."""
    try:
        with archive.open(info) as file:
            return file.read(info.file_size)
    except UNPACKABLE as error:
        raise BadInput(f"{info.filename}: cannot be unpacked: {error}") from None

"""What nbgrader collects from the exchange, held to its owner: a student's own files, and nothing they point at."""

import os
import pwd
import stat
import tempfile
from datetime import datetime
from pathlib import Path

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import ignore_patterns


class CollectOwn(ExchangeCollect):
    """nbgrader's collector warns of a submission under another's name and takes it all the same; this one leaves it.

    It follows no link, for the teacher's rights would open it: a link to a notebook in `source/`, or to another
    student's, would be graded, and shown to its sender in the feedback.
    """

    def init_src(self) -> None:
        super().init_src()
        self.src_records = [record for record in self.src_records if self._is_own(record)]

    def copy_files(self) -> None:
        """Collect from everybody from whom it can be done; ExchangeError at the end if somebody was left."""
        self.not_copied = []
        super().copy_files()
        if self.not_copied:
            self.fail(f"{len(self.not_copied)} could not be collected, see above; collect again")

    def do_copy(self, src: str, dest: str, log: object = None) -> None:
        """Copy the owner's files, all that are taken or, where that cannot be, none; the other students' go on."""
        try:
            with tempfile.TemporaryDirectory(dir=Path(dest).parent, prefix=".collect-") as draft:
                self._copy_own(src, Path(draft) / "whole")
                Path(draft, "whole").rename(dest)
        except OSError as error:
            self.not_copied.append(src)
            self.log.error("%s: cannot be copied to %s: %s", src, dest, error.strerror or error)

    def _copy_own(self, src: str, dest: Path) -> None:
        """Copy the owner's plain files, without those that the course ignores, up to the size that it allows."""
        course, owner = self.coursedir, os.lstat(src).st_uid
        ignored = ignore_patterns(course.ignore, course.include, course.max_file_size, self.log)
        room = 1000 * course.max_dir_size
        for folder, below, names, handle in os.fwalk(src, onerror=self._left, follow_symlinks=False):
            below[:] = set(below) - set(ignored(folder, below))
            target = dest / os.path.relpath(folder, src)
            target.mkdir(parents=True, exist_ok=True)
            for name in sorted(set(names) - set(ignored(folder, names))):
                content = _content(name, handle, owner, room)
                if content is None:
                    self.log.warning("%s/%s: is left: too large, or no file of the sender's own", folder, name)
                    continue
                (target / name).write_bytes(content)
                room -= len(content)

    def _left(self, error: OSError) -> None:
        self.log.warning("%s: is left: %s", error.filename, error.strerror)

    def _path_to_record(self, path: str) -> dict:
        """Whose and when, as the folder's name says; a name that says neither is nobody's, and stops nobody else's."""
        try:
            return super()._path_to_record(path)
        except (ExchangeError, ValueError, OverflowError):
            return {"username": "", "filename": os.path.basename(path), "timestamp": datetime.min}

    def _sort_by_timestamp(self, records: list[dict]) -> list[dict]:
        """The newest first; what others put there under a student's name counts only if there is nothing else."""
        own = [record for record in records if self._is_own(record)]
        for record in records:
            if record not in own:
                self.log.warning("%s: is left: it is no folder of the student's own", record["filename"])
        return super()._sort_by_timestamp(own or records)

    def _is_own(self, record: dict) -> bool:
        try:
            state = os.lstat(Path(self.inbound_path) / record["filename"])
            return stat.S_ISDIR(state.st_mode) and pwd.getpwuid(state.st_uid).pw_name == record["username"]
        except (KeyError, FileNotFoundError):
            return False


def _content(name: str, folder: int, owner: int, most: int) -> bytes | None:
    """The bytes of a plain file of the owner's, opened without following a link or waiting for a pipe."""
    try:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError:
        return None
    with open(file, "rb") as opened:
        state = os.fstat(file)
        if not stat.S_ISREG(state.st_mode) or state.st_uid != owner:
            return None
        content = opened.read(most + 1)
    return content if len(content) <= most else None

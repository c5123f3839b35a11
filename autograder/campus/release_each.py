"""What nbgrader puts into the exchange for each student to fetch: one page that cannot go there keeps no other back."""

import glob
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback

BESIDE = ("timestamp.txt", "submission_secret.txt")  # What `nbgrader submit` leaves, and fetching is by.


class ReleaseEach(ExchangeReleaseFeedback):
    """nbgrader's own stops at the first page that has no secret beside it; this one says whose it is, and goes on.

    So it is with a notebook that came by e-mail, or whose sender took the file away.
    """

    def copy_files(self) -> None:
        for folder in sorted(map(Path, glob.glob(self.src_path))):
            if missing := [name for name in BESIDE if not _is_text(folder / name)]:
                words = "%s: is not released, for there is no %s; it did not come from the exchange: give it by hand"
                self.log.warning(words, folder, " and no ".join(missing))
                continue
            self.src_path = glob.escape(str(folder))
            super().copy_files()


def _is_text(file: Path) -> bool:
    try:
        return bool(file.read_text())
    except (OSError, UnicodeDecodeError):
        return False

"""JupyterLab on copies of the lessons, for a student; or on a classroom with formgrader, for a teacher."""

import sys
from pathlib import Path

from autograder.weaving.ties import START

# Hides what only teachers need, and asks no server for news.
STUDENT_SETTINGS = Path(__file__).with_name("lab_settings")


def lab_command(folder: Path) -> list[str]:
    """The command that opens JupyterLab on the start page of a student's `folder`, and shows nothing outside it."""
    start = f"--LabApp.default_url=/lab/tree/{START}.ipynb"
    return [*_lab(folder), f"--LabApp.app_settings_dir={STUDENT_SETTINGS}", start]


def teach_command(classroom: Path) -> list[str]:
    """The command that opens JupyterLab with formgrader on a `classroom`."""
    return _lab(classroom)


def _lab(folder: Path) -> list[str]:
    return [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder.resolve()}"]

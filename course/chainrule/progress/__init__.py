"""How far you are: `progress.table()` shows which checks passed, what is next, and how long it takes."""

from pathlib import Path

from chainrule.progress.kept import kept
from chainrule.progress.plan import plan
from chainrule.progress.standing import Standing

__all__ = ["table"]


def table(folder="."):
    """How things stand in the `folder` of the notebooks, as a table."""
    return Standing(plan(), kept(Path(folder)))

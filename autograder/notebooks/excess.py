"""What a notebook may have too much of: to read and match it takes time and memory of ours, not of the sandbox."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.bad_input import BadInput

CELLS = 2000
TEXT_MB = 2
DEPTH = 100


def is_deep(found: Any) -> bool:
    """Is this JSON nested more than DEPTH levels deep?"""
    level = [found]
    for _ in range(DEPTH):
        level = [inner for each in level for inner in _inside(each)]
    return bool(level)


def refuse_excess(notebook: dict, path: Path) -> None:
    """Raise BadInput for more cells, or more text in them, than anybody writes."""
    cells = notebook["cells"]
    if len(cells) > CELLS:
        raise BadInput(f"{path}: {len(cells)} cells; a notebook has at most {CELLS}")
    megabytes = sum(len(cell["source"]) for cell in cells) / 1e6
    if megabytes > TEXT_MB:
        raise BadInput(f"{path}: {megabytes:.1f} MB of text in its cells; a notebook has at most {TEXT_MB} MB")


def _inside(found: Any) -> Iterable:
    return found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()

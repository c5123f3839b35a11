"""The plots that a student's notebook was saved with, by the answer above them: pictures only, few and small."""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from pathlib import Path

from autograder.notebooks.definitions import functions
from autograder.notebooks.notebook import LIMIT_MB, marks

PNG = b"\x89PNG\r\n\x1a\n"
# The drawings of the course are HTML with a picture in it, for the sake of its words.
DRAWN = re.compile(r'src="data:image/png;base64,([A-Za-z0-9+/=\s]+)"')
AN_ANSWER, A_PAGE = 2, 12
LETTERS = 400_000


def own_plots(path: Path, answers: list[str]) -> dict[str, list[str]]:
    """PNG pictures in base64 by the answer above them; nothing of a file that is no notebook."""
    found, last, count = {}, None, 0
    for cell in _cells(path):
        last = _answer_in(cell, answers) or last
        for picture in _pictures(cell):
            if last and count < A_PAGE and len(found.setdefault(last, [])) < AN_ANSWER:
                found[last].append(picture)
                count += 1
    return found


def _cells(path: Path) -> list[dict]:
    try:
        if path.is_symlink() or path.stat().st_size > LIMIT_MB * 1_000_000:
            return []
        cells = json.loads(path.read_text(encoding="utf-8-sig"))["cells"]
        return [cell for cell in cells if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def _answer_in(cell: dict, answers: list[str]) -> str | None:
    """The answer that a cell is, by its marks or by what it defines."""
    name = marks(cell).get("grade_id")
    if name in answers:
        return name
    defined = functions(_text(cell.get("source")))
    return next((each for each in answers if each in defined), None)


def _pictures(cell: dict) -> Iterator[str]:
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else ():
        data = output.get("data") if isinstance(output, dict) else None
        if not isinstance(data, dict):
            continue
        drawn = DRAWN.search(_text(data.get("text/html"))) if "text/html" in data else None
        picture = "".join((drawn[1] if drawn else _text(data.get("image/png"))).split())
        if 0 < len(picture) <= LETTERS and _is_png(picture):
            yield picture


def _is_png(picture: str) -> bool:
    try:
        return base64.b64decode(picture, validate=True).startswith(PNG)
    except (binascii.Error, ValueError):
        return False


def _text(found: object) -> str:
    """A text of a notebook, which may be a list of lines."""
    lines = found if isinstance(found, list) else [found]
    return "".join(line for line in lines if isinstance(line, str))

"""A notebook as a plain dict: read from a file that may be anything, written whole or not at all."""

import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.bad_input import BadInput
from autograder.notebooks.excess import DEPTH, is_deep, refuse_excess

LIMIT_MB = 20
# What nbformat's own conversion of an odd notebook was seen to end with, and their kin.
UNCONVERTIBLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RecursionError,
    TypeError,
    ValueError,
)
KINDS = ("code", "markdown", "raw")
ROLES = {(False, True): "answer", (True, False): "test", (True, True): "written"}  # by nbgrader's grade and solution


def read(path: Path) -> tuple[dict, list[str]]:
    """The notebook in a file, in format 4, and notes on what had to be done to it."""
    found = _parsed(path)
    version = found.get("nbformat") if isinstance(found, dict) else None
    if not isinstance(version, int) or not isinstance(found.get("cells", found.get("worksheets")), list):
        raise BadInput(f"{path}: not a notebook: there is JSON in it, but no cells")
    if version > 4:
        raise BadInput(f"{path}: notebook format {version}; save it in format 4")
    notebook = clean(found if version == 4 else _upgraded(found, path))
    refuse_excess(notebook, path)
    return notebook, [] if version == 4 else [f"notebook format {version} was read as format 4"]


def clean(notebook: dict) -> dict:
    """The notebook with all that we rely on in place: cells of known kinds with text, and metadata that are dicts."""
    found = notebook.get("cells")
    cells = [_clean_cell(cell) for cell in (found if isinstance(found, list) else ()) if isinstance(cell, dict)]
    cells = [cell for cell in cells if cell["cell_type"] in KINDS]
    return {"cells": cells, "metadata": _dict(notebook, "metadata"), "nbformat": 4, "nbformat_minor": 5}


def marks(cell: dict) -> dict:
    """What nbgrader wrote into a cell, or nothing."""
    return _dict(_dict(cell, "metadata"), "nbgrader")


def role(cell: dict) -> str:
    """The part that nbgrader's marks give a cell: `answer`, `test`, `written`, or none."""
    found = marks(cell)
    return ROLES.get((bool(found.get("grade")), bool(found.get("solution"))), "") if found else ""


def without_region(source: str, what: str, instead: str | None = None) -> str:
    """A cell's text without nbgrader's region of that name, with the line `instead` in its place if there is one."""
    lines, inside = [], False
    for line in source.split("\n"):
        if f"BEGIN {what}" in line:
            inside = True
            if instead is not None:
                lines.append(line[: len(line) - len(line.lstrip())] + instead)
        elif f"END {what}" in line:
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


def dumps(notebook: dict, indent: int | None = 1) -> str:
    """The file's text: the same bytes for the same notebook, as nbformat writes them; quicker without an `indent`."""
    cells = [cell | {"source": cell["source"].splitlines(keepends=True)} for cell in notebook["cells"]]
    return json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=indent, sort_keys=True) + "\n"


def write(path: Path, content: str | bytes, mode: int = 0o644) -> None:
    """Write a file whole or not at all, and the folders above it."""
    # One name, so that what a killed run left half-written is gone with the next.
    draft = path.with_name(f".{path.name[:60]}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        draft.write_bytes(content.encode() if isinstance(content, str) else content)
        draft.chmod(mode)
        os.replace(draft, path)
    except OSError as error:
        raise BadInput(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _parsed(path: Path) -> Any:
    try:
        found = _without_halves(json.loads(_text(path)))
    except json.JSONDecodeError as error:
        raise BadInput(f"{path}: not a notebook: line {error.lineno} is no JSON; was the file cut short?") from None
    except (RecursionError, ValueError):
        raise BadInput(f"{path}: not a notebook: its JSON cannot be read") from None
    if is_deep(found):
        raise BadInput(f"{path}: not a notebook: its JSON is nested more than {DEPTH} levels deep")
    return found


def _text(path: Path) -> str:
    try:
        state = path.lstat()
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}") from None
    if stat.S_ISLNK(state.st_mode):
        raise BadInput(f"{path}: a symbolic link; name the notebook itself")
    if not stat.S_ISREG(state.st_mode):
        raise BadInput(f"{path}: a {'folder' if stat.S_ISDIR(state.st_mode) else 'special file'}, not a notebook")
    if state.st_size > LIMIT_MB * 1_000_000:
        raise BadInput(f"{path}: {state.st_size / 1e6:.0f} MB; clear its outputs, a notebook has at most {LIMIT_MB} MB")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{path}: not a notebook: it is not UTF-8 text") from None
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from None
    if not text.strip():
        raise BadInput(f"{path}: an empty file")
    return text


def _upgraded(found: dict, path: Path) -> dict:
    import nbformat  # costs a second, and notebooks of format 3 are rare

    try:
        return json.loads(json.dumps(nbformat.convert(nbformat.from_dict(found), 4)))
    except (nbformat.ValidationError, *UNCONVERTIBLE):
        raise BadInput(f"{path}: notebook format {found['nbformat']}, and it cannot be converted to 4") from None


def _without_halves(found: Any) -> Any:
    """The same, where half a surrogate pair, which JSON allows and UTF-8 does not, is a question mark."""
    return json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))


def _clean_cell(cell: dict) -> dict:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    source = source if isinstance(source, str) else ""
    kept = {"cell_type": cell.get("cell_type"), "metadata": _dict(cell, "metadata"), "source": source}
    if isinstance(cell.get("id"), str):
        kept["id"] = cell["id"]
    if kept["cell_type"] == "code":
        kept |= {"execution_count": None, "outputs": []}
    if isinstance(cell.get("attachments"), dict):
        kept["attachments"] = {name: _texts(cell["attachments"], name) for name in cell["attachments"]}
    return kept


def _texts(attachments: dict, name: str) -> dict:
    """What nbformat lets an attachment be: by type, a text or its lines."""
    given = _dict(attachments, name)
    return {kind: text for kind, text in given.items() if all(isinstance(line, str) for line in _lines(text))}


def _lines(text: Any) -> list:
    return text if isinstance(text, list) else [text]


def _dict(holder: dict, key: str) -> dict:
    found = holder.get(key)
    return found if isinstance(found, dict) else {}

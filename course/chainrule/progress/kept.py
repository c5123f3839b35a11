"""Which checks passed: a line for each in a file beside the notebooks, to which lines are only ever added."""

import json
from dataclasses import dataclass
from pathlib import Path

FILE = "progress.jsonl"
LIMIT = 1_000_000  # Bytes that are read; a whole course takes five thousand.


@dataclass(frozen=True)
class Kept:
    """The names of the checks that passed, and in `words` what could not be read, if anything."""

    names: frozenset = frozenset()
    words: str = ""


def keep(*names):
    """Note in the kernel's folder that these checks passed; gives back words on why that could not be, or none.

    Outside a notebook's kernel nothing is noted.
    """
    from IPython import get_ipython  # costs a tenth of a second, and is there in every kernel

    return add(Path(), *names) if hasattr(get_ipython(), "kernel") else ""


def add(folder, *names):
    """Add a line for each of `names` that is not yet in the folder's file; gives back words if that fails."""
    path, (text, words) = folder / FILE, _text(folder / FILE)
    new = [name for name in names if name not in _read(text)[0]]
    if words or not new:
        return words
    # A line that a full disk cut short ends here. One write: two kernels that add at once keep each other's lines.
    start = "" if not text or text.endswith("\n") else "\n"
    lines = "".join(f"{json.dumps({'passed': name})}\n" for name in new)
    try:
        with open(path, "ab", buffering=0) as file:
            file.write((start + lines).encode())
    except OSError as error:
        return f"{FILE} cannot be written: {error.strerror}"
    return ""


def kept(folder):
    """What the folder's file says, as `Kept`; lines that say nothing are left out and counted."""
    text, words = _text(folder / FILE)
    names, damaged = _read(text)
    if damaged:
        words = f"{damaged} line{'s' if damaged > 1 else ''} of {FILE} cannot be read; check again what is missing here"
    return Kept(frozenset(names), words)


def _text(path):
    """The file's text and no words, or no text and words on why; a file that is not there is empty."""
    if path.exists() and not path.is_file():
        return "", f"{FILE} is no file; rename what has its name"
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(LIMIT), ""
    except FileNotFoundError:
        return "", ""
    except OSError as error:
        return "", f"{FILE} cannot be read: {error.strerror}"


def _read(text):
    """The names in the lines of `text`, and how many lines hold none."""
    lines = [line for line in text.split("\n") if line.strip()]
    names = [name for line in lines if (name := _name(line)) is not None]
    return names, len(lines) - len(names)


def _name(line):
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    name = found.get("passed") if isinstance(found, dict) else None
    return name if isinstance(name, str) else None

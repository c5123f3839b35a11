"""What came back, made whole: cells matched to the release, tests restored, missing ones named and put back."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from autograder.notebooks.match import Matching, match
from autograder.notebooks.notebook import clean, marks, role

GOOD_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
NAMED, LISTED = 60, 30  # characters of a made-up name, names in a note
MISSING_TEXT = "*This cell was missing from the submission.*"


def repair(notebook: dict, release: dict) -> tuple[dict, list[str]]:
    """The submission with every cell of the `release` in it once, and notes on what was done for that."""
    cells, given = clean(notebook)["cells"], clean(release)["cells"]
    found = match(cells, given)
    placed = [*_kept(cells, given, found), *_put_in(cells, given, found)]
    ordered = [cell for _, cell in sorted(placed, key=lambda pair: pair[0])]
    whole = {**clean(release), "cells": list(_with_ids(ordered, given))}
    return whole, [*_notes(cells, given, found)]


def _kept(cells: list[dict], release: list[dict], found: Matching) -> Iterator[tuple[tuple, dict]]:
    """Every cell of the submission but its tests, with the place where it stays."""
    originals = {marks(cell)["grade_id"]: cell for cell in release if role(cell)}
    names = {place: name for name, place in found.place.items()}
    for place, cell in enumerate(cells):
        original = originals.get(names.get(place, ""))
        if original is None:
            kind = "raw" if place in found.aside else cell["cell_type"]
            yield (place, 0, 0), _as(kind, cell, {})
        elif role(original) != "test":
            yield (place, 0, 0), _as(original["cell_type"], cell, original["metadata"]) | {"id": original.get("id", "")}


def _put_in(cells: list[dict], release: list[dict], found: Matching) -> Iterator[tuple[tuple, dict]]:
    """The release's tests, each below its function, and what the submission lacks, each below what comes before it."""
    before = answer = -1
    for number, original in enumerate(release):
        if not role(original):
            continue
        name = marks(original)["grade_id"]
        place = found.place.get(name)
        if role(original) == "test":
            spot = (place, 0, 0) if place is not None and place > answer else (answer, 1, number)
            yield spot, original
            continue
        if place is None:
            place = found.inside.get(name, before)
            yield (place, 1, number), original | {"source": _instead(original, name in found.inside)}
        before = place
        answer = place if role(original) == "answer" else answer


def _instead(original: dict, is_inside: bool) -> str:
    """The text of a cell that the submission lacks."""
    if role(original) == "written":
        return MISSING_TEXT
    return f"# {marks(original)['grade_id']} is defined in another cell." if is_inside else original["source"]


def _as(kind: str, cell: dict, metadata: dict) -> dict:
    """The cell as one of another kind, with no metadata but these."""
    made = {"cell_type": kind, "id": cell.get("id", ""), "metadata": metadata, "source": cell["source"]}
    if kind == "code":
        made |= {"execution_count": None, "outputs": []}
    elif "attachments" in cell:
        made["attachments"] = cell["attachments"]
    return made


def _with_ids(cells: list[dict], release: list[dict]) -> Iterator[dict]:
    """The cells with ids that are legal and unique: the release's for its own, made from the text where need be."""
    taken = {marks(cell)["grade_id"] for cell in release if role(cell)}
    tried = Counter()
    for cell in cells:
        name = marks(cell).get("grade_id") if role(cell) else cell.get("id", "")
        while not role(cell) and (name in taken or not GOOD_ID.fullmatch(name)):
            name = hashlib.sha256(f"{cell['source']}{tried[cell['source']]}".encode()).hexdigest()[:8]
            tried[cell["source"]] += 1
        taken.add(name)
        yield cell | {"id": name}


def _notes(cells: list[dict], release: list[dict], found: Matching) -> Iterator[str]:
    """What was done, a line for each kind of thing."""
    parts = {part: [marks(cell)["grade_id"] for cell in release if role(cell) == part] for part in ROLES}
    originals = {marks(cell)["grade_id"]: cell["source"] for cell in release if role(cell)}
    missing = {part: [name for name in parts[part] if name not in {**found.place, **found.inside}] for part in parts}
    restored = [name for name in parts["test"] if name in found.place]
    restored = [name for name in restored if cells[found.place[name]]["source"].strip() != originals[name].strip()]
    copies = [f"{name} (cell {place + 1})" for place, name in sorted(found.copies.items())]
    unknown = {place: str(marks(cell).get("grade_id", ""))[:64] for place, cell in enumerate(cells) if role(cell)}
    lost = [
        f"{name[:NAMED]!r} (cell {place + 1})"
        for place, name in unknown.items()
        if _is_lost(place, name, originals, found)
    ]
    yield from _line("found by what they define or where they stand", found.by_content)
    yield from _line("defined in another function's cell", list(found.inside))
    yield from _line("copies that do not count, the last one that is written does", copies)
    yield from _line("not run, since it would undo an answer above it", [f"cell {p + 1}" for p in sorted(found.aside)])
    yield from _line("test cells that were changed and are restored", restored)
    yield from _line("test cells that were missing and are put back", missing["test"])
    yield from _line("answers that were missing and are put back empty", missing["answer"])
    yield from _line("written answers that were not found, look for them by hand", missing["written"])
    yield from _line("grade ids that the assignment does not have", lost)


ROLES = ("answer", "test", "written")


def _is_lost(place: int, name: str, originals: dict, found: Matching) -> bool:
    return name not in originals and place not in found.place.values()


def _line(what: str, names: list[str]) -> Iterator[str]:
    if names:
        more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
        yield f"{what}: {', '.join(names[:LISTED])}{more}"

"""What happens to honest notebooks on their way: copied, deleted, renamed, stripped cells. For tests and the demo."""

import copy


def copied_cell(notebook: dict) -> dict:
    """An answer cell copied below itself with its metadata, and the copy emptied, as by a slip of the keyboard."""
    place = _place(notebook, "hidden_delta")
    empty = copy.deepcopy(notebook["cells"][place])
    empty["source"] = "# was hidden_delta here?"
    return _with_cells(notebook, [*notebook["cells"][: place + 1], empty, *notebook["cells"][place + 1 :]])


def deleted_test(notebook: dict) -> dict:
    """A graded test cell deleted."""
    place = _place(notebook, "test_hidden_delta")
    return _with_cells(notebook, notebook["cells"][:place] + notebook["cells"][place + 1 :])


def lost_metadata(notebook: dict) -> dict:
    """All metadata gone, of the cells and of the notebook, as after an editor that keeps none."""
    bare = [{**cell, "metadata": {}} for cell in notebook["cells"]]
    return {**_with_cells(notebook, bare), "metadata": {}}


def renamed_and_reordered(notebook: dict) -> dict:
    """Answer cells with made-up grade ids, and the order of the first two of them turned round."""
    cells = copy.deepcopy(notebook["cells"])
    first, second = (_place(notebook, name) for name in ("dz_next_da", "dc_da_hidden"))
    for number, place in enumerate((first, second)):
        cells[place]["metadata"]["nbgrader"]["grade_id"] = f"cell-{number}"
    cells[first], cells[second] = cells[second], cells[first]
    return _with_cells(notebook, cells)


DAMAGES = {
    "copied cell": copied_cell,
    "deleted test": deleted_test,
    "lost metadata": lost_metadata,
    "renamed and reordered": renamed_and_reordered,
}


def _place(notebook: dict, grade_id: str) -> int:
    marks = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in notebook["cells"]]
    return marks.index(grade_id)


def _with_cells(notebook: dict, cells: list[dict]) -> dict:
    return {**notebook, "cells": cells}

"""The start page in a student's folder: always the newest and up to date, but what a student wrote on it stays."""

import json
import os
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.notebooks.notebook import dumps, read, write
from autograder.weaving.lessons import rooms
from autograder.weaving.ties import START, shown, words_of
from chainrule import progress


def refresh(folder: Path) -> str:
    """Write the start page in a `folder` anew, as the course has it; gives back words where the student's own stays."""
    path = folder / f"{START}.ipynb"
    page, own, words = _whole(rooms().notebooks / path.name), None, ""
    if os.path.lexists(path):
        try:
            own = _whole(path)
        except BadInput:
            return f"{path}: cannot be read, and stays as it is; delete it for a new one"
    if own and own["metadata"].get("chainrule") != {"words": words_of(own)}:
        page, words = own, f"{path}: you changed it, so its words stay yours; delete it for the newest"
    write(path, dumps(up_to_date(page, folder)))
    return words


def up_to_date(page: dict, folder: Path) -> dict:
    """The page with the table of what has passed in `folder`, if it has the cell for it."""
    table = progress.table(folder)
    cells = [
        {**cell, "outputs": shown(cell["source"], cell["id"], table)["outputs"], "execution_count": None}
        if cell.get("id") == "progress" and cell["cell_type"] == "code"
        else cell
        for cell in page["cells"]
    ]
    return {**page, "cells": cells}


def _whole(path: Path) -> dict:
    """The notebook with its outputs, which `read` leaves out."""
    clean = read(path)[0]
    found = json.loads(path.read_bytes().decode("utf-8-sig"))
    if len(found["cells"]) != len(clean["cells"]):
        raise BadInput(f"{path}: has cells of no kind that is known")
    cells = [{**each, "source": text["source"]} for each, text in zip(found["cells"], clean["cells"], strict=True)]
    return {**found, "cells": cells, "metadata": clean["metadata"]}

"""What may be done to a notebook on its way: each step of a recipe is one of these, by its name."""

import copy
import json

import nbformat


def copied(notebook: dict, cell: str, below: str = "", text: str | None = None) -> dict:
    """A cell a second time, below another one or itself, with its metadata, and with other text if there is one."""
    cells = copy.deepcopy(notebook["cells"])
    twin = copy.deepcopy(cells[_place(notebook, cell)])
    twin["source"] = twin["source"] if text is None else text
    cells.insert(_place(notebook, below or cell) + 1, twin)
    return notebook | {"cells": cells}


def deleted(notebook: dict, cell: str) -> dict:
    place = _place(notebook, cell)
    return notebook | {"cells": notebook["cells"][:place] + notebook["cells"][place + 1 :]}


def moved(notebook: dict, cell: str, below: str) -> dict:
    """A cell at another place."""
    cells = list(notebook["cells"])
    found = cells.pop(_place(notebook, cell))
    cells.insert(_place({"cells": cells}, below) + 1, found)
    return notebook | {"cells": cells}


def written(notebook: dict, cell: str, text: str, times: int = 1) -> dict:
    """Other text in a cell."""
    return _changed(notebook, cell, lambda found: found | {"source": text * times})


def marked(notebook: dict, cell: str, **marks: object) -> dict:
    """Other marks on a cell than nbgrader's."""

    def change(found: dict) -> dict:
        own = found["metadata"]["nbgrader"] | marks
        return found | {"metadata": {**found["metadata"], "nbgrader": own}}

    return _changed(notebook, cell, change)


def added(notebook: dict, text: str, kind: str = "code", times: int = 1, at: int = 3, **more: object) -> dict:
    """A cell, or many, where nobody expects them."""
    cell = {"cell_type": kind, "metadata": {}, "source": text, **more}
    if kind == "code":
        cell |= {"outputs": [], "execution_count": None}
    cells = notebook["cells"]
    return notebook | {"cells": [*cells[:at], *[copy.deepcopy(cell) for _ in range(times)], *cells[at:]]}


def put_out(notebook: dict, cell: str, text: str, times: int = 1) -> dict:
    """A cell that says that it has put this out, as text and as HTML."""
    output = {"output_type": "execute_result", "execution_count": 1, "metadata": {}}
    output["data"] = {"text/plain": text * times, "text/html": text * times}
    return _changed(notebook, cell, lambda found: found | {"outputs": [output]})


def stripped(notebook: dict) -> dict:
    """All metadata gone but the notebook's own."""
    return notebook | {"cells": [cell | {"metadata": {}} for cell in notebook["cells"]]}


def spoken_of(notebook: dict, **metadata: object) -> dict:
    """Other metadata of the notebook."""
    return notebook | {"metadata": notebook["metadata"] | metadata}


def numbered(notebook: dict, identity: str) -> dict:
    """All cells under one id."""
    return notebook | {"cells": [cell | {"id": identity} for cell in notebook["cells"]]}


def reversed_(notebook: dict) -> dict:
    """All cells in the opposite order."""
    return notebook | {"cells": notebook["cells"][::-1]}


def in_format_3(notebook: dict) -> dict:
    return json.loads(json.dumps(nbformat.convert(nbformat.from_dict(notebook), 3)))


RECIPES = {
    "add": added,
    "copy": copied,
    "delete": deleted,
    "format 3": in_format_3,
    "mark": marked,
    "metadata": spoken_of,
    "move": moved,
    "one id": numbered,
    "put out": put_out,
    "reverse": reversed_,
    "strip": stripped,
    "write": written,
}


def _place(notebook: dict, grade_id: str) -> int:
    marks = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in notebook["cells"]]
    return marks.index(grade_id)


def _changed(notebook: dict, grade_id: str, change) -> dict:
    place = _place(notebook, grade_id)
    cells = notebook["cells"]
    return notebook | {"cells": [*cells[:place], change(copy.deepcopy(cells[place])), *cells[place + 1 :]]}

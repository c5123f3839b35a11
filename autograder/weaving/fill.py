"""The student notebook with answers put into it, as a student would: for tests, demos and a teacher's experiments."""

from autograder.bad_input import BadInput
from autograder.notebooks.definitions import UNREADABLE, pieces
from autograder.notebooks.notebook import marks
from autograder.weaving.released import names, released


def fill(assignment: str, answers: str, cell: str | None = None) -> dict:
    """The notebook of `assignment` with the functions of the text `answers`, each with the statements before it.

    With `cell` the whole text, Python or not, becomes the answer cell of that name.
    """
    notebook = released(assignment)
    known = names(notebook, "answer")
    if cell is None:
        return filled(notebook, by_function(answers, known))
    if cell not in known:
        raise BadInput(f"{assignment} has no answer cell {cell!r}; it has: {', '.join(known)}")
    return filled(notebook, {cell: answers})


def filled(notebook: dict, texts: dict[str, str]) -> dict:
    """The notebook with new text in the cells of these grade ids."""
    cells = [cell | {"source": texts.get(marks(cell).get("grade_id"), cell["source"])} for cell in notebook["cells"]]
    return {**notebook, "cells": cells}


def by_function(answers: str, known: list[str]) -> dict[str, str]:
    """What belongs into each function's cell: the function, and the statements between it and the one before."""
    try:
        parts = pieces(answers)
    except UNREADABLE as error:
        what = f"line {error.lineno}: {error.msg}" if isinstance(error, SyntaxError) else str(error)
        raise BadInput(f"no Python ({what}); the functions to define are: {', '.join(known)}") from None
    texts: dict[str, list[str]] = {}
    waiting: list[str] = []
    for part in parts:
        waiting.append(part.text)
        for name in [name for name in part.names if name in known][:1]:
            texts.setdefault(name, []).extend(waiting)
            waiting = []
    if not texts:
        raise BadInput(f"none of the functions is defined; there are: {', '.join(known)}")
    return {name: "".join(parts).strip("\n") for name, parts in texts.items()}

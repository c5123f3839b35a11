"""The autograded notebook: what each cell printed, and in each test cell the verdict in words and points."""

import html
import re

from autograder.notebooks.notebook import marks, role, without_region
from autograder.verdicts import Judgement, Verdict

MARKUP = re.compile(r"[\\`*_\[\]!$#|~]")
SIGNS = {"passed": "✓", "failed": "✗", "not judged": "?"}


def shown(notebook: dict, judgement: Judgement, notes: tuple[str, ...] = ()) -> dict:
    """The notebook with the judgement in its outputs, the notes at its end, and no line of a hidden test."""
    verdicts = {verdict.grade_id: verdict for verdict in judgement.verdicts}
    cells = [_shown(cell, place, judgement, verdicts) for place, cell in enumerate(notebook["cells"])]
    return {**notebook, "cells": cells + ([_notes(notes)] if notes else [])}


def words(verdict: Verdict) -> str:
    """A verdict as a student reads it."""
    points = f"{verdict.points:g} of {verdict.max_points:g} points"
    if verdict.outcome == "not judged":
        points = f"not judged, a person will look at it ({verdict.max_points:g} points)"
    return f"{SIGNS[verdict.outcome]} {points}" + (f"\n{verdict.message}" if verdict.message else "")


def _shown(cell: dict, place: int, judgement: Judgement, verdicts: dict[str, Verdict]) -> dict:
    if cell["cell_type"] != "code":
        return cell
    verdict = verdicts.get(marks(cell).get("grade_id", "")) if role(cell) == "test" else None
    outputs = _outputs(verdict) if verdict else judgement.outputs.get(place, [])
    return cell | {"source": without_region(cell["source"], "HIDDEN TESTS"), "outputs": outputs}


def _outputs(verdict: Verdict) -> list[dict]:
    """The words, and the points as a result of their own, which nbgrader reads as partial credit."""
    outputs = [{"output_type": "display_data", "data": {"text/plain": words(verdict)}, "metadata": {}}]
    if verdict.outcome != "not judged":
        result = {"output_type": "execute_result", "data": {"text/plain": f"{verdict.points:g}"}, "metadata": {}}
        outputs.append(result | {"execution_count": None})
    return outputs


def _notes(notes: tuple[str, ...]) -> dict:
    lines = [f"- {_literally(note)}" for note in notes]
    text = "\n".join(["**Notes of the examiner**", "", *lines])
    return {"cell_type": "markdown", "id": "notes-of-the-examiner", "metadata": {}, "source": text}


def _literally(note: str) -> str:
    """A note, which may quote what a student wrote, as Markdown that shows it and does nothing else."""
    return MARKUP.sub(r"\\\g<0>", html.escape(" ".join(note.split())))

"""What ties the student notebooks together: a line from each lesson to its neighbours, and the start page."""

from autograder.weaving.lessons import Lesson

START = "start"
LINKS = ("links-above", "links-below")

WELCOME = """# Backpropagation, from a nudge to the gradient

You derive backpropagation by pushing numbers and watching what moves, write each of its functions yourself,
and are told at once where your numbers leave the truth, and why."""
EXERCISE = """## How an exercise goes

1. **Predict.** Where a cell says `guess = None`, put your guess in place of `None`, then run the cell with
   Shift+Enter. A wrong guess costs nothing. Blanks in brackets, `(None, None)`, are for numbers that you find
   with a pencil.
2. **Write.** Your lines go where the cell says `raise NotImplementedError`. The text under the function's name
   says what comes in and what should come out.
3. **Check.** The next cell compares your numbers with measured ones: ✓, or ✗ with the place where they part,
   and a question. Check as often as you like.

Hidden tests give the points, on other networks: what works for any network passes. A person reads your proofs
and sentences. No lesson needs your answers from an earlier one, so a mistake costs you points only once."""
HAND_IN = """## How to hand in

Save the notebook and hand in the file under its own name, in the way that your teacher says. You may add cells.
Leave the test cells where they are. If your course uses nbgrader, fetch the assignment in *Nbgrader → Assignment
List*, work in the copy that you get, and submit it there.

Keep your notes in the lessons: a newer start page may take the place of this one."""


def linked(notebook: dict, before: Lesson | None, after: Lesson | None) -> dict:
    """A student notebook with the way to its neighbours above its first cell and below its last."""
    steps = [_link(before, "← {}")] if before else []
    steps += [f"[start page]({START}.ipynb)", *([_link(after, "{} →")] if after else [])]
    above, below = (markdown(" · ".join(steps), name) for name in LINKS)
    return {**notebook, "cells": [above, *notebook["cells"], below]}


def unlinked(notebook: dict) -> dict:
    """The notebook as nbgrader releases it: there each lesson lies in a folder of its own, and leads nowhere."""
    return {**notebook, "cells": [cell for cell in notebook["cells"] if cell.get("id") not in LINKS]}


def start_page(lessons: list[Lesson]) -> list[dict]:
    """The cells of the page on which a student begins: what there is, how an exercise goes, how to hand in."""
    texts = {"welcome": WELCOME, "lessons": _table(lessons), "exercise": EXERCISE, "hand-in": HAND_IN}
    return [markdown(text, name) for name, text in texts.items()]


def markdown(text: str, name: str) -> dict:
    """A cell to read, which a student cannot change by mistake."""
    return {"cell_type": "markdown", "id": name, "metadata": {"deletable": False, "editable": False}, "source": text}


def _link(lesson: Lesson, words: str = "{}") -> str:
    return f"[{words.format(lesson.title)}]({lesson.assignment}.ipynb)"


def _table(lessons: list[Lesson]) -> str:
    rows = [f"| {_link(each)} | {each.learn} | {each.minutes} | {each.points:g} |" for each in lessons]
    total = f"| | all together | {sum(each.minutes for each in lessons)} | {sum(each.points for each in lessons):g} |"
    head = ["## The lessons", "", "| lesson | what you learn | minutes | points |", "| --- | --- | ---: | ---: |"]
    return "\n".join([*head, *rows, total])

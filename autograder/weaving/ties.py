"""What ties the student notebooks together: a line from each lesson to its neighbours, and the start page."""

import hashlib
import json

from autograder.weaving.lessons import Lesson
from autograder.weaving.plan import plan
from chainrule.progress.kept import Kept
from chainrule.progress.plan import read
from chainrule.progress.standing import Standing

START, EPILOGUE = "start", "epilogue"
LINKS = ("links-above", "links-below")

WELCOME = """# Backpropagation, from a nudge to the gradient

You derive backpropagation by pushing numbers and watching what moves, write each of its functions yourself,
and are told at once where your numbers leave the truth, and why."""
WHERE = """## Where you are

Your checks that passed are noted in the file `progress.jsonl` beside the lessons. Click into the next cell and press
Shift+Enter, and the table tells how things stand now."""
TABLE = "from chainrule import progress\n\nprogress.table()"
EXTRA = """The minutes are for all of a lesson, with its proofs and sentences, which no check can see. Nothing later
needs what is called extra; its points count like any others."""
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

Where your teacher wants a file, open a terminal (*File → New → Terminal*) in the folder of your notebooks and type
`chainrule hand-in 04_delta_recursion.ipynb`. It looks whether all is in place and nothing left empty, runs the notebook
from top to bottom, and puts the file to hand in into `hand-in/`."""

TROUBLE = """## When something does not work

- `No module named 'chainrule'`: the notebook runs in a Python that does not have the course's library. Choose
  another in *Kernel → Change Kernel*, or ask the doctor.
- A file "hides the module numpy", or `cannot import name 'check' from 'chainrule'`: a file of yours beside the
  notebook has the name of a module. Rename it, then *Kernel → Restart Kernel*.
- `name 'net' is not defined`: a cell above has not run. *Run → Run All Above Selected Cell*.
- A cell was fine yesterday and is red today: *Kernel → Restart Kernel*, and run from the top.

The doctor: open a terminal (*File → New → Terminal*), go to the folder of your notebooks and type
`chainrule doctor`. It looks at all that a lesson needs, and says what is wrong and how to mend it."""


def linked(notebook: dict, before: Lesson | None, after: Lesson | None) -> dict:
    """A student notebook with the way to its neighbours above its first cell and below its last."""
    steps = [_link(before, "← {}")] if before else []
    steps += [f"[start page]({START}.ipynb)", *([_link(after, "{} →")] if after else [])]
    above, below = (markdown(" · ".join(steps), name) for name in LINKS)
    return {**notebook, "cells": [above, *notebook["cells"], below]}


def unlinked(notebook: dict) -> dict:
    """The notebook as nbgrader releases it: there each lesson lies in a folder of its own, and leads nowhere."""
    return {**notebook, "cells": [cell for cell in notebook["cells"] if cell.get("id") not in LINKS]}


def start_page(lessons: list[Lesson], epilogue: Lesson | None = None) -> list[dict]:
    """The cells of the page on which a student begins: what there is, how an exercise goes, how to hand in."""
    after = f"\n\nAfterwards, to read: {_link(epilogue)} ({epilogue.minutes} min). {epilogue.learn}" if epilogue else ""
    standing = Standing(read(plan(lessons)), Kept())
    return [
        markdown(WELCOME, "welcome"),
        markdown(WHERE, "where"),
        shown(TABLE, "progress", standing),
        markdown(EXTRA + after, "extra"),
        markdown(EXERCISE, "exercise"),
        markdown(HAND_IN, "hand-in"),
        markdown(TROUBLE, "trouble"),
    ]


def shown(source: str, name: str, value: object) -> dict:
    """A cell to run, with the output that it has for `value`: whoever opens the page sees it at once."""
    data = {"text/plain": repr(value), "text/html": value._repr_html_()}
    output = {"output_type": "execute_result", "execution_count": None, "data": data, "metadata": {}}
    code = {"cell_type": "code", "execution_count": None, "outputs": [output]}
    return code | {"id": name, "metadata": {"deletable": False, "editable": False}, "source": source}


def words_of(page: dict) -> str:
    """A fingerprint of what is written on a page, whatever its outputs are: a page whose words changed has another."""
    words = [[cell.get("cell_type"), "".join(cell.get("source", ""))] for cell in page["cells"]]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def markdown(text: str, name: str) -> dict:
    """A cell to read, which a student cannot change by mistake."""
    return {"cell_type": "markdown", "id": name, "metadata": {"deletable": False, "editable": False}, "source": text}


def _link(lesson: Lesson, words: str = "{}") -> str:
    return f"[{words.format(lesson.title)}]({lesson.assignment}.ipynb)"

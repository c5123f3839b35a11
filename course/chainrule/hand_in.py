"""Handing in: a lesson's notebook looked through, run from top to bottom, and put under its own name in one file."""

import hashlib
import json
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL

SECONDS = 120  # for one cell: a lesson's slowest takes a tenth of it
FOLDER = "hand-in"


class NotALesson(Exception):
    """What was named is no notebook of this course; the text says what to do."""


class NotRun(Exception):
    """A notebook did not run from top to bottom; the text says why."""


@dataclass(frozen=True)
class HandIn:
    """The file to hand in, and a line for each thing that a look should be taken at."""

    file: Path
    remarks: tuple[str, ...]

    def __str__(self):
        ready = f"{self.file} is what you hand in."
        if not self.remarks:
            return f"✓ every cell is in place, nothing is left empty, and all runs from top to bottom. {ready}"
        remarks = (f"• {each}" for each in self.remarks)
        return "\n".join([*remarks, f"Hand it in as it is, or mend, save and ask again. {ready}"])

    def _repr_pretty_(self, printer, cycle):
        printer.text(str(self))


def hand_in(notebook):
    """Look a lesson's saved notebook through and copy it to `hand-in/`; gives back a `HandIn`, whose text says all.

    `notebook` is the file, or a lesson's name such as "04_delta_recursion". Raises NotALesson.
    """
    path = Path(notebook if str(notebook).endswith(".ipynb") else f"{notebook}.ipynb")
    content = _content(path)
    lesson = _lesson(content, path)
    remarks = (*_out_of_place(content, lesson), *_left_empty(content, lesson), *_raised(content, path))
    return HandIn(_copied(path, lesson["assignment"]), remarks)


def digest(source):
    """A short hash of a cell's text, by which a cell that nobody has touched is known."""
    return hashlib.sha256(source.strip().encode()).hexdigest()[:12]


def given(notebook):
    """The digests of the cells of a notebook that have a part in grading, by their grade id."""
    return {name: digest(_text(cell)) for cell in notebook["cells"] if (name := _grade_id(cell))}


def _content(path):
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotALesson(f"{path}: {error.strerror}; call this in the folder of your notebooks") from None
    except ValueError:
        raise NotALesson(f"{path}: not a notebook; save it in JupyterLab and try again") from None
    if not isinstance(found, dict) or not isinstance(found.get("cells"), list):
        raise NotALesson(f"{path}: not a notebook of format 4; save it in JupyterLab and try again")
    return found


def _lesson(content, path):
    """What a lesson's notebook says of itself: its assignment, and what was given out."""
    said = content.get("metadata", {}).get("chainrule")
    if not isinstance(said, dict) or not isinstance(said.get("given"), dict):
        raise NotALesson(f"{path}: no lesson of this course, or an old one; take a fresh copy of the lesson")
    return said


def _out_of_place(content, lesson):
    """A line for each graded cell that is gone, doubled or, where it is a test, changed."""
    found = Counter(filter(None, map(_grade_id, content["cells"])))
    now = given(content)
    for name, before in lesson["given"].items():
        if not found[name]:
            yield f"the cell {name} is gone; copy it from a fresh lesson"
        elif found[name] > 1:
            yield f"the cell {name} is there {found[name]} times; delete all but the one that counts"
        elif name.startswith("test_") and now[name] != before:
            yield f"the test {name} was changed; it is graded as it was given out"


def _left_empty(content, lesson):
    now = given(content)
    for name, before in lesson["given"].items():
        if not name.startswith("test_") and now.get(name) == before:
            yield f"{name} is as it was given out"


def _raised(content, path):
    """A line for what keeps the notebook from running from top to bottom, or for the first cell that stops it."""
    try:
        cells = _run(content, path)
    except NotRun as error:
        yield str(error)
        return
    for place, cell in enumerate(cells, start=1):
        for output in cell.get("outputs", ()):
            if output["output_type"] == "error":
                words = f"{output['ename']}: {output['evalue']}".splitlines()[0].removesuffix(": ")
                yield f"cell {place}{_called(cell)} stops with {words[:160]}"
                return


def _run(content, path):
    """The cells after a run in a kernel of its own, whatever kernel the notebook was saved with. Raises NotRun."""
    try:
        import nbformat
        from jupyter_client.kernelspec import NoSuchKernel
        from nbclient import NotebookClient
        from nbclient.exceptions import CellTimeoutError, DeadKernelError
    except ImportError as error:
        raise _not_run(error) from None
    notebook = nbformat.reads(json.dumps(content), as_version=4)
    place = {"metadata": {"path": str(path.resolve().parent)}}
    client = NotebookClient(notebook, kernel_name="python3", timeout=SECONDS, allow_errors=True, resources=place)
    try:
        # Started here: `execute` starts one too, but where that fails it leaves a traceback for the end of the process.
        with client.setup_kernel(cleanup_kc=False, stdout=DEVNULL, stderr=DEVNULL):
            client.execute()
    except CellTimeoutError:
        raise NotRun(f"a cell took more than {SECONDS} seconds, and the run ended there") from None
    except DeadKernelError:
        raise NotRun("the kernel died while the notebook ran") from None
    except (NoSuchKernel, OSError, RuntimeError) as error:
        raise _not_run(error) from None
    return notebook.cells


def _not_run(error):
    """What is raised where no kernel can be had, for a reason that is none of the notebook's."""
    return NotRun(f"it could not be run: {' '.join(str(error).split())[:160]}; `chainrule doctor` says more")


def _called(cell):
    name = _grade_id(cell)
    return f" ({name})" if name else ""


def _copied(path, assignment):
    """The file to hand in: the notebook's own bytes under the assignment's name, whole or not at all."""
    file = path.parent / FOLDER / f"{assignment}.ipynb"
    draft = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(exist_ok=True)
        draft.write_bytes(path.read_bytes())
        os.replace(draft, file)
    except OSError as error:
        raise NotALesson(f"{file}: cannot be written: {error.strerror}") from None
    return file


def _grade_id(cell):
    marks = cell.get("metadata", {}).get("nbgrader") if isinstance(cell, dict) else None
    return marks.get("grade_id") if isinstance(marks, dict) else None


def _text(cell):
    return "".join(cell.get("source", ""))

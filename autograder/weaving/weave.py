"""Lessons, solutions and hidden tests woven into nbgrader's source notebooks; from those the students' notebooks."""

import ast
import builtins
import copy
import difflib
import hashlib
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.notebooks.definitions import bound, free_names
from autograder.notebooks.notebook import dumps, role, without_region, write
from autograder.weaving import plan
from autograder.weaving.complete import require_complete
from autograder.weaving.guide import guide
from autograder.weaving.lessons import Cell, Lesson, Rooms, parse, parse_all, rooms
from autograder.weaving.proofs import Proof, proofs_of
from autograder.weaving.python import parsed
from autograder.weaving.ties import EPILOGUE, START, linked, start_page, words_of
from chainrule.hand_in import given

UNWRITTEN = "raise NotImplementedError"
TEST_LINES = '### BEGIN HIDDEN TESTS\ncheck.hidden_test("{name}")\n### END HIDDEN TESTS'
KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def source_notebook(lesson: Lesson, rooms: Rooms) -> dict:
    """The teacher's notebook of a lesson: with answers, model proofs and the lines that call hidden tests."""
    require_complete(lesson, rooms)
    answers = _answers(rooms.solutions / f"{lesson.module}.py") if lesson.names("answer") else {}
    written = proofs_of(lesson.assignment, rooms.solutions)
    known, cells, ids = set(lesson.names("answer")) | set(dir(builtins)), [], set()
    for cell in lesson.cells:
        text = cell.source
        if cell.role == "answer":
            text = _with_answer(cell, answers[cell.name], known, f"{rooms.solutions.name}/{lesson.module}.py")
        elif cell.role == "test":
            text = f"{cell.source}\n{TEST_LINES.format(name=cell.name)}"
        elif cell.role == "written":
            text = _with_proof(cell, written[cell.name])
        if cell.kind == "code":
            known |= _bound(cell)
        cells.append(_notebook_cell(cell, text, ids))
    handed_out = given(student_notebook({"cells": cells}))
    # A page on which nothing is graded is nothing to hand in.
    mark = {"chainrule": {"assignment": lesson.assignment, "given": handed_out}} if handed_out else {}
    return _notebook(cells, **mark)


def student_notebook(source: dict) -> dict:
    """What `nbgrader generate_assignment` makes of a source notebook, but for the checksums."""
    notebook = copy.deepcopy(source)
    for cell in notebook["cells"]:
        kind = role(cell)
        if kind:
            cell["metadata"]["deletable"] = False
        if kind == "test":
            cell["metadata"]["editable"] = False
        cell["source"] = without_region(cell["source"], "SOLUTION", UNWRITTEN if kind == "answer" else "")
        cell["source"] = without_region(cell["source"], "HIDDEN TESTS")
    return notebook


def source_notebooks(places: Rooms | None = None) -> dict[str, dict]:
    """The teacher's notebook of every lesson by its assignment."""
    places = places or rooms()
    return {lesson.assignment: source_notebook(lesson, places) for lesson in parse_all(places.lessons)}


def woven(places: Rooms) -> dict[Path, str]:
    """The text of each student notebook, of start page, plan and teachers' guide by the file that it belongs in."""
    lessons, sources = parse_all(places.lessons), source_notebooks(places)
    last = places.lessons / f"{EPILOGUE}.py"
    epilogue = [parse(last)] if last.is_file() else []
    sources |= {each.assignment: source_notebook(each, places) for each in epilogue}
    all_pages = [*lessons, *epilogue]
    neighbours = zip(all_pages, [None, *all_pages], [*all_pages[1:], None], strict=False)
    pages = {
        lesson.assignment: linked(student_notebook(sources[lesson.assignment]), before, after)
        for lesson, before, after in neighbours
    }
    pages[START] = _start(start_page(lessons, *epilogue))
    texts = {places.notebooks / f"{name}.ipynb": dumps(page) for name, page in pages.items()}
    if places.plan:
        texts[places.plan] = plan.dumps(plan.plan(lessons))
    if places.guide:
        texts[places.guide] = guide(places.guide.read_text(encoding="utf-8"), lessons)
    return texts


def _start(cells: list[dict]) -> dict:
    """The start page, with a mark by which a copy that a student changed is known."""
    return _notebook(cells, chainrule={"words": words_of({"cells": cells})})


def stale(texts: dict[Path, str]) -> Iterator[str]:
    """A unified diff for each file that is not what weaving makes."""
    for path, text in texts.items():
        found = path.read_text(encoding="utf-8") if path.is_file() else ""
        lines = difflib.unified_diff(found.splitlines(), text.splitlines(), str(path), "woven", lineterm="")
        if found != text:
            yield "\n".join(lines)


def main(check: bool = False) -> int:
    """Write all that is woven, or with `check` say what is stale; the exit status."""
    texts = woven(rooms())
    if check:
        differences = list(stale(texts))
        for difference in differences:
            print(difference)
        if differences:
            print(f"autograder: {len(differences)} stale: run `autograder weave`", file=sys.stderr)
        return 1 if differences else 0
    for path, text in texts.items():
        path.parent.mkdir(exist_ok=True)
        write(path, text)
    return 0


def _answers(path: Path) -> dict[str, tuple[ast.FunctionDef, list[str]]]:
    """The functions of a solutions file with the file's lines."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return {node.name: (node, lines) for node in parsed(path).body if isinstance(node, ast.FunctionDef)}


def _with_answer(cell: Cell, answer: tuple[ast.FunctionDef, list[str]], known: set[str], file: str) -> str:
    """The stub with the answer's body, verbatim, in nbgrader's region in place of its last line."""
    function, lines = answer
    head, _, last = cell.source.rpartition("\n")
    stub = next((node for node in ast.parse(cell.source).body if isinstance(node, ast.FunctionDef)), None)
    if stub is None or stub.name != cell.name or last.strip() != UNWRITTEN:
        raise BadInput(f"the stub {cell.name} must be one function of that name that ends in `{UNWRITTEN}`")
    if ast.dump(stub.args) != ast.dump(function.args):
        raise BadInput(f"{file}: {cell.name}({ast.unparse(function.args)}) but its stub takes {ast.unparse(stub.args)}")
    needed = free_names(function) - known - _bound(cell)
    if needed:
        raise BadInput(
            f"{file}: {cell.name} uses {', '.join(sorted(needed))}, which the notebook does not define there"
        )
    start = _first_line(function, lines)
    inner = "\n".join(lines[start : function.end_lineno])
    return f"{head}\n    ### BEGIN SOLUTION\n{inner}\n    ### END SOLUTION"


def _first_line(function: ast.FunctionDef, lines: list[str]) -> int:
    """The index of the body's first line after the docstring, or of the comment above it."""
    if ast.get_docstring(function) is not None:
        return function.body[0].end_lineno
    start = function.body[0].lineno - 1
    while start > function.lineno and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _with_proof(cell: Cell, proof: Proof) -> str:
    region = f"### BEGIN SOLUTION\n{proof.model}\n\n**Rubric**\n\n{proof.rubric}\n### END SOLUTION"
    return f"{cell.source}\n{region}"


def _bound(cell: Cell) -> set[str]:
    try:
        return {name for node in ast.parse(cell.source).body for name in bound(node)}
    except SyntaxError:  # a cell with a magic
        return set()


def _notebook_cell(cell: Cell, text: str, ids: set[str]) -> dict:
    marks = {"nbgrader": _marks(cell)} if cell.role else {}
    made = {"cell_type": cell.kind, "id": cell.name or _identity(cell.source, ids), "metadata": marks, "source": text}
    ids.add(made["id"])
    return made | ({"execution_count": None, "outputs": []} if cell.kind == "code" else {})


def _marks(cell: Cell) -> dict:
    graded = cell.role != "answer"
    marks = {"cell_type": cell.kind, "grade": graded, "grade_id": cell.name, "locked": cell.role == "test"}
    marks |= {"schema_version": 3, "solution": cell.role != "test", "task": False}
    return marks | ({"points": cell.points} if graded else {})


def _identity(text: str, taken: set[str]) -> str:
    """An id that depends on the text alone, and on how often the same text came before."""
    digests = (hashlib.sha256(f"{text}{n or ''}".encode()).hexdigest()[:8] for n in count())
    return next(digest for digest in digests if digest not in taken)


def _notebook(cells: list[dict], **metadata: dict) -> dict:
    return {"cells": cells, "metadata": {**KERNEL, **metadata}, "nbformat": 4, "nbformat_minor": 5}


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))

"""The students' half alone, to be given away: copied file by file, and searched for what gives an answer away."""

import ast
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.weaving.lessons import Lesson, Rooms, parse_all
from autograder.weaving.proofs import proofs

# What a course is made of; a file of another kind, a student's or an editor's, is not copied.
KINDS = {".py", ".ipynb", ".js", ".css", ".json", ".csv", ".gz", ".npz", ".md", ".toml", ".txt", ".png", ".svg"}
NAMES = {"LICENSE"}
LEFT = {"__pycache__", ".ipynb_checkpoints", "hand-in", "dist", "build"}
TEACHERS = re.compile(r"BEGIN SOLUTION|BEGIN HIDDEN TESTS|^\s*(?:from|import) (?:solutions|autograder)\b", re.MULTILINE)
TELLING = 60  # So many letters of a model proof in a row are no chance.


def publish(folder: Path, places: Rooms) -> list[Path]:
    """Copy the students' half into a new or empty `folder`; gives back its files. Nothing is copied if it leaks."""
    folder, course = folder.absolute(), places.lessons.parent
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder}: is there already; the course is published in a new or empty folder")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".publish-") as draft:
            room = Path(draft) / "course"
            for path in _files(course):
                (room / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(course / path, room / path)
            leak = next(leaks(room, places), None)
            if leak:
                raise BadInput(f"{leak}; nothing was published")
            if folder.exists():
                folder.rmdir()
            os.replace(room, folder)
    except OSError as error:
        raise BadInput(f"{folder}: cannot be made: {error.strerror}") from None
    return sorted(path for path in folder.rglob("*") if path.is_file())


def leaks(folder: Path, places: Rooms) -> Iterator[str]:
    """A line for each thing in a `folder` that gives an answer away: a teacher's mark, an answer's body, a proof."""
    lessons = parse_all(places.lessons)
    answers, models = _answers(lessons, places), _models(lessons, places)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, or data
        where = path.relative_to(folder)
        if mark := TEACHERS.search(text):
            yield f"{where}: {mark[0].strip()!r} belongs to the teacher"
        flat = _flat(text)
        yield from (f"{where}: holds the model of {name}" for name, model in models.items() if model in flat)
        bodies = bodies_of(text) if path.suffix == ".py" else _bodies_in_cells(text) if path.suffix == ".ipynb" else ()
        yield from (f"{where}: {name} has the body of an answer" for name, body in bodies if body in answers)


def bodies_of(text: str) -> Iterator[tuple[str, str]]:
    """Each function's name and its body below the docstring, as a text that no layout changes."""
    try:
        tree = ast.parse(text)
    except SyntaxError:  # a cell with a magic
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            yield node.name, "\n".join(ast.unparse(statement) for statement in body)


def _bodies_in_cells(text: str) -> Iterator[tuple[str, str]]:
    """The same for a notebook's code cells."""
    for cell in json.loads(text)["cells"]:
        if cell["cell_type"] == "code":
            yield from bodies_of("".join(cell["source"]))


def _files(course: Path) -> list[Path]:
    found = (path.relative_to(course) for path in course.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(
        path for path in found if (path.suffix in KINDS or path.name in NAMES) and LEFT.isdisjoint(path.parts)
    )


def _answers(lessons: list[Lesson], places: Rooms) -> set[str]:
    """The bodies of all answers to exercises; helpers that a solution brings along are none."""
    return {
        body
        for lesson in lessons
        for name, body in bodies_of((places.solutions / f"{lesson.module}.py").read_text(encoding="utf-8"))
        if name in lesson.names("answer")
    }


def _models(lessons: list[Lesson], places: Rooms) -> dict[str, str]:
    """The beginning of each model proof and each rubric."""
    found = {}
    for lesson in lessons:
        path = places.solutions / f"{lesson.module}.md"
        for name, proof in proofs(path.read_text(encoding="utf-8")).items() if path.is_file() else ():
            found[name], found[f"{name}, its rubric"] = _flat(proof.model)[:TELLING], _flat(proof.rubric)[:TELLING]
    return found


def _flat(text: str) -> str:
    """Words only, so that no line break, comment sign or JSON quoting hides a sentence."""
    return re.sub(r"[^A-Za-z0-9]+", " ", text.replace("\\n", " ").replace("\\\\", "\\"))

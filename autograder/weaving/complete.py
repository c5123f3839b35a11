"""Is every exercise of a lesson in every room? If not, which file lacks what."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.weaving.lessons import Lesson, Rooms
from autograder.weaving.plan import numbers
from autograder.weaving.proofs import proofs_of
from autograder.weaving.python import loaded, parsed, parsed_cell


def require_complete(lesson: Lesson, rooms: Rooms) -> None:
    """Raise BadInput for the first thing that an exercise of the lesson lacks, or that is no Python."""
    for cell in lesson.cells:
        if cell.role == "answer" or cell.meets:
            parsed_cell(cell, lesson)
    for problem in problems(lesson, rooms):
        raise BadInput(problem)


def problems(lesson: Lesson, rooms: Rooms) -> Iterator[str]:
    """A line for each thing that is missing, or that is there without its stub."""
    name, answers = f"{lesson.module}.py", lesson.names("answer")
    stub = f"{lesson.path.name} has no stub for it"
    yield from _compare(rooms.solutions / name, _functions(rooms.solutions / name), answers, "no solution", stub)
    yield from _numbers(lesson, rooms.solutions / name)
    if lesson.names("written"):
        path = rooms.solutions / f"{lesson.module}.md"
        found = set(proofs_of(lesson.assignment, rooms.solutions)) if path.is_file() else None
        yield from _compare(path, found, lesson.names("written"), "no rubric and model", "the lesson has no such cell")
    hidden = rooms.hidden / name
    tests = {test for test in _functions(hidden) or () if test.startswith("test_")}
    cell = f"{lesson.path.name} has no test cell for it"
    yield from _compare(hidden, tests if hidden.is_file() else None, lesson.names("test"), "no hidden test", cell)
    yield from _compare(rooms.mistakes / name, _mistaken(rooms.mistakes / name), answers, "no known mistake of", stub)
    yield from _compare(rooms.exercises / name, _checked(rooms.exercises / name), answers, "no visible check of", stub)
    for answer in answers:
        if f"test_{answer}" not in lesson.names("test"):
            yield f"{lesson.path.name}: {answer} has no test cell; add one with test='test_{answer}'"


def _compare(path: Path, found: set[str] | None, wanted: list[str], lacks: str, has: str) -> Iterator[str]:
    if found is None and wanted:
        yield f"{path}: there is no such file; it should have {', '.join(wanted)}"
        return
    yield from (f"{path}: {lacks} {name!r}" for name in wanted if name not in found)
    yield from (f"{path}: {name!r} is here, but {has}" for name in sorted(found or ()) if name not in wanted)


def _numbers(lesson: Lesson, path: Path) -> Iterator[str]:
    wanted = [name for cell in lesson.cells for name in numbers(cell)]
    found = set(getattr(loaded(path), "NUMBERS", {})) if path.is_file() else None
    return _compare(path, found, wanted, "NUMBERS has no", f"{lesson.path.name} has no check.numbers with it")


def _functions(path: Path) -> set[str] | None:
    if not path.is_file():
        return None
    found = (node.name for node in parsed(path).body if isinstance(node, ast.FunctionDef))
    return {name for name in found if not name.startswith("_")}


def _mistaken(path: Path) -> set[str] | None:
    if not path.is_file():
        return None
    members = filter(inspect.isfunction, vars(loaded(path)).values())
    return {name for member in members if hasattr(member, "mistake") for name in member.mistake.of}


def _checked(path: Path) -> set[str] | None:
    return {exercise.name for exercise in loaded(path).EXERCISES} if path.is_file() else None

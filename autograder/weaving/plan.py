"""The plan that the start page counts by: each lesson's sections, their minutes, and the checks that stand in them."""

import ast
import json
import re
from collections.abc import Iterator

from autograder.weaving.lessons import Cell, Lesson

HEADING = re.compile(r"^## (\d+ .+?) \((\d+) min.*\)$", re.MULTILINE)


def plan(lessons: list[Lesson]) -> list[dict]:
    """The lessons as plain dicts, in the form that `chainrule.progress.plan` reads."""
    return [_lesson(each) for each in lessons]


def dumps(entries: list[dict]) -> str:
    """The plan's text, with a line for each section, so that a change shows where it is."""
    lessons = ",\n".join(map(_text, entries))
    return f"[\n{lessons}\n]\n"


def _lesson(lesson: Lesson) -> dict:
    head = {name: getattr(lesson, name) for name in ("assignment", "title", "learn", "minutes", "points", "extra")}
    sections: list[dict] = []
    seen: list[list[str]] = []
    for cell in lesson.cells:
        if cell.kind == "markdown":
            found = HEADING.findall(cell.source)
            sections += [{"title": title, "minutes": int(minutes), "checks": []} for title, minutes in found]
        elif sections:
            new = [check for check in checks(cell.source, lesson.names("answer")) if check not in seen]
            sections[-1]["checks"] += new
            seen += new
    return head | {"sections": sections}


def checks(source: str, functions: list[str]) -> Iterator[list[str]]:
    """The names that must have passed, for each check in a cell: of one of `functions`, or of numbers typed in."""
    for name, typed in _calls(source):
        if name == "numbers":
            yield [f"numbers.{each}" for each in typed]
        elif name in functions:
            yield [name]


def numbers(cell: Cell) -> list[str]:
    """The names of the numbers that a cell has typed in."""
    calls = _calls(cell.source) if cell.kind == "code" else ()
    return [each for name, typed in calls if name == "numbers" for each in typed]


def _calls(source: str) -> Iterator[tuple[str, list[str]]]:
    """Each call of a `check` in a cell: its name, and the names of what it is given by keyword."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:  # a cell with a magic
        return
    for node in nodes:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="check"), attr=name), keywords=typed):
                yield name, [word.arg for word in typed]


def _text(entry: dict) -> str:
    sections = ",\n".join(f"   {json.dumps(each, ensure_ascii=False)}" for each in entry["sections"])
    head = json.dumps({name: value for name, value in entry.items() if name != "sections"}, ensure_ascii=False)
    return f' {head[:-1]}, "sections": [\n{sections}\n ]}}'

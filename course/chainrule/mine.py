"""Your own functions, read from the notebooks of the lessons beside this one, as you last saved them."""

import ast
import json
from dataclasses import dataclass
from html import escape
from pathlib import Path

from chainrule import check
from chainrule.progress.plan import plan

DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)


class Missing(Exception):
    """A function of yours that is wanted and not there; notebooks show its message alone."""

    def _render_traceback_(self):
        return [f"\x1b[31m✗\x1b[0m {self}"]


@dataclass(frozen=True)
class Found:
    """What was found under a name: the function, or one that says what is missing; `words` say how it is."""

    name: str
    lesson: object
    function: object
    words: str


class Mine:
    """Your functions, each as an attribute; a notebook shows which were found, where, and how they are."""

    def __init__(self, found):
        self._found = found
        for each in found:
            setattr(self, each.name, each.function)

    def __repr__(self):
        return "\n".join(f"{each.name:20} {each.lesson.title:24} {each.words}" for each in self._found)

    def _repr_html_(self):
        rows = "".join(_row(each) for each in self._found)
        head = "".join(f'<th style="text-align:left">{name}</th>' for name in ("yours", "from", "how it is"))
        return f"<table><tr>{head}</tr>{rows}</table>"


def functions(*names, folder="."):
    """Your functions of these names from the notebooks in `folder`, as the attributes of one object, see `Mine`."""
    lessons = {name: _lesson(name) for name in names}
    files = {lesson.assignment for lesson in lessons.values()}
    spaces = {file: _definitions(Path(folder, f"{file}.ipynb")) for file in files}
    return Mine([_found(name, lesson, *spaces[lesson.assignment]) for name, lesson in lessons.items()])


def _lesson(name):
    """The lesson that asks for a function."""
    for lesson in plan():
        if any([name] == list(each) for section in lesson.sections for each in section.checks):
            return lesson
    raise Missing(f"no lesson asks for a function called {name}")


def _found(name, lesson, space, problem):
    function = space.get(name)
    words = problem or ("not in this notebook" if not callable(function) else _judged(name, function))
    if callable(function) and words != UNWRITTEN:
        return Found(name, lesson, function, words)
    return Found(name, lesson, _missing(name, lesson, words), f"… {words}")


UNWRITTEN = "not written yet"


def _judged(name, function):
    """What its check says of a function, in a few words."""
    try:
        getattr(check, name)(function)
    except check.CheckFailed as error:
        return UNWRITTEN if UNWRITTEN in str(error) else "✗ its check has a question for you"
    return "✓ agrees with nature"


def _missing(name, lesson, words):
    def missing(*arguments, **named):
        raise Missing(
            f"your {name} is missing: {lesson.assignment}.ipynb: {words}.\n"
            f"  Write it there, save, and run this page again from its top; or define my.{name} in a cell of your own."
        )

    return missing


def _definitions(path):
    """What a notebook's cells import and define, as a dict, and words if it cannot be read."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except FileNotFoundError:
        return {}, "there is no such notebook beside this page"
    except (OSError, ValueError, LookupError, TypeError):
        return {}, "it cannot be read"
    space = {"__name__": path.stem}
    for source in sources:
        for statement in _statements(source):
            _run(statement, space, path.name)
    return space, ""


def _statements(source):
    """The statements of a cell that define something, and run nothing else."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):  # A magic, or a line that is not finished: the other cells count all the same.
        return []
    return [node for node in body if isinstance(node, DEFINITIONS) or _names_a_value(node)]


def _names_a_value(node):
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda | ast.Constant)


def _run(statement, space, name):
    try:
        exec(compile(ast.Module([statement], []), name, "exec"), space)
    except Exception:  # A student's cell may raise anything; what it would have defined is missing then.
        return


def _row(found):
    link = f'<a href="{escape(found.lesson.assignment)}.ipynb">{escape(found.lesson.title)}</a>'
    cells = (f"<code>{escape(found.name)}</code>", link, escape(found.words))
    return "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells) + "</tr>"

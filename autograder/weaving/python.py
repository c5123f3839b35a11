"""A teacher's Python, parsed or loaded; where it is none, the file and the line are named."""

import ast
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from autograder.bad_input import BadInput
from autograder.notebooks.definitions import UNREADABLE
from autograder.weaving.lessons import Cell, Lesson


def parsed(path: Path) -> ast.Module:
    """The statements of a file; raises BadInput where it is no Python."""
    try:
        return _parsed(path.read_text(encoding="utf-8"), path)
    except UnicodeDecodeError:
        raise BadInput(f"{path}: not UTF-8 text; save it as that") from None


def parsed_cell(cell: Cell, lesson: Lesson) -> ast.Module:
    """The statements of a lesson's cell; raises BadInput with the line of the lesson where it is no Python."""
    text = lesson.path.read_text(encoding="utf-8")
    return _parsed(cell.source, lesson.path, text[: max(text.find(cell.source), 0)].count("\n"))


def loaded(path: Path) -> ModuleType:
    """The module in a file, under a name of its own; raises BadInput where it is no Python."""
    parsed(path)
    spec = spec_from_file_location(f"_room_{path.parent.name}_{path.stem}", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _parsed(text: str, path: Path, above: int = 0) -> ast.Module:
    try:
        tree = ast.parse(text)
        compile(tree, str(path), "exec", dont_inherit=True)  # A `return` outside a function is found only here.
    except UNREADABLE as error:
        line = f"line {above + error.lineno} is " if getattr(error, "lineno", None) else ""
        raise BadInput(f"{path}: {line}no Python: {getattr(error, 'msg', error)}") from None
    return tree

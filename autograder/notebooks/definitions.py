"""What a piece of Python defines, whether it parses or not."""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

# Blanks of the one line only: over many empty lines `\s*` takes the square of their number.
MAGIC = re.compile(r"^[^\S\n]*[%!?].*$", re.MULTILINE)
HEAD = re.compile(r"^(?:async\s+)?def\s+(\w+)\s*\(|^(\w+)\s*=\s*lambda\b", re.MULTILINE)
BLOCKS = ("body", "orelse", "finalbody")
LONG = 100_000  # characters; a syntax tree takes some hundred times the text in memory
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


@dataclass(frozen=True)
class Piece:
    """A module-level statement with what stands above it since the last one; `names` are those that it binds."""

    names: tuple[str, ...]
    text: str


def pieces(text: str) -> list[Piece]:
    """The module-level statements of `text` in order, verbatim, comments included; a module's docstring is left out."""
    # Python's lines end at line feeds alone; str.splitlines also ends them at form feeds.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines, found, end = [f"{line}\n" for line in text.split("\n")], [], 0
    for node in ast.parse(text).body:
        is_docstring = end == 0 and _is_text(node)
        if not is_docstring:
            found.append(Piece(tuple(bound(node)), "".join(lines[end : node.end_lineno])))
        end = node.end_lineno
    return found


def functions(source: str) -> set[str]:
    """The names of the functions that a cell defines at its top level, by `def` or as a lambda."""
    body = _body(source)
    if body is None:
        return {name for pair in HEAD.findall(source) for name in pair if name}
    return {name for node in _statements(body) for name in _functions(node)}


def is_stub(source: str, name: str) -> bool:
    """Does the last definition of `name` in the cell do nothing but say that it is not written yet?"""
    found = [
        node for node in _statements(_body(source) or []) if isinstance(node, ast.FunctionDef) and node.name == name
    ]
    return bool(found) and all(_says_nothing(node) for node in found[-1].body)


def bound(node: ast.stmt) -> Iterator[str]:
    """The names that a module-level statement binds, also inside `if`, `try`, `with` and loops."""
    for inner in _statements([node]):
        match inner:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                yield from ((alias.asname or alias.name).split(".")[0] for alias in names)
            case _:
                yield from _stored(inner)


def free_names(function: ast.FunctionDef) -> set[str]:
    """The names that a function uses and does not bind itself."""
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
    own = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    own |= {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    own |= {name for node in ast.walk(function) if isinstance(node, ast.stmt) for name in bound(node)}
    return {node.id for node in names if isinstance(node.ctx, ast.Load)} - own


def _body(source: str) -> list[ast.stmt] | None:
    """The statements of a cell, or None where they cannot be read."""
    if len(source) > LONG:
        return None
    try:
        with warnings.catch_warnings(action="ignore"):  # an odd escape in a docstring is no news for the teacher
            return ast.parse(MAGIC.sub("", source)).body
    except UNREADABLE:
        return None


def _statements(body: list) -> Iterator[ast.stmt]:
    # No recursion: a thousand `elif` are a thousand levels.
    waiting = body[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        inner = [each for block in BLOCKS for each in getattr(node, block, [])]
        inner += [each for handler in getattr(node, "handlers", []) for each in handler.body]
        waiting += inner[::-1]


def _functions(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            yield name
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda()):
            yield name


def _stored(node: ast.stmt) -> Iterator[str]:
    for part in ast.iter_child_nodes(node):
        if not isinstance(part, ast.stmt):
            stores = (inner for inner in ast.walk(part) if isinstance(inner, ast.Name))
            yield from (inner.id for inner in stores if isinstance(inner.ctx, ast.Store))


def _says_nothing(node: ast.stmt) -> bool:
    match node:
        case ast.Pass() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Raise(exc=ast.Name(id="NotImplementedError") | ast.Call(func=ast.Name(id="NotImplementedError"))):
            return True
    return False


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)

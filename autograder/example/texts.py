"""A function of a module as a text that stands alone: with what it needs of its module, and under another name."""

import ast

from autograder.notebooks.definitions import Piece, pieces


def standing_alone(module: str, name: str, called: str, made: bool = False) -> str:
    """The text of the function `name` of the text `module`, and of all that it needs there, so that it is `called` so.

    With `made` the function is one that makes the answer.
    """
    parts, wanted = pieces(module), needs(module, name)
    text = "".join(_undecorated(part) for part in parts if wanted.intersection(part.names)).strip("\n")
    return text if name == called and not made else f"{text}\n\n\n{called} = {name}{'()' if made else ''}"


def defined(module: str) -> set[str]:
    """The names that the statements of the text `module` define."""
    return {name for part in pieces(module) for name in part.names}


def needs(module: str, name: str) -> set[str]:
    """The names of the text `module` that the definition of `name` leads to, and that name."""
    uses = {each: _uses(part) for part in pieces(module) for each in part.names}
    found, waiting = set(), {name}
    while waiting:
        found |= waiting
        waiting = {used for each in waiting for used in uses.get(each, ()) if used in uses} - found
    return found


def _uses(part: Piece) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(_undecorated(part))) if isinstance(node, ast.Name)}


def _undecorated(part: Piece) -> str:
    """The piece without its decorator `mistake`, which no student writes, and without what stands above that."""
    node = ast.parse(part.text).body[0]
    marks = [mark for mark in getattr(node, "decorator_list", ()) if "mistake" in ast.unparse(mark)]
    # A line feed alone ends a line for Python.
    return "\n" + "\n".join(part.text.split("\n")[node.lineno - 1 :]) if marks else part.text

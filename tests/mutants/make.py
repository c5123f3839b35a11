"""Mutants of a function: its source with one slip in it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import ndiff

from mutants.slips import SLIPS


@dataclass(frozen=True)
class Mutant:
    """A `source` that is one slip of a `kind` away from its `original`."""

    kind: str
    source: str
    original: str

    @property
    def change(self) -> str:
        """The lines that went, an arrow, the lines that came."""
        lines = list(ndiff(self.original.splitlines(), self.source.splitlines()))
        gone, come = ("; ".join(line[2:].strip() for line in lines if line.startswith(sign)) for sign in ("- ", "+ "))
        return f"{gone} -> {come}"


def mutants(tree: ast.Module) -> Iterator[Mutant]:
    """Every mutant of the functions in `tree`, each once."""
    original = ast.unparse(tree)
    seen, names = {original}, _names(tree)
    for node, put in _places(tree):
        for kind, classes, slips in SLIPS:
            for new in slips(node, names) if isinstance(node, classes) else ():
                put(new)
                source = ast.unparse(tree)
                put(node)
                if source not in seen and _compiles(source):
                    seen.add(source)
                    yield Mutant(kind, source, original)


def _places(tree):
    """Each node below `tree`, and how to put another in its place; heads of functions stay as they are."""
    for parent in list(ast.walk(tree)):
        for field, value in ast.iter_fields(parent):
            if isinstance(value, ast.AST):
                yield value, lambda new, parent=parent, field=field: setattr(parent, field, new)
            for i, each in enumerate(value) if isinstance(value, list) else ():
                if isinstance(each, ast.AST):
                    yield each, lambda new, value=value, i=i: value.__setitem__(i, new)


def _names(tree):
    """The arguments and the local variables of the functions in `tree`."""
    nodes = list(ast.walk(tree))
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return sorted(stored | {node.arg for node in nodes if isinstance(node, ast.arg)})


def _compiles(source):
    try:
        compile(source, "<mutant>", "exec")
    except SyntaxError:
        return False
    return True

"""Why a mutant that gives the same numbers everywhere may do so: a slip that says the same in other words."""

import ast

from mutants.make import Mutant

# Slips that are harmless wherever the numbers agree on all that is legal; the words say how that comes.
BY_KIND = {
    "operands swapped": "operands that commute",
    "arguments swapped": "arguments that commute",
    "neighbours swapped": "names of a pair swapped on both sides, or a pair that is symmetric",
    "turned": "turning what has one axis or one number, or of which all is added",
    "rounds in another order": "a sum or a table made in another order",
    "another comparison": "a boundary where both sides give the same, or that is never reached",
    "a sign turned": "a sign that is lost again, in a square, a size, an even function or a start value",
}
NORMAL_FORMS = []  # (reason, a node -> the node that stands for all its equals)
MADE = ("zeros", "ones", "empty", "zeros_like", "ones_like", "empty_like")
HANDED_ON = ("copy", "array", "asarray", "asfortranarray", "float", "tolist", "list", "stack", "ravel", "sorted")
ANY = ast.Name("_")


def why(mutant: Mutant) -> str:
    """The reason why a mutant with the same numbers has them, or nothing."""
    for reason, form in NORMAL_FORMS:
        if _in(form, mutant.original) == _in(form, mutant.source):
            return reason
    return BY_KIND.get(mutant.kind, "")


def normal_form(reason: str):
    def mark(form):
        NORMAL_FORMS.append((reason, form))
        return form

    return mark


@normal_form("only the length or the shape is asked for, and both have the same")
def _(node):
    if isinstance(node, ast.Call) and _called(node) in ("len", "zeros_like", "empty_like", "ones_like"):
        return ast.Call(node.func, [ANY], [])
    return ast.Attribute(ANY, node.attr) if isinstance(node, ast.Attribute) and node.attr in ("shape", "size") else node


@normal_form("only the layers' numbers are asked for, and each dict of a network has the same")
def _(node):
    if isinstance(node, ast.Call) and _called(node) in ("len", "max", "sorted") and len(node.args) == 1:
        return ast.Call(ast.Name("len"), [ANY], node.keywords)
    if isinstance(node, ast.comprehension | ast.For) and isinstance(node.iter, ast.Name):
        node.iter = ANY
    return node


@normal_form("start values that are overwritten at once")
def _(node):
    if isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Name) and node.operand.id == "_made":
        return node.operand
    return ast.Name("_made") if isinstance(node, ast.Call) and _called(node) in MADE else node


@normal_form("an axis or an entry counted from the end, or the only one there is")
def _(node):
    if isinstance(node, ast.Subscript):
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return ast.Subscript(node.value, ast.Tuple([_any_number(part) for part in parts]))
    if isinstance(node, ast.Call) and _called(node) == "swapaxes":
        return ast.Call(node.func, [_any_number(each) for each in node.args], [])
    if isinstance(node, ast.keyword) and node.arg == "axis":
        return ast.keyword("axis", _any_number(node.value))
    return node


@normal_form("lengths are always equal where zip is to be strict")
def _(node):
    if isinstance(node, ast.Call) and _called(node) == "zip":
        node.keywords = []
    return node


@normal_form("the same numbers as a copy, in another memory order or another container")
def _(node):
    if isinstance(node, ast.keyword) and node.arg == "order":
        return None
    if isinstance(node, ast.Call) and _called(node) in HANDED_ON:
        return node.args[0] if node.args else getattr(node.func, "value", node)
    return node


@normal_form("a longer slice, of which only the first is read")
def _(node):
    return ast.Slice(node.lower) if isinstance(node, ast.Slice) else node


@normal_form("an assertion that holds, whichever of these it asks")
def _(node):
    return ast.Pass() if isinstance(node, ast.Assert) else node


@normal_form("a step of another size or sign, where each gives the same")
def _(node):
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("h", "push"):
        node.value = ANY
    return node


@normal_form("whether one multiplies by +1 and -1 or divides")
def _(node):
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and getattr(node.right, "id", "") in ("d", "sign"):
        node.op = ast.Mult()
    return node


@normal_form("another fixture on which the same animals are told")
def _(node):
    if isinstance(node, ast.FunctionDef) and node.name.startswith("fixture"):
        node.body = [ast.Pass()]
    return node


def _any_number(node):
    named = any(isinstance(each, ast.Name | ast.Slice) for each in ast.walk(node))
    return node if named else ANY


def _called(node):
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _in(form, source):
    class Normal(ast.NodeTransformer):
        def visit(self, node):
            return form(self.generic_visit(node))

    return ast.unparse(Normal().visit(ast.parse(source)))

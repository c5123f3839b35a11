"""Slips of the hand: what may stand in the place of a node of a function's tree."""

import ast
import copy

ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.MatMult, ast.Pow)
COMPARISONS = (ast.Gt, ast.GtE, ast.Lt, ast.LtE, ast.Eq, ast.NotEq)
FAMILIES = (
    "mean sum max min prod median average",
    "maximum minimum add",
    "exp expm1 exp2 cosh sinh",
    "sin cos tan tanh",
    "abs sign negative",
    "zeros ones",
    "zeros_like ones_like",
    "len max min",
    "outer multiply dot",
    "prime gradient",
)
SLIPS = []  # (kind, node classes, a function of a node and the local names that gives what may stand there instead)


def slip(kind: str, *classes: type):
    """Mark a function that says what a node of the `classes` may become."""

    def mark(slips):
        SLIPS.append((kind, classes, slips))
        return slips

    return mark


@slip("another operator", ast.BinOp, ast.AugAssign)
def _(node, names):
    yield from (_with(node, op=op()) for op in ARITHMETIC if not isinstance(node.op, op))


@slip("operands swapped", ast.BinOp)
def _(node, names):
    yield _with(node, left=node.right, right=node.left)


@slip("an operand dropped", ast.BinOp)
def _(node, names):
    yield from (node.left, node.right)


@slip("= for an operator", ast.AugAssign)
def _(node, names):
    yield ast.Assign([node.target], node.value, lineno=0)


@slip("a sign dropped", ast.UnaryOp)
def _(node, names):
    yield node.operand


@slip("a sign turned", ast.Name, ast.Call, ast.Subscript)
def _(node, names):
    if _is_value(node, names):
        yield ast.UnaryOp(ast.USub(), node)


@slip("another comparison", ast.Compare)
def _(node, names):
    yield from (_with(node, ops=[op()]) for op in COMPARISONS if not isinstance(node.ops[0], op))


@slip("branches swapped", ast.IfExp, ast.If)
def _(node, names):
    yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))


@slip("another number", ast.Constant)
def _(node, names):
    if type(node.value) in (int, float):
        values = (node.value + 1, node.value - 1, -node.value, node.value * 2, node.value / 2, 0)
        yield from map(ast.Constant, dict.fromkeys(value for value in values if value != node.value))


@slip("True for False", ast.Constant)
def _(node, names):
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)


@slip("other letters", ast.Constant)
def _(node, names):
    """The letters of an einsum: neighbours swapped, in an operand or in what comes out."""
    if isinstance(node.value, str) and "->" in node.value:
        text = node.value
        pairs = (at for at in range(len(text) - 1) if text[at : at + 2].isalpha())
        yield from (ast.Constant(text[:at] + text[at + 1] + text[at] + text[at + 2 :]) for at in pairs)


@slip("another name", ast.Name)
def _(node, names):
    if _is_value(node, names):
        yield from (ast.Name(name) for name in names if name != node.id)


@slip("another function", ast.Attribute, ast.Name)
def _(node, names):
    field = "attr" if isinstance(node, ast.Attribute) else "id"
    word = getattr(node, field)
    for family in FAMILIES:
        if word in family.split() and word not in names:
            yield from (_with(node, **{field: other}) for other in family.split() if other != word)


@slip("turned", ast.Name, ast.Subscript, ast.Call)
def _(node, names):
    if _is_value(node, names):
        yield ast.Attribute(node, "T")


@slip("an attribute dropped", ast.Attribute)
def _(node, names):
    if not (isinstance(node.value, ast.Name) and node.value.id in ("np", "math")):
        yield node.value


@slip("a call dropped", ast.Call)
def _(node, names):
    yield from node.args
    if isinstance(node.func, ast.Attribute):
        yield node.func.value


@slip("arguments swapped", ast.Call)
def _(node, names):
    yield from (_with(node, args=args) for args in _neighbours_swapped(node.args))


@slip("an argument dropped", ast.Call)
def _(node, names):
    yield from (_with(node, args=args) for args in _one_left_out(node.args))
    yield from (_with(node, keywords=keywords) for keywords in _one_left_out(node.keywords))


@slip("another range", ast.Call)
def _(node, names):
    if isinstance(node.func, ast.Name) and node.func.id == "range":
        for i, arg in enumerate(node.args):
            yield from (_with(node, args=[*node.args[:i], new, *node.args[i + 1 :]]) for new in _beside(arg))
        yield _with(node, args=[ast.Constant(1), *node.args])


@slip("a round left out", ast.For, ast.comprehension)
def _(node, names):
    for part in ("1:", ":-1"):
        yield _with(node, iter=_expression(f"list({ast.unparse(node.iter)})[{part}]"))


@slip("rounds in another order", ast.For, ast.comprehension)
def _(node, names):
    yield _with(node, iter=_expression(f"list({ast.unparse(node.iter)})[::-1]"))


@slip("another index", ast.Subscript)
def _(node, names):
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for i, part in enumerate(parts):
        for new in _beside(part) if not isinstance(part, ast.Slice) else ():
            yield _with(node, slice=new if len(parts) == 1 else ast.Tuple([*parts[:i], new, *parts[i + 1 :]]))


@slip("an end of a slice dropped", ast.Slice)
def _(node, names):
    yield from (_with(node, **{end: None}) for end in ("lower", "upper", "step"))


@slip("neighbours swapped", ast.Tuple, ast.List)
def _(node, names):
    yield from (_with(node, elts=elts) for elts in _neighbours_swapped(node.elts))


@slip("an entry dropped", ast.Dict)
def _(node, names):
    for keys, values in zip(_one_left_out(node.keys), _one_left_out(node.values), strict=True):
        yield _with(node, keys=keys, values=values)


@slip("a statement dropped", ast.Assign, ast.AugAssign, ast.Expr, ast.For, ast.If, ast.Return)
def _(node, names):
    yield ast.Pass()


@slip("doubled", ast.Return)
def _(node, names):
    yield _with(node, value=ast.BinOp(ast.Constant(2), ast.Mult(), node.value))


def _is_value(node, names):
    if isinstance(node, ast.Name) and node.id not in names:
        return False
    return not hasattr(node, "ctx") or isinstance(node.ctx, ast.Load)


def _with(node, **fields):
    new = copy.copy(node)
    for field, value in fields.items():
        setattr(new, field, value)
    return new


def _beside(node):
    yield from (ast.BinOp(node, op, ast.Constant(1)) for op in (ast.Add(), ast.Sub()))


def _neighbours_swapped(items):
    return [[*items[:i], items[i + 1], items[i], *items[i + 2 :]] for i in range(len(items) - 1)]


def _one_left_out(items):
    return [items[:i] + items[i + 1 :] for i in range(len(items))]


def _expression(text):
    return ast.parse(text, mode="eval").body

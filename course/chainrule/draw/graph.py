"""A graph of a few values: which was made from which, each with its value and with what comes back to it."""

from matplotlib.patches import Circle, FancyArrowPatch

from chainrule.draw.paper import INK, bare, on_paper, page
from chainrule.numerals import numeral
from chainrule.palette import colour

STEP, R = 2.1, 0.34
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}


@on_paper
def graph(**nodes):
    """The `nodes`, by their names, from left to right; each has a `value`, its `parents`, `vjp` and a number `grad`."""
    names = {node: name for name, node in nodes.items()}
    orphans = [name for name, node in nodes.items() if not names.keys() >= set(node.parents)]
    if orphans:
        raise ValueError(f"draw.graph wants every value by name, but a parent of {' and '.join(orphans)} has none")
    places = {node: STEP * _depth(node) for node in names}
    words = f"What comes back to each value? {'; '.join(_words(node, names) for node in names)}"
    figure, ax = page(max(STEP * len(nodes), 6), 2.5, words)
    bare(ax)
    for node in names:
        _wires(ax, node, places)
        _value(ax, places[node], names[node], node)
    ax.set(xlim=(-0.7, max(places.values()) + 0.7), ylim=(-1.1, 1.1))
    title = "What comes back to each value?  The sum over the arrows that leave it"
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    return figure


def _words(node, names):
    made = f", made from {' and '.join(names[parent] for parent in node.parents)}" if node.parents else ""
    return f"{names[node]} = {numeral(node.value)}{made}, grad {numeral(node.grad)}"


def _depth(node):
    """The number of steps on the longest way from a start to the node."""
    return 1 + max(map(_depth, node.parents)) if node.parents else 0


def _wires(ax, node, places):
    """An arrow for each time that the node uses a value, with what comes back along it."""
    for place, (parent, part) in enumerate(zip(node.parents, node.vjp(node.grad), strict=True)):
        start, end = places[parent], places[node]
        bend = _bend(round((end - start) / STEP), place, node.parents.count(parent), round(start / STEP))
        line = FancyArrowPatch((start, 0), (end, 0), connectionstyle=f"arc3,rad={bend}", arrowstyle="-|>", shrinkB=22)
        line.set(mutation_scale=11, linewidth=1.6, color=colour("a"), zorder=1)
        ax.add_patch(line)
        middle = (start + end) / 2, -bend * (end - start) / 2
        ax.text(*middle, numeral(part), ha="center", va="center", color=colour("delta"), bbox=PAPER, zorder=2)


def _bend(steps, place, uses, start):
    """How an arrow bends: a pair to both sides, one that leaps over a value to the side where no other does."""
    if steps == 1:
        return 0 if uses == 1 else (-0.35, 0.35)[place]
    return (-0.4, 0.4)[start % 2]


def _value(ax, x, name, node):
    ax.add_patch(Circle((x, 0), R, facecolor="white", edgecolor=colour("a"), linewidth=1.8, zorder=3))
    ax.text(x, 0, f"${name}$", ha="center", va="center", color=INK, fontsize=13, zorder=4)
    ax.text(x, R + 0.08, numeral(node.value), ha="center", va="bottom", color=colour("a"), bbox=PAPER, zorder=4)
    back = f"grad {numeral(node.grad)}"
    ax.text(x, -R - 0.08, back, ha="center", va="top", color=colour("delta"), bbox=PAPER, zorder=4)

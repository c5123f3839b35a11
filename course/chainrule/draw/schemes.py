"""The sheet's missing figures: a neuron that feeds the whole next layer, and the chain from W and b to c."""

from itertools import pairwise

from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch

from chainrule.draw.paper import INK, SOFT, bare, on_paper, page, titled
from chainrule.palette import colour

R = 0.4


@on_paper
def fan_out():
    """Neuron j of layer L-1 and all the neurons of layer L that it feeds: the only ways by which it reaches c."""
    figure, ax = page(6.6, 3.7, "Neuron j of layer L-1 feeds every z_k of layer L, each by its weight W_jk, and so c.")
    bare(ax)
    titled(ax, "How can $a_j^{(L-1)}$ move $c$?  Only through the $z_k^{(L)}$ of the next layer, all of them")
    source, cost = (0, 0), (5.6, 0)
    for y, k in ((1.45, "1"), (0, "k"), (-1.45, "{n_L}")):
        z, a = (2.5, y), (4.1, y)
        arrow(ax, source, z, "W")
        weight = "jn_L" if k == "{n_L}" else f"j{k}"
        label(ax, source, z, f"$W_{{{weight}}}^{{(L)}}$", "W")
        arrow(ax, z, a, "a")
        arrow(ax, a, cost, "cost")
        node(ax, z, f"$z_{k}^{{(L)}}$", "z")
        node(ax, a, f"$a_{k}^{{(L)}}$", "a")
    for x in (2.5, 4.1):
        for y in (0.725, -0.725):
            ax.text(x, y, "$\\vdots$", ha="center", va="center", color=SOFT, fontsize=13)
    node(ax, source, "$a_j^{(L-1)}$", "a")
    box(ax, cost, "$c$", "cost")
    for x, words in ((0, "layer L−1"), (3.3, "layer L"), (5.6, "cost")):
        ax.text(x, -2.25, words, ha="center", color=SOFT)
    frame(ax, (-0.5, 6.1), (-2.4, 1.95))
    return figure


@on_paper
def chain():
    """W, b and the layer below feed z, z feeds a, a the next layer, and so on to c: all of it passes through z."""
    figure, ax = page(7.2, 2.9, "W, b and a of the layer below feed z; z feeds a; a feeds the next z; and so on to c.")
    bare(ax)
    titled(ax, "How can a weight or a bias move $c$?  Only through $z^{(l)}$")
    inputs = (((0, 1.15), "$a^{(l-1)}$", "a"), ((0, 0), "$W^{(l)}$", "W"), ((0, -1.15), "$b^{(l)}$", "b"))
    z, a, z_next, dots, cost = ((x, 0) for x in (1.9, 3.5, 5.1, 6.35, 7.6))
    for place, text, quantity in inputs:
        arrow(ax, place, z, quantity)
        node(ax, place, text, quantity)
    for start, end, quantity in ((z, a, "a"), (a, z_next, "z"), (z_next, dots, "frozen"), (dots, cost, "cost")):
        arrow(ax, start, end, quantity)
    node(ax, z, "$z^{(l)}$", "z")
    node(ax, a, "$a^{(l)}$", "a")
    node(ax, z_next, "$z^{(l+1)}$", "z")
    ax.text(*dots, "$\\cdots$", ha="center", va="center", color=SOFT, fontsize=15)
    box(ax, cost, "$c$", "cost")
    ax.text(2.7, 0.16, "$g_l$", ha="center", color=colour("a"), fontsize=12)
    ax.text(
        1.9,
        -0.95,
        "a nudge here moves $c$\nby $\\delta^{(l)}$ per unit",
        ha="center",
        va="center",
        color=colour("delta"),
    )
    frame(ax, (-0.6, 8.2), (-1.65, 1.65))
    return figure


@on_paper
def one_path():
    """The 1-1-1-1 chain: one neuron a layer, so one path from x to c, with every z, a and w on it."""
    figure, ax = page(8.6, 1.9, "A chain of single neurons: x, then z, a and a weight w for layers 1, 2, 3, then c.")
    bare(ax)
    titled(ax, "One neuron a layer: how many ways lead from $x$ to $c$?  One")
    step = 1.5
    places = [(step * i, 0) for i in range(8)]
    names = ["$x$", *(f"${letter}^{{({l})}}$" for l in (1, 2, 3) for letter in "za")]
    quantities = ["a", *"zazaza"]
    for i, (start, end) in enumerate(pairwise(places)):
        l = i // 2 + 1
        on_wire, quantity = (("", "cost"), (f"$w^{{({l})}}$", "W"), (f"$g_{l}$", "a"))[0 if i == 6 else 1 + i % 2]
        arrow(ax, start, end, quantity)
        ax.text((start[0] + end[0]) / 2, 0.14, on_wire, ha="center", va="bottom", color=colour(quantity), fontsize=12)
    for place, name, quantity in zip(places, names, quantities, strict=False):
        node(ax, place, name, quantity)
    box(ax, places[-1], "$c$", "cost")
    for l in (1, 2, 3):
        ax.text(step * (2 * l - 0.5), -0.78, f"layer {l}", ha="center", color=SOFT)
    frame(ax, (-0.6, step * 7 + 0.6), (-0.95, 0.75))
    return figure


def node(ax, place, text, quantity):
    """A neuron's circle in the colour of its quantity, with its name."""
    ax.add_patch(Circle(place, R, facecolor="white", edgecolor=colour(quantity), linewidth=1.8, zorder=3))
    ax.text(*place, text, ha="center", va="center", color=INK, fontsize=13, zorder=4)


def box(ax, place, text, quantity):
    """A rounded square: what is no neuron."""
    x, y = place
    shape = FancyBboxPatch((x - 0.27, y - 0.27), 0.54, 0.54, boxstyle="round,pad=0.08", facecolor="white", zorder=3)
    shape.set(edgecolor=colour(quantity), linewidth=1.8)
    ax.add_patch(shape)
    ax.text(x, y, text, ha="center", va="center", color=INK, fontsize=14, zorder=4)


def arrow(ax, start, end, quantity):
    """An arrow from rim to rim."""
    length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
    ux, uy = (end[0] - start[0]) / length * R, (end[1] - start[1]) / length * R
    line = FancyArrowPatch(
        (start[0] + ux, start[1] + uy), (end[0] - ux, end[1] - uy), arrowstyle="-|>", shrinkA=0, shrinkB=1
    )
    line.set(mutation_scale=11, linewidth=1.7, color=colour(quantity), zorder=2)
    ax.add_patch(line)


def label(ax, start, end, text, quantity):
    """A name on the middle of an arrow, on a patch of paper."""
    x, y = (0.5 * (s + e) for s, e in zip(start, end, strict=True))
    patch = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    ax.text(x, y, text, ha="center", va="center", color=colour(quantity), fontsize=12, bbox=patch, zorder=3)


def frame(ax, x, y):
    """The part of the plane that is shown."""
    ax.set_xlim(*x)
    ax.set_ylim(*y)

"""Why the recursion: paths multiply with depth, the work of going back layer by layer only adds."""

from itertools import pairwise
from math import prod

from chainrule.draw.paper import on_paper, page, titled
from chainrule.palette import colour


@on_paper
def paths_against_depth(sizes):
    """Paths from one neuron of layer 1 to c, against the products that S6 takes, as a net of widths `sizes` deepens.

    `sizes` is (n_0, n_1, ..., n_L). Cut off after layer l, it has n_2 ... n_l paths from one neuron of layer 1;
    the recursion takes n_1 n_2 + n_2 n_3 + ... + n_(l-1) n_l products for all neurons of all layers.
    """
    widths = list(sizes)[1:]
    depths = range(2, len(widths) + 1)
    paths = [prod(widths[1:depth]) for depth in depths]
    work = [sum(n * m for n, m in pairwise(widths[:depth])) for depth in depths]
    finding = f"Paths multiply, the recursion adds: {paths[-1]:,} against {work[-1]:,}"
    figure, ax = page(6.4, 3.4, finding)
    titled(ax, finding)
    _line(ax, depths, paths, "path-1", "s", "paths from\none neuron")
    _line(ax, depths, work, "delta", "o", "products in\nthe recursion")
    ax.set_xticks(depths)
    ax.spines.bottom.set_bounds(depths[0], depths[-1])
    ax.minorticks_off()
    ax.set_xlabel("depth of the net, in layers")
    return figure


def _line(ax, depths, series, quantity, marker, name):
    """One series with its name at its end."""
    ax.semilogy(depths, series, color=colour(quantity), marker=marker, markersize=5, linewidth=1.8)
    note = ax.annotate(name, (depths[-1], series[-1]), xytext=(9, 0), textcoords="offset points", va="center")
    note.set_color(colour(quantity))

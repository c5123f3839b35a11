"""Path by path against layer by layer: the same number, with your own functions, and what each of them costs."""

from dataclasses import dataclass
from itertools import product
from time import perf_counter

import numpy as np

from chainrule.draw.paper import SOFT, on_paper, page, titled
from chainrule.numerals import numeral
from chainrule.palette import colour

DEPTHS = tuple(range(1, 8))
SEED = 17


@dataclass(frozen=True)
class Walk:
    """What a way of going from end to end found, by how many calls, in how many seconds."""

    found: float
    calls: int
    seconds: float


@on_paper
def walks(chain, dc_du, width=3, depths=DEPTHS):
    """From one input through layers of `width` nodes to c: `chain` on every path, and `dc_du` once a layer.

    The Jacobians are random; both ways are to give how c answers to the input.
    """
    title = "How much work is it to add up all paths?"
    try:
        by_paths, by_layers = zip(*(_both(chain, dc_du, width, depth) for depth in depths), strict=True)
    except (Exception, SystemExit) as error:  # A student's function may raise anything.
        return _nothing_yet(title, error)
    figure, ax = page(6.6, 3.8, words := f"{title}\n{_finding(by_paths, by_layers, depths)}")
    figure.words = words.replace("\n", " ")
    titled(ax, words)
    _series(ax, depths, by_paths, "path-2", "s", "your chain, path by path")
    _series(ax, depths, by_layers, "student", "o", "your dc_du, layer by layer")
    ax.set_yscale("log")
    ax.set_ylim(0.7, 3 * by_paths[-1].calls)
    ax.yaxis.set_major_formatter(lambda n, _: f"{n:,.0f}")
    ax.minorticks_off()
    ax.set_xlim(depths[0] - 0.2, depths[-1] + 0.62 * len(depths))
    ax.set_xticks(depths)
    ax.set_xlabel(f"layers of {width} nodes between the input and c")
    ax.set_ylabel("calls")
    return figure


def _both(chain, dc_du, width, depth):
    rng = np.random.default_rng(SEED + depth)
    shapes = [(width, 1)] + [(width, width)] * (depth - 1)
    jacobians = [rng.normal(size=shape) / np.sqrt(width) for shape in shapes]
    dc_dv = rng.normal(size=width)
    return _by_paths(chain, jacobians, dc_dv), _by_layers(dc_du, jacobians, dc_dv)


def _by_paths(chain, jacobians, dc_dv):
    """Every path is a choice of one node in each layer; its slopes stand in the Jacobians."""
    start, total, calls = perf_counter(), 0.0, 0
    for nodes in product(range(len(dc_dv)), repeat=len(jacobians)):
        hops = zip((0, *nodes), nodes, jacobians, strict=False)
        slopes = [J[k, j] for j, k, J in hops]
        total += float(chain(np.array([*slopes, dc_dv[nodes[-1]]])))
        calls += 1
    return Walk(total, calls, perf_counter() - start)


def _by_layers(dc_du, jacobians, dc_dv):
    start, slopes = perf_counter(), dc_dv
    for J in reversed(jacobians):
        slopes = np.asarray(dc_du(slopes.copy(), J.copy()), dtype=float)
    return Walk(float(slopes.item()), len(jacobians), perf_counter() - start)


def _finding(by_paths, by_layers, depths):
    for depth, one, other in zip(depths, by_paths, by_layers, strict=True):
        # Written so that NaN disagrees.
        if not abs(one.found - other.found) <= 1e-9 * max(abs(one.found), 1e-3):
            return f"At depth {depth} your two ways disagree: {one.found:.3g} and {other.found:.3g}"
    return f"{by_paths[-1].calls:,} walks, or {by_layers[-1].calls} steps, for one and the same number"


def _series(ax, depths, series, quantity, marker, name):
    calls = [walk.calls for walk in series]
    ax.plot(depths, calls, color=colour(quantity), marker=marker, markersize=5, linewidth=1.8)
    words = f"{name}\n{calls[-1]:,} calls, {_duration(series[-1].seconds)}"
    note = ax.annotate(words, (depths[-1], calls[-1]), xytext=(10, 0), textcoords="offset points", va="center")
    note.set_color(colour(quantity))


def _duration(seconds):
    milliseconds = 1e3 * seconds
    return f"{milliseconds:,.0f} ms" if milliseconds >= 10 else f"{numeral(milliseconds, 2)} ms"


def _nothing_yet(title, error):
    blank = isinstance(error, NotImplementedError)
    said = "one of the two is not written yet" if blank else f"{type(error).__name__} came first"
    figure, ax = page(6.6, 1.2, f"{title} Not to be seen yet: {said}")
    ax.set_axis_off()
    titled(ax, f"{title}\nNot to be seen yet: {said}")
    ax.text(0, 0.5, "Both functions must pass their checks first.", color=SOFT, transform=ax.transAxes)
    return figure

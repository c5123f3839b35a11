"""When a - y is the delta: the shortcut and the long way beside the measured delta, for five outputs and costs."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from chainrule import rows
from chainrule.activations import identity, sigmoid
from chainrule.asked import array_from
from chainrule.costs import Cost, binary_cross_entropy, squared_error
from chainrule.draw.paper import SOFT, on_paper, page, titled
from chainrule.nearness import agree
from chainrule.numeric import complex_step
from chainrule.palette import colour

QUESTION = "For which output and cost is a − y the delta?"
cross_entropy = Cost(lambda a, y: -y * np.log(a), "cross-entropy")


@dataclass(frozen=True)
class Pair:
    """An output layer and a cost: outputs `a`, targets, the measured delta, and what gives the Jacobian for `a`."""

    name: str
    a: np.ndarray
    y: np.ndarray
    cost: Cost
    measured: np.ndarray
    jacobian: Callable


@on_paper
def shortcut(softmax_jacobian, output_delta_general):
    """a - y against the measured delta, for five pairs; beside it your long way, from dc/da through the Jacobian."""
    figure, axes = page(9.8, 2.75, QUESTION, ncols=5)
    said, legal = [], []
    for ax, pair in zip(axes, pairs(softmax_jacobian), strict=True):
        yours, words = _long_way(pair, output_delta_general)
        said.append(words)
        fits = agree(pair.a - pair.y, pair.measured).all()
        legal += [pair.name] if fits else []
        _panel(ax, pair, yours, fits)
    axes[0].set_ylabel("yours ○ and a − y ✕")
    axes[2].set_xlabel("measured delta")
    finding = next(filter(None, said), "○, your long way, lies on the line everywhere; ✕ does not")
    figure.suptitle(f"{QUESTION}  {finding[0].upper()}{finding[1:]}", x=0.01, ha="left", fontsize=11)
    figure.words = f"{QUESTION} For {'; '.join(legal)}. {finding}".replace("\n", "")
    return figure


def pairs(softmax_jacobian):
    """Five outputs with their costs, on the same z and targets."""
    rng = np.random.default_rng(77)
    z, y = 1.5 * rng.normal(size=(5, 3)), np.eye(3)[[0, 1, 2, 1, 0]]
    s = rows.value(z)
    yield Pair("softmax, \ncross-entropy", s, y, cross_entropy, rows.delta(rows.cross_entropy, z, y), softmax_jacobian)
    yield Pair("softmax, \nsquared error", s, y, squared_error, rows.delta(rows.squared_error, z, y), softmax_jacobian)
    for name, g, cost in (
        ("sigmoid, binary \ncross-entropy", sigmoid, binary_cross_entropy),
        ("sigmoid, \nsquared error", sigmoid, squared_error),
        ("identity, \nsquared error", identity, squared_error),
    ):
        measured = complex_step(lambda z, g=g, cost=cost: cost.term(g(z), y), z)
        slopes = np.eye(3) * g.prime(z)[:, None, :]
        yield Pair(name, g(z), y, cost, measured, lambda a, slopes=slopes: slopes)


def _long_way(pair, output_delta_general):
    """Your delta, or None and words."""
    dc_da = pair.cost.gradient(pair.a, pair.y)
    jacobian, words = array_from(pair.jacobian, np.zeros((*pair.a.shape, pair.a.shape[1])), pair.a)
    if words:
        return None, f"your softmax_jacobian: {words}"
    yours, words = array_from(output_delta_general, pair.a, dc_da, jacobian)
    if words:
        return None, f"your output_delta_general: {words}"
    return yours, "" if agree(yours, pair.measured).all() else "not all of yours, ○, are on the line"


def _panel(ax, pair, yours, fits):
    titled(ax, pair.name, "right" if fits else "wrong")
    measured, short = np.ravel(pair.measured), np.ravel(pair.a - pair.y)
    reach = 1.15 * max(np.abs(measured).max(), np.abs(short).max())
    ax.plot([-reach, reach], [-reach, reach], color=SOFT, linewidth=0.9)
    if yours is not None:
        ax.plot(measured, np.ravel(yours), "o", markersize=8, markerfacecolor="none", color=colour("student"))
    ax.plot(measured, short, "x", markersize=5.5, color=colour("right" if fits else "wrong"))
    ax.set_xlim(-reach, reach)
    ax.set_ylim(-reach, reach)
    ax.set_aspect("equal")
    ticks = [-round(reach / 1.5, 1), 0, round(reach / 1.5, 1)]
    ax.set_xticks(ticks)
    ax.set_yticks(ticks)

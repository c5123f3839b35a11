"""Two nudges and the line between them: as the step shrinks, the secants close on the tangent."""

import numpy as np

from chainrule.asked import agrees, number_from
from chainrule.draw.paper import SOFT, on_paper, page, titled
from chainrule.numerals import numeral
from chainrule.numeric import complex_step, mean_slope
from chainrule.palette import colour

STEPS = (1.5, 1.0, 0.5, 0.1)
# Where the name of each step stands, from which end: the small ones would cover one another.
PLACES = ((1, 9, -3), (1, 9, -3), (1, 11, -13), (-1, -34, -14))


@on_paper
def secants(numeric_derivative, f, x, steps=STEPS):
    """Your slope of `f` at `x` for each of the `steps`, drawn as a line from the left nudged point of the curve.

    With a right slope the line ends on the curve, at the right nudged point; the tangent is measured.
    """
    truth = float(complex_step(f, x))
    replies = {h: number_from(numeric_derivative, f, x, h) for h in steps}
    words = _words(replies, truth, {h: mean_slope(f, x, h) for h in steps})
    figure, ax = page(6.6, 4.1, words.replace("\n", " "))
    titled(ax, words)
    _curve(ax, f, x, 1.25 * max(steps))
    _tangent(ax, f, x, truth, 1.25 * max(steps))
    for place, (h, reply) in zip(PLACES, replies.items(), strict=False):
        if reply.number is not None:
            _secant(ax, f, x, h, reply.number, place)
    ax.plot(x, f(x), "o", color=colour("truth"), markersize=6, zorder=5)
    return figure


def _words(replies, truth, meeting):
    failed = next((reply.words for reply in replies.values() if reply.number is None), "")
    if failed:
        return f"Where do your secants go as h shrinks?\nNowhere yet: {failed}"
    slopes = ", ".join(numeral(reply.number) for reply in replies.values())
    if not all(agrees(replies[h], meeting[h]) for h in replies):
        return f"Where do your secants go as h shrinks?\nSlopes {slopes}: not all of the lines end on the curve"
    return f"Where do your secants go as h shrinks?\nSlopes {slopes}; the tangent has {numeral(truth)}"


def _curve(ax, f, x, reach):
    places = np.linspace(x - reach, x + reach, 200)
    ax.plot(places, f(places), color=colour("truth"), linewidth=1.4)
    ax.set_xlim(x - reach, x + 1.25 * reach)  # Room for the names at the right ends.
    ax.set_xticks([x - 1, x, x + 1])
    ax.set_xlabel("x")
    ax.set_ylabel("f(x)", rotation=0, ha="right")
    low, high = f(places).min(), f(places).max()
    ax.set_ylim(low - 0.12 * (high - low), high + 0.05 * (high - low))


def _tangent(ax, f, x, slope, reach):
    ends = np.array([x - reach, x + reach])
    ax.plot(ends, f(x) + slope * (ends - x), color=SOFT, linewidth=1.4, linestyle=(0, (5, 3)), zorder=1)
    upper_left = (x - 0.98 * reach, f(x) - 0.98 * reach * slope)
    ax.annotate("tangent", upper_left, xytext=(8, 0), textcoords="offset points", color=SOFT)


def _secant(ax, f, x, h, slope, place):
    """The line of this slope through the left nudged point, and both points; a cross where it misses the right."""
    ends = np.array([x - h, x + h])
    heights = f(x - h) + slope * (ends - ends[0])
    meets = bool(abs(heights[1] - f(ends[1])) <= 1e-6)
    tone = colour("student" if meets else "wrong")
    ax.plot(ends, heights, color=tone, linewidth=1.8, linestyle="-" if meets else ":")
    if not meets:
        ax.plot(ends[1], heights[1], "X", color=tone, markeredgecolor="white", markersize=9, zorder=6)
    ax.plot(ends, f(ends), "o", color=colour("student"), markersize=4.5, zorder=4)
    end, *offset = place
    where = (x + end * h, f(x + end * h))
    ax.annotate(f"h = {h:g}", where, xytext=offset, textcoords="offset points", color=colour("student"))

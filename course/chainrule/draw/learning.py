"""Learning curves: C and the share of digits that is wrong, after each epoch of the student's own training."""

import numpy as np
from matplotlib.ticker import FuncFormatter, LogLocator

from chainrule.draw.paper import SOFT, on_paper, page, titled
from chainrule.handwriting import digits
from chainrule.network import forward
from chainrule.palette import colour

SHADES = ("student", "wrong", "path-2", "path-3")
MARKERS = ("o", "X", "s", "^")
# A logarithmic axis has no nought: no cost, or no wrong digit at all, is drawn here.
LEAST_C, LEAST_WRONG = 1e-9, 0.1


@on_paper
def learning(accuracy, g, cost, **trainings):
    """How the digits were learned: `trainings` holds, by name, (W, b) at the start and after each epoch.

    On the left C of the training digits; on the right what your `accuracy` leaves of the 500 test digits.
    """
    if not 1 <= len(trainings) <= len(SHADES):
        raise ValueError(f"draw.learning wants 1 to {len(SHADES)} trainings by name, not {len(trainings)}")
    data = digits()
    told = {name.replace("_", " "): _told(accuracy, g, cost, way, data) for name, way in trainings.items()}
    ends = [f"{name} {100 - wrong[-1]:.1f} % right" for name, (_, wrong) in told.items()]
    words = f"After the last epoch: {', '.join(ends)}"
    figure, axes = page(9.2, 3.5, words, ncols=2)
    panels = (("C on the training digits", LEAST_C), ("test digits that are wrong, %", LEAST_WRONG))
    for part, (ax, (title, least)) in enumerate(zip(axes, panels, strict=True)):
        titled(ax, title)
        _curves(ax, {name: each[part] for name, each in told.items()}, least)
    figure.suptitle(words, x=0.01, ha="left", fontsize=11)
    return figure


def _told(accuracy, g, cost, way, data):
    """C, and the wrong ones of a hundred, after each epoch."""
    way = list(way)
    L = max(g)
    with np.errstate(all="ignore"):  # A training that went astray ends where a cost has no value.
        costs = [float(np.mean(cost(forward(data.x, W, b, g)[1][L], data.y))) for W, b in way]
        scores = [float(accuracy(forward(data.x_test, W, b, g)[1][L], data.y_test)) for W, b in way]
    return costs, [100 * (1 - score) for score in scores]


def _curves(ax, curves, least):
    """The curves on a logarithmic axis, none below `least`, each with its name at its end."""
    lowest = min(reversed(curves), key=lambda name: curves[name][-1]) if len(curves) > 1 else None
    for (name, values), shade, marker in zip(curves.items(), SHADES, MARKERS, strict=False):
        ax.plot(np.maximum(values, least), color=colour(shade), marker=marker, markersize=4.5, linewidth=1.8)
        end = len(values) - 1, max(values[-1], least)
        note = ax.annotate(name, end, xytext=(8, -10 if name == lowest else 3), textcoords="offset points")
        note.set_color(colour(shade))
    epochs = max(map(len, curves.values())) - 1
    ax.set_yscale("log")
    ax.yaxis.set_major_locator(LogLocator(subs=(1, 3)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.minorticks_off()
    ax.margins(y=0.12)
    ax.set_xlabel("epoch", color=SOFT)
    ax.set_xlim(-0.3, 1.32 * max(epochs, 1))
    ax.set_xticks(range(0, epochs + 1, max(1, epochs // 4)))

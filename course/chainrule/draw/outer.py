"""A gradient of weights beside the measured one and their difference; where given, with a and delta at its edges."""

import numpy as np

from chainrule.draw.paper import DIVERGING, SOFT, on_paper, page, titled
from chainrule.nearness import agree
from chainrule.numerals import numeral
from chainrule.palette import colour

CELL = 0.66  # Inches for one weight.
MOST = 6.0  # Inches for the widest of the three pictures.
READABLE = 0.5  # Narrower cells hold no number.


@on_paper
def outer(yours, measured, a_prev=None, delta=None):
    """Your gradient of one layer's weights, the measured one, and yours - measured, each (n_{l-1}, n_l).

    `a_prev` (n_{l-1},) and `delta` (n_l,), where given, stand at the rows and columns of yours.
    """
    yours, measured = np.asarray(yours, dtype=float), np.asarray(measured, dtype=float)
    if yours.shape != measured.shape:
        raise ValueError(f"draw.outer wants two arrays of one shape, not {yours.shape} and {measured.shape}")
    off = ~agree(yours, measured)
    words = _words(off, yours - measured)
    rows, columns = yours.shape
    cell = min(CELL, MOST / columns)
    size = (3 * cell * columns + 2.4, cell * rows + 1.25)
    figure, axes = page(max(size[0], 7.0), size[1], words, ncols=3)
    reach = np.abs(measured[np.isfinite(measured)]).max(initial=0) or 1.0
    titles = ("yours", "measured", "yours − measured")
    pictures = (yours, measured, yours - measured)
    for ax, name, numbers in zip(axes, titles, pictures, strict=True):
        _picture(ax, name, numbers, reach, cell)
    _edges(axes[0], a_prev, delta)
    for i, j in np.argwhere(off):
        axes[2].plot(j + 0.36, i - 0.34, marker="X", color=colour("wrong"), markeredgecolor="white", markersize=7)
    figure.suptitle(words, x=0.01, ha="left", fontsize=11)
    return figure


def _words(off, difference):
    count = int(off.sum())
    if count:
        return f"Is your gradient the measured one?  Not in {count} of its {off.size} numbers"
    return f"Is your gradient the measured one?  Yes, to {np.abs(difference).max():.0e}"


def _picture(ax, name, numbers, reach, cell):
    ax.imshow(numbers, cmap=DIVERGING, vmin=-reach, vmax=reach)
    ax.set_xticks(range(numbers.shape[1]), [f"j = {j + 1}" if j == 0 else str(j + 1) for j in range(numbers.shape[1])])
    ax.set_yticks(range(numbers.shape[0]), [f"i = {i + 1}" if i == 0 else str(i + 1) for i in range(numbers.shape[0])])
    ax.tick_params(length=0, labelcolor=SOFT)
    ax.spines[:].set_visible(False)
    titled(ax, name)
    if cell < READABLE:
        return
    for (i, j), value in np.ndenumerate(numbers):
        ink = "white" if 0.75 * reach < abs(value) < np.inf else "black"  # What is not finite has no colour under it.
        text = "0" if abs(value) <= 1e-12 * reach else numeral(value, 2)
        ax.text(j, i, text, ha="center", va="center", fontsize=8.5, color=ink)


def _edges(ax, a_prev, delta):
    """The two vectors that meet in the picture, each number at its row or column."""
    if a_prev is not None:
        names = [f"$a_{{{i}}}$ = {numeral(float(a), 2)}" for i, a in enumerate(a_prev, start=1)]
        ax.set_yticks(range(len(names)), names)
        ax.tick_params(axis="y", labelcolor=colour("a"))
    if delta is not None:
        names = [f"$\\delta_{{{j}}}$\n{numeral(float(d), 2)}" for j, d in enumerate(delta, start=1)]
        ax.set_xticks(range(len(names)), names)
        ax.tick_params(axis="x", labelcolor=colour("delta"))

"""The confusion matrix: which digit was meant, and which one the network took it for."""

import numpy as np

from chainrule.draw.paper import DIVERGING, SOFT, on_paper, page
from chainrule.palette import colour


@on_paper
def confusion(a_L, y):
    """How often a digit (row) was taken for another (column): outputs `a_L` and targets `y`, both (N, classes)."""
    a_L, y = np.asarray(a_L, dtype=float), np.asarray(y, dtype=float)
    if a_L.shape != y.shape or a_L.ndim != 2:
        raise ValueError(f"draw.confusion wants outputs and targets of one shape, not {a_L.shape} and {y.shape}")
    largest = (a_L == a_L.max(axis=1, keepdims=True)) * 1.0
    counts = np.rint(y.T @ largest).astype(int)
    wrong = counts - np.diag(np.diag(counts))
    figure, ax = page(5.4, 5.0, _words(wrong, len(y)))
    _table(ax, counts, wrong)
    figure.suptitle(figure.words, x=0.01, ha="left", fontsize=11)
    ax.set_xlabel("taken for", color=SOFT)
    ax.set_ylabel("meant", color=SOFT)
    return figure


def _words(wrong, N):
    if not wrong.any():
        return f"Which digits are mixed up?  None of the {N}"
    meant, taken = np.unravel_index(wrong.argmax(), wrong.shape)
    return f"Which digits are mixed up?  {meant} taken for {taken}: {wrong[meant, taken]} of {wrong.sum()} mistakes"


def _table(ax, counts, wrong):
    """What was mixed up in colour, what was right in plain numbers: else the diagonal would drown the rest."""
    reach = max(wrong.max(), 1)
    ax.imshow(wrong, cmap=DIVERGING, vmin=-reach, vmax=reach)
    for (i, j), count in np.ndenumerate(counts):
        if i == j:
            ax.text(j, i, count, ha="center", va="center", fontsize=9, color=colour("right"), weight="bold")
        elif count:
            ink = "white" if count > 0.75 * reach else "black"
            ax.text(j, i, count, ha="center", va="center", fontsize=9, color=ink)
    ax.set_xticks(range(len(counts)))
    ax.set_yticks(range(len(counts)))
    ax.set_xticks(np.arange(len(counts) + 1) - 0.5, minor=True)
    ax.set_yticks(np.arange(len(counts) + 1) - 0.5, minor=True)
    ax.grid(which="minor", color="white", linewidth=1.5)
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)

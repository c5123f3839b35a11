"""A softmax at work: one z slides, and the whole of 1 is shared out anew."""

import numpy as np

from chainrule import rows
from chainrule.asked import array_from
from chainrule.draw.paper import SOFT, on_paper, page, titled
from chainrule.nearness import agree
from chainrule.palette import colour

OTHERS = (0.0, 1.0)  # z_2 and z_3 stay; z_1 slides.
SLIDE = np.linspace(-6, 6, 121)
DOTS = np.arange(-6.0, 6.1, 1.0)
PLACES = ((3.4, 0.45), (-4.0, 0.14), (-4.0, 0.64))


@on_paper
def shares(softmax):
    """Your shares of three classes as z_1 slides from -6 to 6, as bands; measured ones as dots on their edges."""
    yours, words = array_from(softmax, _z(SLIDE), _z(SLIDE))
    found = "Both others" if not words else f"No bands yet: your softmax: {words}"
    if yours is not None and not agree(yours, rows.value(_z(SLIDE))).all():
        found = "Your bands leave the measured dots"
    words = f"$z_1$ slides: who pays for the share of class 1?  {found}"
    figure, ax = page(6.6, 3.5, words.replace("$", ""))
    titled(ax, words)
    if yours is not None:
        _bands(ax, yours)
    edges = np.cumsum(_order(rows.value(_z(DOTS))), axis=1)[:, :-1]
    ax.plot(DOTS, edges, "o", color=colour("truth"), markersize=4, clip_on=False)
    ax.text(6.2, 1, "dots: measured", va="top", color=colour("truth"))
    ax.set_xlim(-6, 6)
    ax.set_ylim(0, 1)
    ax.set_xticks([-6, -3, 0, 3, 6])
    ax.set_yticks([0, 0.5, 1])
    ax.set_xlabel("$z_1$, while $z_2 = 0$ and $z_3 = 1$")
    ax.spines[:].set_visible(False)
    return figure


def _z(first):
    return np.column_stack([first, *(np.full(len(first), z) for z in OTHERS)])


def _order(shares):
    """Bands from below: class 2, class 3, and class 1 on top of them."""
    return shares[:, [1, 2, 0]]


def _bands(ax, yours):
    edges = np.cumsum(_order(yours), axis=1)
    below = np.zeros(len(yours))
    for k, name in enumerate((2, 3, 1)):
        ax.fill_between(SLIDE, below, edges[:, k], color=colour(f"path-{name}"), alpha=0.28, linewidth=0)
        ax.plot(SLIDE, edges[:, k], color=colour(f"path-{name}"), linewidth=1.4 if k < 2 else 0)
        below = edges[:, k]
    for name, (x, y) in zip((1, 2, 3), PLACES, strict=True):
        ax.text(x, y, f"class {name}", color=colour(f"path-{name}"), ha="center", va="center", fontsize=11)
    ax.axhline(0, color=SOFT, linewidth=0.8)

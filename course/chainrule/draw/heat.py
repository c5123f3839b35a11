"""The heat map of deltas: layers side by side, one scale around nought, wrong entries marked."""

import numpy as np
from matplotlib.patches import Rectangle

from chainrule.draw.paper import DIVERGING, SOFT, on_paper, page, titled
from chainrule.nearness import agree
from chainrule.numerals import MINUS, numeral
from chainrule.palette import colour

WIDEST = 9.5  # Inches for all layers together: as wide as a notebook's page.
CELL = 0.62  # Inches for one neuron, if there is room.
READABLE = 0.45  # Narrower cells hold no number.


@on_paper
def deltas(delta, truth=None):
    """Your delta of each layer, {l: (N, n_l)}, from layer 1 to L; entries that differ from `truth` are framed."""
    if not isinstance(delta, dict) or not delta:
        raise TypeError(f"draw.deltas wants a dict of arrays keyed by the layer's number, not {delta!r:.40}")
    delta = {l: np.atleast_2d(np.asarray(delta[l], dtype=float)) for l in sorted(delta)}
    wrong = {l: _wrong(each, truth and truth.get(l)) for l, each in delta.items()}
    count = sum(int(each.sum()) for each in wrong.values())
    N = len(next(iter(delta.values())))
    widths = [each.shape[1] for each in delta.values()]
    cell = min(CELL, WIDEST / sum(widths))
    size = (max(5.2, cell * sum(widths) + 0.3 * len(widths) + 1.2), 0.34 * N + 1.4)
    words = _words(count, truth)
    figure, axes = page(*size, words, ncols=len(delta), width_ratios=widths, squeeze=False)
    reach = max([np.abs(each[np.isfinite(each)]).max(initial=0) for each in delta.values()]) or 1.0
    for ax, l in zip(axes[0], delta, strict=True):
        image = _layer(ax, l, delta[l], wrong[l], reach)
        if cell >= READABLE:
            _numbers(ax, delta[l], reach)
    axes[0, 0].set_ylabel("example")
    axes[0, 0].set_yticks(range(N), range(1, N + 1))
    figure.colorbar(
        image, ax=axes[0].tolist(), fraction=0.04, pad=0.02, ticks=[-reach, 0, reach], format=lambda x, _: numeral(x, 2)
    )
    figure.suptitle(words, x=0.01, ha="left", fontsize=11)
    return figure


def _words(count, truth):
    if truth is None:
        return "How strongly, and which way, does each z pull on its example's c?"
    if not count:
        return "Your delta in every layer: all entries are the measured ones"
    return f"Where does your delta leave the truth?  In the {count} framed {'entry' if count == 1 else 'entries'}"


def _wrong(yours, truth):
    if truth is None:
        return np.zeros(yours.shape, dtype=bool)
    truth = np.asarray(truth, dtype=float)
    return ~agree(yours, truth) if yours.shape == truth.shape else np.ones(yours.shape, dtype=bool)


def _layer(ax, l, delta, wrong, reach):
    image = ax.imshow(delta, cmap=DIVERGING, vmin=-reach, vmax=reach, aspect="auto")
    ax.set_xticks(range(delta.shape[1]), range(1, delta.shape[1] + 1))
    ax.set_yticks([])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    titled(ax, f"$\\delta^{{({l})}}$", "delta")
    ax.set_xlabel("neuron", color=SOFT)
    for i, j in np.argwhere(wrong):
        _mark(ax, i, j)
    return image


def _numbers(ax, delta, reach):
    decimals = max(0, 1 - int(np.floor(np.log10(reach))))
    for (i, j), value in np.ndenumerate(delta):
        ink = "white" if abs(value) > 0.75 * reach else "black"
        ax.text(j, i, _fixed(value, decimals), ha="center", va="center", fontsize=8, color=ink)


def _fixed(value, decimals):
    """The number to `decimals` places, so that columns can be compared; a bare 0 only where it is exactly that."""
    return "0" if value == 0 else f"{value:z.{decimals}f}".replace("-", MINUS)


def _mark(ax, i, j):
    """A frame and a cut corner: seen without colour."""
    frame = Rectangle(
        (j - 0.44, i - 0.44), 0.88, 0.88, fill=False, edgecolor=colour("wrong"), linewidth=2, linestyle="--"
    )
    ax.add_patch(frame)
    ax.plot(j + 0.36, i - 0.34, marker="X", color=colour("wrong"), markeredgecolor="white", markersize=7, clip_on=False)

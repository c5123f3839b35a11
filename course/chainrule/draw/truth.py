"""Yours against the measured: right numbers lie on the diagonal, wrong ones have another shape."""

import numpy as np

from chainrule.draw.paper import SOFT, on_paper, page, titled
from chainrule.nearness import agree
from chainrule.numerals import numeral
from chainrule.palette import colour


@on_paper
def agreement(yours, truth, title=""):
    """A small picture of your numbers against the measured ones, arrays of one shape."""
    yours, truth = (np.ravel(np.asarray(each, dtype=float)) for each in (yours, truth))
    right = agree(yours, truth)
    off = int((~right).sum())
    finding = f"all {len(truth)} on the diagonal" if not off else f"{off} of {len(truth)} off the diagonal"
    figure, ax = page(3.0, 2.6, f"{title}: yours against measured, {finding}".lstrip(": "))
    titled(ax, f"{title}\n{finding}" if title else finding)
    shown = np.isfinite(yours)
    _diagonal(ax, np.concatenate([yours[shown], truth]))
    ax.scatter(truth[right], yours[right], s=26, color=colour("student"), alpha=0.75, linewidths=0, zorder=3)
    wrong = ~right & shown
    ax.vlines(truth[wrong], truth[wrong], yours[wrong], color=colour("wrong"), linewidth=1, linestyle=":")
    ax.scatter(truth[wrong], yours[wrong], s=44, marker="X", color=colour("wrong"), edgecolors="white", zorder=4)
    ax.set_xlabel("measured")
    ax.set_ylabel("yours")
    return figure


def _diagonal(ax, numbers):
    """The line where both agree, and the data's own range as the axes."""
    low, high = float(numbers.min()), float(numbers.max())
    pad = 0.08 * (high - low) or 1.0
    ax.plot([low - pad, high + pad], [low - pad, high + pad], color=SOFT, linewidth=0.9, zorder=1)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_ticks(sorted({low, high} | ({0.0} if low < 0 < high else set())))
        axis.set_major_formatter(lambda x, _: numeral(x, 2))
    ax.set_xlim(low - pad, high + pad)
    ax.set_ylim(low - pad, high + pad)

"""What a check says: a tick with a small picture, or one message that asks."""

import html

import numpy as np

from chainrule.check.compare import relative_error
from chainrule.palette import ANYWHERE


class CheckFailed(AssertionError):
    """A check that did not pass; notebooks show its message alone, without a traceback."""

    def _render_traceback_(self):
        return [f"\x1b[31m✗\x1b[0m {self}"]


class Passed:
    """A check that passed: a line of text, and in a notebook a tick and a picture of yours against measured.

    `unkept`, if anything, says why the start page will not know of it.
    """

    def __init__(self, words, pairs=(), unkept=""):
        self.words = f"{words} (Not noted for the start page: {unkept})" if unkept else words
        self.pairs = list(pairs)

    def __repr__(self):
        return f"✓ {self.words}"

    def _ipython_display_(self):
        from IPython.display import display  # costs a tenth of a second, and is there where anything is shown

        # Shown, and no value of the cell: nbgrader would read a test cell's value as points.
        display({"text/plain": repr(self), "text/html": self._repr_html_()}, raw=True)

    def _repr_html_(self):
        picture = _agreement(self.pairs) if self.pairs else ""
        tick = f'<b style="color:{ANYWHERE["right"]};font-size:1.3em">✓</b>'
        return (
            '<div style="display:flex;align-items:center;gap:1em">'
            f"<span>{tick} {html.escape(self.words)}</span>{picture}</div>"
        )


class Waiting(Passed):
    """Nothing to judge yet: a blank is still empty."""

    def __repr__(self):
        return f"… {self.words}"

    def _repr_html_(self):
        return f"<span>… {html.escape(self.words)}</span>"


def passed(name, pairs, unkept=""):
    """The tick for `name`, where `pairs` are (yours, truth) arrays that agree."""
    if not pairs:
        return Passed(f"{name}: complete. Whether it is right, the grading tells.")
    yours, truth = (np.concatenate([np.ravel(each) for each in side]) for side in zip(*pairs, strict=True))
    error = max(relative_error(yours, truth), 1e-16)
    return Passed(f"{name}: {truth.size} numbers agree with nature, to {error:.0e}.", pairs, unkept)


def _agreement(pairs, size=96, margin=8):
    """A small drawing: each number of yours against the measured one; right ones lie on the diagonal."""
    yours = np.concatenate([np.ravel(each) for each, _ in pairs])[:200]
    truth = np.concatenate([np.ravel(each) for _, each in pairs])[:200]
    low, high = min(yours.min(), truth.min()), max(yours.max(), truth.max())
    scale = (size - 2 * margin) / ((high - low) or 1)
    dots = "".join(
        f'<circle cx="{margin + (t - low) * scale:.1f}" cy="{size - margin - (v - low) * scale:.1f}" r="2.2"/>'
        for v, t in zip(yours, truth, strict=True)
    )
    return (
        f'<svg width="{size}" height="{size}" role="img" aria-label="your numbers against the measured ones: '
        f'all on the diagonal"><title>yours against measured</title>'
        f'<path d="M{margin} {size - margin}L{size - margin} {margin}" stroke="currentColor" stroke-opacity=".35"/>'
        f'<g fill="{ANYWHERE["student"]}">{dots}</g></svg>'
    )

"""One output neuron in the hand: move its z, push it, and hold your delta's promise against what c does."""

import anywidget
import numpy as np
import traitlets

from chainrule.explore.drawing import script, style
from chainrule.explore.saturation_still import still
from chainrule.last_layer import ACTIVATIONS, COSTS, TARGET, cost_of, last_layer
from chainrule.numerals import numeral

MOST, STEP = 8.0, 0.1
NUDGES = (0.5, 0.1, 0.01)
GRID = np.round(np.arange(-MOST, MOST + STEP / 2, STEP), 1)
CAPTION = (
    "An output neuron with a sigmoid and target 1: its a, its slope, its cost and its delta against z. "
    "Run the cell to move z, to push it, and to choose another activation or cost."
)


class SaturationExplorer(anywidget.AnyWidget):
    """One output neuron at `z`; `curves` and `view` are yours and measured, with None where there is no number.

    `pushes` counts how often it was pushed by `nudge`: the move of c is told after a push, until anything changes.
    """

    _css = style("saturation.css")
    _esm = script("saturation.js")

    activation = traitlets.Unicode("sigmoid").tag(sync=True)
    cost = traitlets.Unicode("squared error").tag(sync=True)
    z = traitlets.Float(-2.0).tag(sync=True)
    nudge = traitlets.Float(NUDGES[0]).tag(sync=True)
    pushes = traitlets.Int(0).tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    curves = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, output_delta, *gradients):
        names = [f"{name.replace(' ', '_').replace('-', '_')}_gradient" for name in COSTS]
        for name, function in zip(("output_delta", *names), (output_delta, *gradients), strict=True):
            if not callable(function):
                raise TypeError(f"explore.saturation wants your function {name}, not {type(function).__name__}")
        self._output_delta = output_delta
        self._gradients = dict(zip(COSTS, gradients, strict=True))
        choices = {"activations": list(ACTIVATIONS), "costs": list(COSTS), "nudges": NUDGES}
        super().__init__(frame={**choices, "most": MOST, "step": STEP, "target": TARGET})
        self._draw()
        self._look()
        self.observe(self._draw, ["activation", "cost"])
        self.observe(self._look, ["activation", "cost", "z", "nudge"])
        self.observe(self._push, "pushes")

    def _draw(self, _change=None):
        self._found = self._last_layer(GRID)
        self.curves = {"z": GRID.tolist(), **_curves_of(self._found)}

    def _look(self, _change=None):
        """The neuron at z, and what is promised for the push; what c will do is not told yet."""
        i = int(np.argmin(np.abs(GRID - self.z)))
        now = {name: values and values[i] for name, values in _curves_of(self._found).items()}
        self.view = {
            **now,
            "words": self._words(now),
            "agrees": bool(self._found.agrees[i]),
            "promise": None if now["delta"] is None else now["delta"] * self.nudge,
            "move": None,
        }

    def _push(self, _change=None):
        """Tell by how much c moves; None where the push leaves the region in which there is a cost."""
        g, cost = ACTIVATIONS[self.activation], COSTS[self.cost]
        before, after = cost_of(cost, g(np.array([self.z, self.z + self.nudge])))
        self.view = {**self.view, "move": number(after - before)}

    def _words(self, now):
        if now["c"] is None:
            return f"cross-entropy wants 0 < a < 1, and here a = {numeral(now['a'])}"
        return self._found.words

    def _last_layer(self, z):
        gradient = self._gradients[self.cost]
        return last_layer(self._output_delta, gradient, ACTIVATIONS[self.activation], COSTS[self.cost], z)

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/html": still(self.curves, CAPTION)}, metadata


def _curves_of(found):
    names = ("a", "slope", "c", "gradient", "delta", "measured")
    return {name: numbers(getattr(found, name)) for name in names}


def numbers(values):
    """The values as a list for the browser, None for whatever is no finite number."""
    return None if values is None else [number(value) for value in values]


def number(value):
    return float(value) if np.isfinite(value) else None

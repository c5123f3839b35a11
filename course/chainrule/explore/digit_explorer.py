"""The digit explorer: pick or draw a digit, see how c answers to each pixel, and hold the promise against the truth."""

from dataclasses import replace

import anywidget
import numpy as np
import traitlets

from chainrule.check.compare import form_of
from chainrule.explore.answers import in_words
from chainrule.explore.drawing import script, style
from chainrule.explore.image import as_image
from chainrule.handwriting import CLASSES, digits
from chainrule.nearness import agree
from chainrule.network import Network
from chainrule.numeric import jacobian, measured_delta
from chainrule.palette import colour

SIDE = 8
CELL = 26  # Of the still picture, in dots.


class DigitExplorer(anywidget.AnyWidget):
    """A digit of 8 x 8 `pixels`, meant as `target`; `pixel` is looked at and pushed by `nudge` with each of `pushes`.

    `index` names a test digit, or is -1 for a drawing. `view` is what the network and the student's function say.
    """

    _css = style("digit.css")
    _esm = script("digit.js")

    index = traitlets.Int(0).tag(sync=True)
    pixels = traitlets.List().tag(sync=True)
    target = traitlets.Int(0).tag(sync=True)
    pixel = traitlets.Int(27).tag(sync=True)
    nudge = traitlets.Float(0.1).tag(sync=True)
    pushes = traitlets.Int(0).tag(sync=True)
    count = traitlets.Int(0).tag(sync=True)
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, input_gradient, W, b, g, cost, index=0):
        if not callable(input_gradient):
            raise TypeError(
                f"explore.digit wants your function input_gradient first, not {type(input_gradient).__name__}"
            )
        self._input_gradient, self._parts = input_gradient, (W, b, g, cost)
        data = digits()
        self._x, self._meant = data.x_test, [row.tolist().index(1) for row in data.y_test]
        super().__init__(index=index % len(self._x), count=len(self._x))
        self._pick()
        self._look()
        self.observe(self._pick, "index")
        self.observe(self._look, ["pixels", "target"])
        self.observe(self._promise, ["pixel", "nudge"])
        self.observe(self._push, "pushes")

    def _pick(self, _change=None):
        if self.index >= 0:
            with self.hold_trait_notifications():
                self.pixels, self.target = self._x[self.index].tolist(), self._meant[self.index]

    def _net(self):
        W, b, g, cost = self._parts
        y = np.eye(CLASSES)[[self.target % CLASSES]]
        return Network(np.array([self.pixels], dtype=float), y, W, b, g, cost)

    def _look(self, _change=None):
        """The outputs, c, and dc/dx by the student's function from the measured delta of layer 1."""
        net = self._net()
        with np.errstate(all="ignore"):  # A training that went astray ends where a cost has no value.
            self.view = self._seen(net)
        self._promise()

    def _seen(self, net):
        _, a = net.forward()
        measured = jacobian(lambda x: replace(net, x=x[None]).costs(), net.x[0])[0]
        gradient, words = ask(self._input_gradient, measured_delta(net, 1), net.W[1])
        return {
            "outputs": [number(output) for output in a[net.L][0]],
            "c": number(net.costs()[0]),
            "gradient": None if gradient is None else gradient.tolist(),
            "wrong": [] if gradient is None else np.flatnonzero(~agree(gradient, measured)).tolist(),
            "words": words,
        }

    def _promise(self, _change=None):
        """What the student's gradient promises for the push; what c will do is not told yet."""
        gradient = self.view["gradient"]
        promise = None if gradient is None else number(gradient[self.pixel] * self.nudge)
        self.view = {**self.view, "promise": promise, "move": None}

    def _push(self, _change=None):
        net = self._net()
        x = net.x.copy()
        x[0, self.pixel] += self.nudge
        with np.errstate(all="ignore"):
            moved = replace(net, x=x).costs()[0] - net.costs()[0]
        self.view = {**self.view, "move": number(moved)}

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/html": still(self.pixels, self.target)}, metadata


def ask(input_gradient, delta_1, W_1):
    """dc/dx (64,) by the student's function, or None and words for what it did instead."""
    try:
        value = input_gradient(delta_1.copy(), W_1.copy())
        form = form_of(value, np.zeros((len(delta_1), len(W_1))))
        return (None, form) if form else (np.array(value, dtype=float)[0], "")
    except (Exception, SystemExit) as error:  # A student's function may raise anything.
        return None, in_words(error, f"delta_1 was {delta_1.shape}, W_1 {W_1.shape}")


def number(value):
    """A number for the browser, None for what is not finite."""
    return float(value) if np.isfinite(value) else None


def still(pixels, target):
    """HTML for a page without a kernel: the digit."""
    cells = "".join(
        f'<rect x="{CELL * (i % SIDE)}" y="{CELL * (i // SIDE)}" width="{CELL}" height="{CELL}" '
        f'fill="{colour("truth")}" fill-opacity="{ink:.2f}"/>'
        for i, ink in enumerate(pixels)
    )
    words = f"A handwritten {target} of 8 times 8 pixels. Run the cell to see how c answers to each of them."
    return as_image(cells, SIDE * CELL, SIDE * CELL, words)

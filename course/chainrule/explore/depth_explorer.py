"""A deep network in the hand: foretell what one layer does to |delta| and what all of them do, then see it."""

from math import isclose

import anywidget
import numpy as np
import traitlets

from chainrule.activations import identity, relu, sigmoid, tanh
from chainrule.asked import array_from
from chainrule.check.compare import differences
from chainrule.deep import DEEPEST, WIDTH, deep_network, pushed, size, size_by_pushes
from chainrule.explore.answers import in_words
from chainrule.explore.depth_still import still
from chainrule.explore.drawing import script, style
from chainrule.nearness import agree
from chainrule.numerals import numeral

ACTIVATIONS = {g.name: g for g in (tanh, sigmoid, relu, identity)}
SIGMAS = {"least": 0.02, "most": 0.3, "step": 0.01}
SHALLOWEST = 5
PUSHED = (1, 10, 20, 30, 40)  # Layers in which nature is asked as well.
NEAR = 0.1  # Of the measured factor, and of the power of ten or 0.5, if that is more.
EARNED = 2  # So many near predictions, and the picture follows the sliders without asking.


class DepthExplorer(anywidget.AnyWidget):
    """`depth` layers of 100 neurons with weights of sd `sigma`; the student's functions go back through them.

    `guesses` says what was foretold, {"tanh 0.05": [factor, power of ten, depth]}. `view` tells what may be seen: with
    no guess for today's weights only how flat g is. `asked` counts the changes, and comes back in `view`.
    """

    _css = style("depth.css")
    _esm = script("depth_chart.js", "depth.js")

    frame = traitlets.Dict().tag(sync=True)
    activation = traitlets.Unicode("tanh").tag(sync=True)
    sigma = traitlets.Float(0.05).tag(sync=True)
    depth = traitlets.Int(30).tag(sync=True)
    guesses = traitlets.Dict().tag(sync=True)
    asked = traitlets.Int(0).tag(sync=True)
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, hidden_delta, delta_norms):
        for name, function in (("hidden_delta", hidden_delta), ("delta_norms", delta_norms)):
            if not callable(function):
                raise TypeError(f"explore.depth wants your function {name}, not {type(function).__name__}")
        self._hidden_delta, self._delta_norms = hidden_delta, delta_norms
        self._near = set()
        frame = {**SIGMAS, "activations": list(ACTIVATIONS), "shallowest": SHALLOWEST, "deepest": DEEPEST}
        super().__init__(frame={**frame, "width": WIDTH, "earned": EARNED})
        self._look()
        self.observe(self._look, "asked")

    def _look(self, _change=None):
        net = deep_network(self.depth, self.sigma, ACTIVATIONS[self.activation])
        slopes = np.concatenate([net.g.prime(net.z[l]) for l in range(1, net.L)])
        view = {"asked": self.asked, "rms": float(np.sqrt(np.mean(slopes**2)))}
        guess = self.guesses.get(f"{self.activation} {self.sigma:.2f}")
        if guess or len(self._near) >= EARNED:
            view |= self._found(net)
        if guess:
            view |= self._judged(view, *guess)
        self.view = view | {"open": "sizes" in view, "near": len(self._near)}

    def _found(self, net):
        """The sizes of your deltas and of a few pushes, as powers of ten; None where there is no such number."""
        delta, words = walked(net, self._hidden_delta)
        norms, wrong = sized(delta, self._delta_norms)
        by_nature = {l: pushed(net, l) for l in PUSHED if l < net.L}
        agrees = not words and all(
            agree(delta[l] @ pushes.T, answers).all() for l, (pushes, answers) in by_nature.items()
        )
        measured = {l: power(size_by_pushes(answers)) for l, (_, answers) in by_nature.items()}
        end = power(size(delta[1])) if agrees else measured[1]  # A few pushes come near, your right delta is exact.
        return {
            "sizes": [[net.L - l, power(norm)] for l, norm in norms.items()],
            "measured": [[net.L - l, each] for l, each in measured.items()],
            "words": words or wrong,
            "agrees": agrees,
            "end": end,
            "factor": 10 ** (end / (net.L - 1)),
        }

    def _judged(self, view, factor, end, depth):
        """How near today's guess came; the power of ten counts for the depth for which it was given."""
        near = abs(factor - view["factor"]) <= NEAR * view["factor"]
        judged = {"guess": [factor, end, depth], "near_factor": near}
        if depth == self.depth:
            judged["near_end"] = abs(end - view["end"]) <= max(0.5, NEAR * abs(view["end"]))
            if near and judged["near_end"]:
                self._near.add((self.activation, round(self.sigma, 2)))
        return judged

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        net = deep_network(self.depth, self.sigma, ACTIVATIONS[self.activation])
        measured = [(l, power(size_by_pushes(pushed(net, l)[1]))) for l in PUSHED if l < net.L]
        return {**data, "text/html": still([*measured, (net.L, 0.0)], self.caption)}, metadata

    @property
    def caption(self):
        return (
            f"The size of delta in the layers of a deep network, {self.activation}, sd of the weights "
            f"{numeral(self.sigma)}, {self.depth} layers: measured by pushes. Run the cell to change them."
        )


def walked(net, hidden_delta):
    """delta of each layer by the student's function, and "": or what there was before it stopped, and words."""
    delta = {net.L: net.top}
    for l in reversed(range(1, net.L)):
        found, words = array_from(hidden_delta, net.z[l], delta[l + 1], net.W[l + 1], net.z[l], net.g.prime)
        if words:
            return delta, f"your hidden_delta, layer {l}: {words}"
        delta[l] = found
    return delta, ""


def sized(delta, delta_norms):
    """What the student's function says of a delta, {l: number}, and "": or nothing, and words."""
    try:
        value = delta_norms({l: np.array(each) for l, each in delta.items()})
        wrong = [each.form for each in differences(value, dict.fromkeys(delta, 1.0)) if each.form]
    except (Exception, SystemExit) as error:  # A student's function may raise anything.
        wrong = [in_words(error)]
    if wrong:
        return {}, f"your delta_norms: {wrong[0]}"
    norms = {l: float(value[l]) for l in delta}
    if not isclose(norms[max(delta)], 1):
        return (
            norms,
            f"your delta_norms gives {numeral(norms[max(delta)])} for the top layer, whose deltas are 1 and −1",
        )
    return norms, ""


def power(size):
    """log10 of a size; None for nought and for what is no size."""
    return float(np.log10(size)) if size > 0 else None

"""The path-sum explorer: a student's own way back through a network, one neuron at a time, beside what is measured."""

from dataclasses import replace

import traitlets

from chainrule.explore.answers import Answer, ask
from chainrule.explore.drawing import Drawing, script
from chainrule.explore.scene import scene
from chainrule.nearness import agree
from chainrule.numerals import numeral
from chainrule.numeric import measured_delta

HIDDEN, PATHS, SUM, ALL = range(4)  # How much of a neuron's sum is shown.


class PathExplorer(Drawing):
    """`layer` and `neuron` say where we are, `guesses` and `stages` (keyed "layer-neuron") what was said and shown.

    `frozen` holds wires [l, j, k]. `view` is what Python found: the deltas of the next layer, g', and, only where a
    guess was made, your number and the measured one.
    """

    _esm = script("network.js", "equation.js", "paths.js")

    scene = traitlets.Dict().tag(sync=True)
    layer = traitlets.Int().tag(sync=True)
    neuron = traitlets.Int(1).tag(sync=True)
    frozen = traitlets.List().tag(sync=True)
    guesses = traitlets.Dict().tag(sync=True)
    stages = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, hidden_delta, net):
        if not callable(hidden_delta):
            raise TypeError(f"explore.paths wants your function hidden_delta, not {type(hidden_delta).__name__}")
        if net.L < 2:
            raise ValueError("explore.paths wants a network with a hidden layer, L >= 2")
        self._hidden_delta = hidden_delta
        self._net = replace(net, x=net.x[:1], y=net.y[:1])
        self._z, _ = self._net.forward()
        super().__init__(scene=scene(self._net), layer=net.L - 1)
        self._look()
        # Not the neuron: what was found holds for the whole layer, so choosing one needs no answer from here.
        self.observe(self._look, ["layer", "frozen", "guesses", "stages"])

    def tags(self):
        """The deltas that are given, for the still picture."""
        return {name: f"δ = {numeral(given['value'])}" for name, given in self.view["deltas"].items()}

    def _look(self, _change=None):
        known = self._known_deltas()
        l = self.layer
        answer = self._answer(l, known[l + 1][0], self._frozen_here())
        self.view = {
            "layer": l,
            "top": self._net.L - 1,
            "delta_next": [float(delta) for delta in known[l + 1][0][0]],
            "whose": known[l + 1][1],
            "slopes": [float(slope) for slope in self._net.g[l].prime(self._z[l])[0]],
            "words": answer.words,
            "deltas": self._given(known),
            "marks": {**self._stepped_over(known), **self._revealed(answer)},
        }

    def _known_deltas(self):
        """The deltas behind the layer we are in: measured at layer L, then your own, {l: ((1, n_l), whose)}."""
        known = {self._net.L: (measured_delta(self._net, self._net.L), "measured")}
        for l in range(self._net.L - 1, self.layer, -1):
            answer = self._answer(l, known[l + 1][0])
            # Where yours has no number the measured one stands in, so that the way back can go on.
            yours = answer.numbers is not None
            known[l] = (answer.numbers, "yours") if yours else (measured_delta(self._net, l), "measured instead")
        return known

    def _answer(self, l, delta_next, frozen=()) -> Answer:
        """Your function's answer for layer `l`; a frozen wire is a weight of 0 to it, for it carries no nudge."""
        W_next = self._net.W[l + 1].copy()
        for _, j, k in frozen:
            W_next[j - 1, k - 1] = 0
        return ask(self._hidden_delta, delta_next, W_next, self._z[l], self._net.g[l].prime)

    def _frozen_here(self):
        return [tuple(wire) for wire in self.frozen if wire[0] == self.layer + 1]

    def _given(self, known):
        return {
            f"{l}-{j}": {"value": float(value), "whose": whose}
            for l, (delta, whose) in known.items()
            for j, value in enumerate(delta[0], start=1)
        }

    def _stepped_over(self, known):
        return {
            mark: found
            for l in range(self.layer + 1, self._net.L)
            for mark, found in self._marks(l, known[l][0] if known[l][1] == "yours" else None).items()
        }

    def _revealed(self, answer):
        marks = self._marks(self.layer, answer.numbers, self._frozen_here())
        return {mark: found for mark, found in marks.items() if self._is_revealed(mark)}

    def _is_revealed(self, mark):
        return mark in self.guesses and self.stages.get(mark) == ALL

    def _marks(self, l, yours, frozen=()):
        """Yours against measured, neuron by neuron of layer `l`."""
        measured = measured_delta(self._net, l, frozen)
        if yours is None:
            return {
                f"{l}-{j}": {"yours": None, "measured": float(m), "agrees": False} for j, m in enumerate(measured[0], 1)
            }
        rows = zip(yours[0], measured[0], agree(yours, measured)[0], strict=True)
        return {
            f"{l}-{j}": {"yours": float(y), "measured": float(m), "agrees": bool(same)}
            for j, (y, m, same) in enumerate(rows, start=1)
        }

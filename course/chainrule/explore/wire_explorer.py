"""Nudge one neuron, freeze and release its wires, and measure how far the next layer and the cost move."""

from dataclasses import replace
from itertools import product

import numpy as np
import traitlets

from chainrule.explore.drawing import Drawing, script
from chainrule.explore.scene import scene

MOST = 0.25  # The largest nudge that the slider gives.
WIDEST = 6  # With n wires there are 2^n ways to freeze them.


class WireExplorer(Drawing):
    """`neuron` of `layer` is nudged by `nudge`; the wires in `frozen` ([l, j, k]) carry nothing; `view` is measured."""

    _esm = script("network.js", "wires.js")

    scene = traitlets.Dict().tag(sync=True)
    layer = traitlets.Int().tag(sync=True)
    neuron = traitlets.Int(1).tag(sync=True)
    nudge = traitlets.Float(0.1).tag(sync=True)
    frozen = traitlets.List().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, net, l):
        if not 0 <= l < net.L:
            raise ValueError(f"explore.wires wants a layer that feeds another, 0 to {net.L - 1}, not {l}")
        if net.sizes[l + 1] > WIDEST:
            raise ValueError(f"explore.wires wants at most {WIDEST} wires from a neuron, not {net.sizes[l + 1]}")
        self._net = replace(net, x=net.x[:1], y=net.y[:1])
        self._tried = set()
        super().__init__(scene=scene(self._net), layer=l)
        self._look()
        self.observe(self._look, ["neuron", "nudge", "frozen"])

    def _look(self, _change=None):
        j, wires = self.neuron, range(1, self._net.sizes[self.layer + 1] + 1)
        released = tuple([self.layer + 1, j, k] not in self.frozen for k in wires)
        self._tried.add((j, released))
        dz, dc = moves(self._net, self.layer, j, self.nudge, released)
        combinations = product((False, True), repeat=len(wires))
        self.view = {
            "dz": [float(each) for each in dz],
            "dc": dc,
            "reach": self._reach(j),
            "released": list(released),
            # What was tried with this neuron stays in sight, measured again at today's nudge.
            "tried": [
                {
                    "released": list(each),
                    "dc": moves(self._net, self.layer, j, self.nudge, each)[1],
                    "now": each == released,
                }
                for each in combinations
                if (j, each) in self._tried
            ],
        }

    def _reach(self, j):
        """The farthest that c or any z can move by one nudge: how long the longest bar must be."""
        found = [
            moves(self._net, self.layer, j, nudge, released)
            for nudge in (-MOST, MOST)
            for released in product((False, True), repeat=self._net.sizes[self.layer + 1])
        ]
        return float(max(max(abs(dc), np.abs(dz).max()) for dz, dc in found)) or 1.0


def moves(net, l, j, nudge, released):
    """How far each z^(l+1) moves, and c, when a_j^(l) is nudged and only the wires `released` carry it on."""
    z, _ = net.forward()
    dz = np.where(released, nudge * net.W[l + 1][j - 1], 0.0)
    dc = net.costs_from(l + 1, z[l + 1] + dz) - net.costs()
    return dz, float(dc[0])

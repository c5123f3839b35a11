"""One neuron in the hand: say which values a weight will move, then move it, with a student's own `forward`."""

from dataclasses import replace

import numpy as np
import traitlets

from chainrule.activations import relu, sigmoid
from chainrule.check.compare import differences, on_the_way_forward
from chainrule.check.observe import copy_of
from chainrule.costs import squared_error
from chainrule.exercises.forward_pass import passed
from chainrule.explore.answers import in_words
from chainrule.explore.drawing import Drawing, script, style
from chainrule.explore.neuron_scene import forward_scene
from chainrule.explore.still import still
from chainrule.network import Network

MOVED = 1e-12  # Less than this is rounding.


def neuron_network():
    """A 2-3-2 network, one example, whose third hidden neuron is a ReLU that says nothing: its z is below 0."""
    return Network(
        x=np.array([[2.0, -1.0]]),
        y=np.array([[1.0, 0.0]]),
        W={
            1: np.array([[0.5, 1.0, -1.0], [-1.0, 0.5, 0.5]]),
            2: np.array([[1.0, -0.8], [-0.6, 0.4], [0.7, 1.2]]),
        },
        b={1: np.array([-0.5, 0.5, -0.3]), 2: np.array([0.2, -0.3])},
        g={1: relu, 2: sigmoid},
        cost=squared_error,
    )


class NeuronExplorer(Drawing):
    """`layer`, `neuron` and `input` (0 is the bias) say which number will move, `weight` where it stands now.

    `predicted` holds the values that were clicked ("z-1-3", "a-2-1", "c"); once `locked`, the weight may move.
    `view` is what Python found: every value before and now, by the student's own forward.
    """

    _css = style("neuron.css")
    _esm = script("network.js", "neuron.js")

    scene = traitlets.Dict().tag(sync=True)
    layer = traitlets.Int(1).tag(sync=True)
    neuron = traitlets.Int(1).tag(sync=True)
    input = traitlets.Int(1).tag(sync=True)
    weight = traitlets.Float().tag(sync=True)
    predicted = traitlets.List().tag(sync=True)
    locked = traitlets.Bool().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, forward, net, neuron=1):
        if not callable(forward):
            raise TypeError(f"explore.neuron wants your function forward, not {type(forward).__name__}")
        if neuron not in range(1, net.sizes[1] + 1):
            raise ValueError(f"explore.neuron wants j, a neuron of layer 1, 1 to {net.sizes[1]}, not {neuron}")
        self._forward = forward
        self._net = replace(net, x=net.x[:1], y=net.y[:1])
        z, a = passed(self._net)
        c = float(self._net.cost(a[net.L], self._net.y)[0])
        super().__init__(scene=forward_scene(self._net, z, a, c), neuron=neuron, weight=self._start(1, neuron, 1))
        self._look()
        self.observe(self._choose, ["layer", "neuron", "input", "locked"])
        self.observe(self._look, ["weight", "predicted"])

    def _choose(self, _change):
        """Another number, or another prediction: all weights are again what they were."""
        self.weight = self._start(self.layer, self.neuron, self.input)
        self._look()

    def _start(self, l, j, i):
        return float(self._net.W[l][i - 1, j - 1] if i else self._net.b[l][j - 1])

    def _moved(self):
        """The network with the chosen number where it stands now."""
        W, b = copy_of(self._net.W), copy_of(self._net.b)
        if self.input:
            W[self.layer][self.input - 1, self.neuron - 1] = self.weight
        else:
            b[self.layer][self.neuron - 1] = self.weight
        return replace(self._net, W=W, b=b)

    def _look(self, _change=None):
        net = self._moved()
        before, _, _ = answer(self._forward, self._net)
        now, words, yours = answer(self._forward, net)
        l, j = self.layer, self.neuron
        inputs = [now[f"a-{l - 1}-{i}"] for i in range(1, len(net.W[l]) + 1)]
        self.view = {
            "at": [l, j, self.input],
            "values": now,
            "before": before,
            "changed": [name for name in now if differ(before[name], now[name])],
            "weights": [float(net.b[l][j - 1]), *(float(w) for w in net.W[l][:, j - 1])],
            "inputs": inputs,
            "start": self._start(l, j, self.input),
            "activation": net.g[l].name,
            "words": words,
            "yours": yours,
        }

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/html": still(self.scene, self.caption)}, metadata  # No neuron is chosen on it.

    @property
    def caption(self):
        sizes = "-".join(map(str, self._net.sizes))
        return f"The way forward through a network of {sizes} neurons, every z and a; run the cell to move its weights."


def answer(forward, net):
    """Every value of the pass by name, words on what is wrong with it, and whether the values are the student's."""
    truth = passed(net)
    try:
        found = copy_of(forward(*copy_of([net.x, net.W, net.b, dict(net.g)])))
        wrong = differences(found, truth, ("z", "a"))
    except (Exception, SystemExit) as error:  # A student's function may raise anything.
        return values(*truth, net), in_words(error), False
    if any(each.form for each in wrong):
        bad = next(each for each in wrong if each.form)
        return values(*truth, net), f"{bad.block}: {bad.form}".lstrip(": "), False
    z, a = ({l: np.asarray(each, dtype=float) for l, each in part.items()} for part in found)
    words = f"leaves S1 or S2 first at {min((each.block for each in wrong), key=on_the_way_forward)}" if wrong else ""
    return values(z, a, net), words, True


def values(z, a, net):
    """The numbers of one example by name: a-0-1, z-1-1, a-1-1, ..., c."""
    named = {
        f"{symbol}-{l}-{j}": float(number)
        for l in range(net.L + 1)
        for symbol, part in (("z", z), ("a", a))
        if l in part
        for j, number in enumerate(part[l][0], start=1)
    }
    return named | {"c": float(net.cost(a[net.L], net.y)[0])}


def differ(one, other):
    return abs(one - other) > MOVED * max(1, abs(one))

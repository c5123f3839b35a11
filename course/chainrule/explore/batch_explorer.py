"""The batch explorer: five codes for the gradient of N examples and the student's own, beside the true one."""

import anywidget
import numpy as np
import traitlets

from chainrule.activations import sigmoid, softplus, tanh
from chainrule.check.compare import form_of
from chainrule.costs import log_cosh
from chainrule.explore.answers import in_words
from chainrule.explore.batch_chart import MARKS, beside, curve, frame, spread, still
from chainrule.explore.drawing import script, style
from chainrule.network import random_network
from chainrule.numeric import measured_delta, measured_gradients

# What is divided, and how often: G[n] is the measured gradient of example n, `k` how many steps back from layer L.
CODES = {
    "A": ("dW[l] = sum(G) / N / N", lambda G, k: G.mean(axis=0) / len(G)),
    "B": (
        "dW[l] = sum(G) / N, delta[l] / N at each step back",
        lambda G, k: G.mean(axis=0) / len(G) ** k,
    ),
    "C": ("dW[l] = sum(G)", lambda G, k: G.sum(axis=0)),
    "D": ("for n in range(N): dW[l] = G[n] / N", lambda G, k: G[-1] / len(G)),
    "E": ("dW[l] = sum(G) / N", lambda G, k: G.mean(axis=0)),
}
CURVES = {"1": "C", "2": "B", "3": "E", "4": "A", "5": "D"}  # Which code draws which curve: only Python knows.


class BatchExplorer(anywidget.AnyWidget):
    """`N` examples and a `layer` are looked at; `choices` says which curve each code is held to draw, {code: curve}.

    Each time `asked` is raised, `verdict` says how many of the choices are right. `scene` holds codes and curves.
    """

    _css = style("batch.css")
    _esm = script("batch.js")

    scene = traitlets.Dict().tag(sync=True)
    layer = traitlets.Int(1).tag(sync=True)
    N = traitlets.Int(8).tag(sync=True)
    choices = traitlets.Dict().tag(sync=True)
    asked = traitlets.Int(0).tag(sync=True)
    verdict = traitlets.Dict().tag(sync=True)

    def __init__(self, weight_gradient, net):
        if weight_gradient is not None and not callable(weight_gradient):
            kind = type(weight_gradient).__name__
            raise TypeError(f"explore.batch wants your function weight_gradient, not {kind}")
        if net.N < 2 or net.L < 2:
            raise ValueError("explore.batch wants a network of two layers or more, and two examples or more")
        super().__init__(scene=scene(weight_gradient, net))
        self.observe(self._judge, "asked")

    def _judge(self, _change):
        right = [code for code, chosen in self.choices.items() if CURVES.get(chosen) == code]
        self.verdict = {"right": len(right), "of": len(CODES), "chosen": len(self.choices)}

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        words = (
            "Five codes for the gradient of N examples: how long it comes out. Run the cell to take them in the hand."
        )
        return {**data, "text/html": still(self.scene, self.layer, words)}, metadata


def batch_network():
    """A net of three layers and 16 examples whose gradients differ so much that no one of them can stand for all."""
    return random_network((3, 4, 3, 2), (tanh, softplus, sigmoid), log_cosh, N=16, seed=20)


def scene(weight_gradient, net):
    """Codes, axes, and for each layer the curves: plain data."""
    gradients, _ = measured_gradients(net)
    _, a = net.forward()
    layers = {}
    for l in net.W:
        batches = [gradients[l][:N] for N in range(1, net.N + 1)]
        truths = [batch.mean(axis=0) for batch in batches]
        curves = [
            curve(name, mark, beside([CODES[code][1](batch, net.L - l) for batch in batches], truths))
            for (name, code), mark in zip(CURVES.items(), MARKS, strict=True)
        ]
        words = ""
        if weight_gradient is not None:
            yours, words = ask(weight_gradient, a[l - 1], measured_delta(net, l), truths[0])
            curves.append(curve("yours", "yours", beside(yours, truths)))
        layers[str(l)] = {"curves": spread(curves), "words": words}
    return {
        "axes": frame(net.N),
        "layers": layers,
        "most": net.N,
        "top": net.L,
        "codes": [{"name": name, "text": text} for name, (text, _) in CODES.items()],
    }


def ask(weight_gradient, a_prev, delta, like):
    """What the student's function says to the first N rows, for each N; None and words where it gives no gradient."""
    found, words = [], ""
    for N in range(1, len(delta) + 1):
        try:
            value = weight_gradient(a_prev[:N].copy(), delta[:N].copy())
            form = form_of(value, like)
            gradient = None if form else np.array(value, dtype=float)
        except (Exception, SystemExit) as error:  # A student's function may raise anything.
            gradient, form = None, in_words(error, f"a_prev was {a_prev[:N].shape}, delta {delta[:N].shape}")
        words = words or (f"for N = {N}, {form}" if form else "")
        found.append(gradient)
    return found, words

"""A fixture: in six words the network and the examples on which a backprop is tried."""

from dataclasses import replace
from itertools import count

import numpy as np

from chainrule.activations import identity, relu, sigmoid, softplus, tanh
from chainrule.costs import binary_cross_entropy, log_cosh, squared_error
from chainrule.network import random_network, seal

ACTIVATIONS = {g.name: g for g in (sigmoid, tanh, relu, softplus, identity)}
COSTS = {cost.name: cost for cost in (squared_error, binary_cross_entropy, log_cosh)}
WORDS = ("sizes", "N", "activations", "cost", "symmetric", "seed")
MOST = {"layers": 5, "width": 6, "N": 9, "seed": 2**31 - 1}
FIRST = {
    "sizes": [2, 2, 2],
    "activations": ["sigmoid", "sigmoid"],
    "cost": "binary cross-entropy",
    "N": 1,
    "symmetric": True,
    "seed": 1,
}  # The one that students meet first: half of the wrong ones hide in it.
KINK = 0.02  # Further than any animal's nudge carries a z.
DRAWS = 2000


class FixtureError(ValueError):
    """A fixture that makes no network; the text says which of its words is wrong and what it may be."""


def network_of(fixture):
    """The network that a fixture stands for, sealed, drawn from its seed; a z near a ReLU's kink draws anew."""
    _check(fixture)
    activations = [ACTIVATIONS[_name(g)] for g in fixture["activations"]]
    cost = COSTS[_name(fixture["cost"])]
    if cost is binary_cross_entropy and activations[-1] is not sigmoid:
        raise FixtureError(f"{cost.name} wants outputs between 0 and 1: let the last activation be 'sigmoid'")
    sizes = [int(n) for n in fixture["sizes"]]
    for draw in count():
        net = random_network(sizes, activations, cost, int(fixture["N"]), [int(fixture["seed"]), draw])
        net = _symmetric(net) if fixture["symmetric"] else net
        if _clear_of_kinks(net):
            return seal(net)  # Many animals want the same gradient of it.
        if draw == DRAWS:
            raise FixtureError("no draw keeps every z away from the kinks: take fewer ReLUs, or a smaller N")


def size_of(fixture):
    """How large a fixture is: its weights and biases, times its examples."""
    sizes = fixture["sizes"]
    return int(fixture["N"]) * sum((sizes[l - 1] + 1) * sizes[l] for l in range(1, len(sizes)))


def _check(fixture):
    if not isinstance(fixture, dict) or set(fixture) != set(WORDS):
        raise FixtureError(f"a fixture is a dict with the keys {', '.join(WORDS)}")
    sizes, activations = fixture["sizes"], fixture["activations"]
    if not isinstance(sizes, list | tuple) or not 2 <= len(sizes) <= MOST["layers"] + 1:
        raise FixtureError(f"sizes is a tuple of n_0 ... n_L, for 1 to {MOST['layers']} layers")
    for n in sizes:
        _whole("a size", n, 1, MOST["width"])
    _whole("N", fixture["N"], 1, MOST["N"])
    _whole("seed", fixture["seed"], 0, MOST["seed"])
    if not isinstance(activations, list | tuple) or len(activations) != len(sizes) - 1:
        raise FixtureError(f"activations is a tuple with one name a layer: here {len(sizes) - 1}")
    for g in activations:
        _one_of("an activation", g, ACTIVATIONS)
    _one_of("cost", fixture["cost"], COSTS)
    if not isinstance(fixture["symmetric"], bool):
        raise FixtureError("symmetric is True or False")


def _whole(word, value, least, most):
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or not least <= value <= most:
        raise FixtureError(f"{word} is a whole number from {least} to {most}, not {str(value)[:40]}")


def _one_of(word, value, known):
    if _name(value) not in known:
        raise FixtureError(f"{word} is one of {', '.join(map(repr, known))}, not {str(value)[:40]!r}")


def _name(value):
    """A name, or that of one of the library's own activations and costs."""
    name = getattr(value, "name", value)
    return name if isinstance(name, str) else None


def _symmetric(net):
    """The network with every square W made symmetric."""
    square = {l: (W + W.T) / 2 if W.shape[0] == W.shape[1] else W for l, W in net.W.items()}
    return replace(net, W=square)


def _clear_of_kinks(net):
    z, _ = net.forward()
    return all(np.abs(z[l]).min() > KINK for l in z if net.g[l] is relu)

"""Lesson 3: networks to nudge, outputs and targets to differentiate at, and the last layer (S4, S5)."""

from functools import partial

import numpy as np

from chainrule.activations import Activation, identity, sigmoid, softplus, tanh
from chainrule.case import Case, Exercise, Watched
from chainrule.costs import binary_cross_entropy, log_cosh, squared_error
from chainrule.network import pencil_network, random_network, seal
from chainrule.numeric import measured_delta

MIXED = seal(random_network((3, 4, 3, 2), (tanh, softplus, sigmoid), log_cosh, N=5, seed=33))
ONE_OUTPUT = seal(random_network((2, 3, 1), (softplus, sigmoid), binary_cross_entropy, N=4, seed=31))
SQUARE = seal(random_network((3, 3, 3), (tanh, softplus), squared_error, N=3, seed=34))
LINEAR = seal(random_network((3, 4, 2), (softplus, identity), log_cosh, N=6, seed=35))
NETWORKS = {"a mixed net": MIXED, "a net with one output": ONE_OUTPUT, "a square net": SQUARE}

NUDGED = 1e-6  # A central difference comes within 1e-9, a one-sided one does not come as near as this.
FORMULA = 1e-12  # Of a gradient that is given numbers only, no finite difference comes as near as this.


def nudge_case(label, net, l, g=None):
    """A network and a layer's number, with `g` in place of its activations where given; the truth nudges every z."""
    given = {"x": net.x, "y": net.y, "W": net.W, "b": net.b, "g": g or net.g, "cost": net.cost, "l": l}
    return Case(f"{label}, layer {l}", given, partial(measured_delta, net, l))


def nudge_cases():
    """The pencil network, others layer by layer, and one whose first activation takes real numbers only."""
    nets = {"the pencil network": pencil_network(), **NETWORKS}
    yield from (nudge_case(label, net, l) for label, net in nets.items() for l in range(net.L, 0, -1))
    net = random_network((3, 4, 2), (Activation(np.arctan, "arctan"), tanh), squared_error, N=3, seed=36)
    g = {**net.g, 1: Watched(net.g[1], "arctan")}
    yield nudge_case("a net with an activation that takes real numbers only", net, 1, g)


def gradient_case(label, cost, a, y):
    """Outputs and targets; the truth nudges every a_j and reads c."""
    return Case(label, {"a": a, "y": y}, partial(cost.gradient, a, y))


def squared_error_cases():
    return _gradients(squared_error, _far(1e8, 51))


def binary_cross_entropy_cases():
    """Targets between 0 and 1, targets that are 0 or 1, and outputs almost as far out as 0.01 and 0.99."""
    return _gradients(binary_cross_entropy, _labels(0.3, 0.7, 52), _labels(0.011, 0.03, 53), _labels(0.97, 0.989, 54))


def log_cosh_cases():
    return _gradients(log_cosh, _far(900, 55))


def _gradients(cost, *extremes):
    for label, net in NETWORKS.items():
        _, a = net.forward()
        # A sigmoid's outputs: between 0 and 1, whatever the last layer is.
        yield gradient_case(f"the outputs of {label}", cost, np.clip(sigmoid(a[net.L]), 0.02, 0.98), net.y)
    yield from (gradient_case(label, cost, a, y) for label, a, y in extremes)


def _far(size, seed):
    """Errors of about `size` to both sides."""
    rng = np.random.default_rng(seed)
    error = rng.uniform(0.5, 1.5, size=(4, 3)) * size * rng.choice([-1, 1], size=(4, 3))
    y = rng.normal(size=(4, 3))
    return f"errors of about {size:g}", y + error, y


def _labels(low, high, seed):
    """Outputs between `low` and `high`, and targets that are 0 or 1."""
    rng = np.random.default_rng(seed)
    a = rng.uniform(low, high, size=(6, 2))
    return f"targets 0 or 1, outputs from {low} to {high}", a, rng.permutation([0.0, 1.0] * 6).reshape(6, 2)


def output_case(label, net):
    """dc/da and z of the last layer, and g'; the truth nudges z."""
    z, a = net.forward()
    given = {"dc_da": net.cost.gradient(a[net.L], net.y), "z": z[net.L], "g_prime": net.g[net.L].prime}
    return Case(label, given, partial(measured_delta, net, net.L))


def output_cases():
    for label, net in {**NETWORKS, "a net whose last layer leaves z as it is": LINEAR}.items():
        yield output_case(label, net)


EXERCISES = (
    Exercise("measured_delta", 3, "S4", nudge_cases, tolerance=NUDGED),
    Exercise("squared_error_gradient", 3, "S5", squared_error_cases, tolerance=FORMULA),
    Exercise("binary_cross_entropy_gradient", 3, "S5", binary_cross_entropy_cases, tolerance=FORMULA),
    Exercise("log_cosh_gradient", 3, "S5", log_cosh_cases, tolerance=FORMULA),
    Exercise("output_delta", 3, "S5", output_cases),
)

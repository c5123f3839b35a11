"""Lesson 5: from delta to the gradient of every weight and bias, of one example and of the whole data set (S3, S7)."""

from dataclasses import replace

import numpy as np

from chainrule.activations import Activation, relu, sigmoid, softplus, tanh
from chainrule.case import Case, Exercise, Watched, WatchedCost
from chainrule.costs import Cost, binary_cross_entropy, log_cosh, squared_error
from chainrule.network import random_network, seal
from chainrule.numeric import TINY, measured_delta, measured_gradient

SQUARE = seal(random_network((3, 3, 3, 3), (tanh, softplus, sigmoid), log_cosh, N=5, seed=51))
NARROWING = seal(random_network((4, 5, 3, 2), (softplus, tanh, sigmoid), binary_cross_entropy, N=6, seed=42))
WITH_RELU = seal(random_network((3, 4, 5, 2), (relu, relu, tanh), squared_error, N=7, seed=447))
ONE_EXAMPLE = seal(random_network((2, 4, 3), (tanh, softplus), log_cosh, N=1, seed=52))
ONE_OUTPUT = seal(random_network((4, 3, 1), (softplus, sigmoid), binary_cross_entropy, N=5, seed=53))
ONE_LAYER = seal(random_network((3, 2), (sigmoid,), squared_error, N=4, seed=54))
NETWORKS = {
    "a square net": SQUARE,
    "a narrowing net": NARROWING,
    "a net with ReLU": WITH_RELU,
    "a single example": ONE_EXAMPLE,
}
WIRES = ((4, 2, 1, 3), (3, 0, 2, 5), (5, 1, 0, 2), (2, 1, 1, 4))  # how many a, i, j, how many z


def only(net, n):
    """The network with its example `n` alone."""
    return replace(net, x=net.x[n : n + 1], y=net.y[n : n + 1])


def wire_case(label, a_prev, i, j, n_l):
    """One wire W_ij into a layer of `n_l` neurons; the truth nudges it and reads every z_k (S2)."""

    def truth():
        nudge = np.zeros((len(a_prev), n_l), dtype=complex)
        nudge[i, j] = 1j * TINY
        return np.imag(a_prev @ nudge) / TINY

    return Case(label, {"a_prev": a_prev, "i": i, "j": j, "n_l": n_l}, truth)


def one_case(label, net, n, l):
    """a^(l-1) and delta^(l) of example `n`; the truth nudges every weight of the layer and reads this example's c."""
    net = only(net, n)
    _, a = net.forward()
    given = {"a_prev": a[l - 1][0], "delta": measured_delta(net, l)[0]}
    return Case(label, given, lambda: measured_gradient(net)[0][l])


def weight_case(label, net, l):
    """a^(l-1) and delta^(l) of all examples; the truth nudges every weight of the layer and reads C."""
    _, a = net.forward()
    given = {"a_prev": a[l - 1], "delta": measured_delta(net, l)}
    return Case(label, given, lambda: measured_gradient(net)[0][l])


def bias_case(label, net, l):
    """delta^(l) of all examples; the truth nudges every bias of the layer and reads C."""
    return Case(label, {"delta": measured_delta(net, l)}, lambda: measured_gradient(net)[1][l])


def network_case(label, net, g=None, cost=None, wrong_call=lambda: None):
    """A whole network, with `g` and `cost` in place of its own where given; the truth nudges every W and b."""
    given = {"x": net.x, "y": net.y, "W": net.W, "b": net.b, "g": g or net.g, "cost": cost or net.cost}
    return Case(
        label,
        given,
        lambda: measured_gradient(net),
        wrong_call,
        asks="Which of S5, S6 and S7 gives this number without a nudge?",
    )


def watched_case(label, net):
    """A network whose activations and cost take real numbers only and remember at which they were taken."""
    z, a = net.forward()
    g = {l: Watched(net.g[l], net.g[l].name) for l in net.g}
    cost = WatchedCost(net.cost, net.cost.name)

    def strayed():
        found = [cost.strayed_from(a[net.L]), *(g[l].strayed_from(z[l]) for l in g)]
        return next(filter(None, found), None)

    return network_case(label, net, g, cost, strayed)


def wire_cases():
    rng = np.random.default_rng(50)
    for n, i, j, n_l in WIRES:
        yield wire_case(f"a wire from {n} neurons to {n_l}, i = {i}, j = {j}", rng.normal(2, 1, size=n), i, j, n_l)


def one_cases():
    yield from (one_case(f"one example of {label}", net, 0, 2) for label, net in NETWORKS.items())


def weight_cases():
    yield from (weight_case(label, net, 2) for label, net in NETWORKS.items())


def bias_cases():
    yield from (bias_case(label, net, 2) for label, net in NETWORKS.items())


def network_cases():
    """Every kind of network that backprop must be right on, and one that gives nothing but what a formula needs."""
    yield from (network_case(label, net) for label, net in NETWORKS.items())
    yield network_case("a net with one output", ONE_OUTPUT)
    yield network_case("a net of one layer", ONE_LAYER)
    arctan = Activation(np.arctan, "arctan")
    fourth = Cost(lambda a, y: (a - y) ** 4, "fourth power")
    net = random_network((3, 4, 2), (arctan, tanh), fourth, N=5, seed=55)
    yield watched_case("a net whose activations and cost take real numbers only", net)


EXERCISES = (
    Exercise("dz_dW", 5, "S2", wire_cases, axes=("k =",)),
    Exercise("weight_gradient_one", 5, "S7", one_cases, axes=("i =", "j =")),
    Exercise("weight_gradient", 5, "S3, S7", weight_cases, axes=("i =", "j =")),
    Exercise("bias_gradient", 5, "S3, S7", bias_cases, axes=("j =",)),
    Exercise("backprop", 5, "S3 to S7", network_cases, returns=("dC_dW", "dC_db"), axes=("i =", "j =")),
)

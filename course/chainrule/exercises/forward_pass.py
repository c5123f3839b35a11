"""Lesson 2: activations near 0 and far out, layers, networks and costs to try the forward pass on (S1, S2, S3)."""

from functools import partial
from math import fsum

import numpy as np

from chainrule import decimals
from chainrule.activations import relu, sigmoid, softplus, tanh
from chainrule.case import Case, Exercise
from chainrule.costs import binary_cross_entropy, log_cosh, squared_error
from chainrule.decimals import slope, value
from chainrule.network import Network, random_network

# A slope only multiplies, so one that is off by 1e-15 does no harm: 1e-12 of this.
SLOPE = 1e-3
# But a logarithm is taken of a sigmoid: every digit counts, down to the smallest normal number.
TINY = float(np.finfo(float).tiny)

FAR = {
    "z far to the left": [[-40.5, -42.0, -47.3], [-44.1, -41.2, -46.0]],
    "z very far to the left": [[-700.0, -650.5, -612.0], [-580.0, -633.3, -555.0]],
    "z far to the right": [[41.0, 55.5, 46.0], [640.0, 701.0, 590.0]],
    "z = -1000 and z = 1000": [[-1000.0, 1000.0, -999.0], [1000.0, 998.0, -1000.0]],
}

DEEP = random_network((4, 5, 3, 2), (tanh, softplus, sigmoid), binary_cross_entropy, N=6, seed=201)
WITH_RELU = random_network((3, 4, 2), (relu, tanh), log_cosh, N=5, seed=202)
SQUARE = random_network((4, 4, 4), (softplus, sigmoid), squared_error, N=4, seed=203)
NETWORKS = {"a deep net": DEEP, "a net with ReLU": WITH_RELU, "a square net with as many examples as neurons": SQUARE}


def places():
    """Arrays z by what they are called: near 0, where every slip shows, then where exponentials go wild."""
    near = np.random.default_rng(204).uniform(-4, 4, size=(5, 3))
    return {"z near 0": near} | {label: np.array(z) for label, z in FAR.items()}


def entry_cases(measure, f):
    """An array z a case; the truth is `f`, or its slope, in numbers of many digits."""
    for label, z in places().items():
        yield Case(label, {"z": z}, partial(measure, f, z))


def sums(a_prev, W, b):
    """z = a W + b number by number, each sum rounded once (S2)."""
    return np.array([[fsum([*(row * column), shift]) for column, shift in zip(W.T, b, strict=True)] for row in a_prev])


def layer_cases():
    """The second layer of each network, and one layer for a single example."""
    one = Network(DEEP.x[:1], DEEP.y[:1], DEEP.W, DEEP.b, DEEP.g, DEEP.cost)
    for label, net in {**NETWORKS, "a single example": one}.items():
        a_prev = net.g[1](sums(net.x, net.W[1], net.b[1]))
        given = {"a_prev": a_prev, "W": net.W[2], "b": net.b[2]}
        yield Case(label, given, partial(sums, **given))


def passed(net):
    """z and a of every layer, sum by sum (S1, S2)."""
    z, a = {}, {0: net.x}
    for l in range(1, net.L + 1):
        z[l] = sums(a[l - 1], net.W[l], net.b[l])
        a[l] = net.g[l](z[l])
    return z, a


def network_cases():
    """Each network, and one of a single layer with a single example."""
    small = random_network((3, 2), (sigmoid,), squared_error, N=1, seed=205)
    for label, net in {**NETWORKS, "one layer, one example": small}.items():
        yield Case(label, {"x": net.x, "W": net.W, "b": net.b, "g": net.g}, partial(passed, net))


def mean(a_L, y, cost):
    """C, asking for the cost of one example at a time (S3)."""
    return fsum(cost(a_L[n : n + 1], y[n : n + 1])[0] for n in range(len(y))) / len(y)


def cost_cases():
    """The outputs of three networks, each with its cost, and one with a single output neuron."""
    narrow = random_network((3, 4, 1), (tanh, sigmoid), binary_cross_entropy, N=7, seed=206)
    for label, net in {**NETWORKS, "a net with one output": narrow}.items():
        given = {"a_L": passed(net)[1][net.L], "y": net.y, "cost": net.cost}
        yield Case(f"{label}, {net.cost.name}", given, partial(mean, **given))


def of_numbers(name, measure, f, floor):
    return Exercise(name, 2, "S1", partial(entry_cases, measure, f), floor=floor)


EXERCISES = (
    of_numbers("sigmoid", value, decimals.sigmoid, TINY),
    of_numbers("sigmoid_prime", slope, decimals.sigmoid, SLOPE),
    of_numbers("tanh_prime", slope, decimals.tanh, SLOPE),
    of_numbers("relu", value, decimals.relu, TINY),
    of_numbers("relu_prime", slope, decimals.relu, TINY),
    of_numbers("softplus_prime", slope, decimals.softplus, TINY),
    Exercise("affine_loops", 2, "S2", layer_cases),
    Exercise("affine", 2, "S2", layer_cases),
    Exercise("forward", 2, "S1, S2", network_cases, returns=("z", "a"), forwards=True),
    Exercise("mean_cost", 2, "S3", cost_cases),
)

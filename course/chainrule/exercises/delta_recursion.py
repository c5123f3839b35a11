"""Lesson 4: networks on which to try the way back from layer to layer (S5, S6), and what nature says there."""

from functools import partial

import numpy as np

from chainrule.activations import Activation, relu, sigmoid, softplus, tanh
from chainrule.case import Case, Exercise, Watched
from chainrule.costs import binary_cross_entropy, log_cosh, squared_error
from chainrule.network import random_network, seal
from chainrule.numeric import complex_step, jacobian, measured_delta, measured_deltas

SQUARE = seal(random_network((4, 3, 3, 3), (tanh, softplus, sigmoid), log_cosh, N=5, seed=41))
NARROWING = seal(random_network((4, 5, 3, 2), (softplus, tanh, sigmoid), binary_cross_entropy, N=6, seed=42))
WITH_RELU = seal(random_network((3, 4, 5, 2), (relu, relu, tanh), squared_error, N=7, seed=447))
NETWORKS = {"a square net": SQUARE, "a narrowing net": NARROWING, "a net with ReLU": WITH_RELU}


def jacobian_cases():
    """W[l + 1] of each network; the truth nudges every a_j and reads every z_k."""
    for label, net in NETWORKS.items():
        W = net.W[2]
        yield Case(label, {"W_next": W}, partial(jacobian, lambda a, W=W: a @ W, np.zeros(len(W))))


def hidden_cost_cases():
    """delta^(2) and W^(2); the truth nudges a_j and reads the sum of delta_k z_k, which is how c moves."""
    for label, net in NETWORKS.items():
        delta, W = measured_delta(net, 2), net.W[2]
        truth = partial(jacobian, lambda a, delta=delta, W=W: delta @ (a @ W), np.zeros(len(W)))
        yield Case(label, {"delta_next": delta, "W_next": W}, truth)


def slope_cases():
    """z^(1) and g_1'; the truth nudges z_j and reads a_j."""
    for label, net in NETWORKS.items():
        z, _ = net.forward()
        g = net.g[1]
        yield Case(label, {"z": z[1], "g_prime": g.prime}, partial(complex_step, g, z[1]))


def step_cases():
    """Everything S6 needs for layer 1; the truth nudges z_j^(1) and reads c."""
    for label, net in NETWORKS.items():
        z, _ = net.forward()
        given = {"delta_next": measured_delta(net, 2), "W_next": net.W[2], "z": z[1], "g_prime": net.g[1].prime}
        yield Case(label, given, partial(measured_delta, net, 1))


def network_case(label, net, g=None, wrong_call=lambda: None):
    """dc/da at the output and a whole network, with `g` in place of its activations; the truth nudges every z."""
    z, a = net.forward()
    given = {"dc_da": net.cost.gradient(a[net.L], net.y), "z": z, "W": net.W, "g": g or net.g}
    return Case(label, given, partial(measured_deltas, net), wrong_call)


def network_cases():
    """Each network, one of a single layer, and one whose first activation takes real numbers only."""
    yield from (network_case(label, net) for label, net in NETWORKS.items())
    yield network_case("a net of one layer", random_network((3, 2), (sigmoid,), squared_error, N=1, seed=44))
    net = random_network((3, 4, 2), (Activation(np.arctan, "arctan"), tanh), squared_error, N=3, seed=45)
    z, _ = net.forward()
    watched = Watched(net.g[1], "arctan")
    label = "a net with an activation that takes real numbers only"
    yield network_case(label, net, {**net.g, 1: watched}, lambda: watched.strayed_from(z[1]))


EXERCISES = (
    Exercise("dz_next_da", 4, "S2", jacobian_cases, axes=("z", "a")),
    Exercise("dc_da_hidden", 4, "S6", hidden_cost_cases),
    Exercise("da_dz", 4, "S1", slope_cases),
    Exercise("hidden_delta_loops", 4, "S6", step_cases),
    Exercise("hidden_delta", 4, "S6", step_cases),
    Exercise("deltas", 4, "S5, S6", network_cases, returns=("delta",)),
)

"""Lesson 4: one step back, and all of them, on networks drawn for this classroom (S5, S6)."""

from functools import partial

import numpy as np

from autograder.hidden.expect import expect
from autograder.hidden.networks import bent, drawn, hyperbola, networks
from chainrule import Network, identity, sigmoid, squared_error, tanh
from chainrule.case import Case, Watched
from chainrule.numeric import complex_step, jacobian, measured_delta, measured_deltas


def test_dz_next_da(dz_next_da, rng):
    for label, net in networks(rng):
        W = net.W[2]
        truth = partial(jacobian, lambda a, W=W: a @ W, np.zeros(len(W)))
        expect("dz_next_da", dz_next_da, Case(label, {"W_next": W}, truth))


def test_dc_da_hidden(dc_da_hidden, rng):
    for label, net in networks(rng):
        delta, W = measured_delta(net, 2), net.W[2]
        truth = partial(jacobian, lambda a, delta=delta, W=W: delta @ (a @ W), np.zeros(len(W)))
        expect("dc_da_hidden", dc_da_hidden, Case(label, {"delta_next": delta, "W_next": W}, truth))


def test_da_dz(da_dz, rng):
    for label, net in networks(rng):
        z, _ = net.forward()
        for l, g in net.g.items():
            given = {"z": z[l], "g_prime": g.prime}
            expect("da_dz", da_dz, Case(f"{label}, layer {l}", given, partial(complex_step, g, z[l])))


def test_hidden_delta_loops(hidden_delta_loops, rng):
    for case in _steps_back(rng):
        expect("hidden_delta_loops", hidden_delta_loops, case)


def test_hidden_delta(hidden_delta, rng):
    for case in _steps_back(rng):
        expect("hidden_delta", hidden_delta, case)


def test_deltas(deltas, rng):
    for label, net in networks(rng):
        expect("deltas", deltas, _whole(label, net))


def test_deltas__one_layer_or_one_example(deltas, rng):
    expect("deltas", deltas, _whole("a single layer", drawn(rng, (3, 2), (sigmoid,), squared_error, 5)))
    expect("deltas", deltas, _whole("one example", drawn(rng, (2, 3, 4, 2), (tanh, bent, identity), hyperbola, 1)))


def test_deltas__unseen(deltas, rng):
    net = drawn(rng, (3, 5, 4, 2), (bent, tanh, bent), hyperbola, 6)
    z, _ = net.forward()
    watched = {l: Watched(net.g[l], f"g[{l}]") for l in (1, 3)}

    def strayed():
        return next(filter(None, (watched[l].strayed_from(z[l]) for l in watched)), None)

    label = "activations and a cost that you have not met"
    expect("deltas", deltas, _whole(label, net, {**net.g, **watched}, strayed))


def _steps_back(rng):
    """S6 for every hidden layer of every network."""
    for label, net in networks(rng):
        z, _ = net.forward()
        for l in range(net.L - 1, 0, -1):
            given = {
                "delta_next": measured_delta(net, l + 1),
                "W_next": net.W[l + 1],
                "z": z[l],
                "g_prime": net.g[l].prime,
            }
            yield Case(f"{label}, layer {l}", given, partial(measured_delta, net, l))


def _whole(label: str, net: Network, g: dict | None = None, wrong_call=lambda: None) -> Case:
    """S5 and S6 for a whole network, with `g` in place of its own activations where given."""
    z, a = net.forward()
    given = {"dc_da": net.cost.gradient(a[net.L], net.y), "z": z, "W": net.W, "g": g or net.g}
    return Case(label, given, partial(measured_deltas, net), wrong_call)

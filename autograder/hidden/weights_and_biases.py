"""Lesson 5: one wire, one example, the mean, and backprop as a whole, on networks drawn for this classroom (S3, S7)."""

import numpy as np

from autograder.hidden.expect import expect
from autograder.hidden.networks import bent, drawn, hyperbola, networks
from chainrule import identity, sigmoid, softplus, squared_error, tanh
from chainrule.exercises.weights_and_biases import (
    bias_case,
    network_case,
    one_case,
    watched_case,
    weight_case,
    wire_case,
)
from chainrule.numeric import measured_delta


def test_dz_dW(dz_dW, rng):
    for n, n_l in ((4, 3), (3, 6), (5, 2), (1, 4), (4, 1), (3, 3)):
        a_prev = rng.uniform(0.5, 2, size=n) * rng.choice((-1, 1), size=n)
        for i, j in ((int(rng.integers(n)), int(rng.integers(n_l))), (0, n_l - 1), (n - 1, 0)):
            expect("dz_dW", dz_dW, wire_case(f"a wire from {n} neurons to {n_l}, i = {i}, j = {j}", a_prev, i, j, n_l))


def test_weight_gradient_one(weight_gradient_one, rng):
    for label, net in networks(rng):
        for l in net.W:
            # The example that layer l matters most to: a ReLU may keep all of another one's deltas at 0.
            n = int(np.abs(measured_delta(net, l)).sum(axis=1).argmax())
            case = one_case(f"example {n + 1} of {label}, layer {l}", net, n, l)
            expect("weight_gradient_one", weight_gradient_one, case)


def test_weight_gradient(weight_gradient, rng):
    for label, net in _batches(rng):
        for l in net.W:
            expect("weight_gradient", weight_gradient, weight_case(f"{label}, layer {l}", net, l))


def test_bias_gradient(bias_gradient, rng):
    for label, net in _batches(rng):
        for l in net.b:
            expect("bias_gradient", bias_gradient, bias_case(f"{label}, layer {l}", net, l))


def test_backprop(backprop, rng):
    for place, (label, net) in enumerate(networks(rng)):
        # One of them takes real numbers at its own z only, so that no measured gradient passes.
        expect("backprop", backprop, network_case(label, net) if place else watched_case(label, net))


def test_backprop__any_shape(backprop, rng):
    single = drawn(rng, (2, 3, 4, 2), (tanh, bent, identity), hyperbola, 1)
    expect("backprop", backprop, watched_case("a single example", single))
    for label, net in (
        ("a single layer", drawn(rng, (3, 2), (sigmoid,), squared_error, 5)),
        ("as many examples as neurons", drawn(rng, (3, 4, 4), (softplus, bent), hyperbola, 4)),
        ("six layers, one of a single neuron", drawn(rng, (2, 4, 1, 3, 2, 5, 2), (bent, tanh) * 3, squared_error, 7)),
    ):
        expect("backprop", backprop, network_case(label, net))


def test_backprop__unseen(backprop, rng):
    net = drawn(rng, (3, 5, 4, 2), (bent, tanh, bent), hyperbola, 6)
    expect("backprop", backprop, watched_case("activations and a cost that you have not met", net))


def _batches(rng: np.random.Generator):
    yield from networks(rng)
    yield "a single example", drawn(rng, (2, 3, 4, 2), (tanh, bent, identity), hyperbola, 1)

"""Lesson 2: activations near 0 and far out, layers, whole networks and costs, drawn for this classroom (S1, S2, S3)."""

from functools import partial
from math import fsum

import numpy as np

from autograder.hidden.expect import expect
from autograder.hidden.networks import bent, drawn, hyperbola, networks
from chainrule import Cost, Network, decimals, identity, log_cosh, sigmoid, squared_error, tanh
from chainrule.case import Case

KINK = 1e-3

# Pays more for what is missed than for what is overdone: it tells a from y.
lopsided = Cost(lambda a, y: np.exp(a - 2 * y) - a + y**2, "lopsided")


def test_sigmoid(sigmoid, rng):
    _expect_near("sigmoid", sigmoid, rng, decimals.value)


def test_sigmoid__far_out(sigmoid, rng):
    _expect_far("sigmoid", sigmoid, rng, decimals.value)


def test_sigmoid_prime(sigmoid_prime, rng):
    _expect_near("sigmoid_prime", sigmoid_prime, rng, decimals.slope)


def test_sigmoid_prime__far_out(sigmoid_prime, rng):
    _expect_far("sigmoid_prime", sigmoid_prime, rng, decimals.slope)


def test_tanh_prime(tanh_prime, rng):
    _expect_near("tanh_prime", tanh_prime, rng, decimals.slope)
    _expect_far("tanh_prime", tanh_prime, rng, decimals.slope)


def test_relu(relu, rng):
    _expect_near("relu", relu, rng, decimals.value)
    _expect_far("relu", relu, rng, decimals.value)


def test_relu_prime(relu_prime, rng):
    _expect_near("relu_prime", relu_prime, rng, decimals.slope)
    _expect_far("relu_prime", relu_prime, rng, decimals.slope)


def test_softplus_prime(softplus_prime, rng):
    _expect_near("softplus_prime", softplus_prime, rng, decimals.slope)


def test_softplus_prime__far_out(softplus_prime, rng):
    _expect_far("softplus_prime", softplus_prime, rng, decimals.slope)


def test_affine_loops(affine_loops, rng):
    for case in _layers(rng):
        expect("affine_loops", affine_loops, case)


def test_affine(affine, rng):
    for case in _layers(rng):
        expect("affine", affine, case)


def test_forward(forward, rng):
    for label, net in networks(rng):
        expect("forward", forward, _whole(label, net))


def test_forward__one_layer_or_one_example(forward, rng):
    expect("forward", forward, _whole("a single layer", drawn(rng, (3, 2), (sigmoid,), squared_error, 5)))
    expect("forward", forward, _whole("one example", drawn(rng, (2, 3, 4, 2), (tanh, bent, identity), hyperbola, 1)))


def test_forward__as_many_examples_as_neurons(forward, rng):
    expect("forward", forward, _whole("a square batch", drawn(rng, (4, 4, 4, 4), (bent, tanh, bent), hyperbola, 4)))


def test_mean_cost(mean_cost, rng):
    for label, net in networks(rng):
        _, a = net.forward()
        expect("mean_cost", mean_cost, _mean(label, a[net.L], net.y, net.cost))


def test_mean_cost__unseen(mean_cost, rng):
    for N, n_L in ((1, 3), (5, 1), (6, 4), (3, 3)):
        a_L, y = rng.uniform(0.05, 0.95, size=(2, N, n_L))
        for cost in (lopsided, log_cosh):
            expect("mean_cost", mean_cost, _mean(f"{N} examples and {n_L} outputs", a_L, y, cost))


# Functions of one number.


def _expect_near(name, answer, rng, measure):
    z = rng.uniform(-4, 4, size=(7, 3))
    _expect_at("z near 0", np.where(np.abs(z) < KINK, 1.0, z), name, answer, measure)


def _expect_far(name, answer, rng, measure):
    """An array for each order of magnitude, so that no number hides behind a larger one."""
    for label, low, high in (
        ("z of middle size", 4, 39),
        ("z far to the left", -60, -39.5),
        ("z very far to the left", -700, -510),
        ("z far to the right", 39.5, 700),
    ):
        z = rng.uniform(low, high, size=(4, 2))
        sign = rng.choice([-1, 1], size=z.shape) if label == "z of middle size" else 1
        _expect_at(label, sign * z, name, answer, measure)
    _expect_at("z = -1000 and z = 1000", np.array([[-1000.0, 1000.0], [1000.0, -1000.0]]), name, answer, measure)


def _expect_at(label, z, name, answer, measure):
    f = getattr(decimals, name.removesuffix("_prime"))
    expect(name, answer, Case(label, {"z": z}, partial(measure, f, z)))


# Layers and networks, sum by sum (S1, S2), and the mean over the examples (S3).


def _layers(rng):
    """Every layer of every network, and a square layer with as many examples as neurons."""
    square = drawn(rng, (4, 4, 4), (tanh, bent), hyperbola, 4)
    single = drawn(rng, (3, 4, 2), (bent, tanh), hyperbola, 1)
    for label, net in (*networks(rng), ("as many examples as neurons", square), ("one example", single)):
        z, a = net.forward()
        for l in z:
            given = {"a_prev": a[l - 1], "W": net.W[l], "b": net.b[l]}
            yield Case(f"{label}, layer {l}", given, partial(_sums, **given))


def _sums(a_prev, W, b):
    return np.array([
        [fsum(a_prev[n, i] * W[i, j] for i in range(len(W))) + b[j] for j in range(len(b))] for n in range(len(a_prev))
    ])  # fmt: skip


def _whole(label: str, net: Network) -> Case:
    def truth():
        z, a = {}, {0: net.x}
        for l in range(1, net.L + 1):
            z[l] = _sums(a[l - 1], net.W[l], net.b[l])
            a[l] = net.g[l](z[l])
        return z, a

    return Case(label, {"x": net.x, "W": net.W, "b": net.b, "g": net.g}, truth)


def _mean(label, a_L, y, cost) -> Case:
    def truth():
        return fsum(cost(a_L[n : n + 1], y[n : n + 1])[0] for n in range(len(y))) / len(y)

    return Case(f"{label}, {cost.name}", {"a_L": a_L, "y": y, "cost": cost}, truth)

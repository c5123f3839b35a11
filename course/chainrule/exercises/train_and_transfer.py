"""Lesson 8: a step, a training, what was learned, and S6 where the network is no longer the sheet's."""

from dataclasses import replace

import numpy as np

from chainrule.activations import relu, sigmoid, softplus, tanh
from chainrule.case import Case, Exercise
from chainrule.costs import binary_cross_entropy, log_cosh, squared_error
from chainrule.downhill import Road, lowest_point
from chainrule.network import random_network
from chainrule.numeric import TINY, complex_step, measured_delta, measured_gradient
from chainrule.quiz_form import ask_for_form

SQUARE = random_network((4, 4, 4, 4), (tanh, softplus, sigmoid), log_cosh, N=4, seed=81)
NARROWING = random_network((5, 4, 3, 2), (softplus, tanh, sigmoid), binary_cross_entropy, N=6, seed=82)
WITH_RELU = random_network((3, 5, 4, 5), (relu, softplus, tanh), squared_error, N=7, seed=83)
NETWORKS = {"a square net": SQUARE, "a narrowing net": NARROWING, "a net with ReLU": WITH_RELU}
BENT_BACK = random_network((3, 4, 5, 4, 2), (softplus, tanh, sigmoid, tanh), squared_error, N=6, seed=84)
BENT_BACK_SQUARE = random_network((4, 4, 4, 4), (tanh, softplus, sigmoid), log_cosh, N=4, seed=85)
BENT_BACK_RELU = random_network((2, 5, 3, 5), (relu, tanh, softplus), squared_error, N=5, seed=86)
SKIPPING = {"a square net": BENT_BACK_SQUARE, "a net of four layers": BENT_BACK, "a net with ReLU": BENT_BACK_RELU}
SCORES = ((7, 4, 5), (5, 3, 1), (4, 4, 4), (3, 2, 0), (9, 6, 7), (1, 3, 1))  # examples, outputs, how many are right


def step_case(label, net, learning_rate):
    """W and b with the measured gradient of C; the truth is where a bowl is lowest, see `lowest_point`."""
    dC_dW, dC_db = measured_gradient(net)

    def truth():
        return tuple(
            {l: lowest_point(old[l], slope[l], learning_rate) for l in old}
            for old, slope in ((net.W, dC_dW), (net.b, dC_db))
        )

    given = {"W": net.W, "b": net.b, "dC_dW": dC_dW, "dC_db": dC_db, "learning_rate": learning_rate}
    return Case(label, given, truth)


def road_case(label, sizes, N, batches, learning_rate, rng):
    """A training along a road that was drawn before; the truth is where the road ends."""
    road = Road.drawn(sizes, N, batches, learning_rate, rng)
    W, b = road.posts[0]
    given = {"gradient": road, "x": road.x, "y": road.y, "W": W, "b": b, "batches": batches}
    return Case(label, given | {"learning_rate": learning_rate}, lambda: road.posts[-1])


def score_case(label, N, n_L, right, rng):
    """Outputs of which `right` are largest where the target is; the truth counts nothing, for it made them so."""
    meant = np.arange(N) % n_L
    said = np.where(np.arange(N) < right, meant, (meant + rng.integers(1, n_L, size=N)) % n_L)
    a = rng.uniform(0.05, 0.6, size=(N, n_L))
    a[np.arange(N), said] = a.max(axis=1) + 0.05
    order = rng.permutation(N)
    return Case(label, {"a_L": a[order], "y": np.eye(n_L)[meant[order]]}, lambda: right / N)


def nudged(costs, at):
    """How each example's own cost, `costs(at)`, answers to each number of its row of `at`: (N, n), by nudging."""
    answers = np.zeros(at.shape)
    for j in range(at.shape[1]):
        moved = at.astype(complex)
        moved[:, j] += 1j * TINY
        answers[:, j] = np.imag(costs(moved)) / TINY
    return answers


def input_case(label, net):
    """delta^(1) and W^(1); the truth nudges every input and reads its example's c."""
    given = {"delta_1": measured_delta(net, 1), "W_1": net.W[1]}
    return Case(label, given, lambda: nudged(lambda x: replace(net, x=x).costs(), net.x))


def skip_case(label, net):
    """Layer 1 of a net in which a^(3) = g(z^(3) + a^(1)); the truth nudges z^(1) and reads c."""
    z, _ = net.forward()
    a_1 = net.g[1](z[1])

    def from_3(z_3, a_1):
        a = net.g[3](z_3 + a_1)
        for l in range(4, net.L + 1):
            a = net.g[l](a @ net.W[l] + net.b[l])
        return net.cost(a, net.y)

    def from_2(z_2, a_1):
        return from_3(net.g[2](z_2) @ net.W[3] + net.b[3], a_1)

    given = {
        "delta_next": nudged(lambda z_2: from_2(z_2, a_1), z[2]),
        "W_next": net.W[2],
        "delta_skip": nudged(lambda z_3: from_3(z_3, a_1), z[3]),
        "z": z[1],
        "g_prime": net.g[1].prime,
    }
    return Case(
        label, given, lambda: nudged(lambda z_1: from_2(net.g[1](z_1) @ net.W[2] + net.b[2], net.g[1](z_1)), z[1])
    )


def l2_case(label, W, lam):
    """The weights of a net; the truth nudges each and reads lam/2 times the sum of squares."""
    return Case(label, {"W": W, "lam": lam}, lambda: {l: complex_step(lambda w: lam / 2 * w**2, W[l]) for l in W})


def odd_case(label, net, f, j):
    """Layer 1 of a net whose neuron `j` there uses `f`; the truth nudges z^(1) and reads c."""
    z, _ = net.forward()

    def onward(z_1):
        odd = np.arange(z_1.shape[1]) == j
        return np.where(odd, f(z_1), net.g[1](z_1)) @ net.W[2] + net.b[2]

    given = {
        "delta_next": nudged(lambda z_2: net.costs_from(2, z_2), onward(z[1])),
        "W_next": net.W[2],
        "z": z[1],
        "g_prime": net.g[1].prime,
        "j": j,
        "f_prime": f.prime,
    }
    return Case(label, given, lambda: nudged(lambda z_1: net.costs_from(2, onward(z_1)), z[1]))


def step_cases():
    for (label, net), learning_rate in zip(NETWORKS.items(), (0.5, 0.03, 2.0), strict=True):
        yield step_case(f"{label}, learning rate {learning_rate:g}", net, learning_rate)


def road_cases():
    rng = np.random.default_rng(87)
    rows = rng.permutation(12)
    unequal = [rows[:5], rows[5:7], rows[7:]]
    yield road_case("three batches", (3, 3, 3), 12, unequal, 0.5, rng)
    yield road_case("two epochs", (3, 4, 2), 7, [*_cut(rng, 7, 2), *_cut(rng, 7, 2)], 0.1, rng)
    yield road_case("a single batch", (2, 3), 5, [np.array([4, 0, 2])], 2.0, rng)


def _cut(rng, N, size):
    order = rng.permutation(N)
    return [order[first : first + size] for first in range(0, N, size)]


def score_cases():
    rng = np.random.default_rng(88)
    for N, n_L, right in SCORES:
        yield score_case(f"{N} examples, {n_L} outputs", N, n_L, right, rng)


def input_cases():
    yield from (input_case(label, net) for label, net in NETWORKS.items())


def skip_cases():
    yield from (skip_case(label, net) for label, net in SKIPPING.items())


def l2_cases():
    for (label, net), lam in zip(NETWORKS.items(), (0.1, 3.0, 0.01), strict=True):
        yield l2_case(f"{label}, lam = {lam:g}", net.W, lam)


def odd_cases():
    for (label, net), f, j in zip(NETWORKS.items(), (sigmoid, tanh, softplus), (2, 0, 4), strict=True):
        yield odd_case(f"{label}, j = {j}", net, f, j)


def quiz_cases():
    yield Case("your answers", {}, dict, judge=ask_for_form)


EXERCISES = (
    Exercise("sgd_step", 8, "S7", step_cases, returns=("W", "b"), axes=("i =", "j =")),
    Exercise("train", 8, "S3, S7", road_cases, returns=("W", "b"), axes=("i =", "j =")),
    Exercise("accuracy", 8, "S1", score_cases),
    Exercise("input_gradient", 8, "S2, S6", input_cases, axes=("example", "input")),
    Exercise("skip_delta", 8, "S6", skip_cases),
    Exercise("l2_gradient", 8, "S7", l2_cases, returns=("W",), axes=("i =", "j =")),
    Exercise("odd_neuron_delta", 8, "S6", odd_cases),
    Exercise("quiz", 8, "S2 to S7", quiz_cases),
)

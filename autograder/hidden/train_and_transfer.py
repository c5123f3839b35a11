"""Lesson 8: steps, trainings by the examiner's own gradient, S6 in networks that are not the sheet's, and the quiz."""

import numpy as np

from autograder.hidden.expect import expect
from autograder.hidden.networks import bent, drawn, hyperbola, networks
from autograder.hidden.quiz import quiz_case
from chainrule import Network, relu, sigmoid, softplus, squared_error, tanh
from chainrule.case import Case
from chainrule.downhill import lowest_point
from chainrule.exercises.train_and_transfer import (
    input_case,
    l2_case,
    odd_case,
    road_case,
    score_case,
    skip_case,
    step_case,
)
from chainrule.numeric import measured_gradient
from chainrule.training import shuffled_batches


def test_sgd_step(sgd_step, rng):
    for (label, net), learning_rate in zip(networks(rng), (0.5, 0.02, 3.0, 0.1), strict=True):
        expect("sgd_step", sgd_step, step_case(f"{label}, learning rate {learning_rate:g}", net, learning_rate))


def test_train(train, rng):
    for label, sizes, N, count, size in (
        ("batches of unequal size", (3, 3, 3), 11, 1, 4),
        ("three epochs", (4, 5, 2), 13, 3, 5),
        ("as many batches as examples", (2, 3, 3), 4, 1, 1),
    ):
        batches = _batches(rng, N, size, count)
        expect("train", train, road_case(label, sizes, N, batches, rng.uniform(0.05, 2), rng))


def _batches(rng: np.random.Generator, N: int, size: int, epochs: int) -> list[np.ndarray]:
    """Some epochs of batches, no two of which hold the same rows: a road could not tell them apart."""
    while True:
        found = [each for _ in range(epochs) for each in shuffled_batches(N, size, rng)]
        if len({frozenset(each.tolist()) for each in found}) == len(found):
            return found


def test_train__real_gradient(train, rng):
    for label, sizes, count, size in (
        ("a network, in batches", (3, 4, 2), 2, 3),
        ("a network, all examples in each step", (3, 3, 3), 3, 8),
    ):
        net = drawn(rng, sizes, (bent, tanh), hyperbola, 8)
        batches = [each for _ in range(count) for each in shuffled_batches(8, size, rng)]
        expect("train", train, trained_case(label, net, batches, 0.4))


def trained_case(label: str, net: Network, batches: list, learning_rate: float) -> Case:
    """A training of `net` by its measured gradient; the truth goes from one lowest point to the next."""

    def gradient(x, y, W, b, /):
        return measured_gradient(Network(x, y, W, b, net.g, net.cost))

    def truth():
        now = net.W, net.b
        for rows in batches:
            slopes = gradient(net.x[rows], net.y[rows], *now)
            pairs = zip(now, slopes, strict=True)
            now = tuple({l: lowest_point(old[l], slope[l], learning_rate) for l in old} for old, slope in pairs)
        return now

    given = {"gradient": gradient, "x": net.x, "y": net.y, "W": net.W, "b": net.b, "batches": batches}
    return Case(label, given | {"learning_rate": learning_rate}, truth)


def test_accuracy(accuracy, rng):
    for N, n_L, right in ((9, 5, 6), (6, 3, 1), (5, 5, 5), (7, 2, 0), (4, 4, 3), (1, 6, 1), (500, 10, 347)):
        expect("accuracy", accuracy, score_case(f"{N} examples, {n_L} outputs", N, n_L, right, rng))


def test_input_gradient(input_gradient, rng):
    for label, net in networks(rng):
        expect("input_gradient", input_gradient, input_case(label, net))


def test_skip_delta(skip_delta, rng):
    for label, sizes, activations, cost, N in (
        ("a square network", (4, 4, 4, 4), (bent, tanh, softplus), squared_error, 4),
        ("a network that goes on above the skip", (3, 5, 4, 5, 2), (softplus, bent, tanh, sigmoid), hyperbola, 7),
        ("a network with a ReLU", (4, 6, 3, 6), (relu, bent, softplus), squared_error, 5),
        ("a network with one neuron between", (2, 3, 1, 3), (bent, softplus, tanh), hyperbola, 6),
    ):
        expect("skip_delta", skip_delta, skip_case(label, drawn(rng, sizes, activations, cost, N)))


def test_l2_gradient(l2_gradient, rng):
    for (label, net), lam in zip(networks(rng), (0.3, 2.0, 0.001, 10.0), strict=True):
        expect("l2_gradient", l2_gradient, l2_case(f"{label}, lam = {lam:g}", net.W, lam))


def test_odd_neuron_delta(odd_neuron_delta, rng):
    """The odd neuron is the first, the last, and twice one inside."""
    for (label, net), f, place in zip(networks(rng), (sigmoid, bent, tanh, softplus), (0, -1, None, None), strict=True):
        j = _inside(net, rng) if place is None else place % net.sizes[1]
        expect("odd_neuron_delta", odd_neuron_delta, odd_case(f"{label}, j = {j}", net, f, j))


def _inside(net: Network, rng: np.random.Generator) -> int:
    """A neuron of layer 1, neither the first nor the last, nor the only one whose activation falls somewhere."""
    z, _ = net.forward()
    falls = (net.g[1].prime(z[1]) < 0).any(axis=0)
    inside = np.arange(1, net.sizes[1] - 1)
    return int(rng.choice(inside[~falls[inside] | (falls.sum() > 1)]))


def test_quiz(quiz, rng):
    expect("quiz", quiz, quiz_case(1, 2))


def test_quiz__delta(quiz, rng):
    expect("quiz", quiz, quiz_case(3, 4, 5))


def test_quiz__gradient(quiz, rng):
    expect("quiz", quiz, quiz_case(6, 7))


def test_quiz__checking(quiz, rng):
    expect("quiz", quiz, quiz_case(8, 9))


def test_quiz__mistakes(quiz, rng):
    expect("quiz", quiz, quiz_case(10, 11, 12, 13, 14))

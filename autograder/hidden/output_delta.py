"""Lesson 3: deltas measured in unseen networks, cost gradients at unseen numbers, and the last layer (S4, S5)."""

from collections.abc import Callable, Iterator

import numpy as np

from autograder.hidden.expect import expect
from autograder.hidden.networks import bent, drawn, hyperbola, networks
from chainrule import Cost, binary_cross_entropy, identity, log_cosh, sigmoid, squared_error, tanh
from chainrule.case import Case, Watched
from chainrule.exercises.output_delta import gradient_case, nudge_case, output_case

SHAPES = ((7, 3), (5, 1), (1, 4), (3, 3))


def test_measured_delta(measured_delta, rng):
    for label, net in networks(rng):
        for l in (net.L, 1, 2):
            expect("measured_delta", measured_delta, nudge_case(label, net, l))


def test_measured_delta__unseen(measured_delta, rng):
    expect("measured_delta", measured_delta, nudge_case("one layer", drawn(rng, (3, 2), (bent,), hyperbola, 6), 1))
    expect(
        "measured_delta",
        measured_delta,
        nudge_case("one example", drawn(rng, (2, 3, 2), (tanh, bent), hyperbola, 1), 1),
    )
    net = drawn(rng, (3, 5, 4, 2), (bent, tanh, bent), hyperbola, 6)
    g = {**net.g, 1: Watched(net.g[1], "g[1]"), 3: Watched(net.g[3], "g[3]")}
    for l in (1, 2, 3):
        label = "activations that you have not met and that take real numbers only"
        expect("measured_delta", measured_delta, nudge_case(label, net, l, g))


def test_squared_error_gradient(squared_error_gradient, rng):
    _expect_gradients("squared_error_gradient", squared_error_gradient, _anywhere(squared_error, rng))
    _expect_gradients("squared_error_gradient", squared_error_gradient, _far_off(squared_error, rng, 1e4, 1e8))


def test_binary_cross_entropy_gradient(binary_cross_entropy_gradient, rng):
    _expect_gradients("binary_cross_entropy_gradient", binary_cross_entropy_gradient, _probabilities(rng))


def test_log_cosh_gradient(log_cosh_gradient, rng):
    _expect_gradients("log_cosh_gradient", log_cosh_gradient, _anywhere(log_cosh, rng))


def test_log_cosh_gradient__large_errors(log_cosh_gradient, rng):
    _expect_gradients("log_cosh_gradient", log_cosh_gradient, _far_off(log_cosh, rng, 30, 1000))
    _expect_gradients("log_cosh_gradient", log_cosh_gradient, _far_off(log_cosh, rng, 1e5, 1e8))


def test_output_delta(output_delta, rng):
    for label, net in networks(rng):
        expect("output_delta", output_delta, output_case(label, net))
    for label, g, cost, N in (("a linear output", identity, squared_error, 6), ("one example", tanh, log_cosh, 1)):
        expect("output_delta", output_delta, output_case(label, drawn(rng, (3, 4, 2), (tanh, g), cost, N)))


def test_output_delta__unseen(output_delta, rng):
    for sizes, N in (((3, 4), 6), ((2, 5, 3), 3), ((4, 1), 5)):
        net = drawn(rng, sizes, (*[sigmoid] * (len(sizes) - 2), bent), hyperbola, N)
        expect("output_delta", output_delta, output_case("an activation and a cost that you have not met", net))


def _expect_gradients(name: str, answer: Callable, cases: Iterator[Case]) -> None:
    for case in cases:
        expect(name, answer, case)


def _anywhere(cost: Cost, rng: np.random.Generator) -> Iterator[Case]:
    """Outputs and targets of every sign, errors of order one."""
    for shape in SHAPES:
        yield gradient_case(f"a of shape {shape}", cost, *rng.normal(size=(2, *shape)))


def _far_off(cost: Cost, rng: np.random.Generator, *sizes: float) -> Iterator[Case]:
    """Large errors to both sides: there a finite difference of the cost has lost its digits."""
    for size in sizes:
        y = rng.normal(size=(5, 2))
        error = size * rng.uniform(0.5, 1.5, size=y.shape) * rng.choice([-1, 1], size=y.shape)
        yield gradient_case(f"errors of about {size:g}", cost, y + error, y)


def _probabilities(rng: np.random.Generator) -> Iterator[Case]:
    """Outputs in [0.01, 0.99], so that an answer that clips passes; in the middle and far out: no nudge suits both."""
    for shape in SHAPES:
        a, y = rng.uniform(0.05, 0.95, size=(2, *shape))
        yield gradient_case(f"a of shape {shape}", binary_cross_entropy, a, y)
    for low, high in ((0.3, 0.7), (0.011, 0.03), (0.97, 0.989)):
        a = rng.uniform(low, high, size=(5, 2))
        y = rng.permutation([0.0, 1.0] * 5).reshape(5, 2)
        yield gradient_case(f"targets 0 or 1, outputs from {low} to {high}", binary_cross_entropy, a, y)

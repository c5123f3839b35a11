"""Lesson 7: rows of any size, outputs that answer every z, deltas to be given a size, drawn for this classroom."""

from collections.abc import Iterator

import numpy as np

from autograder.hidden.expect import expect
from autograder.hidden.networks import bent, drawn, hyperbola, networks
from chainrule import Cost, rows, sigmoid, softplus, squared_error, tanh
from chainrule.exercises.softmax_and_depth import (
    climbing,
    coupled_case,
    cross_entropy_case,
    divided,
    in_a_ring,
    jacobian_case,
    norms_case,
    one_hot,
    softmax_case,
)
from chainrule.numeric import measured_deltas

SHAPES = ((5, 3), (4, 4), (1, 5), (6, 2), (3, 1), (2, 6))
lopsided = Cost(lambda a, y: np.exp((a - 2 * y) / 3) - a / 3 + y**2, "lopsided")


def mirrored(z):
    """Each output hears the first z most, and the last one through a product."""
    return np.sin(z) + z[:, :1] * softplus(z[:, -1:]) * np.linspace(0.5, 1.5, z.shape[1])


def test_softmax(softmax, rng):
    for shape in SHAPES:
        expect("softmax", softmax, softmax_case(f"z of shape {shape}", rng.uniform(-3, 3, size=shape)))


def test_softmax__far_out(softmax, rng):
    for label, z in _far_out(rng):
        expect("softmax", softmax, softmax_case(label, z))


def test_softmax_jacobian(softmax_jacobian, rng):
    for shape in SHAPES:
        s = rows.value(rng.uniform(-2, 2, size=shape))
        expect("softmax_jacobian", softmax_jacobian, jacobian_case(f"s of shape {shape}", s))
    taken = rng.permutation(np.array([[0.0, 0.0, 1.0], [0.3, 0.7, 0.0], [0.0, 1.0, 0.0], [0.2, 0.2, 0.6]]))
    expect("softmax_jacobian", softmax_jacobian, jacobian_case("shares that are 0 or 1", taken))


def test_output_delta_general(output_delta_general, rng):
    for shape in SHAPES:
        for layer in (divided, climbing, in_a_ring, mirrored, tanh):
            cost = (hyperbola, squared_error, lopsided)[rng.integers(3)]
            label = f"{shape[0]} examples, {shape[1]} outputs"
            case = coupled_case(label, layer, cost, *rng.normal(size=(2, *shape)))
            expect("output_delta_general", output_delta_general, case)


def test_softmax_cross_entropy_delta(softmax_cross_entropy_delta, rng):
    for N, n in (shape for shape in SHAPES if shape[1] > 1):  # A single class has no delta.
        z = rng.uniform(-3, 3, size=(N, n))
        for label, y in (("one-hot targets", one_hot(rng, N, n)), ("targets that are shares", _shares(rng, N, n))):
            case = cross_entropy_case(f"z of shape {z.shape}, {label}", z, y)
            expect("softmax_cross_entropy_delta", softmax_cross_entropy_delta, case)


def test_softmax_cross_entropy_delta__far_out(softmax_cross_entropy_delta, rng):
    for label, z in _far_out(rng):
        case = cross_entropy_case(label, z, _missed(rng, z))
        expect("softmax_cross_entropy_delta", softmax_cross_entropy_delta, case)


def test_delta_norms(delta_norms, rng):
    for label, net in networks(rng):
        expect("delta_norms", delta_norms, norms_case(label, measured_deltas(net)))
    single = drawn(rng, (2, 3, 4, 2), (tanh, bent, sigmoid), hyperbola, 1)
    expect("delta_norms", delta_norms, norms_case("a single example", measured_deltas(single)))
    tall = {l: 10.0 ** (3 - l) * rng.normal(size=(4, 6)) for l in range(1, 13)}
    expect("delta_norms", delta_norms, norms_case("twelve layers, each a tenth of the one below", tall))


def _far_out(rng: np.random.Generator) -> Iterator[tuple[str, np.ndarray]]:
    """Rows far from 0, rows that lie 1000 and 2000 apart, and both ends within one row."""
    for level in (-1000, -700, 700, 1000):
        yield f"z near {level}", np.clip(level + rng.uniform(-4, 4, size=(4, 3)), -1000, 1000)
    levels = rng.permutation([-1000.0, -500.0, 0.0, 500.0, 1000.0])[:, None]
    yield "rows of one batch that lie far apart", np.clip(levels + rng.uniform(-4, 4, size=(5, 4)), -1000, 1000)
    yield "z far apart within a row", rng.uniform(-700, 0, size=(4, 3)) + rng.uniform(-300, 1000, size=(4, 1))
    ends = rng.permuted(np.tile([-1000.0, 1000.0, 999.0, -3.0], (3, 1)), axis=1)
    yield "z = -1000 and z = 1000 in a row", ends
    yield "one z far above the others", rng.permuted(np.tile([1000.0, -700.0, -800.0, -900.0], (3, 1)), axis=1)


def _missed(rng: np.random.Generator, z: np.ndarray) -> np.ndarray:
    """One-hot targets, in the first row another than the largest z: some delta is of order one."""
    y = one_hot(rng, *z.shape)
    y[0] = np.eye(z.shape[1])[z[0].argmin()]
    return y


def _shares(rng: np.random.Generator, N: int, n: int) -> np.ndarray:
    return rng.dirichlet(np.ones(n), size=N)

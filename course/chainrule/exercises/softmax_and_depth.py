"""Lesson 7: rows for a softmax, layers whose outputs answer every z, and deltas to be given a size (S4, S5)."""

from functools import partial

import numpy as np

from chainrule import rows
from chainrule.activations import sigmoid, softplus, tanh
from chainrule.case import Case, Exercise
from chainrule.costs import Cost, log_cosh, squared_error
from chainrule.deep import size
from chainrule.network import random_network
from chainrule.numeric import TINY, measured_deltas

FORMULA = 1e-12  # No finite difference comes as near as this.
SMALLEST = float(np.finfo(float).tiny)  # A share that is smaller may be 0.


def z_rows():
    """Rows of z by what they are called: near 0, then far from 0, from each other, and within themselves."""
    rng = np.random.default_rng(71)
    levels = np.array([[900.0], [-990.0], [0.0], [-400.0], [600.0]])
    return {
        "z near 0": rng.uniform(-2, 2, size=(5, 3)),
        "as many examples as classes": rng.uniform(-2, 2, size=(4, 4)),
        "a single example": rng.uniform(-2, 2, size=(1, 4)),
        "z near 1000": rng.uniform(990, 1000, size=(4, 3)),
        "rows that lie far from each other": levels + rng.uniform(-4, 4, size=(5, 3)),
        "one small z in a row": np.array([[1000.0, 990, -1000], [-900, 1000, 998], [999, -1000, 1000]]),
        "one large z in a row": np.array([[1000.0, -1000, -900], [300, -700, 1000], [-1000, 1000, -400]]),
    }


def softmax_case(label, z):
    """Rows of z; the truth is the definition, in numbers of many digits."""
    return Case(label, {"z": z}, partial(rows.value, z))


def softmax_cases():
    yield from (softmax_case(label, z) for label, z in z_rows().items())


def jacobian_case(label, s):
    """What a softmax gave; the truth nudges every z_j behind it and reads every s_k."""
    return Case(label, {"s": s}, partial(rows.jacobian, s))


def jacobian_cases():
    """Shares of several sizes, and a row in which one has taken all."""
    yield from (jacobian_case(label, rows.value(z)) for label, z in list(z_rows().items())[:3])
    taken = np.array([[0.0, 1.0, 0.0], [0.2, 0.3, 0.5], [1.0, 0.0, 0.0], [0.0, 0.4, 0.6]])
    yield jacobian_case("shares that are 0 or 1", taken)


# Layers whose a_k answer more than one z, as functions of rows z (N, n); no two of their Jacobians are symmetric.


def divided(z):
    """Positive numbers of each row over their sum."""
    size = 1 + z * z
    return size / size.sum(axis=1, keepdims=True)


def climbing(z):
    """Each output on top of the one before: a_k hears z_1 to z_k only."""
    return np.cumsum(softplus(z), axis=1)


def in_a_ring(z):
    """Each output hears its own z and its neighbour's."""
    return np.tanh(z) + sigmoid(2 * np.roll(z, 1, axis=1)) * z


LAYERS = {"a layer of parts of a whole": divided, "a climbing layer": climbing, "a ring": in_a_ring}


def nudged_z(f, z):
    """How what `f` makes of rows z answers each z_j: the answers to z_1, z_2, ... one after the other."""
    for j in range(z.shape[1]):
        nudged = z.astype(complex)
        nudged[:, j] += 1j * TINY
        yield np.imag(f(nudged)) / TINY


def coupled_case(label, layer, cost, z, y):
    """dc/da and da_k/dz_j of a layer, measured; the truth nudges every z_j and reads c (S4)."""
    given = {"dc_da": cost.gradient(layer(z), y), "jacobian": np.stack(list(nudged_z(layer, z)), axis=2)}
    return Case(label, given, lambda: np.stack(list(nudged_z(lambda z: cost(layer(z), y), z)), axis=1))


def coupled_cases():
    rng = np.random.default_rng(72)
    shapes = ((5, 3), (4, 4), (6, 2))
    for (label, layer), cost, shape in zip(LAYERS.items(), (log_cosh, squared_error, log_cosh), shapes, strict=True):
        yield coupled_case(label, layer, cost, *rng.normal(size=(2, *shape)))
    yield coupled_case("a single example", climbing, squared_error, *rng.normal(size=(2, 1, 4)))
    yield coupled_case("a layer in which each a answers its own z only", tanh, log_cosh, *rng.normal(size=(2, 5, 3)))


def cross_entropy_case(label, z, y):
    """Rows of z and of targets; the truth nudges every z_j and reads c, in numbers of many digits (S4)."""
    return Case(label, {"z": z, "y": y}, partial(rows.delta, rows.cross_entropy, z, y))


def one_hot(rng, N, n):
    """N rows with a single 1 each, and 0 elsewhere."""
    return np.eye(n)[rng.integers(n, size=N)]


def cross_entropy_cases():
    """One-hot targets and targets that are shares, near 0 and far out."""
    rng = np.random.default_rng(73)
    for label, z in z_rows().items():
        soft = label == "as many examples as classes"
        y = rng.dirichlet(np.ones(z.shape[1]), size=len(z)) if soft else one_hot(rng, *z.shape)
        yield cross_entropy_case(label, z, y)


def norms_case(label, delta):
    """delta of several layers; the truth holds each layer's length against that of a layer of ones."""
    return Case(label, {"delta": delta}, lambda: {l: size(each) for l, each in delta.items()})


def norms_cases():
    fourth = Cost(lambda a, y: (a - y) ** 4, "fourth power")
    net = random_network((3, 4, 6, 2), (tanh, softplus, sigmoid), fourth, N=5, seed=74)
    yield norms_case("a net of three layers", measured_deltas(net))
    square = random_network((4, 4, 4), (softplus, tanh), log_cosh, N=4, seed=75)
    yield norms_case("as many examples as neurons", measured_deltas(square))
    rng = np.random.default_rng(76)
    yield norms_case("deltas that vanish", {l: 0.01 ** (7 - l) * rng.normal(size=(3, 5)) for l in range(1, 8)})
    yield norms_case("a single layer of one neuron", {1: np.array([[-3.0]])})


EXERCISES = (
    Exercise("softmax", 7, "S1", softmax_cases, floor=SMALLEST),
    Exercise("softmax_jacobian", 7, "S1", jacobian_cases, axes=("example", "k =", "j ="), tolerance=FORMULA),
    Exercise("output_delta_general", 7, "S4, S5", coupled_cases),
    Exercise("softmax_cross_entropy_delta", 7, "S4, S5", cross_entropy_cases, tolerance=FORMULA),
    Exercise("delta_norms", 7, "S4", norms_cases, returns=("norms",)),
)

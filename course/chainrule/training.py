"""What surrounds a training: where it starts, in which batches the rows come, and what is measured on the way."""

from dataclasses import replace

import numpy as np

from chainrule import deep
from chainrule.activations import sigmoid, tanh
from chainrule.costs import squared_error
from chainrule.network import Network
from chainrule.numeric import TINY, measured_deltas

SEED = 3
MEASURED = 40  # Examples: each picture of a training waits for their deltas.


def start(sizes, seed, scale=1.0):
    """Weights and biases to start from, (W, b): W[l] normal with deviation `scale` / sqrt(n_{l-1}), b[l] nought."""
    rng = np.random.default_rng(seed)
    layers = range(1, len(sizes))
    W = {l: scale * rng.normal(size=(sizes[l - 1], sizes[l])) / np.sqrt(sizes[l - 1]) for l in layers}
    return W, {l: np.zeros(sizes[l]) for l in layers}


def shuffled_batches(N, size, rng):
    """One epoch: the rows 0..N-1 in random order, cut into batches of `size` rows; the last may be smaller."""
    order = rng.permutation(N)
    return [order[first : first + size] for first in range(0, N, size)]


def epochs(train, gradient, x, y, W, b, learning_rate, count, size=32, seed=0):
    """(W, b) at the start and after each of `count` epochs of your `train`, each over batches of `size` rows."""
    rng = np.random.default_rng(seed)
    yield W, b
    for _ in range(count):
        W, b = train(gradient, x, y, W, b, shuffled_batches(len(x), size, rng), learning_rate)
        yield W, b


def two_moons(N, seed):
    """Two bent clouds in the plane: x (N, 2), and y (N, 1), which is 0 or 1."""
    rng = np.random.default_rng(seed)
    upper = np.arange(N) % 2 == 0
    turn = rng.uniform(0, np.pi, size=N)
    moons = np.where(upper[:, None], [-0.5, -0.25], [0.5, 0.25]) + np.stack(
        [np.cos(turn), np.where(upper, 1, -1) * np.sin(turn)], axis=1
    )
    return moons + rng.normal(scale=0.12, size=(N, 2)), upper[:, None] * 1.0


def toy_network(scale):
    """A network 2-8-8-8-1 on 200 points of `two_moons`, as it starts with weights of this `scale`."""
    x, y = two_moons(200, SEED)
    g = {1: tanh, 2: tanh, 3: tanh, 4: sigmoid}
    return Network(x, y, *start((2, 8, 8, 8, 1), SEED, scale), g, squared_error)


def delta_sizes(net):
    """|delta^(l)| of each layer, {l: number}: the root of the mean square of the deltas of 40 examples, measured."""
    some = replace(net, x=net.x[:MEASURED], y=net.y[:MEASURED])
    return {l: deep.size(delta) for l, delta in measured_deltas(some).items()}


def delta_ratio(scale):
    """|delta^(1)| over |delta^(L)| in the `toy_network` of this scale, before its first step: measured."""
    sizes = delta_sizes(toy_network(scale))
    return sizes[1] / sizes[max(sizes)]


def promise_missed_by(net, pixel, nudge):
    """By what share the promise `nudge` times dc/dx misses what c of the first example really does: measured."""
    x = net.x.copy()
    x[0, pixel] += nudge
    moved = replace(net, x=x).costs()[0] - net.costs()[0]
    tiny = net.x.astype(complex)
    tiny[0, pixel] += 1j * TINY
    promised = nudge * np.imag(replace(net, x=tiny).costs()[0]) / TINY
    return float(abs(promised - moved) / abs(moved))

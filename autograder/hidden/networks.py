"""Networks that no student has seen, drawn anew for each classroom, on which every mistake shows."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from chainrule import Activation, Cost, Network, binary_cross_entropy, relu, sigmoid, softplus, squared_error, tanh
from chainrule.network import random_network, seal
from chainrule.numeric import measured_deltas

# Known to no library: their formulas must come from what the student is given.
bent = Activation(lambda z: (z + 2 * np.sin(1.3 * z + 0.5)) / 3, "bent")  # its slope has both signs and is not even
bent.allows_complex = True  # Nudging is told where it is forbidden, by activations that are watched.
hyperbola = Cost(lambda a, y: np.sqrt(1 + 3 * (a - y) ** 2) - 1, "hyperbola")
# They remember nothing, so a student's process may remember what they gave it.
bent.lasting = bent.prime.lasting = hyperbola.lasting = True

LASTING = 500  # Networks that are kept: a whole class is judged on the same few.
DRAWS = 10_000  # Of the networks with ReLUs one in 120 is fit, of all others two in five at least.
KINK = 1e-2  # a right answer may push by thousandths, and what is pushed moves the layers above
ALIVE = 1e-3


def networks(rng: np.random.Generator) -> Iterator[tuple[str, Network]]:
    """Four networks: square, deep and mixed, with ReLUs, and one that ends in a single neuron.

    The square one comes first: there a wrong transpose gives wrong numbers, by which it is known.
    """
    yield "a square network", drawn(rng, (4, 4, 4, 4), (tanh, bent, softplus), squared_error, 5)
    yield "a deep network", drawn(rng, (5, 4, 3, 6, 2), (tanh, softplus, sigmoid, bent), hyperbola, 7)
    yield "a network with ReLUs", drawn(rng, (4, 6, 5, 3), (relu, relu, sigmoid), binary_cross_entropy, 7)
    yield "a network with one output", drawn(rng, (3, 5, 4, 1), (bent, tanh, sigmoid), binary_cross_entropy, 6)


def drawn(rng: np.random.Generator, sizes: tuple, activations: tuple, cost: Cost, N: int) -> Network:
    """A random network that is fit to test on; a draw with a dead neuron or near a kink is put back."""
    return _drawn(int(rng.integers(2**63)), sizes, activations, cost, N)


@lru_cache(LASTING)
def _drawn(seed: int, sizes: tuple, activations: tuple, cost: Cost, N: int) -> Network:
    rng = np.random.default_rng(seed)
    for _ in range(DRAWS):
        net = random_network(sizes, activations, cost, N, seed=int(rng.integers(2**63)))
        if fit(net):
            return seal(net)
    raise RuntimeError(f"no network of widths {sizes} is fit to test on; loosen what `fit` asks")


def fit(net: Network) -> bool:
    """No z near a kink, outputs where a logarithm is calm, `bent` falling and each delta alive on some example."""
    z, a = net.forward()
    kinks, turns = ([l for l in z if net.g[l] is g] for g in (relu, bent))
    calm = net.cost is not binary_cross_entropy or (a[net.L].min() > 0.01 and a[net.L].max() < 0.99)
    return (
        calm
        and all(np.abs(z[l]).min() > KINK and (z[l] < 0).any() for l in kinks)
        and all((bent.prime(z[l]) < -ALIVE).any() for l in turns)
        and all((np.abs(delta).max(axis=0) > ALIVE).all() for delta in measured_deltas(net).values())
    )

"""A deep network of equal layers: z on the way up, a delta that is put in at the top, and pushes to measure it by."""

from dataclasses import dataclass
from functools import cache
from math import hypot

import numpy as np

from chainrule.activations import Activation
from chainrule.numeric import TINY

WIDTH, EXAMPLES, DEEPEST, PUSHES = 100, 5, 50, 4
SEED = 11


@dataclass(frozen=True)
class Deep:
    """z and W of layers 1..L, keyed by the layer's number, each layer with activation `g` and without biases.

    c is the sum over j of `top`_j z_j^(L), so delta^(L) is `top` (N, n): numbers 1 and -1.
    """

    W: dict
    z: dict
    g: Activation
    top: np.ndarray

    @property
    def L(self):
        return max(self.W)


def deep_network(depth, sigma, g):
    """`depth` layers of 100 neurons with five examples; every weight is drawn from a normal distribution, sd `sigma`.

    The draws are the same each time, so another depth or `sigma` cuts or stretches the same network.
    """
    x, weights, top = _draws()
    W, z, a = {}, {}, x
    for l in range(1, depth + 1):
        W[l] = sigma * weights[l - 1]
        z[l] = a @ W[l]
        a = g(z[l])
    return Deep(W, z, g, top)


def walk_back(net, hidden_delta):
    """delta of every layer, {l: (N, n)}: from the top down, one call of `hidden_delta` a layer."""
    delta = {net.L: net.top.copy()}
    for l in reversed(range(1, net.L)):
        delta[l] = hidden_delta(delta[l + 1], net.W[l + 1], net.z[l], net.g.prime)
    return delta


def pushed(net, l):
    """A few random pushes of layer l, every z by 1 or -1, (K, n), and how c of every example answers them, (N, K)."""
    pushes = np.random.default_rng(l).choice([-1.0, 1.0], size=(PUSHES, WIDTH))
    moves = np.tile(pushes, (EXAMPLES, 1, 1))
    for m in range(l, net.L):
        # Nudged in the imaginary direction, z itself stays: only the move has to be carried on.
        moves = np.imag(net.g(net.z[m][:, None, :] + 1j * TINY * moves)) / TINY @ net.W[m + 1]
    return pushes, np.einsum("nkj,nj->nk", moves, net.top)


def size(delta):
    """How long all of `delta` is as one vector, beside a vector of as many ones."""
    return hypot(*np.ravel(delta)) / hypot(*np.ones(np.size(delta)))


def size_by_pushes(answers):
    """About the size of a delta (N, n) that gave these `answers` to pushes of every z by 1 or -1."""
    # delta_j delta_k times a random sign is nought in the mean, and each delta_j squared is left.
    return float(np.sqrt(np.mean(answers**2) / WIDTH))


@cache
def _draws():
    rng = np.random.default_rng(SEED)
    x = rng.normal(size=(EXAMPLES, WIDTH))
    weights = rng.normal(size=(DEEPEST, WIDTH, WIDTH))
    return x, weights, rng.choice([-1.0, 1.0], size=(EXAMPLES, WIDTH))

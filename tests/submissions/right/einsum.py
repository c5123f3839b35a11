"""Index notation throughout, with type hints and a helper."""

import numpy as np


def times(*operands: np.ndarray, indices: str) -> np.ndarray:
    return np.einsum(indices, *operands, optimize=True)


def dz_next_da(W_next: np.ndarray) -> np.ndarray:
    return np.einsum("jk->kj", W_next)


def dc_da_hidden(delta_next: np.ndarray, W_next: np.ndarray) -> np.ndarray:
    return times(delta_next, W_next, indices="nk,jk->nj")


def da_dz(z, g_prime):
    return g_prime(z)


def hidden_delta_loops(delta_next, W_next, z, g_prime):
    slope = g_prime(z)
    return np.array(
        [
            [sum(d * w for d, w in zip(delta_next[n], W_next[j])) * slope[n, j] for j in range(z.shape[1])]
            for n in range(z.shape[0])
        ]
    )


def hidden_delta(delta_next, W_next, z, g_prime):
    return times(delta_next, W_next, g_prime(z), indices="nk,jk,nj->nj")


def deltas(dc_da, z, W, g):
    upstream, found = dc_da, {}
    for l in sorted(W, reverse=True):
        found[l] = upstream * g[l].prime(z[l])
        upstream = times(found[l], W[l], indices="nk,jk->nj")
    return found

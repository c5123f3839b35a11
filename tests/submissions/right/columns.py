"""Someone who learned it with columns: transposes in, works, transposes out, in Fortran order."""

import numpy as np


def dz_next_da(W_next):
    return W_next.T


def dc_da_hidden(delta_next, W_next):
    return (W_next @ delta_next.T).T


def da_dz(z, g_prime):
    return g_prime(z.T).T


def hidden_delta_loops(delta_next, W_next, z, g_prime):
    columns = np.zeros(z.T.shape)
    for n in range(z.shape[0]):
        for k in range(W_next.shape[1]):
            for j in range(z.shape[1]):
                columns[j, n] += W_next[j, k] * delta_next[n, k]
    return np.asfortranarray(columns.T * g_prime(z))


def hidden_delta(delta_next, W_next, z, g_prime):
    return (W_next @ delta_next.T * g_prime(z).T).T


def deltas(dc_da, z, W, g):
    def back(l):
        if l == max(W):
            return {l: dc_da * g[l].prime(z[l])}
        above = back(l + 1)
        return {**above, l: hidden_delta(above[l + 1], W[l + 1], z[l], g[l].prime)}

    return back(1)

"""Everything with loops, as on paper."""

import numpy as np


def dz_next_da(W_next):
    n_l, n_next = W_next.shape
    J = np.zeros((n_next, n_l))
    for k in range(n_next):
        for j in range(n_l):
            J[k, j] = W_next[j, k]
    return J


def dc_da_hidden(delta_next, W_next):
    J = dz_next_da(W_next)
    result = np.zeros((len(delta_next), len(W_next)))
    for n in range(len(delta_next)):
        for j in range(len(W_next)):
            for k in range(len(J)):
                result[n, j] += delta_next[n, k] * J[k, j]
    return result


def da_dz(z, g_prime):
    return np.array([g_prime(row) for row in z])


def hidden_delta_loops(delta_next, W_next, z, g_prime):
    back = dc_da_hidden(delta_next, W_next)
    slope = da_dz(z, g_prime)
    delta = np.zeros(z.shape)
    for n in range(z.shape[0]):
        for j in range(z.shape[1]):
            delta[n, j] = back[n, j] * slope[n, j]
    return delta


def hidden_delta(delta_next, W_next, z, g_prime):
    return hidden_delta_loops(delta_next, W_next, z, g_prime)


def deltas(dc_da, z, W, g):
    L = len(W)
    delta = {}
    delta[L] = dc_da * da_dz(z[L], g[L].prime)
    l = L - 1
    while l >= 1:
        delta[l] = hidden_delta(delta[l + 1], W[l + 1], z[l], g[l].prime)
        l -= 1
    return delta

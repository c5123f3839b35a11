"""Right answers that print, warn and write on stderr: none of it costs a point."""

import sys
import warnings

import numpy as np


def dz_next_da(W_next):
    warnings.warn("this transposes a matrix")
    return W_next.T


def dc_da_hidden(delta_next, W_next):
    print("shapes:", delta_next.shape, W_next.shape)
    return delta_next @ W_next.T


def da_dz(z, g_prime):
    print("slopes coming up", file=sys.stderr)
    return g_prime(z)


def hidden_delta_loops(delta_next, W_next, z, g_prime):
    np.log(np.zeros(1))  # divides by nought on the way, and says so
    delta = np.zeros(z.shape)
    for n, j in np.ndindex(z.shape):
        for k in range(W_next.shape[1]):
            delta[n, j] += delta_next[n, k] * W_next[j, k]
    return delta * g_prime(z)


def hidden_delta(delta_next, W_next, z, g_prime):
    warnings.warn("almost there", DeprecationWarning)
    return (delta_next @ W_next.T) * g_prime(z)


def deltas(dc_da, z, W, g):
    delta = {max(W): dc_da * g[max(W)].prime(z[max(W)])}
    for l in range(max(W) - 1, 0, -1):
        print("layer", l)
        delta[l] = hidden_delta(delta[l + 1], W[l + 1], z[l], g[l].prime)
    return delta

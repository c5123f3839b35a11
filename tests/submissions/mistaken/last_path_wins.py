"""One `=` where `+=` belongs."""

import numpy as np


def hidden_delta_loops(delta_next, W_next, z, g_prime):
    delta = np.zeros(z.shape)
    for n in range(z.shape[0]):
        for j in range(z.shape[1]):
            for k in range(W_next.shape[1]):
                delta[n, j] = delta_next[n, k] * W_next[j, k] * g_prime(z)[n, j]
    return delta

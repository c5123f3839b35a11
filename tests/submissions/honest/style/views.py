"""Gives back views: transposed, backwards, every second number of an array."""

import numpy as np


def dz_next_da(W_next):
    return W_next.T


def da_dz(z, g_prime):
    wide = np.zeros((z.shape[0], 2 * z.shape[1]))
    wide[:, ::2] = g_prime(z)
    return wide[:, ::2]


def dc_da_hidden(delta_next, W_next):
    return np.asfortranarray(delta_next[::-1] @ W_next.T)[::-1]

"""Has the examiner nudge each of half a million weights, all at once: a table of so many rows and columns."""

import numpy as np


def train(gradient, x, y, W, b, batches, learning_rate):
    n = 480
    x, y = np.zeros((1, n)), np.zeros((1, n))
    W = {1: np.zeros((n, n)), 2: np.zeros((n, n))}
    return gradient(x, y, W, {1: np.zeros(n), 2: np.zeros(n)})

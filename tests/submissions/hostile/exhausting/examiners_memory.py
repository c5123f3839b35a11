"""Has the examiner make a table of 1.5 GB: a column of outputs against a row of targets."""

import numpy as np


def mean_cost(a_L, y, cost):
    return cost(np.zeros((14_000, 1)), np.zeros((1, 14_000))).mean()

"""Sets the random numbers' seed, and draws some for a try of its own."""

import random

import numpy as np

np.random.seed(0)
random.seed(0)


def dc_du(dc_dv, dv_du):
    order = np.random.permutation(len(dc_dv))
    return dc_dv[order] @ dv_du[order]

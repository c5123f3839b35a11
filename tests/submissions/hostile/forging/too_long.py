"""Gives back 100 MB."""

import numpy as np


def dc_du(dc_dv, dv_du):
    return np.zeros(12_500_000)

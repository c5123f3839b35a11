"""Writes as on paper."""

import numpy as np


def dc_du(dc_dv, dv_du):
    δ, J = dc_dv, dv_du
    Σ = np.einsum("k,ki->i", δ, J)
    return Σ


def total_derivative(dc_dv, dv_du):
    ẋ = np.asarray(dc_dv) * np.asarray(dv_du)
    return ẋ.sum()

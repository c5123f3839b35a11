"""Warns, and lets numpy warn."""

import warnings

import numpy as np

warnings.simplefilter("always")


def nested_derivative(x):
    warnings.warn("careful", DeprecationWarning, stacklevel=2)
    np.log(np.zeros(1)) / np.zeros(1)
    return 6 * x * np.sin(x * x) ** 2 * np.cos(x * x)


def dc_du(dc_dv, dv_du):
    warnings.warn("multiplying")
    return dc_dv @ dv_du

"""Checks what it is given, and falls back on a slower way."""

import numpy as np


def dc_du(dc_dv, dv_du):
    assert dc_dv.ndim == 1 and dv_du.ndim == 2, "a vector and a matrix"
    try:
        return dc_dv.times(dv_du)
    except AttributeError:
        return np.array([np.sum(dc_dv * column) for column in dv_du.T])
    finally:
        del dc_dv, dv_du


def chain(local_derivatives, *, verbose=False, **rest):
    if verbose:
        print(local_derivatives)
    return np.multiply.reduce(np.array(local_derivatives, dtype=float))

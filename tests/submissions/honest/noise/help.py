"""Asks for help and looks at what there is."""
import numpy as np
np.dot?
help(np.dot)
%who
%timeit -n 1 -r 1 1 + 1


def dc_du(dc_dv, dv_du):
    return np.dot(dc_dv, dv_du)


dc_du?

"""Takes 40 MB for a moment."""

import numpy as np


def dc_du(dc_dv, dv_du):
    table = np.ones((1000, 5000))
    return (dc_dv @ dv_du) * table.mean()

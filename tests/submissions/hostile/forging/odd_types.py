"""Gives back, in one dict, types that numpy has and we do not send."""

import numpy as np


def dc_du(dc_dv, dv_du):
    return {
        1: np.zeros(2, "datetime64[s]"),
        2: np.zeros(2, [("a", "f8"), ("b", "i4")]),
        3: np.array(["a\0b", "\ud800"]),
        4: np.zeros(2, "S5"),
        5: np.longdouble(1),
        6: np.ma.masked_array([1.0], [True]),
        7: np.zeros((1,) * 40),
        8: np.zeros((0, 2**40)),
        9: 2**100_000,
        10: {b"key": 1, (1, 2): 2, None: 3},
    }

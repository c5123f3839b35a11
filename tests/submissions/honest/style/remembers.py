"""Keeps a table of what it has worked out."""

import numpy as np

known = {}
calls = 0


def dc_du(dc_dv, dv_du):
    global calls
    calls += 1
    key = dc_dv.tobytes() + dv_du.tobytes()
    if key not in known:
        known[key] = dc_dv @ dv_du
    return known[key].copy()

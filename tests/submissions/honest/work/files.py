"""Keeps numbers in a file on its way, and tidies up."""

import os
import tempfile

import numpy as np


def dc_du(dc_dv, dv_du):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "numbers.txt")
        np.savetxt(path, dv_du, fmt="%.17g")
        return dc_dv @ np.loadtxt(path, ndmin=2)

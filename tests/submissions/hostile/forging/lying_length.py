"""Announces four thousand million bytes, and sends none."""

import os
import time


def dc_du(dc_dv, dv_du):
    os.write(3, b"\xff" * 8)
    time.sleep(0.5)
    return 0 * dc_dv

"""Opens five thousand descriptors."""

import os


def dc_du(dc_dv, dv_du):
    held = [os.dup(0) for _ in range(5000)]
    return held and 0 * dc_dv

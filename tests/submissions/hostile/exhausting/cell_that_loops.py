"""Loops in the cell, for twenty seconds, before the answer is defined; it counts all the same, if it is written."""

import time

end = time.monotonic() + 20
while time.monotonic() < end:
    pass


def dc_du(dc_dv, dv_du):
    return dc_dv @ dv_du

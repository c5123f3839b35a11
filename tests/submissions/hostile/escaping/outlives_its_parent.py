"""Unties its own life from the watch over it, then leaves children behind and ends."""

import ctypes
import os
import time

ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)


def dc_du(dc_dv, dv_du):
    for _ in range(5):
        if os.fork() == 0:
            os.setpgid(0, 0)
            time.sleep(20)
            os._exit(0)
    os._exit(0)

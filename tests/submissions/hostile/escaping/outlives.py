"""Leaves a process behind: forked twice, in a session of its own, that nobody's death ends; it sleeps for twenty seconds."""

import ctypes
import os
import time

behind = []


def dc_du(dc_dv, dv_du):
    if not behind and os.fork() == 0:
        os.setsid()
        ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
        if os.fork() == 0:
            time.sleep(20)
        os._exit(0)
    behind.append(1)
    return dc_dv @ dv_du

"""Starts processes that start processes, two hundred at most, which end by themselves in twenty seconds."""

import os
import time


def dc_du(dc_dv, dv_du):
    end = time.monotonic() + 20
    for _ in range(200):
        try:
            if os.fork() == 0:
                while time.monotonic() < end:
                    time.sleep(0.1)
                os._exit(0)
        except OSError:
            time.sleep(0.01)
    return 0 * dc_dv

"""Starts two hundred threads that wait for twenty seconds."""

import threading
import time


def dc_du(dc_dv, dv_du):
    for _ in range(200):
        threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
    return 0 * dc_dv

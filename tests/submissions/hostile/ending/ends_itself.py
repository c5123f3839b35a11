"""Sends its own process, and no other, every signal that ends or stops one."""

import os
import signal


def dc_du(dc_dv, dv_du):
    for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGKILL, signal.SIGABRT):
        signal.raise_signal(number) if number != signal.SIGKILL else os.kill(os.getpid(), number)
    os.abort()

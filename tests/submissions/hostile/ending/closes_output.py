"""Closes what it prints to, and its own line to the world with it."""

import os
import sys

for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__, sys.stdin):
    try:
        stream.close()
    except (AttributeError, OSError):
        pass
for number in range(3):
    os.close(number)


def dc_du(dc_dv, dv_du):
    return dc_dv @ dv_du

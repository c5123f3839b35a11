"""Prints 50 MB in the cell, and again in the answer."""

import sys

for _ in range(50):
    print("x" * 1_000_000)
    print("y" * 1000, file=sys.stderr)


def dc_du(dc_dv, dv_du):
    for _ in range(50):
        print("x" * 1_000_000)
    return dc_dv @ dv_du

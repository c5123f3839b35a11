"""Calls itself without end, with and without Python's own limit."""

import sys

tries = []


def nested_derivative(x):
    if not tries:
        tries.append(sys.setrecursionlimit(10**9))
    return nested_derivative(x)

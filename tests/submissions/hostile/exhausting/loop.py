"""Thinks for twenty seconds."""

import time


def nested_derivative(x):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        pass
    return 0.0

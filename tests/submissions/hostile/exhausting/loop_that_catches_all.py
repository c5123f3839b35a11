"""Thinks for twenty seconds, and lets nothing interrupt it."""

import time


def nested_derivative(x):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            while time.monotonic() < end:
                pass
        except BaseException:
            continue
    return 0.0

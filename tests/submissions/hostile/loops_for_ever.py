"""Does not come back for a minute."""

import time


def hidden_delta(delta_next, W_next, z, g_prime):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        pass

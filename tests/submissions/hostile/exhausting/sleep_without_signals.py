"""Blocks every signal and sleeps for twenty seconds."""

import signal
import time


def nested_derivative(x):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    time.sleep(20)
    return 0.0

"""Nests a comparison so deep that the processor's stack ends before Python's limit does."""

import sys

sys.setrecursionlimit(10**9)


class Deep:
    def __init__(self, inner):
        self.inner = inner

    def __repr__(self):
        return repr(self.inner)


def nested_derivative(x):
    nest = None
    for _ in range(100_000):
        nest = Deep(nest)
    return len(repr(nest))

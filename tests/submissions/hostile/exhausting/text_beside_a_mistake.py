"""Fails by a changed argument, and gives back a long text and many noughts: for numpy a table of 40 GB."""


def chain(local_derivatives):
    local_derivatives[:] = 0
    return ["a" * 100_000] + [0] * 100_000

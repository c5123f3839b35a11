"""Gives back a long text and many noughts, of which numpy would make a table of 40 GB."""


def chain(local_derivatives):
    return ["a" * 100_000] + [0] * 100_000

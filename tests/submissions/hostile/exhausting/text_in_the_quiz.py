"""Answers a question by a long text and many noughts, of which numpy would make a table of 8 GB."""


def quiz():
    return dict.fromkeys(range(1, 15), 0) | {1: ["a" * 100_000] + [0] * 20_000}

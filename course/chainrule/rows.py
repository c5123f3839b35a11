"""The truth about whole rows: softmax and the costs behind it in numbers of many digits, their slopes by a nudge.

They stand here by their definitions, which no float could follow: e^1000 is a number like any other.
"""

from decimal import Decimal, localcontext
from functools import cache

import numpy as np

from chainrule.decimals import NUDGE

DIGITS = 120  # A nudge of 1e-40 takes 40 of them, a cost of 1000 a few more.


def softmax(row):
    powers = [z.exp() for z in row]
    total = sum(powers)
    return [power / total for power in powers]


def cross_entropy(shares, y):
    return -sum(target * share.ln() for share, target in zip(shares, y, strict=True) if target)


def squared_error(shares, y):
    return sum((share - target) ** 2 for share, target in zip(shares, y, strict=True)) / 2


def value(z):
    """The softmax of every row of `z` (N, n), right to the last digit of a float."""
    return np.array([_value(tuple(row)) for row in np.asarray(z, dtype=float).tolist()])


def jacobian(s):
    """J[n, k, j] = ds_k/dz_j of a softmax whose outputs are `s` (N, n): nudge each z_j, read every s_k."""
    return np.array([_jacobian(tuple(row)) for row in np.asarray(s, dtype=float).tolist()])


def delta(cost, z, y):
    """delta (N, n) of `z`, when softmax's outputs pay `cost`, one of the above: nudge each z_j, read c (S4)."""
    z, y = np.asarray(z, dtype=float), np.asarray(y, dtype=float)
    pairs = zip(z.tolist(), y.tolist(), strict=True)
    return np.array([_delta(cost, tuple(row), tuple(target)) for row, target in pairs])


@cache
def _value(row):
    with localcontext() as context:
        context.prec = DIGITS
        return [float(share) for share in softmax(map(Decimal, row))]


@cache
def _jacobian(shares):
    with localcontext() as context:
        context.prec = DIGITS
        # A share of 0 has its z at minus infinity; Decimal knows how to go on from there.
        columns = _slopes(softmax, [Decimal(share).ln() for share in shares])
        return np.array([[float(slope) for slope in column] for column in columns]).T


@cache
def _delta(cost, row, target):
    target = [Decimal(share) for share in target]
    with localcontext() as context:
        context.prec = DIGITS
        slopes = _slopes(lambda z: [cost(softmax(z), target)], [Decimal(z) for z in row])
        return [float(slope) for (slope,) in slopes]


def _slopes(f, row):
    """For each entry of `row`, how every number that `f` gives answers a nudge of it."""
    for j, z in enumerate(row):
        up, down = (f([*row[:j], z + nudge, *row[j + 1 :]]) for nudge in (NUDGE, -NUDGE))
        yield [(above - below) / (2 * NUDGE) for above, below in zip(up, down, strict=True)]

"""The truth where floats lose theirs: functions and slopes in numbers of many digits, rounded once at the end.

The functions stand here by their definitions; a slope is measured by a nudge of 1e-40 to either side.
"""

from decimal import Decimal, localcontext
from functools import cache

import numpy as np

NUDGE = Decimal("1e-40")
SMALLEST = 330  # Digits that reach below the smallest float: what is smaller still comes out as 0, as it should.


def sigmoid(z):
    return 1 / (1 + (-z).exp())


def tanh(z):
    return (z.exp() - (-z).exp()) / (z.exp() + (-z).exp())


def relu(z):
    return max(z, Decimal(0))


def softplus(z):
    return (1 + z.exp()).ln()


def value(f, z):
    """`f`, one of the above, at each entry of `z`: right to the last digit of a float."""
    return _entry_by_entry(_value, f, z)


def slope(f, z):
    """The slope of `f` at each entry of `z`, right to the last digit of a float, by nudging."""
    return _entry_by_entry(_slope, f, z)


def _entry_by_entry(measure, f, z):
    z = np.asarray(z, dtype=float)
    return np.array([measure(f, float(each)) for each in z.ravel()]).reshape(z.shape)


@cache
def _value(f, z):
    with localcontext() as context:
        context.prec = _digits(z)
        return float(f(Decimal(z)))


@cache
def _slope(f, z):
    with localcontext() as context:
        context.prec = _digits(z)
        return float((f(Decimal(z) + NUDGE) - f(Decimal(z) - NUDGE)) / (2 * NUDGE))


def _digits(z):
    """Enough that a slope like e^-2|z| is not lost in a subtraction of numbers near 1."""
    return 100 + min(SMALLEST, int(abs(z)))

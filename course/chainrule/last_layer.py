"""One output neuron and one target: how far it is off, how steep, what it costs, and delta, yours and measured."""

from dataclasses import dataclass

import numpy as np

from chainrule.activations import identity, sigmoid, softplus, tanh
from chainrule.check.compare import form_of
from chainrule.check.observe import first_line
from chainrule.costs import binary_cross_entropy, log_cosh, squared_error
from chainrule.nearness import agree
from chainrule.numeric import complex_step

TARGET = 1.0
ACTIVATIONS = {g.name: g for g in (sigmoid, tanh, softplus, identity)}
COSTS = {cost.name: cost for cost in (squared_error, binary_cross_entropy, log_cosh)}


@dataclass(frozen=True)
class LastLayer:
    """Curves over the same numbers `z`; NaN where there is no cost. `gradient` and `delta` are the student's, or None.

    `words` say what the student's functions did where they gave no numbers.
    """

    z: np.ndarray
    a: np.ndarray
    slope: np.ndarray
    c: np.ndarray
    measured: np.ndarray
    gradient: np.ndarray | None
    delta: np.ndarray | None
    words: str = ""

    @property
    def agrees(self):
        """Where your delta is the measured one, an array of booleans, true also where there is no cost."""
        nowhere = np.isnan(self.c)
        if self.delta is None:
            return nowhere
        return nowhere | agree(np.nan_to_num(self.delta, nan=np.inf), np.nan_to_num(self.measured))


def last_layer(output_delta, gradient, g, cost, z):
    """The `LastLayer` of activation `g` and `cost` at the numbers `z`, by the student's two functions."""
    z = np.asarray(z, dtype=float)
    a = g(z)
    c = cost_of(cost, a)
    paid = np.isfinite(c)
    measured = np.full(z.shape, np.nan)
    measured[paid] = complex_step(lambda z: cost.term(g(z), TARGET), z[paid])
    column = a[paid][:, None]
    dc_da, words = _asked("gradient", gradient, column, np.full(column.shape, TARGET))
    delta = None
    if dc_da is not None:
        delta, words = _asked("output_delta", output_delta, dc_da, z[paid][:, None], g.prime)
    return LastLayer(z, a, g.prime(z), c, measured, _spread(dc_da, paid), _spread(delta, paid), words)


def cost_of(cost, a):
    """c of one output, NaN where the cost has no value: cross-entropy outside of 0 < a < 1."""
    with np.errstate(all="ignore"):
        c = cost.term(np.asarray(a, dtype=float), TARGET)
    return np.where(np.isfinite(c), c, np.nan)


def _asked(what, function, *arguments):
    """What the function gives for copies of the arguments, of the first one's shape, or None and words."""
    given = [np.array(each) if isinstance(each, np.ndarray) else each for each in arguments]
    try:
        with np.errstate(all="ignore"):
            value = function(*given)
        form = form_of(value, arguments[0])
        return (None, f"your {what}: {form}") if form else (np.array(value, dtype=float), "")
    except NotImplementedError:
        return None, f"your {what} is not written yet"
    except (Exception, SystemExit) as error:  # A student's function may raise anything.
        return None, f"your {what} stopped with {type(error).__name__}{_said_by(error)}"


def _said_by(error):
    said = first_line(error)
    return f": {said if len(said) <= 120 else said[:119] + '…'}" if said else ""


def _spread(column, paid):
    """A column of numbers back at its places, NaN elsewhere."""
    if column is None:
        return None
    whole = np.full(paid.shape, np.nan)
    whole[paid] = column[:, 0]
    return whole

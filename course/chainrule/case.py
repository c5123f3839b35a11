"""A case: arguments to call an answer with, and the truth, measured; an exercise: its cases."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from chainrule.activations import Activation
from chainrule.costs import Cost

NO_NUDGE = ": a formula is asked for, no nudge"
ROUNDING = 1e-12  # A nudge that is smaller loses more digits than a check lets pass.


@dataclass(frozen=True)
class Case:
    """One call of an answer: what it is given, by parameter, and `truth`, which measures what should come back.

    `wrong_call`, where there is one, is asked after the call and names a forbidden way of calling back, or nothing;
    `asks` is the question that goes with it. `judge`, where there is one, takes the place of the truth: it says what
    is wrong with what came back, and a question, or nothing. Where many values are right, `look` makes of each what is
    judged, remembered and compared.
    """

    label: str
    arguments: dict
    truth: Callable
    wrong_call: Callable = lambda: None
    asks: str = "Which formula gives the slope?"
    judge: Callable | None = None
    look: Callable | None = None


@dataclass(frozen=True)
class Exercise:
    """What `check` holds against one function: the equation it stands for and the cases, made afresh for each check.

    `returns` names what comes back, where it is a dict or a tuple; `axes` says what a row and a column are.
    `tolerance` is how near is near enough, where it is not the usual: for a nudge, or where only a formula will do.
    `floor`, where given, has every number compared by itself, relative to its size or to `floor`, if that is larger.
    What is made `forwards`, from the first layer on, is told from the first wrong layer on, not from the last.
    `praise`, where given, is what the tick says.
    """

    name: str
    lesson: int
    equation: str
    cases: Callable
    returns: tuple = ("",)
    axes: tuple = ("example", "neuron")
    tolerance: float | None = None
    floor: float | None = None
    forwards: bool = False
    praise: str = ""


class Watched(Activation):
    """An activation that takes real numbers only and remembers at which it was taken: a formula is asked for."""

    lasting = True  # Taken twice at the same numbers, it has nothing more to remember.

    def __init__(self, activation, name):
        self.points = []
        super().__init__(self._take, name, prime=activation.prime)
        self._activation = activation

    def _take(self, z):
        self.points.append(real(z, self.name))
        return self._activation(z)

    def strayed_from(self, z):
        """Words, if `self` was ever taken at a number that is not in `z`, as a finite difference does."""
        return (
            None
            if all_among(self.points, z)
            else f"{self.name} was taken at numbers that are no z of the network{NO_NUDGE}"
        )


class WatchedCost(Cost):
    """A cost that takes real numbers only and remembers for which outputs its value was asked."""

    lasting = True

    def __init__(self, cost, name):
        self.points = []
        super().__init__(lambda a, y: cost.term(real(a, name), y), name)
        self._cost = cost

    def __call__(self, a, y):
        self.points.append(real(a, self.name))
        return self._cost(a, y)

    def gradient(self, a, y):
        return self._cost.gradient(real(a, f"{self.name}.gradient"), y)

    def strayed_from(self, a):
        """Words, if the value of `self` was ever asked for an output that is not in `a`."""
        return (
            None
            if all_among(self.points, a)
            else f"{self.name} was taken at numbers that are no output of the network{NO_NUDGE}"
        )


def real(numbers, name):
    """The `numbers` as an array of float64, or a refusal in the name of the function that they are for."""
    if np.iscomplexobj(numbers):
        raise TypeError(f"{name} takes real numbers only")
    return np.array(numbers, dtype=float)


def all_among(points, known):
    """Whether every number of the arrays in `points` is one of `known`, up to the rounding of another order of sums."""
    if not points:
        return True
    known = np.array([-np.inf, *np.sort(np.ravel(known)), np.inf])
    taken = np.concatenate([np.ravel(each) for each in points])
    above = np.searchsorted(known, taken).clip(1, len(known) - 1)
    off = np.minimum(np.abs(taken - known[above]), np.abs(taken - known[above - 1]))
    return bool(np.all(off <= ROUNDING * np.maximum(1, np.abs(taken))))

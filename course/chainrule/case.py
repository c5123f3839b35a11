"""A case: arguments to call an answer with, and the truth, measured; an exercise: its cases."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from chainrule.activations import Activation


@dataclass(frozen=True)
class Case:
    """One call of an answer: what it is given, by parameter, and `truth`, which measures what should come back.

    `wrong_call`, where there is one, is asked after the call and names a forbidden way of calling back, or nothing;
    `asks` is the question that goes with it.
    """

    label: str
    arguments: dict
    truth: Callable
    wrong_call: Callable = lambda: None
    asks: str = "Which formula gives the slope?"


@dataclass(frozen=True)
class Exercise:
    """What `check` holds against one function: the equation it stands for and the cases, made afresh for each check.

    `returns` names what comes back, where it is a dict or a tuple; `axes` says what a row and a column are.
    `tolerance` is how near is near enough, where it is not the usual: for a nudge, or where only a formula will do.
    `floor`, where given, has every number compared by itself, relative to its size or to `floor`, if that is larger.
    What is made `forwards`, from the first layer on, is told from the first wrong layer on, not from the last.
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


class Watched(Activation):
    """An activation that takes real numbers only and remembers at which it was taken: a formula is asked for."""

    def __init__(self, activation, name):
        self.points = []
        super().__init__(self._take, name, prime=activation.prime)
        self._activation = activation

    def _take(self, z):
        if np.iscomplexobj(z):
            raise TypeError(f"{self.name} takes real numbers only")
        self.points.append(np.array(z, dtype=float))
        return self._activation(z)

    def strayed_from(self, z):
        """Words, if `self` was ever taken at a number that is not in `z`, as a finite difference does."""
        known = set(np.ravel(z))
        if all(known.issuperset(np.ravel(points)) for points in self.points):
            return None
        return f"{self.name} was taken at numbers that are no z of the network: a formula is asked for, no nudge"

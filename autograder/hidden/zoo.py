"""The animals that no student sees: every wrong backprop of lesson 5 that a single call can give away, and right ones.

A fixture may not have met them, but nothing that it needs is new: what exposes the animals of the lesson, on a
network that leaves no part of backprop idle, exposes these.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from autograder import mistakes
from chainrule import Network
from chainrule.check.observe import copy_of
from chainrule.numeric import measured_gradient
from chainrule.zoo import Animal
from chainrule.zoo.animals import four_nudges, in_other_units, neurons_in_reverse, row_by_row, straight_on, two_nudges
from solutions.weights_and_biases import backprop

# The gradient is right, or right the first time, or it is no matter of the network: no fixture can tell.
TAME = {
    "as_lists",
    "backprop_accumulates",
    "changes_parameters",
    "measures",
    "overwrites_y",
    "weights_alone",
    "y_squeezed",
}


def wrong_ones() -> list[Animal]:
    """Mistakes of lesson 5, under the names of their functions."""
    known = mistakes.of("weights_and_biases", "backprop")
    return [Animal(each.name, False, partial(walked, each.function)) for each in known if each.name not in TAME]


def right_ones(rng: np.random.Generator) -> list[Animal]:
    """The answer itself, and measured gradients in disguise; some with a step of this classroom's own."""
    h, wide = 10 ** rng.uniform(-5.4, -4.8), 10 ** rng.uniform(-3.6, -3.3)
    found = {
        "answer": partial(walked, backprop),
        "measured": measured_gradient,
        "two_nudges": partial(two_nudges, h=float(h)),
        "four_nudges": partial(four_nudges, h=float(wide)),
        "row_by_row": row_by_row,
        "neurons_in_reverse": neurons_in_reverse,
        "in_other_units": in_other_units,
        "straight_on": straight_on,
        "two_halves": two_halves,
        "answer_a_hair_off": partial(a_hair_off, float(rng.uniform(1e-9, 1e-8))),
    }
    return [Animal(name, True, gradient) for name, gradient in found.items()]


def walked(function: Callable, net: Network):
    """What a backprop gives, on copies of its own."""
    given = {"x": net.x, "y": net.y, "W": net.W, "b": net.b, "g": net.g, "cost": net.cost}
    return function(*copy_of(given).values())


def two_halves(net: Network):
    """Half a complex step, half a central difference."""
    one, other = measured_gradient(net), two_nudges(net)
    return tuple({l: (one[part][l] + other[part][l]) / 2 for l in net.W} for part in (0, 1))


def a_hair_off(by: float, net: Network):
    """Right to more digits than any nudge can ask for."""
    return tuple({l: block * (1 + by) for l, block in part.items()} for part in walked(backprop, net))

"""What a fixture makes of each animal: exposed, passed, or neither."""

import numpy as np

from chainrule.numeric import measured_gradient
from chainrule.zoo.animals import ANIMALS
from chainrule.zoo.fixture import network_of

EXPOSED, PASSES = 1e-4, 1e-7  # Errors at least, and at most, this large; between them nothing is told.
NOUGHT = float(np.finfo(float).tiny)


def gradients(net, animals=ANIMALS):
    """What each of the animals gives on a network, or None where it stops: its shapes do not fit."""
    return [_given(animal, net) for animal in animals]


def verdict(gradient, truth):
    """ "exposed", "passes" or "doubtful": by the worst of the blocks; a gradient that is None is exposed."""
    error = np.inf if gradient is None else error_of(gradient, truth)
    if error <= PASSES:
        return "passes"
    return "doubtful" if error < EXPOSED else "exposed"  # In this order, what is no number is exposed.


def error_of(gradient, truth):
    """The error of the worst block; infinite where a block is missing or of another shape."""
    if any(yours.keys() != measured.keys() for yours, measured in zip(gradient, truth, strict=True)):
        return np.inf
    pairs = [(yours[l], part[l]) for yours, part in zip(gradient, truth, strict=True) for l in part]
    return np.max([_off(*pair) if np.shape(pair[0]) == np.shape(pair[1]) else np.inf for pair in pairs])


def told(fixture, animals=ANIMALS):
    """1 for each animal of which the fixture tells the truth, 0 for any other, an array."""
    net = network_of(fixture)
    truth = measured_gradient(net)
    verdicts = [verdict(gradient, truth) for gradient in gradients(net, animals)]
    wanted = ["passes" if animal.right else "exposed" for animal in animals]
    return np.array([float(found == right) for found, right in zip(verdicts, wanted, strict=True)])


def exposed(fixture, animals=ANIMALS):
    """How many of the wrong ones a fixture exposes."""
    return sum(bool(one) for animal, one in zip(animals, told(fixture, animals), strict=True) if not animal.right)


def _given(animal, net):
    try:
        with np.errstate(all="ignore"):
            return animal.gradient(net)
    except (ValueError, IndexError, KeyError, TypeError):
        return None


def _off(yours, measured):
    with np.errstate(over="ignore"):  # Anything at all beside nothing is infinitely far off.
        return np.linalg.norm(yours - measured) / max(np.linalg.norm(measured), NOUGHT)

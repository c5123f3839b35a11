"""The bug zoo: anonymous backprops, right and wrong, and what a fixture makes of each.

No animal is a backprop: each measures, by nudging, the gradient of a network; of the one that it was given, or of
another one.
"""

from chainrule.zoo.animals import ANIMALS, Animal
from chainrule.zoo.fixture import FIRST, FixtureError, network_of, size_of
from chainrule.zoo.verdicts import EXPOSED, PASSES, exposed, gradients, told, verdict

__all__ = [
    "ANIMALS",
    "EXPOSED",
    "FIRST",
    "PASSES",
    "Animal",
    "FixtureError",
    "exposed",
    "gradients",
    "network_of",
    "size_of",
    "told",
    "verdict",
]

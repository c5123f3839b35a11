"""Activation functions g: callable on any array, each with its derivative `.prime`, which is measured.

No formula for a derivative stands here, for you will write them yourself: `.prime` nudges the function in the
imaginary direction and divides, which is as exact as a formula. All are finite at z = +-1000.
"""

import numpy as np

from chainrule.numeric import complex_step


class Activation:
    """A function `g` of z, applied entry by entry: `g(z)` and `g.prime(z)` have the shape of z."""

    def __init__(self, function, name, prime=None):
        self.function = function
        self.name = name
        self.prime = prime or (lambda z: complex_step(function, z))

    def __call__(self, z):
        return self.function(np.asarray(z))

    def __repr__(self):
        return self.name


def _positive(z):
    return np.real(z) > 0


def _softplus(z):
    # log(1 + e^z) = max(z, 0) + log(1 + e^-|z|): the exponential never overflows.
    size = np.where(_positive(z), z, -z)
    return np.where(_positive(z), z, 0) + np.log1p(np.exp(-size))


sigmoid = Activation(lambda z: (1 + np.tanh(z / 2)) / 2, "sigmoid")
tanh = Activation(np.tanh, "tanh")
relu = Activation(lambda z: np.where(_positive(z), z, 0), "relu")
softplus = Activation(_softplus, "softplus")
identity = Activation(lambda z: z * 1.0, "identity")

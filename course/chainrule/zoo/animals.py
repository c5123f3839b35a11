"""The animals that students see: twenty-three ways to measure a gradient, of the network that was given or of another.

An animal is a function of a network that gives dC_dW and dC_db. Nothing here goes back through the layers.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from chainrule.costs import squared_error
from chainrule.network import Network
from chainrule.numeric import measured_gradient
from chainrule.zoo.nudges import costs, unstacked
from chainrule.zoo.tilted import tilted


@dataclass(frozen=True)
class Animal:
    """A backprop without a name but its letter; `right`, or to be exposed."""

    letter: str
    right: bool
    gradient: Callable[[Network], tuple[dict, dict]]


def scaled(found, factor):
    """Every block of a gradient times `factor(l)`."""
    return tuple({l: block * factor(l) for l, block in part.items()} for part in found)


def rows(net, chosen):
    """The network with the chosen examples alone."""
    return replace(net, x=net.x[chosen], y=net.y[chosen])


# Right ones.


def two_nudges(net, h=6e-6):
    return unstacked(net, (costs(net, h) - costs(net, -h)) / (2 * h))


def four_nudges(net, h=5e-4):
    near, far = (costs(net, m * h) - costs(net, -m * h) for m in (1, 2))
    return unstacked(net, (8 * near - far) / (12 * h))


def row_by_row(net):
    each = [measured_gradient(rows(net, slice(n, n + 1))) for n in range(net.N)]
    return tuple({l: np.mean([one[part][l] for one in each], axis=0) for l in net.W} for part in (0, 1))


def neurons_in_reverse(net):
    """Nudge the network that has its hidden neurons in reverse order, then put the blocks in order again."""
    order = {l: slice(None, None, -1 if 0 < l < net.L else 1) for l in range(net.L + 1)}

    def turned(W, b):
        return {l: W[l][order[l - 1], order[l]] for l in W}, {l: b[l][order[l]] for l in b}

    W, b = turned(net.W, net.b)
    return turned(*measured_gradient(replace(net, W=W, b=b)))


def in_other_units(net):
    """Nudge the network whose inputs are 4 times as large, and its first weights a quarter."""
    dW, db = measured_gradient(replace(net, x=4 * net.x, W={**net.W, 1: net.W[1] / 4}))
    return {**dW, 1: dW[1] / 4}, db


def straight_on(net):
    return tilted(net)


# Wrong ones.


def all_rows_added(net):
    return scaled(measured_gradient(net), lambda l: net.N)


def one_row(net):
    return measured_gradient(rows(net, slice(-1, None)))


def wires_turned(net):
    return tilted(net, wires=lambda net, l: net.W[l].T)


def wires_refilled(net):
    return tilted(net, wires=lambda net, l: net.W[l].reshape(net.W[l].shape[::-1]).T)


def wires_to_the_first(net):
    return tilted(net, wires=lambda net, l: net.W[l] * (np.arange(net.W[l].shape[1]) == 0))


def wires_a_little_off(net):
    dW, _ = measured_gradient(net)
    return tilted(net, wires=lambda net, l: net.W[l] - 0.1 * dW[l])


def straight_inside(net):
    return tilted(net, slope=lambda net, l, z, a: net.g[l].prime(z) if l == net.L else 1.0)


def straight_outside(net):
    return tilted(net, slope=lambda net, l, z, a: 1.0 if l == net.L else net.g[l].prime(z))


def slope_twice(net):
    return tilted(net, slope=lambda net, l, z, a: net.g[l].prime(z) ** (1 if l == 1 else 2))


def neighbours_slope(net):
    return tilted(net, slope=lambda net, l, z, a: net.g[min(l + 1, net.L)].prime(z))


def slope_elsewhere(net):
    return tilted(net, slope=lambda net, l, z, a: net.g[l].prime(a if l < net.L else z))


def gates_open(net):
    return tilted(net, slope=lambda net, l, z, a: 1.0 if net.g[l].name == "relu" else net.g[l].prime(z))


def shared_by_outputs(net):
    return scaled(measured_gradient(net), lambda l: 1 / net.y.shape[1])


def thinner_with_depth(net):
    return scaled(measured_gradient(net), lambda l: 1 / net.N ** max(0, net.L - 1 - l))


def favourite_cost(net):
    return measured_gradient(replace(net, cost=squared_error))


def favourite_ending(net):
    net = replace(net, cost=squared_error)
    return tilted(net, slope=lambda net, l, z, a: 1.0 if l == net.L else net.g[l].prime(z))


def targets_below(net):
    a = net.forward()[1][net.L]
    return measured_gradient(replace(net, y=a - np.abs(a - net.y)))


RIGHT = (two_nudges, four_nudges, row_by_row, neurons_in_reverse, in_other_units, straight_on)
WRONG = (
    *(all_rows_added, one_row, wires_turned, wires_refilled, wires_to_the_first, wires_a_little_off),
    *(straight_inside, straight_outside, slope_twice, neighbours_slope, slope_elsewhere, gates_open),
    *(shared_by_outputs, thinner_with_depth, favourite_cost, favourite_ending, targets_below),
)


def _lettered(animals, seed=6):
    """The animals in an order that tells nothing."""
    order = np.random.default_rng(seed).permutation(len(animals))
    return tuple(Animal(chr(ord("A") + place), *animals[i]) for place, i in enumerate(order))


ANIMALS = _lettered([(True, each) for each in RIGHT] + [(False, each) for each in WRONG])

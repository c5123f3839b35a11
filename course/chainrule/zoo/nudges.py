"""Every weight and bias of a network nudged at once, each in a copy of its own, stacked along a first axis."""

import numpy as np

from chainrule.network import forward


def costs(net, step):
    """C of the P networks in each of which one of the P parameters is moved by `step`: (P,)."""
    W = {l: net.W[l] + nudge for l, nudge in stacks(net, "W", step).items()}
    b = {l: net.b[l] + nudge for l, nudge in stacks(net, "b", step).items()}
    _, a = forward(net.x, W, {l: b[l][:, None, :] for l in b}, net.g)
    return mean_cost(net, a[net.L])


def mean_cost(net, a_L):
    """C for outputs (P, N, n_L): (P,)."""
    return net.cost.term(a_L, net.y).sum(axis=-1).mean(axis=-1)


def stacks(net, name, step):
    """The nudges of all W (or b), {l: (P, *shape)}: nought but for `step` where a network's one parameter is moved."""
    found, total = {}, sum(each.size for part in (net.W, net.b) for each in part.values())
    for place, (part, l, block) in zip(_places(net), _blocks(net), strict=True):
        if part == name:
            nudges = np.zeros((total, block.size), dtype=type(step))
            nudges[place + np.arange(block.size), np.arange(block.size)] = step
            found[l] = nudges.reshape(total, *block.shape)
    return found


def unstacked(net, numbers):
    """A number for each parameter, (P,), as dicts of arrays like W and like b."""
    found = {"W": {}, "b": {}}
    for place, (part, l, block) in zip(_places(net), _blocks(net), strict=True):
        found[part][l] = numbers[place : place + block.size].reshape(block.shape).copy()
    return found["W"], found["b"]


def _blocks(net):
    return [(part, l, getattr(net, part)[l]) for part in "Wb" for l in sorted(net.W)]


def _places(net):
    sizes = [block.size for _, _, block in _blocks(net)]
    return np.cumsum([0, *sizes[:-1]])

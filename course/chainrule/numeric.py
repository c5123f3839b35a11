"""The truth, measured: derivatives by nudging, without a formula."""

from functools import wraps
from weakref import WeakKeyDictionary

import numpy as np

from chainrule.formula import measures

TINY = 1e-30  # The complex step subtracts nothing, so its step may be as small as it likes.


@measures
def complex_step(f, x):
    """The derivative of `f` at each entry of `x`, for an `f` that works entry by entry: Im f(x + ih) / h.

    `x` is an array of any shape; the result has the same shape. Exact to about 1e-16, where `f` is analytic.
    Source: Squire and Trapp, SIAM Review 40 (1998).
    """
    x = np.asarray(x, dtype=float)
    return np.imag(f(x + 1j * TINY)) / TINY


@measures
def central_difference(f, x, h=1e-3):
    """The same derivative by four real nudges, a second witness beside the complex step; exact to about 1e-12.

    Source: the five-point formula, Abramowitz and Stegun 25.3.6.
    """
    x = np.asarray(x, dtype=float)
    near, far = (f(x + m * h) - f(x - m * h) for m in (1, 2))
    return (8 * near - far) / (12 * h)


def mean_slope(f, x, h):
    """The mean of the slopes of `f` from x - h to x + h, by Gauss's rule on measured slopes."""
    nodes, weights = np.polynomial.legendre.leggauss(24)
    return float(weights @ complex_step(f, x + h * nodes)) / 2


@measures
def jacobian(f, x):
    """All derivatives of `f` at the vector `x` (n,): J[k, j] = d f_k / d x_j, of shape (n_out, n), by complex steps."""
    x = np.asarray(x, dtype=float)
    nudges = 1j * TINY * np.eye(len(x))
    return np.stack([np.imag(f(x + nudge)) / TINY for nudge in nudges], axis=1)


def once(measure):
    """`measure(net, ...)`, remembered where `net` is sealed: a class is judged on the same networks."""
    known = WeakKeyDictionary()

    @wraps(measure)
    def remembering(net, *which, **more):
        if more or not net.is_sealed:
            return measure(net, *which, **more)
        found = known.setdefault(net, {})
        if which not in found:
            found[which] = measure(net, *which)
        return _copied(found[which])

    return remembering


def _copied(numbers):
    if isinstance(numbers, np.ndarray):
        return numbers.copy()
    if isinstance(numbers, tuple):
        return tuple(map(_copied, numbers))
    return {key: _copied(each) for key, each in numbers.items()}


@measures
@once
def measured_delta(net, l, frozen=()):
    """delta^(l) of every example, (N, n_l): nudge one z_j^(l) a little, run on to the cost, divide (S4).

    `frozen` names wires (l, j, k), from neuron j of layer l - 1 to neuron k of layer l, that carry no nudge on.
    """
    z, _ = net.forward()
    # A copy of z^(l) for each of its neurons, in which that one is nudged: all in one pass.
    nudges = 1j * TINY * np.eye(z[l].shape[1])[:, None, :]
    costs = net.costs_from(l, z[l] + nudges, frozen)
    return np.ascontiguousarray(np.imag(costs).T) / TINY


def measured_deltas(net):
    """Every delta of a network by nudging, {l: (N, n_l)} for l = 1..L."""
    return {l: measured_delta(net, l) for l in range(1, net.L + 1)}


@measures
@once
def measured_gradient(net):
    """dC/dW and dC/db of the mean cost C (S3) by nudging: dicts of arrays that have the shapes of W and b."""
    return _nudging(net, "W", _mean), _nudging(net, "b", _mean)


def measured_gradients(net):
    """The same of each example's own cost c: {l: (N, n_{l-1}, n_l)} for W and {l: (N, n_l)} for b."""
    return _nudging(net, "W", np.transpose), _nudging(net, "b", np.transpose)


def _mean(costs):
    return np.mean(costs, axis=-1)


@measures
def _nudging(net, name, read):
    """How what is to `read` from the costs of all examples answers to each entry of each W[l] (or b[l])."""
    return {l: _nudging_one(net, name, l, read) for l in getattr(net, name)}


def _nudging_one(net, name, l, read):
    _, a = net.forward()
    layer = {"W": net.W[l], "b": net.b[l]}
    shape, row = layer[name].shape, () if name == "W" else (1,)
    # A copy of W (or of the row b) for each of its entries, in which that one is nudged: all in one pass.
    layer[name] = layer[name] + 1j * TINY * np.eye(layer[name].size).reshape(-1, *row, *shape)
    costs = net.costs_from(l, a[l - 1] @ layer["W"] + layer["b"])
    answers = np.ascontiguousarray(np.imag(read(costs))) / TINY
    return answers.reshape(*answers.shape[:-1], *shape)

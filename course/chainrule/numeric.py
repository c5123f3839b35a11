"""The truth, measured: derivatives by nudging, without a formula."""

import numpy as np

TINY = 1e-30  # The complex step subtracts nothing, so its step may be as small as it likes.
STEP = 6e-6  # About the cube root of float64's epsilon: where a central difference errs least.


def complex_step(f, x):
    """The derivative of `f` at each entry of `x`, for an `f` that works entry by entry: Im f(x + ih) / h.

    `x` is an array of any shape; the result has the same shape. Exact to about 1e-16, where `f` is analytic.
    Source: Squire and Trapp, SIAM Review 40 (1998).
    """
    x = np.asarray(x, dtype=float)
    return np.imag(f(x + 1j * TINY)) / TINY


def central_difference(f, x, h=STEP):
    """The same derivative by two real nudges: (f(x + h) - f(x - h)) / 2h. Exact to about 1e-10."""
    x = np.asarray(x, dtype=float)
    return (f(x + h) - f(x - h)) / (2 * h)


def jacobian(f, x):
    """All derivatives of `f` at the vector `x` (n,): J[k, j] = d f_k / d x_j, of shape (n_out, n), by complex steps."""
    x = np.asarray(x, dtype=float)
    nudges = 1j * TINY * np.eye(len(x))
    return np.stack([np.imag(f(x + nudge)) / TINY for nudge in nudges], axis=1)


def measured_delta(net, l, frozen=()):
    """delta^(l) of every example, (N, n_l): nudge one z_j^(l) a little, run on to the cost, divide (S4).

    `frozen` names wires (l, j, k), from neuron j of layer l - 1 to neuron k of layer l, that carry no nudge on.
    """
    z, _ = net.forward()
    delta = np.zeros(z[l].shape)
    for j in range(z[l].shape[1]):
        nudged = z[l].astype(complex)
        nudged[:, j] += 1j * TINY
        delta[:, j] = np.imag(net.costs_from(l, nudged, frozen)) / TINY
    return delta


def measured_deltas(net):
    """Every delta of a network by nudging, {l: (N, n_l)} for l = 1..L."""
    return {l: measured_delta(net, l) for l in range(1, net.L + 1)}

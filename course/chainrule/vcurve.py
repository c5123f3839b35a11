"""How far a measured gradient is off, for every step h: forward, central and complex, in float64 and in float32."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from chainrule.activations import relu, sigmoid, tanh
from chainrule.costs import squared_error
from chainrule.network import Network, random_network
from chainrule.numeric import TINY

KINDS = {"float64": (np.float64, np.complex128), "float32": (np.float32, np.complex64)}
STEPS = 10.0 ** np.arange(-12, 0.01, 0.25)
KINK_AT = 1e-4  # How far from its kink one of the ReLUs stands, when there are some.
LEAST = 1e-17  # Errors below are drawn here.


@dataclass(frozen=True)
class Hill:
    """C of a small network as a function f of all its parameters, in one vector theta; `kind` is float64 or float32.

    `x` and `y` are the network's, in numbers of that kind.
    """

    kind: str
    net: Network
    theta: np.ndarray
    x: np.ndarray
    y: np.ndarray

    def f(self, theta):
        """C, computed in numbers of this kind."""
        return float(self.values(np.asarray(theta)[None], KINDS[self.kind][0])[0])

    def values(self, thetas, kind):
        """C for each row of `thetas` (B, P), computed in numbers of `kind`: (B,)."""
        thetas, a, place = thetas.astype(kind), self.x, 0
        for l, W in self.net.W.items():
            n, m = W.shape
            W_l = thetas[:, place : place + n * m].reshape(-1, n, m)
            a = self.net.g[l](a @ W_l + thetas[:, None, place + n * m : place + n * m + m])
            place += n * m + m
        return self.net.cost.term(a, self.y).sum(axis=-1).mean(axis=-1)

    def slopes(self, thetas):
        """The gradient at each row of `thetas`, exact: (B, P)."""
        P = thetas.shape[1]
        nudged = thetas[:, None, :] + 1j * TINY * np.eye(P)
        exact = replace(self, x=self.net.x, y=self.net.y)
        return (exact.values(nudged.reshape(-1, P), np.complex128).imag / TINY).reshape(-1, P)


@cache
def hill(kind, kink):
    """The hill in numbers of `kind`; with a `kink` close by or without."""
    net = random_network((2, 2, 1), (relu if kink else tanh, sigmoid), squared_error, N=4, seed=35)
    net = _beside_a_kink(net) if kink else net
    theta = np.concatenate([np.ravel(part[l]) for l in net.W for part in (net.W, net.b)])
    real = KINDS[kind][0]
    return Hill(kind, net, theta, net.x.astype(real), net.y.astype(real))


def errors(hill):
    """The relative error of each scheme at each of `STEPS`: {scheme: (len(STEPS),)}."""
    truth = hill.slopes(hill.theta[None])[0]
    real, complex_kind = KINDS[hill.kind]
    up, down = (_nudged(hill, sign * STEPS, real) for sign in (1, -1))
    sideways = _nudged(hill, 1j * STEPS, complex_kind)
    middle = hill.values(hill.theta[None], real)
    h = STEPS[:, None]
    found = {"forward": (up - middle) / h, "central": (up - down) / (2 * h), "complex": sideways.imag / h}
    return {scheme: off(slopes, truth) for scheme, slopes in found.items()}


def best_step(kind="float64"):
    """The step at which two nudges come nearest to the truth."""
    return float(STEPS[np.argmin(errors(hill(kind, False))["central"])])


def off(slopes, truth):
    """How far each row of `slopes` is off: the distance, beside both lengths together."""
    apart, *lengths = (np.hypot.reduce(each, axis=-1, initial=0.0) for each in (slopes - truth, slopes, truth))
    return np.maximum(apart / sum(lengths), LEAST)


def theory(hill):
    """Where theory puts the lowest point of the central and of the forward curve: {scheme: (h, error)}.

    An error of h² f'''/6 or h f''/2 from the bend, one of eps f/h or 2 eps f/h from rounding; what both add up to.
    """
    eps, theta = float(np.finfo(KINDS[hill.kind][0]).eps), hill.theta
    truth, f, step, P = hill.slopes(theta[None])[0], hill.f(theta), KINK_AT / 5, len(theta)
    rows = np.arange(P)
    up, here, down = (hill.slopes(theta + sign * step * np.eye(P))[rows, rows] for sign in (1, 0, -1))
    second, third = np.linalg.norm(up - down) / (2 * step), np.linalg.norm(up - 2 * here + down) / step**2
    noise, size = eps * abs(f) * np.sqrt(P), 2 * np.linalg.norm(truth)
    central, ahead = (3 * noise / third) ** (1 / 3), 2 * np.sqrt(noise / second)
    return {
        "central": (central, (central**2 * third / 6 + noise / central) / size),
        "forward": (ahead, (ahead * second / 2 + 2 * noise / ahead) / size),
    }


def _nudged(hill, steps, kind):
    """C with each parameter nudged by each of the steps: (H, P)."""
    P = len(hill.theta)
    thetas = hill.theta + steps[:, None, None] * np.eye(P)
    return hill.values(thetas.reshape(-1, P), kind).reshape(-1, P).astype(np.result_type(kind, np.float64))


def _beside_a_kink(net):
    """The network with one bias moved so that one z is `KINK_AT` above nought."""
    z, _ = net.forward()
    b_1 = net.b[1].copy()
    b_1[0] += KINK_AT - z[1][0, 0]
    return replace(net, b={**net.b, 1: b_1})

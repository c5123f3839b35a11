"""The forward pass, S1 to S3, on dicts keyed by the layer's number; and three networks to look at."""

from dataclasses import dataclass, replace

import numpy as np

from chainrule.activations import Activation, identity, sigmoid, softplus, tanh
from chainrule.costs import Cost, squared_error


def forward(x, W, b, g):
    """All z^(l) (l = 1..L) and a^(l) (l = 0..L) for the rows of `x`: a[0] = x, z = a W + b, a = g(z) (S1, S2)."""
    z, a = {}, {0: x}
    for l in sorted(W):
        z[l] = a[l - 1] @ W[l] + b[l]
        a[l] = g[l](z[l])
    return z, a


@dataclass(frozen=True, eq=False)
class Network:
    """A network with its examples: `x` (N, n_0), `y` (N, n_L); `W[l]` (n_{l-1}, n_l), `b[l]` (n_l,) and `g[l]`."""

    x: np.ndarray
    y: np.ndarray
    W: dict[int, np.ndarray]
    b: dict[int, np.ndarray]
    g: dict[int, Activation]
    cost: Cost

    @property
    def L(self):
        return max(self.W)

    @property
    def N(self):
        return len(self.x)

    @property
    def sizes(self):
        return (self.x.shape[1], *(self.W[l].shape[1] for l in range(1, self.L + 1)))

    @property
    def is_sealed(self):
        """Whether nothing in it can change any more, see `seal`."""
        written = self.x.flags.writeable or self.y.flags.writeable
        return not written and type(self.W) is type(self.b) is type(self.g) is Sealed

    def forward(self):
        """z and a of every layer, see `forward`."""
        return forward(self.x, self.W, self.b, self.g)

    def costs(self):
        """c of every example, (N,)."""
        _, a = self.forward()
        return self.cost(a[self.L], self.y)

    def costs_from(self, l, z_l, frozen=()):
        """c of every example, (N,), when z^(l) is set to `z_l` by hand and the pass goes on from there.

        A wire (m, j, k) in `frozen`, 1-based as on the sheet, still carries the value a_j^(m-1) had before, no nudge.
        `z_l` may be many z^(l), (copies, N, n_l); then the costs are (copies, N).
        """
        z = z_l.reshape(-1, z_l.shape[-1])  # Activations and costs are given rows, however many copies there are.
        copies = (len(z) // self.N, 1)
        before = {m: np.tile(each, copies) for m, each in self.forward()[1].items()} if frozen else {}
        a = self.g[l](z)
        for m in range(l + 1, self.L + 1):
            z = a @ self.W[m] + self.b[m]
            for _, j, k in (wire for wire in frozen if wire[0] == m):
                z[:, k - 1] -= (a - before[m - 1])[:, j - 1] * self.W[m][j - 1, k - 1]
            a = self.g[m](z)
        return self.cost(a, np.tile(self.y, copies)).reshape(z_l.shape[:-1])


class Sealed(dict):
    """A dict that stays as it is."""

    def _refuse(self, *given, **named):
        raise TypeError("this network is sealed; change a copy of it")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse


def seal(net):
    """A copy of the network, in which nothing can be changed any more: what is measured in it is remembered."""
    W, b = (Sealed({l: _frozen(each[l]) for l in each}) for each in (net.W, net.b))
    return replace(net, x=_frozen(net.x), y=_frozen(net.y), W=W, b=b, g=Sealed(net.g))


def _frozen(numbers):
    """A copy of an array that can only be read."""
    numbers = numbers.copy()
    numbers.setflags(write=False)
    return numbers


def random_network(sizes, activations, cost, N, seed):
    """A network of these widths n_0..n_L with normal weights, biases and examples; targets in (0.1, 0.9)."""
    rng = np.random.default_rng(seed)
    layers = range(1, len(sizes))
    return Network(
        x=rng.normal(size=(N, sizes[0])),
        y=rng.uniform(0.1, 0.9, size=(N, sizes[-1])),
        W={l: rng.normal(size=(sizes[l - 1], sizes[l])) for l in layers},
        b={l: rng.normal(size=sizes[l]) for l in layers},
        g=dict(zip(layers, activations, strict=True)),
        cost=cost,
    )


def pencil_network():
    """Lesson 4's 2-2-2 network in small whole numbers, one example, with g_1(z) = z^2."""
    return Network(
        x=np.array([[2.0, 1.0]]),
        y=np.array([[1.0, 5.0]]),
        W={1: np.array([[1.0, 1.0], [-1.0, -1.0]]), 2: np.array([[1.0, 2.0], [3.0, -1.0]])},
        b={1: np.array([1.0, 0.0]), 2: np.array([-5.0, -4.0])},
        g={1: Activation(lambda z: z * z, "z²"), 2: identity},
        cost=squared_error,
    )


def explorer_network():
    """The 2-3-2-2 network of the path-sum explorer, one example: W[3] is square and not symmetric, W[2] is neither."""
    return Network(
        x=np.array([[1.0, -0.5]]),
        y=np.array([[0.0, 1.0]]),
        W={
            1: np.array([[0.8, -0.6, 0.5], [0.4, 0.9, -1.1]]),
            2: np.array([[1.2, -0.7], [-0.9, 0.6], [0.5, 1.4]]),
            3: np.array([[1.5, -0.8], [0.6, 1.1]]),
        },
        b={1: np.array([0.1, 0.2, -0.3]), 2: np.array([0.0, 0.3]), 3: np.array([-0.2, 0.1])},
        g={1: tanh, 2: softplus, 3: sigmoid},
        cost=squared_error,
    )

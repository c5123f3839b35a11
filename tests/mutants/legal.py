"""Inputs that each exercise allows, drawn wider than any test draws: mutants that agree on them compute the same."""

import numpy as np

from autograder.hidden.networks import bent, hyperbola
from chainrule import identity, log_cosh, relu, sigmoid, softplus, squared_error, tanh
from chainrule.exercises.gradient_checking import Landscape, OffAxis
from chainrule.network import random_network

FAR = (0.0, 1e-9, 1.0, 36.7, 700.0, 1000.0)
SMOOTH = (bent, identity, sigmoid, softplus, tanh)


def draws(name, rng, count):
    """`count` sets of arguments for the exercise `name`, each a dict in the order of its signature."""
    return [INPUTS[name](rng) for _ in range(count)]


def _network(rng, activations=(*SMOOTH, relu)):
    """One to five layers of one to five neurons, every other time all of one width and as many examples."""
    L, width = int(rng.integers(1, 6)), int(rng.integers(2, 6))
    square = rng.random() < 0.5
    sizes = [width] * (L + 1) if square else rng.integers(1, 6, size=L + 1).tolist()
    g = [activations[i] for i in rng.integers(len(activations), size=L)]
    cost = (squared_error, log_cosh, hyperbola)[rng.integers(3)]
    return random_network(sizes, g, cost, width if square else int(rng.integers(1, 8)), int(rng.integers(2**31)))


def _numbers(rng, *shape):
    """Numbers of both signs, none of them near nought: what is lost beside it cannot hide."""
    return rng.uniform(0.3, 2, size=shape) * rng.choice([-1, 1], size=shape)


def _pair(rng):
    """A row and a column count from 1 to 5, every third time the same."""
    rows, columns = rng.integers(1, 6, size=2).tolist()
    return (rows, rows) if rng.random() < 1 / 3 else (rows, columns)


def _curve(rng):
    """A curve, a place, and half the time a step."""
    a, b, d = _numbers(rng, 3).tolist()
    given = {"f": lambda x: a * np.sin(b * x) + d * x * x, "x": float(rng.uniform(-2, 2))}
    return given if rng.random() < 0.5 else given | {"h": 10 ** rng.uniform(-4, 0)}


def _paths(rng):
    n = int(rng.integers(1, 9))
    sign = rng.choice([-1, 1])  # All paths pull one way, for a sum near nought has lost its digits.
    dc_dv = _numbers(rng, n)
    return {"dc_dv": dc_dv, "dv_du": sign * np.sign(dc_dv) * rng.uniform(0.3, 2, size=n)}


def _layer(rng):
    n_v, n_u = _pair(rng)
    return {"dc_dv": _numbers(rng, n_v), "dv_du": _numbers(rng, n_v, n_u)}


def _z(rng, nought=True):
    """Numbers near 0, far out and, where it is allowed, 0 itself."""
    z = rng.normal(scale=rng.choice([1, 10, 100]), size=_pair(rng))
    far = rng.choice(FAR[0 if nought else 1 :], size=z.shape) * rng.choice([-1, 1], size=z.shape)
    return {"z": np.where(rng.random(z.shape) < 0.3, far, z)}


def _affine(rng):
    net = _network(rng)
    return {"a_prev": net.x, "W": net.W[1], "b": net.b[1]}


def _mean(rng):
    N, n_L = _pair(rng)
    a_L, y = rng.uniform(0.05, 0.95, size=(2, N, n_L))
    return {"a_L": a_L, "y": y, "cost": (squared_error, log_cosh, hyperbola)[rng.integers(3)]}


def _outputs(low, high, size):
    """a and y between `low` and `high`, some targets 0 or 1; every other time with errors of about `size`."""

    def drawn(rng):
        a, y = rng.uniform(low, high, size=(2, *_pair(rng)))
        y = np.where(rng.random(y.shape) < 0.3, np.round(y), y)
        far = size * rng.choice([-1, 1], size=y.shape) if size and rng.random() < 0.5 else 0
        return {"a": a + far, "y": y}

    return drawn


def _nudged(rng):
    net = _network(rng, SMOOTH)
    return {**_given(net), "cost": net.cost, "l": int(rng.integers(1, net.L + 1))}


def _given(net):
    return {"x": net.x, "y": net.y, "W": net.W, "b": net.b, "g": net.g}


def _last(rng):
    net = _network(rng)
    z, a = net.forward()
    return {"dc_da": net.cost.gradient(a[net.L], net.y), "z": z[net.L], "g_prime": net.g[net.L].prime}


def _step(rng, *wanted):
    """What S6 needs, or what is `wanted` of it."""
    (n_l, n_next), N = _pair(rng), int(rng.integers(1, 6))
    z, g = _numbers(rng, N, n_l), (*SMOOTH, relu)[rng.integers(6)]
    given = {"delta_next": _numbers(rng, N, n_next), "W_next": _numbers(rng, n_l, n_next), "z": z, "g_prime": g.prime}
    return {name: given[name] for name in wanted or given}


def _deltas(rng):
    net = _network(rng)
    z, a = net.forward()
    return {"dc_da": net.cost.gradient(a[net.L], net.y), "z": z, "W": net.W, "g": net.g}


def _wire(rng):
    n, n_l = _pair(rng)
    return {"a_prev": _numbers(rng, n), "i": int(rng.integers(n)), "j": int(rng.integers(n_l)), "n_l": n_l}


def _batch(rng):
    (n, n_l), N = _pair(rng), int(rng.integers(1, 6))
    return {"a_prev": _numbers(rng, N, n), "delta": _numbers(rng, N, n_l)}


def _moving(rng):
    net = _network(rng)
    dC_dW, dC_db = ({l: _numbers(rng, *each[l].shape) for l in each} for each in (net.W, net.b))
    given = {"W": net.W, "b": net.b, "dC_dW": dC_dW, "dC_db": dC_db}
    return given | {"learning_rate": float(rng.uniform(0.1, 2))}


def _trained(rng):
    """A training by a function that is no gradient: it answers to every number that it is given."""
    net = _network(rng, SMOOTH)

    def gradient(x, y, W, b, /):
        seen = np.sin(x).mean() + np.cos(y).mean() + sum(np.tanh(each[l]).mean() for each in (W, b) for l in each)
        return tuple({l: np.tanh(each[l]) + seen for l in each} for each in (W, b))

    N = net.N
    batches = [rng.choice(N, size=int(rng.integers(1, N + 1)), replace=False) for _ in range(rng.integers(1, 5))]
    given = {"gradient": gradient, "x": net.x, "y": net.y, "W": net.W, "b": net.b, "batches": batches}
    return given | {"learning_rate": float(rng.uniform(0.1, 1))}


def _scores(rng):
    N, n_L = _pair(rng)
    return {"a_L": rng.uniform(size=(N, n_L)), "y": np.eye(n_L)[rng.integers(n_L, size=N)]}


def _inputs(rng):
    given = _step(rng, "delta_next", "W_next")
    return {"delta_1": given["delta_next"], "W_1": given["W_next"]}


def _skipped(rng):
    given = _step(rng)
    skip = {"delta_skip": _numbers(rng, *given["z"].shape)}
    return {name: (given | skip)[name] for name in ("delta_next", "W_next", "delta_skip", "z", "g_prime")}


def _odd(rng):
    given = _step(rng)
    f = (*SMOOTH, relu)[rng.integers(6)]
    return given | {"j": int(rng.integers(given["z"].shape[1])), "f_prime": f.prime}


def _forward(rng):
    net = _network(rng)
    return {"x": net.x, "W": net.W, "b": net.b, "g": net.g}


def _hill(rng):
    """A function of an array, and the array: of floats, of float32 or of whole numbers, with one axis to three."""
    shape = tuple(rng.integers(1, 4, size=rng.integers(1, 4)).tolist())
    theta = rng.normal(size=shape)
    theta = (theta, theta.T.copy().T, theta.astype(np.float32), np.rint(3 * theta).astype(int))[rng.integers(4)]
    a, b = rng.uniform(0.5, 1.5, size=(2, theta.size))

    def f(theta):
        t = np.ravel(theta)
        return np.sum(a * np.sin(b * t + 0.4)) + t[0] * t[-1] / 2

    return {"f": Landscape(f, shape), "theta": theta, "h": 10 ** rng.uniform(-3, -0.5)}


def _direction(rng):
    given = _hill(rng)
    gradient, seed = _numbers(rng, *given["theta"].shape) * (rng.random() < 0.9), int(rng.integers(2**31))
    h = given.pop("h")
    return {**given, "gradient": gradient, "rng": np.random.default_rng(seed), "h": h}


def _off_axis(rng):
    a, b, d = _numbers(rng, 3).tolist()
    x = (float(rng.uniform(-2, 2)), int(rng.integers(-3, 4)), rng.uniform(-2, 2, size=_pair(rng)))[rng.integers(3)]
    return {"f": OffAxis(lambda x: a * np.sin(b * x) + d * x * x), "x": x}


def _two_arrays(rng):
    """Two arrays of one shape, or of two, or noughts, or numbers."""
    shape = tuple(rng.integers(1, 4, size=rng.integers(1, 4)).tolist())
    gradient, numeric = _numbers(rng, *shape), _numbers(rng, *shape)
    kinds = (gradient, np.zeros(shape), gradient[None], numeric.copy())
    gradient = kinds[rng.integers(4)]
    numeric = (numeric, numeric, np.zeros(shape))[rng.integers(3)]
    if rng.random() < 0.2:
        return {"gradient": float(_numbers(rng)), "numeric": float(_numbers(rng))}
    return {"gradient": gradient, "numeric": numeric}


def _report(rng):
    layers = range(1, int(rng.integers(2, 6)))
    shapes = {l: _pair(rng) for l in layers}
    blocks = {
        name: {l: _numbers(rng, *(shapes[l] if name[-1] == "W" else shapes[l][1:])) for l in layers}
        for name in ("dC_dW", "dC_db", "numeric_dW", "numeric_db")
    }
    if rng.random() < 0.3:
        blocks["dC_dW"][1] = blocks["dC_dW"][1][:, :1] + np.zeros((1, 6))
    return blocks


def _rows(rng, least=1):
    """Rows of `least` numbers or more, near 0, far out, far from each other and far apart within themselves."""
    N, n = rng.integers(1, 6), rng.integers(least, 6)
    z = rng.normal(scale=rng.choice([1, 10, 300]), size=(N, n)) + rng.choice([0, -600, 600], size=(N, 1))
    return np.clip(z, -1000, 1000)


def _shares(rng, N, n):
    """Rows that add up to 1: one-hot, or with a part for everybody."""
    return np.eye(n)[rng.integers(n, size=N)] if rng.random() < 0.3 else rng.dirichlet(np.ones(n), size=N)


def _targets(rng):
    """z and shares for targets; the first row's is its smallest z, so that not all of delta is nought."""
    z = _rows(rng, least=2)
    y = _shares(rng, *z.shape)
    y[0] = np.eye(z.shape[1])[z[0].argmin()]
    return {"z": z, "y": y}


def _coupled(rng):
    N, n = _pair(rng)
    return {"dc_da": _numbers(rng, N, n), "jacobian": _numbers(rng, N, n, n)}


def _layers(rng):
    N = int(rng.integers(1, 6))
    return {"delta": {l: _numbers(rng, N, rng.integers(1, 6)) for l in range(1, rng.integers(2, 6))}}


INPUTS = {
    "numeric_derivative": _curve,
    "chain": lambda rng: {"local_derivatives": _numbers(rng, rng.integers(1, 9))},
    "nested_derivative": lambda rng: {"x": float(rng.uniform(-2.7, 2.7))},
    "total_derivative": _paths,
    "dc_du": _layer,
    **dict.fromkeys(("sigmoid", "sigmoid_prime", "tanh_prime", "relu", "softplus_prime"), _z),
    "relu_prime": lambda rng: _z(rng, nought=False),  # g'(0) is never asked for.
    "affine_loops": _affine,
    "affine": _affine,
    "forward": _forward,
    "mean_cost": _mean,
    "measured_delta": _nudged,
    "squared_error_gradient": _outputs(-3, 3, 1e8),
    "binary_cross_entropy_gradient": _outputs(0.01, 0.99, 0),  # There, an answer that clips is right.
    "log_cosh_gradient": _outputs(-3, 3, 900),
    "output_delta": _last,
    "dz_next_da": lambda rng: _step(rng, "W_next"),
    "dc_da_hidden": lambda rng: _step(rng, "delta_next", "W_next"),
    "da_dz": lambda rng: _step(rng, "z", "g_prime"),
    "hidden_delta_loops": _step,
    "hidden_delta": _step,
    "deltas": _deltas,
    "dz_dW": _wire,
    "weight_gradient_one": lambda rng: {name: each[0] for name, each in _batch(rng).items()},
    "weight_gradient": _batch,
    "bias_gradient": lambda rng: {"delta": _batch(rng)["delta"]},
    "backprop": lambda rng: {**_given(net := _network(rng)), "cost": net.cost},
    "numeric_gradient": _hill,
    "complex_step_derivative": _off_axis,
    "relative_error": _two_arrays,
    "check_gradients": _report,
    "directional_check": _direction,
    "fixture": lambda rng: {},
    "softmax": lambda rng: {"z": _rows(rng)},
    "softmax_jacobian": lambda rng: {"s": _shares(rng, *_pair(rng))},
    "output_delta_general": _coupled,
    "softmax_cross_entropy_delta": _targets,
    "delta_norms": _layers,
    "sgd_step": _moving,
    "train": _trained,
    "accuracy": _scores,
    "input_gradient": _inputs,
    "skip_delta": _skipped,
    "l2_gradient": lambda rng: {"W": _network(rng).W, "lam": float(rng.uniform(0.1, 3))},
    "odd_neuron_delta": _odd,
    "quiz": lambda rng: {},
}

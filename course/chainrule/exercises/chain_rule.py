"""Lesson 1: curves, chains and small graphs to nudge, and what nature says there."""

from functools import partial

import numpy as np

from chainrule.case import Case, Exercise
from chainrule.numeric import complex_step, jacobian, mean_slope

# Sums, products and quotients alone: they come to the same last bit on every machine, and so does a mistake with them.
CURVES = {
    "x³ - 3x at x = 2": (lambda x: x * x * x - 3 * x, 2.0, None),
    "1/(1 + x²) at x = -0.5, with h = 0.25": (lambda x: 1 / (1 + x * x), -0.5, 0.25),
    "x⁴ - 2x at x = 1.25, with h = 0.5": (lambda x: x * x * x * x - 2 * x, 1.25, 0.5),
    "x³ + x² at the whole number x = 3": (lambda x: x * x * x + x * x, 3, None),
    "x - x³ at x = 1.5, with h = 0.125": (lambda x: x - x * x * x, 1.5, 0.125),
}
DEFAULT_H = 1e-5

CHAINS = {
    "a chain of three links": (0.75, (lambda u: u * u - 3, lambda u: 1 / (1 + u * u), lambda u: 4 * u - u * u)),
    "a chain of five links": (
        -1.5,
        (lambda u: 2 - u, lambda u: u * u / 4, lambda u: 1 / u, lambda u: 1 - 5 * u, lambda u: u * u * u),
    ),
    "a single link": (1.25, (lambda u: u * u * u - 2 * u,)),
}

GRAPHS = {
    "two paths": (1.5, (lambda u: u * u, lambda u: 3 - 4 * u), lambda v: v[0] * v[1] + v[0]),
    "four paths": (
        -0.5,
        (lambda u: u * u * u - u, lambda u: 1 / (2 + u), lambda u: 5 - u * u, lambda u: 7 * u),
        lambda v: v[0] * v[2] + v[1] * v[1] * v[3] - 2 * v[3],
    ),
    "three paths": (0.25, (lambda u: 2 * u, lambda u: u * u - u, lambda u: 1 / u), lambda v: v[0] * v[1] * v[2] + v[1]),
}

POINTS = (0.75, -1.1, 1.5, 2.0)


class Curve:
    """A function of one number: it takes real numbers only, and remembers at which it was taken."""

    def __init__(self, function, name="f"):
        self.function, self.name, self.points = function, name, []

    def __call__(self, x):
        if np.iscomplexobj(x):
            raise TypeError(f"{self.name} takes real numbers only")
        self.points.extend(np.ravel(np.asarray(x, dtype=float)))
        return self.function(x)

    def strayed_from(self, x, h):
        """Words, if the curve was ever taken elsewhere than at `x` or one step `h` from it."""
        far = [point for point in self.points if point != x and abs(abs(point - x) - h) > 1e-3 * h]
        return f"f was taken at {far[0]!r}: x is {x}, h is {h}" if far else None


def curve_case(label, f, x, h=None):
    """A curve, a place, and a step where one is given; the truth is the mean slope between the two nudged places."""
    curve, step = Curve(f), h or DEFAULT_H
    given = {"f": curve, "x": x} | ({"h": h} if h else {})
    strayed = partial(curve.strayed_from, x, step)
    return Case(label, given, partial(mean_slope, f, x, step), strayed, "How far from x do you nudge, and who says so?")


def chain_case(label, x, links):
    """The slope of each link at the value that arrives there; the truth nudges the first and reads the last."""
    values = [x]
    for link in links:
        values.append(link(values[-1]))
    slopes = [complex_step(link, value) for link, value in zip(links, values, strict=False)]
    return Case(label, {"local_derivatives": np.array(slopes, dtype=float)}, partial(last_by_first, links, x))


def last_by_first(links, x):
    """How the end of the chain answers to its start."""

    def through(u):
        for link in links:
            u = link(u)
        return u

    return float(complex_step(through, x))


def graph_case(label, u, middle, c):
    """How c answers to each middle node, and each of them to u; the truth nudges u and reads c."""
    v = np.array([f(u) for f in middle])
    dc_dv = jacobian(lambda v: np.array([c(v)]), v)[0]
    dv_du = np.array([complex_step(f, u) for f in middle], dtype=float)
    truth = partial(complex_step, lambda u: c([f(u) for f in middle]), u)
    return Case(label, {"dc_dv": dc_dv, "dv_du": dv_du}, lambda: float(truth()))


def nested(x):
    """The composite of the notebook: u = x², v = sin(u), c = v³."""
    v = np.sin(x * x)
    return v * v * v


def nested_case(x):
    """A place; the truth nudges x and reads c."""
    return Case(f"x = {x}", {"x": x}, lambda: float(complex_step(nested, x)))


def layer_case(label, u, A, B):
    """n_u numbers that feed n_v by v = uA + (uB)², and those feed c; the truth nudges each of the first, reads c."""

    def v_of(u):
        return u @ A + (u @ B) ** 2

    def c_of(v):
        return np.array([np.sum(v * v * v) / 3 - v[0] * v[-1]])

    v = v_of(u)
    given = {"dc_dv": jacobian(c_of, v)[0], "dv_du": jacobian(v_of, u)}
    return Case(label, given, lambda: jacobian(lambda u: c_of(v_of(u)), u)[0])


def layer_cases():
    """More middle nodes than inputs, fewer, and as many: where the Jacobian is square, shapes decide nothing."""
    for n_u, n_v, seed in ((3, 4, 11), (4, 2, 12), (3, 3, 13)):
        rng = np.random.default_rng(seed)
        u, A, B = rng.normal(size=n_u), rng.normal(size=(n_u, n_v)), rng.normal(size=(n_u, n_v)) / 2
        yield layer_case(f"{n_u} inputs and {n_v} middle nodes", u, A, B)


EXERCISES = (
    Exercise(
        "numeric_derivative",
        1,
        "D1, S4",
        lambda: [curve_case(name, *each) for name, each in CURVES.items()],
        tolerance=1e-8,  # Rounding leaves a nudge about 1e-10 off; what it should come to is measured exactly.
    ),
    Exercise("chain", 1, "D2, S5", lambda: [chain_case(name, *each) for name, each in CHAINS.items()]),
    Exercise(
        "nested_derivative",
        1,
        "D2, S5",
        lambda: [nested_case(x) for x in POINTS],
        tolerance=1e-12,  # A formula comes this near, two nudges do not.
    ),
    Exercise("total_derivative", 1, "D3, S6", lambda: [graph_case(name, *each) for name, each in GRAPHS.items()]),
    Exercise("dc_du", 1, "D4, S6", layer_cases, axes=("middle node", "input")),
)

"""Lesson 1: curves, chains and graphs drawn for this classroom (D1 to D4)."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from autograder.hidden.expect import expect
from chainrule.case import Case
from chainrule.exercises.chain_rule import chain_case, curve_case, graph_case, layer_case, nested, nested_case
from chainrule.numeric import complex_step

ALIVE = 0.2  # No slope that a test turns on is smaller: a factor that is nearly 0 hides what is wrong beside it.


def test_numeric_derivative(numeric_derivative, rng):
    for i in range(4):
        case = curve_case(f"curve {i + 1}, with the h of the stub", *_bent(rng, sign=(-1) ** i))
        expect("numeric_derivative", numeric_derivative, case)


def test_numeric_derivative__step(numeric_derivative, rng):
    for h, sign in ((0.5, -1), (0.03, 1), (2e-4, -1)):
        case = curve_case(f"a curve, with h = {h}", *_bent(rng, sign), h)
        expect("numeric_derivative", numeric_derivative, case)


def test_numeric_derivative__whole_number(numeric_derivative, rng):
    for x, sign in ((1, 1), (-2, -1)):
        f, _ = _bent(rng, sign, x)
        expect("numeric_derivative", numeric_derivative, curve_case(f"a curve at the whole number {x}", f, x))


def test_chain(chain, rng):
    for place, length in enumerate((1, 2, 3, 5, 8)):
        label = "a single link" if length == 1 else f"a chain of {length} links"
        links = _drawn_links(rng, length, sign=(-1) ** place)  # Whoever loses signs must meet a negative end.
        expect("chain", chain, chain_case(label, float(rng.uniform(-1, 1)), links))


def test_nested_derivative(nested_derivative, rng):
    for x in _places(rng):
        expect("nested_derivative", nested_derivative, nested_case(x))


def test_total_derivative(total_derivative, rng):
    for place, n in enumerate((2, 3, 5, 1)):
        label = "a single path" if n == 1 else f"{n} paths"
        expect("total_derivative", total_derivative, _graph(label, rng, n, sign=(-1) ** place))


def test_dc_du(dc_du, rng):
    for n_u, n_v in ((3, 5), (5, 2), (2, 3)):
        expect("dc_du", dc_du, _layer(rng, n_u, n_v))


def test_dc_du__square(dc_du, rng):
    for n in (3, 4):
        expect("dc_du", dc_du, _layer(rng, n, n))


def test_dc_du__one(dc_du, rng):
    expect("dc_du", dc_du, _layer(rng, 1, 4))
    expect("dc_du", dc_du, _layer(rng, 4, 1))


def _bent(rng: np.random.Generator, sign: int, x: int | None = None) -> tuple[Callable, float]:
    """A curve and a place, `x` if given, where the slope has this `sign` and the bend tells one nudge from two."""
    for _ in range(1000):
        a, b, d, e = rng.uniform(0.5, 2, size=4) * rng.choice([-1, 1], size=4)
        f = partial(_wave, a, b, d, e)
        place = float(rng.uniform(-2, 2)) if x is None else x
        slope = float(complex_step(f, place))
        bend = float(-a * b * b * np.sin(b * place + e))
        if ALIVE < sign * slope < abs(bend):
            return f, place
    raise RuntimeError("no curve bends enough; loosen what `_bent` asks")


def _wave(a, b, d, e, x):
    return a * np.sin(b * x + e) + d * x


def _drawn_links(rng: np.random.Generator, length: int, sign: int = 0) -> tuple[Callable, ...]:
    """Links of a chain, none of them flat; with a `sign` the end of the chain answers to its start with that sign."""
    slopes = rng.uniform(0.4, 1.8, size=length) * rng.choice([-1, 1], size=length)
    slopes[0] *= sign * np.sign(np.prod(slopes)) if sign else 1
    return tuple(partial(_link, float(slope)) for slope in slopes)


def _link(slope, u):
    return slope * (u + np.sin(u) / 3)


def _places(rng: np.random.Generator) -> Iterator[float]:
    """Six places, on both sides of nought, where no link of `nested` is flat."""
    found = 0
    while found < 6:
        x = round(float(rng.uniform(0.5, 2.7)), 2) * (-1) ** found
        if min(abs(np.sin(x * x)), abs(np.cos(x * x))) > ALIVE and abs(nested(x)) > ALIVE**3:
            found += 1
            yield x


def _graph(label: str, rng: np.random.Generator, n: int, sign: int) -> Case:
    """u feeds n nodes, and they feed c, with no flat wire, by paths of both signs; c answers to u with this `sign`."""
    u = float(rng.uniform(-1, 1))
    middle = _drawn_links(rng, n)
    weights = rng.uniform(0.4, 1.8, size=n) * rng.choice([-1, 1], size=n)
    for _ in range(1000):
        case = graph_case(label, u, middle, partial(_cost, weights))
        signs = set(np.sign(case.arguments["dc_dv"] * case.arguments["dv_du"]))
        if sign * case.truth() > ALIVE and len(signs) == min(n, 2):
            return case
        weights = rng.uniform(0.4, 1.8, size=n) * rng.choice([-1, 1], size=n)
    raise RuntimeError("every graph stands still; loosen what `_graph` asks")


def _cost(weights, v):
    total = sum(w * (each + np.sin(each) / 3) for w, each in zip(weights, v, strict=True))
    return total + total * total / 20


def _layer(rng: np.random.Generator, n_u: int, n_v: int) -> Case:
    """n_u inputs and n_v middle nodes, none of whose numbers is near nought."""
    for _ in range(1000):
        u, A, B = rng.normal(size=n_u), rng.normal(size=(n_u, n_v)), rng.normal(size=(n_u, n_v)) / 2
        case = layer_case(f"{n_u} inputs and {n_v} middle nodes", u, A, B)
        if all(np.abs(each).min() > ALIVE / 10 for each in (*case.arguments.values(), case.truth())):
            return case
    raise RuntimeError("no layer is alive everywhere; loosen what `_layer` asks")

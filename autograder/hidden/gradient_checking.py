"""Lesson 6: numeric gradients, errors by block, one direction, on unseen functions; and a zoo that nobody has seen."""

from collections.abc import Callable
from functools import partial

import numpy as np

from autograder.hidden.expect import expect
from autograder.hidden.networks import bent, drawn, hyperbola
from autograder.hidden.zoo import right_ones, wrong_ones
from chainrule import Network, softplus, tanh, zoo
from chainrule.case import Case
from chainrule.exercises.gradient_checking import (
    blocks_case,
    complex_case,
    cost_of_weights,
    direction_case,
    gradient_case,
    known_case,
    mistaken,
    promised_and_found,
    slopes_of,
    triangle_case,
)
from chainrule.numeric import complex_step

ALMOST = 0.9  # Of the wrong animals.
FAIR = 0.1  # Of its two terms: a slope in which they cancel has lost digits, whatever h is.
APART = 1e-5  # Rounding is 1e-15 here, and an answer is held to a hundred-millionth.
DRAWS = 100


def test_numeric_gradient(numeric_gradient, rng):
    net = _net(rng)
    for l, h in ((1, 1e-5), (2, 1e-3), (3, 0.1)):
        case = gradient_case(f"C of a network, by its W[{l}]", cost_of_weights(net, l), net.W[l], h)
        expect("numeric_gradient", numeric_gradient, case)
    for shape, h in (((5,), 0.3), ((1,), 0.02), ((2, 3, 2), 0.2)):
        theta = rng.normal(size=shape)
        expect("numeric_gradient", numeric_gradient, gradient_case(f"shape {shape}", _wavy(rng, theta), theta, h))


def test_numeric_gradient__any_array(numeric_gradient, rng):
    turned, gaps = rng.normal(size=(3, 4)).T, rng.normal(size=(3, 8))[:, ::2]
    whole = rng.integers(-3, 4, size=(2, 3))
    single = rng.normal(size=4).astype(np.float32)
    for label, theta, h in (
        ("whole numbers", whole, 0.25),
        ("whole numbers and a small step", whole, 1e-4),
        ("float32", single, 1e-4),
        ("a table turned round", turned, 0.1),
        ("every other column of a table", gaps, 0.1),
    ):
        expect("numeric_gradient", numeric_gradient, gradient_case(label, _wavy(rng, theta), theta, h))


def test_complex_step_derivative(complex_step_derivative, rng):
    for i in range(4):
        f, x = _sloping(rng)
        expect("complex_step_derivative", complex_step_derivative, complex_case(f"curve {i + 1}", f, x))
        table = rng.uniform(-2, 2, size=(3, 2))
        expect("complex_step_derivative", complex_step_derivative, complex_case(f"curve {i + 1}, a table", f, table))
    f = partial(_curve, 1.5, 0.75, 0.5)
    expect("complex_step_derivative", complex_step_derivative, complex_case("a whole number", f, 2))


def test_complex_step_derivative__no_digit_lost(complex_step_derivative, rng):
    for large, small in ((1e8, 1.0), (1.0, 1e-14), (0.0, 1e14)):
        x = float(rng.uniform(0.5, 2))
        case = complex_case(f"a slope of about {small:g} on a height of {large:g}", partial(_slight, large, small), x)
        expect("complex_step_derivative", complex_step_derivative, case)


def test_relative_error(relative_error, rng):
    for shape in ((4,), (3, 5), (2, 3, 2)):
        for angle in (0, 180, *rng.uniform(5, 175, size=3)):
            expect("relative_error", relative_error, _triangle(rng, shape, float(angle)))
    for floor in (1e-12, 1e9):
        expect("relative_error", relative_error, _triangle(rng, (3, 2), float(rng.uniform(20, 90)), floor))
    two, six = float(rng.uniform(1, 2)), float(rng.uniform(3, 4))
    expect("relative_error", relative_error, known_case("two numbers", two, six, (six - two) / (six + two)))


def test_relative_error__same_nothing_or_shapeless(relative_error, rng):
    block = rng.normal(size=(3, 4))
    nought = np.zeros((3, 4))
    for label, gradient, numeric, error in (
        ("two that are the same", block, block.copy(), 0.0),
        ("noughts on both sides", nought, nought.copy(), 0.0),
        ("a gradient of noughts", nought, block, 1.0),
        ("a numeric gradient of noughts", block, nought, 1.0),
        ("shapes (3, 4) and (4, 3)", block, block.T.copy(), 1.0),
        ("shapes (4,) and (1, 4)", block[0], block[:1], 1.0),
        ("shapes (3, 1) and (3,)", block[:, :1], block[:, 0], 1.0),
    ):
        expect("relative_error", relative_error, known_case(label, gradient, numeric, error))


def test_check_gradients(check_gradients, rng):
    for L in (3, 1, 5):
        sizes = [int(n) for n in rng.integers(2, 6, size=L + 1)]
        expect("check_gradients", check_gradients, _blocks(rng, f"{L} layers", sizes))
    expect("check_gradients", check_gradients, _blocks(rng, "square layers", [4] * 4))
    expect("check_gradients", check_gradients, _blocks(rng, "a dead layer", (3, 2, 4), dead=("W1", "b1")))


def test_check_gradients__a_block_that_does_not_fit(check_gradients, rng):
    for turned in (("W2",), ("W1", "W3")):
        case = _blocks(rng, f"{' and '.join(turned)} transposed", (3, 5, 4, 2), turned)
        expect("check_gradients", check_gradients, case)


def test_directional_check(directional_check, rng):
    net = _net(rng)
    for l, h in ((1, 0.1), (2, 0.05), (3, 0.1)):
        C, theta = cost_of_weights(net, l), net.W[l]
        right = slopes_of(C, theta)
        label = f"C of a network, by its W[{l}]"
        bent_off = right + rng.normal(size=theta.shape) * np.abs(right).max()
        for gradient in (right, 3 * right, -0.7 * right, bent_off):
            expect("directional_check", directional_check, _direction(rng, label, C, theta, gradient, h))
    C, theta, nought = cost_of_weights(net, 1), net.W[1], np.zeros((4, 3))
    for label, f, gradient in (
        ("a flat f, and a gradient of noughts", _flat, nought),
        ("a flat f", _flat, slopes_of(C, theta)),
        ("a gradient of noughts", C, nought),
    ):
        expect("directional_check", directional_check, _direction(rng, label, f, theta, gradient, 0.1))


def test_directional_check__any_array(directional_check, rng):
    for label, theta in (
        ("whole numbers", rng.integers(-3, 4, size=(3, 2))),
        ("float32", rng.normal(size=5).astype(np.float32)),
        ("a table turned round", rng.normal(size=(2, 4)).T),
        ("three axes", rng.normal(size=(2, 3, 2))),
    ):
        f = _wavy(rng, theta)
        gradient = slopes_of(f, theta.astype(float)) * rng.uniform(0.5, 2, size=theta.shape)
        expect("directional_check", directional_check, _direction(rng, label, f, theta, gradient, 0.1))


def test_fixture(fixture, rng):
    """All right animals pass, and nearly all wrong ones are exposed."""
    expect("fixture", fixture, _zoo(rng, "right animals that you have not met", right_ones(rng), 1.0))
    expect("fixture", fixture, _zoo(rng, "wrong animals that you have not met", wrong_ones(), ALMOST))


def test_fixture__every_one(fixture, rng):
    animals = [*wrong_ones(), *right_ones(rng), *zoo.ANIMALS]
    expect("fixture", fixture, _zoo(rng, "animals that you have met and others", animals, 1.0))


def _net(rng: np.random.Generator) -> Network:
    return drawn(rng, (4, 3, 5, 2), (tanh, bent, softplus), hyperbola, 6)


def _wavy(rng: np.random.Generator, theta: np.ndarray) -> Callable:
    """A function of arrays like `theta`, in which each number has a slope and a bend of its own."""
    a, b = rng.uniform(0.5, 1.5, size=(2, theta.size)) * rng.choice([-1, 1], size=(2, theta.size))

    def f(theta):
        t = np.ravel(theta)
        return np.sum(a * np.sin(b * t + 0.4)) + t[0] * t[-1] / 2 + np.sum(t[1:] * t[:-1]) / 3

    return f


def _flat(theta):
    return 0 * np.sum(theta) + 1


def _sloping(rng: np.random.Generator) -> tuple[Callable, float]:
    """A curve, and a place where no digit of its slope is lost in the sum."""
    for _ in range(DRAWS):
        a, b, d = rng.uniform(0.5, 2, size=3) * rng.choice([-1, 1], size=3)
        x = float(rng.uniform(-2, 2))
        terms = complex_step(partial(_wave, a, b), x), complex_step(partial(_growth, d), x)
        if abs(sum(terms)) > FAIR * sum(map(abs, terms)):
            return partial(_curve, a, b, d), x
    raise RuntimeError("every slope cancels; loosen what `_sloping` asks")


def _curve(a, b, d, x):
    return _wave(a, b, x) + _growth(d, x)


def _wave(a, b, x):
    return a * np.sin(b * x)


def _growth(d, x):
    return np.exp(d * x) / (2 + x * x / 8)


def _slight(large, small, x):
    return large + small * (x * x + np.sin(x))


def _sides(rng: np.random.Generator) -> tuple[float, float]:
    """Two lengths that are not near one another."""
    p = float(rng.uniform(0.5, 2))
    return p, p * float(rng.uniform(1.3, 3)) ** int(rng.choice([-1, 1]))


def _triangle(rng: np.random.Generator, shape: tuple, angle: float, floor: float = 1.0) -> Case:
    p, q = _sides(rng)
    label = f"shape {shape}, {angle:.0f} degrees apart"
    return triangle_case(label, shape, p, q, angle, int(rng.integers(2**31)), floor)


def _blocks(rng: np.random.Generator, label: str, sizes: tuple, turned: tuple = (), dead: tuple = ()) -> Case:
    layers = range(1, len(sizes))
    shapes = {f"W{l}": (sizes[l - 1], sizes[l]) for l in layers} | {f"b{l}": (sizes[l],) for l in layers}
    # Transposed, they are what they were before.
    shapes |= {block: shapes[block][::-1] for block in turned}
    sides = [(*_sides(rng), float(rng.uniform(5, 175))) for _ in shapes]
    return blocks_case(label, shapes, sides, int(rng.integers(2**30)), turned, dead)


def _direction(rng, label: str, f: Callable, theta: np.ndarray, gradient: np.ndarray, h: float) -> Case:
    """A direction in which what is promised and what is found differ by far more than rounding, or not at all."""
    for _ in range(DRAWS):
        seed = int(rng.integers(2**31))
        promised, found = promised_and_found(f, theta, gradient, seed, h)
        if abs(promised - found) > APART or promised == found == 0:
            return direction_case(label, f, theta, gradient, seed, h)
    raise RuntimeError(f"{label}: no direction with h = {h} tells more than rounding; take a larger one")


def _zoo(rng: np.random.Generator, label: str, animals: list, share: float) -> Case:
    """Told right when at least this `share` of the animals is; what is said names none of them."""
    order = [animals[i] for i in rng.permutation(len(animals))]

    def judge(found):
        return _counted(order, found) if np.mean(found) < share else None

    return Case(label, {}, dict, judge=judge, look=partial(zoo.told, animals=order))


def _counted(animals: list, found: np.ndarray) -> tuple[str, str]:
    words, ask = mistaken(found, animals)
    return "\n".join(line.partition(":")[0] for line in words.splitlines()), ask

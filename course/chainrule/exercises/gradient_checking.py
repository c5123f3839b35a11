"""Lesson 6: numbers to nudge one by one, all along one direction or off the real axis, and blocks to compare."""

from functools import partial
from math import fsum

import numpy as np

from chainrule import zoo
from chainrule.activations import sigmoid, tanh
from chainrule.case import Case, Exercise
from chainrule.costs import squared_error
from chainrule.network import forward, random_network
from chainrule.numeric import TINY, complex_step

NUDGED = 1e-8  # Rounding leaves a nudge about 1e-10 off; what it should come to is measured exactly.
EXACT = 1e-13  # Nothing is subtracted, so nothing is lost.
NODES, WEIGHTS = np.polynomial.legendre.leggauss(48)
FEWEST = "How many calls of f do you need?"


class Landscape:
    """A function of an array like `theta`: takes real numbers only, and remembers at which it was taken."""

    def __init__(self, function, shape):
        self.function, self.shape, self.points = function, shape, []

    def __call__(self, theta):
        if np.iscomplexobj(theta):
            raise TypeError("f takes real numbers only")
        if np.shape(theta) != self.shape:
            raise ValueError(f"f takes an array of shape {self.shape}, not {np.shape(theta)}")
        self.points.append(np.array(theta, dtype=float))
        return float(self.function(self.points[-1]))

    def strayed(self, theta, h, calls, moved):
        """Words, if f was taken more often than `calls` times for each answer, or with too many numbers moved."""
        # What is nudged and put back may keep a last bit of the nudge.
        off = [np.count_nonzero(np.abs(point - theta) > 1e-3 * h) for point in self.points]
        if any(each not in moved for each in off):
            return f"f was taken with {next(each for each in off if each not in moved)} of {theta.size} numbers moved"
        # An answer is asked twice; a call or two for a look at f itself do no harm.
        return None if len(off) <= 2 * (calls + 2) else f"f was called {len(off) // 2} times for {theta.size} numbers"


class OffAxis:
    """A function of a number that may be complex, entry by entry."""

    allows_complex = True

    def __init__(self, function):
        self.function = function

    def __call__(self, x):
        return self.function(x)


def mean_slope_along(f, theta, direction, h):
    """The mean slope of `f` from theta - h direction to theta + h direction, by Gauss's rule on measured slopes."""
    slopes = [np.imag(f(theta + (h * node + 1j * TINY) * direction)) / TINY for node in NODES]
    return float(WEIGHTS @ slopes) / 2


def gradient_case(label, f, theta, h):
    """Every entry nudged both ways by h; the truth is the mean slope in between."""
    landscape, place = Landscape(f, theta.shape), theta.astype(float)

    def truth():
        return np.array([
            mean_slope_along(f, place, np.arange(theta.size).reshape(theta.shape) == i, h) for i in range(theta.size)
        ]).reshape(theta.shape)  # fmt: skip

    strayed = partial(landscape.strayed, place, h, 2 * theta.size, (0, 1))
    return Case(f"{label}, h = {h:g}", {"f": landscape, "theta": theta, "h": h}, truth, strayed, FEWEST)


def direction_case(label, f, theta, gradient, seed, h):
    """All entries nudged at once, each up or down; the truth is the mean slope that way, beside the promised one."""
    landscape, place = Landscape(f, theta.shape), theta.astype(float)
    given = {"f": landscape, "theta": theta, "gradient": gradient, "rng": np.random.default_rng(seed), "h": h}

    def truth():
        return _far(*promised_and_found(f, theta, gradient, seed, h))

    return Case(f"{label}, h = {h:g}", given, truth, partial(landscape.strayed, place, h, 2, (0, theta.size)), FEWEST)


def promised_and_found(f, theta, gradient, seed, h):
    """The slope that the gradient promises in the direction that this seed draws, and the mean slope of f there."""
    direction = np.random.default_rng(seed).choice([-1.0, 1.0], size=theta.shape)
    return fsum(np.ravel(gradient * direction)), mean_slope_along(f, theta.astype(float), direction, h)


def _far(one, other):
    size = abs(one) + abs(other)
    return abs(one - other) / size if size else 0.0


def complex_case(label, f, x):
    """A number, or an array of them; the truth is the library's own complex step."""
    return Case(label, {"f": OffAxis(f), "x": x}, lambda: complex_step(f, x)[()])


def triangle_case(label, shape, p, q, angle, seed, floor=1.0):
    """Two arrows of lengths p and q with an angle (in degrees) between them; the truth is the triangle's third side."""
    gradient, numeric = arrows(shape, p * floor, q * floor, angle, seed)
    return Case(label, {"gradient": gradient, "numeric": numeric}, lambda: third_side(p, q, angle) / (p + q))


def arrows(shape, p, q, angle, seed):
    """Two arrays of this shape, of lengths p and q, with this angle between them."""
    one, other = np.linalg.qr(np.random.default_rng(seed).normal(size=(int(np.prod(shape)), 2)))[0].T
    turn = np.deg2rad(angle)
    return (p * one).reshape(shape), (q * (np.cos(turn) * one + np.sin(turn) * other)).reshape(shape)


def third_side(p, q, angle):
    """By the law of cosines."""
    return float(np.sqrt(p * p + q * q - 2 * p * q * np.cos(np.deg2rad(angle))))


def known_case(label, gradient, numeric, error):
    """Two arrays, or two numbers, of which the error is seen at once."""
    return Case(label, {"gradient": gradient, "numeric": numeric}, lambda: error)


def blocks_case(label, shapes, sides, seed, turned=(), dead=()):
    """Blocks W1, b1, W2, ... with a pair of lengths and an angle for each; the numeric dicts lie in reverse order.

    A block of `turned` comes with its rows as columns, one of `dead` is nought on both sides.
    """
    given = {name: {} for name in ("dC_dW", "dC_db", "numeric_dW", "numeric_db")}
    errors = {}
    for place, (block, shape) in enumerate(shapes.items()):
        kind, l = block[0], int(block[1:])
        p, q, angle = sides[place % len(sides)]
        gradient, numeric = arrows(shape, p, q, angle, seed + place)
        given[f"dC_d{kind}"][l] = gradient.T.copy() if block in turned else gradient
        given[f"numeric_d{kind}"][l] = numeric
        errors[block] = 1.0 if block in turned else third_side(p, q, angle) / (p + q)
        if block in dead:
            errors[block], gradient[...], numeric[...] = 0.0, 0.0, 0.0
    for name in ("numeric_dW", "numeric_db"):
        given[name] = dict(reversed(given[name].items()))
    return Case(label, given, lambda: errors)


# What `check` shows.


def hilly(theta):
    """Sums and products alone, in which each number has a part of its own."""
    t = np.ravel(theta)
    return np.sum((1 + np.arange(t.size) % 3) * t * t * t) / 4 + t[0] * t[1] - 2 * t[-1] * t[-1] * t[0] - np.sum(t)


def cost_of_weights(net, l):
    """C of a network as a function of its W[l]."""

    def C(W_l):
        _, a = forward(net.x, {**net.W, l: W_l}, net.b, net.g)
        return np.mean(net.cost(a[net.L], net.y))

    return C


def slopes_of(f, theta):
    """The gradient of f, measured."""
    steps = np.eye(theta.size).reshape(theta.size, *theta.shape)
    return np.array([np.imag(f(theta + 1j * TINY * step)) / TINY for step in steps]).reshape(theta.shape)


NET = random_network((3, 4, 2), (tanh, sigmoid), squared_error, N=5, seed=61)
VECTOR = np.array([0.5, -1.25, 2.0, 0.75])
TABLE = np.array([[1.5, -0.5], [0.25, 2.0], [-1.0, 0.75]]).T  # Its columns, not its rows, lie together in memory.
WHOLE = np.array([2, -1, 3])
SINGLE = np.array([1.1, -0.3, 0.7], dtype=np.float32)


def gradient_cases():
    yield gradient_case("four numbers", hilly, VECTOR, 0.25)
    yield gradient_case("a table of 2 rows and 3 columns", hilly, TABLE, 0.125)
    yield gradient_case("three whole numbers", hilly, WHOLE, 0.5)
    yield gradient_case("numbers in float32", hilly, SINGLE, 0.001)
    yield gradient_case("C of a network, by its W[1]", cost_of_weights(NET, 1), NET.W[1], 0.001)


def complex_cases():
    yield complex_case("x³ - 2x at x = 1.5", lambda x: x * x * x - 2 * x, 1.5)
    yield complex_case("1/(1 + x²) at the whole number x = 3", lambda x: 1 / (1 + x * x), 3)
    yield complex_case("a curve with a large value and a small slope", lambda x: 1e6 + 1e-12 * x * x, 0.75)
    yield complex_case("x⁴ + x at a table of numbers", lambda x: x * x * x * x + x, np.array([[0.5, -0.5], [2.0, 0.0]]))


def error_cases():
    yield triangle_case("twice as long as it should be", (3,), 2.0, 1.0, 0, 1)
    yield triangle_case("a small angle", (2, 3), 1.5, 1.25, 10, 2)
    yield triangle_case("tiny numbers, one three times the other", (4,), 3.0, 1.0, 0, 3, floor=1e-11)
    yield triangle_case("a wide angle", (3, 2), 1.0, 2.5, 100, 4)
    yield triangle_case("the sign turned", (2, 2), 2.0, 2.0, 180, 5)
    yield known_case("two that are the same", np.array([1.5, -2.0]), np.array([1.5, -2.0]), 0.0)
    yield known_case("two of nothing but noughts", np.zeros(3), np.zeros(3), 0.0)
    yield known_case("two plain numbers, 2 and 6", 2.0, 6.0, 0.5)
    yield known_case("shapes (3,) and (3, 1)", np.array([1.0, 2.0, 3.0]), np.array([[1.0], [2.0], [3.0]]), 1.0)


def block_cases():
    sides = ((2.0, 1.0, 0), (1.0, 1.5, 20), (1.0, 1.0, 90), (3.0, 1.0, 45), (1.0, 4.0, 0), (0.5, 0.75, 10))
    shapes = {"W1": (3, 4), "b1": (4,), "W2": (4, 4), "b2": (4,), "W3": (4, 2), "b3": (2,)}
    yield blocks_case("a network of three layers", shapes, sides, 70)
    yield blocks_case("a network whose W[2] came transposed", {**shapes, "W2": (4, 3), "b2": (3,)}, sides, 80, ("W2",))
    yield blocks_case("a network of one layer", {"W1": (2, 3), "b1": (3,)}, sides[3:], 90)
    yield blocks_case("a network whose first layer is dead", shapes, sides, 95, dead=("W1", "b1"))


def direction_cases():
    W_1 = NET.W[1]
    C = cost_of_weights(NET, 1)
    yield direction_case("a gradient that is half too short", hilly, VECTOR, slopes_of(hilly, VECTOR) / 2, 1, 0.25)
    wrong = slopes_of(hilly, TABLE) + np.array([[1.0, 0, 0], [0, -2.0, 0]])
    yield direction_case("a table with two wrong entries", hilly, TABLE, wrong, 2, 0.125)
    wrong = slopes_of(hilly, WHOLE) + np.array([5.0, 0, 0])
    yield direction_case("a gradient turned round", hilly, TABLE, -3 * slopes_of(hilly, TABLE), 5, 0.125)
    yield direction_case("whole numbers", hilly, WHOLE, wrong, 3, 0.5)
    yield direction_case("the right gradient of a network, and a large step", C, W_1, slopes_of(C, W_1), 4, 0.25)


def zoo_cases():
    yield Case("the zoo", {}, dict, judge=mistaken, look=zoo.told)


def mistaken(found, animals=zoo.ANIMALS):
    """Which animals a fixture takes for what they are not, in words, and a question; or nothing."""
    alive = [each.letter for each, one in zip(animals, found, strict=True) if not one and not each.right]
    blamed = [each.letter for each, one in zip(animals, found, strict=True) if not one and each.right]
    words = [f"  {len(alive)} wrong ones are not exposed: {', '.join(alive)}"] if alive else []
    words += [f"  {len(blamed)} right ones do not pass: {', '.join(blamed)}"] if blamed else []
    ask = "What do these have in common? On what kind of network are they no different from a right one?"
    blames = "How small are the gradients of this network? How near is a kink?"
    return ("\n".join(words), ask if alive else blames) if words else None


EXERCISES = (
    Exercise("numeric_gradient", 6, "G1", gradient_cases, axes=("row", "column"), tolerance=NUDGED),
    Exercise("complex_step_derivative", 6, "G2", complex_cases, axes=("row", "column"), tolerance=EXACT),
    Exercise("relative_error", 6, "G3", error_cases),
    Exercise("check_gradients", 6, "G3", block_cases, returns=("error",)),
    Exercise("directional_check", 6, "G4", direction_cases, tolerance=NUDGED),
    Exercise("fixture", 6, "S1 to S7", zoo_cases, praise="every wrong one is exposed, every right one passes."),
)

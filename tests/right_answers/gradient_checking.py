"""Right answers of lesson 6 in other styles than the solutions': all of them must pass everything."""

import math
from itertools import product

import numpy as np

# Every number nudged.


def gradient_in_place_on_a_copy(f, theta, h):
    moving = np.array(theta, dtype=float, order="C")
    flat, slopes = moving.reshape(-1), []
    for i in range(flat.size):
        kept = flat[i]
        flat[i] = kept + h
        up = f(moving)
        flat[i] = kept - h
        slopes.append((up - f(moving)) / (2 * h))
        flat[i] = kept
    return np.array(slopes).reshape(moving.shape)


def gradient_to_and_fro(f, theta, h):
    moving = theta.astype(float)
    slopes = np.zeros_like(moving)
    for place in np.ndindex(moving.shape):
        moving[place] += h
        up = f(moving)
        moving[place] -= 2 * h
        slopes[place] = (up - f(moving)) / (2 * h)
        moving[place] += h
    return slopes


def gradient_by_unit_vectors(f, theta, h):
    units = np.eye(theta.size).reshape(theta.size, *theta.shape)
    return np.array([f(theta + h * unit) - f(theta - h * unit) for unit in units]).reshape(theta.shape) / (2 * h)


def gradient_by_places(f, theta, h):
    gradient = {}
    for place in product(*map(range, theta.shape)):
        up, down = theta.astype(float), theta.astype(float)
        up[place] += h
        down[place] -= h
        gradient[place] = 0.5 * (f(up) - f(down)) / h
    return np.array(list(gradient.values())).reshape(theta.shape)


def gradient_from_a_look_at_f(f, theta, h):
    start = f(theta.astype(float))
    gradient = np.empty(theta.shape)
    for i in range(theta.size):
        nudge = np.where(np.arange(theta.size).reshape(theta.shape) == i, h, 0.0)
        rise, fall = f(theta + nudge) - start, start - f(theta - nudge)
        gradient.flat[i] = (rise / h + fall / h) / 2
    return gradient


def gradient_by_nditer(f, theta, h):
    place = theta.astype(np.float64)
    gradient = np.zeros_like(place)
    steps = np.nditer(place, flags=["multi_index"])
    while not steps.finished:
        at = steps.multi_index
        kept = place[at].copy()
        values = {}
        for sign in (1, -1):
            place[at] = kept + sign * h
            values[sign] = f(place)
        place[at] = kept
        gradient[at] = (values[1] - values[-1]) / (h + h)
        steps.iternext()
    return gradient


# Off the real axis.


def step_by_attribute(f, x):
    h = 1e-40
    return np.asarray(f(x + 1j * h)).imag / h


def step_by_complex(f, x):
    h = 1e-100
    return np.imag(f(np.asarray(x) + complex(0, h))) / h


def step_by_real_part_of_quotient(f, x):
    push = 1j * 1e-50
    return np.real(f(x + push) / push)


def step_to_the_other_side(f, x):
    h = 1e-60
    return -np.imag(f(x - 1j * h)) / h


def step_number_by_number(f, x):
    if np.ndim(x) == 0:
        return float(np.imag(f(complex(x, 1e-20))) / 1e-20)
    return np.array([step_number_by_number(f, each) for each in x])


# One number for how far off.


def error_with_hypot(gradient, numeric):
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    one, other = np.ravel(gradient).tolist(), np.ravel(numeric).tolist()
    both = math.hypot(*one) + math.hypot(*other)
    return math.dist(one, other) / both if both > 0 else 0.0


def error_by_roots(gradient, numeric):
    gradient, numeric = np.asarray(gradient), np.asarray(numeric)
    if gradient.shape != numeric.shape:
        return 1.0
    distance = np.sqrt(np.sum((gradient - numeric) ** 2))
    return distance / (np.sqrt(np.sum(gradient**2)) + np.sqrt(np.sum(numeric**2))) if distance > 0 else 0.0


def error_of_raveled(gradient, numeric):
    if np.shape(gradient) == np.shape(numeric):
        size = np.linalg.norm(np.ravel(gradient)) + np.linalg.norm(np.ravel(numeric))
        return float(np.linalg.norm(np.ravel(np.subtract(numeric, gradient))) / size) if size > 0 else 0.0
    return 1.0


def error_by_dots(gradient, numeric):
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    g, n = np.ravel(gradient), np.ravel(numeric)
    both = math.sqrt(g @ g) + math.sqrt(n @ n)
    return 0.0 if both == 0 else math.sqrt((g - n) @ (g - n)) / both


def error_in_numpy_numbers(gradient, numeric):
    gradient, numeric = np.array(gradient), np.array(numeric)
    if gradient.shape != numeric.shape:
        return 1.0
    lengths = [np.sqrt(np.vdot(each, each)) for each in (gradient - numeric, gradient, numeric)]
    return lengths[0] and lengths[0] / (lengths[1] + lengths[2])


# Block by block.


def report_by_dicts(dC_dW, dC_db, numeric_dW, numeric_db):
    weights = {f"W{l}": error_by_roots(dC_dW[l], numeric_dW[l]) for l in dC_dW}
    return weights | {f"b{l}": error_by_roots(dC_db[l], numeric_db[l]) for l in dC_db}


def report_by_pairs(dC_dW, dC_db, numeric_dW, numeric_db):
    pairs = (("W", dC_dW, numeric_dW), ("b", dC_db, numeric_db))
    return {name + str(l): error_with_hypot(one[l], other[l]) for name, one, other in pairs for l in sorted(one)}


def report_from_above(dC_dW, dC_db, numeric_dW, numeric_db):
    found = {}
    for l in range(len(dC_dW), 0, -1):
        found[f"b{l}"], found[f"W{l}"] = (
            error_of_raveled(dC_db[l], numeric_db[l]),
            error_of_raveled(dC_dW[l], numeric_dW[l]),
        )
    return found


def report_by_items(dC_dW, dC_db, numeric_dW, numeric_db):
    found = {}
    for l, block in dC_dW.items():
        found["W" + str(l)] = error_by_dots(block, numeric_dW[l])
    for l, block in dC_db.items():
        found["b" + str(l)] = error_by_dots(block, numeric_db[l])
    return found


def report_in_one_dict(dC_dW, dC_db, numeric_dW, numeric_db):
    mine = {f"W{l}": dC_dW[l] for l in dC_dW} | {f"b{l}": dC_db[l] for l in dC_db}
    natures = {f"W{l}": numeric_dW[l] for l in numeric_dW} | {f"b{l}": numeric_db[l] for l in numeric_db}
    return {block: error_in_numpy_numbers(mine[block], natures[block]) for block in mine}


# One direction.


def direction_by_whole_numbers(f, theta, gradient, rng, h):
    d = 2 * rng.integers(2, size=theta.shape) - 1
    slope = (f(theta + h * d) - f(theta - h * d)) / h / 2
    promise = np.vdot(gradient, d)
    return error_by_roots(promise, slope)


def direction_by_pairs(f, theta, gradient, rng, h):
    d = rng.choice((-1, 1), theta.shape)
    down, up = (f(theta + sign * h * d) for sign in (-1, 1))
    promise, slope = (gradient * d).sum(), (up - down) / (2 * h)
    size = abs(promise) + abs(slope)
    return abs(promise - slope) / size if size else 0.0


def direction_in_place(f, theta, gradient, rng, h):
    d = rng.choice([-1.0, 1.0], size=theta.shape)
    moving = theta.astype(float)
    moving += h * d
    up = f(moving)
    moving -= 2 * h * d
    slope = (up - f(moving)) / (2 * h)
    return float(error_with_hypot(float(np.einsum("i,i", gradient.ravel(), d.ravel())), slope))


def direction_by_sums(f, theta, gradient, rng, h):
    d = rng.choice([-1, 1], size=theta.shape)
    promise = math.fsum(slope * sign for slope, sign in zip(np.ravel(gradient), np.ravel(d), strict=True))
    slope = (f(theta + d * h) - f(theta - d * h)) * 0.5 / h
    return error_of_raveled(promise, slope)


def direction_downwards(f, theta, gradient, rng, h):
    d = rng.choice([-1.0, 1.0], size=theta.shape)
    slope = (f(theta - h * d) - f(theta + h * d)) / (-2 * h)
    promise = np.inner(gradient.ravel(), d.ravel())
    return error_by_dots(float(promise), float(slope))


# Fixtures.


def fixture_from_lists():
    words = ["sizes", "N", "activations", "cost", "symmetric", "seed"]
    values = [[4, 5, 3, 2], 6, ["softplus", "relu", "tanh"], "log cosh", False, 11]
    return dict(zip(words, values, strict=True))


def fixture_square_but_not_symmetric():
    return {
        "sizes": (3, 3, 3, 3),
        "N": 5,
        "activations": ("relu", "tanh", "softplus"),
        "cost": "log cosh",
        "symmetric": False,
        "seed": 7,
    }


def fixture_with_shared_settings():
    widths = (2, 4, 3, 5, 2)
    return {"sizes": widths, "N": 4} | {
        "activations": ("sigmoid", "relu", "softplus", "tanh"),
        "cost": "log cosh",
        "symmetric": False,
        "seed": 3,
    }


def fixture_of_the_librarys_own():
    from chainrule import log_cosh, relu, softplus, tanh

    return {
        "sizes": (6, 5, 4, 3),
        "N": 9,
        "activations": (tanh, relu, softplus),
        "cost": log_cosh,
        "symmetric": False,
        "seed": 2,
    }


def fixture_in_numpy_numbers():
    sizes = tuple(np.array([3, 5, 4, 2]))
    return {
        "sizes": sizes,
        "N": np.int64(8),
        "activations": ("tanh", "relu", "sigmoid"),
        "cost": "log cosh",
        "symmetric": False,
        "seed": 5,
    }


STYLES = {
    "numeric_gradient": [
        gradient_in_place_on_a_copy,
        gradient_to_and_fro,
        gradient_by_unit_vectors,
        gradient_by_places,
        gradient_from_a_look_at_f,
        gradient_by_nditer,
    ],
    "complex_step_derivative": [
        step_by_attribute,
        step_by_complex,
        step_by_real_part_of_quotient,
        step_to_the_other_side,
        step_number_by_number,
    ],
    "relative_error": [error_with_hypot, error_by_roots, error_of_raveled, error_by_dots, error_in_numpy_numbers],
    "check_gradients": [report_by_dicts, report_by_pairs, report_from_above, report_by_items, report_in_one_dict],
    "directional_check": [
        direction_by_whole_numbers,
        direction_by_pairs,
        direction_in_place,
        direction_by_sums,
        direction_downwards,
    ],
    "fixture": [
        fixture_from_lists,
        fixture_square_but_not_symmetric,
        fixture_with_shared_settings,
        fixture_of_the_librarys_own,
        fixture_in_numpy_numbers,
    ],
}

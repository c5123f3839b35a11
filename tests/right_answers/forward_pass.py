"""Right answers of lesson 2 in other styles than the solutions': all of them must pass everything."""

import math

import numpy as np


def sigmoid_by_definition(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_with_two_branches(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


def sigmoid_by_masks(z):
    a = np.empty_like(z)
    right = z >= 0
    a[right] = 1 / (1 + np.exp(-z[right]))
    small = np.exp(z[~right])
    a[~right] = small / (1 + small)
    return a


def sigmoid_by_logarithms(z):
    return np.exp(-np.logaddexp(0, -z))


def sigmoid_number_by_number(z):
    def one(number):
        if number >= 0:
            return 1 / (1 + math.exp(-number))
        return math.exp(number) / (1 + math.exp(number))

    return np.vectorize(one)(z)


def sigmoid_in_place_on_own_copy(z):
    a = np.asfortranarray(-z)
    np.exp(a, out=a)
    a += 1
    np.reciprocal(a, out=a)
    return a


def sigmoid_slope_from_value(z):
    a = sigmoid_by_definition(z)
    return a * (1 - a)


def sigmoid_slope_as_difference_of_squares(z):
    a = sigmoid_by_masks(z)
    return a - a**2


def sigmoid_slope_from_both_sides(z):
    return sigmoid_by_definition(z) * sigmoid_by_definition(-z)


def sigmoid_slope_through_cosh(z):
    return 0.25 / np.cosh(z / 2) ** 2


def sigmoid_slope_number_by_number(z):
    def one(number):
        small = math.exp(-abs(number))
        return small / (1 + small) ** 2

    return np.array([[one(number) for number in row] for row in z])


def tanh_slope_from_value(z):
    return 1 - np.tanh(z) ** 2


def tanh_slope_as_product(z):
    a = np.tanh(z)
    return (1 - a) * (1 + a)


def tanh_slope_through_cosh(z):
    return np.cosh(z) ** -2.0


def tanh_slope_through_sigmoid(z):
    return 4 * sigmoid_slope_from_both_sides(2 * z)


def tanh_slope_number_by_number(z):
    return np.asfortranarray(np.vectorize(lambda number: 1 - math.tanh(number) ** 2)(z))


def relu_by_mask(z):
    return z * (z > 0)


def relu_by_where(z):
    return np.where(z > 0, z, 0)


def relu_by_distance(z):
    return (z + np.abs(z)) / 2


def relu_on_own_copy(z):
    a = z.copy()
    a[a < 0] = 0
    return a


def relu_by_clip(z):
    return np.clip(z, 0, None)


def relu_number_by_number(z):
    return np.array([[max(0.0, number) for number in row] for row in z])


def relu_slope_as_float(z):
    return (z > 0).astype(float)


def relu_slope_at_zero_too(z):
    return 1.0 * (z >= 0)


def relu_slope_by_heaviside(z):
    return np.heaviside(z, 0.5)


def relu_slope_from_sign(z):
    return (np.sign(z) + 1) / 2


def relu_slope_in_integers(z):
    return np.array([[1 if number > 0 else 0 for number in row] for row in z])


def affine_by_numbers(a_prev, W, b):
    return np.array([
        [sum(a_prev[n, i] * W[i, j] for i in range(len(W))) + b[j] for j in range(len(b))] for n in range(len(a_prev))
    ])  # fmt: skip


def affine_bias_last(a_prev, W, b):
    z = np.zeros((a_prev.shape[0], W.shape[1]), order="F")
    for i in range(W.shape[0]):
        for n in range(a_prev.shape[0]):
            for j in range(W.shape[1]):
                z[n, j] += a_prev[n, i] * W[i, j]
    for j in range(W.shape[1]):
        z[:, j] += b[j]
    return z


def affine_by_einsum(a_prev, W, b):
    return np.einsum("ni,ij->nj", a_prev, W) + b[None, :]


def affine_with_columns(a_prev, W, b):
    return (W.T @ a_prev.T + b[:, None]).T


def affine_by_broadcasting(a_prev, W, b):
    return (a_prev[:, :, None] * W).sum(axis=1) + b


def affine_with_a_one_in_front(a_prev, W, b):
    return np.hstack([np.ones((len(a_prev), 1)), a_prev]) @ np.vstack([b, W])


def affine_in_place_on_own_copy(a_prev, W, b):
    z = np.tile(b, (len(a_prev), 1))
    z += np.dot(a_prev, W)
    return z


def forward_by_plain_loop(x, W, b, g):
    z = {}
    a = {0: x.copy()}
    for l in W:
        z[l] = np.dot(a[l - 1], W[l]) + b[l]
        a[l] = g[l](z[l])
    return z, a


def forward_by_recursive_calls(x, W, b, g):
    def upto(l):
        if l == 0:
            return {}, {0: x}
        z, a = upto(l - 1)
        now = affine_by_einsum(a[l - 1], W[l], b[l])
        return z | {l: now}, a | {l: g[l](now)}

    return upto(len(W))


def forward_example_by_example(x, W, b, g):
    z = {l: np.zeros((len(x), W[l].shape[1]), order="F") for l in sorted(W)}
    a = {0: x} | {l: np.zeros_like(z[l]) for l in z}
    for n in range(len(x)):
        for l in sorted(W):
            z[l][n] = a[l - 1][n] @ W[l] + b[l]
            a[l][n] = g[l](z[l][n : n + 1])[0]
    return z, a


def forward_with_columns(x, W, b, g):
    z, a, column = {}, {0: x}, x.T
    for l in range(1, max(W) + 1):
        column = W[l].T @ column + b[l].reshape(-1, 1)
        z[l] = column.T
        column = g[l](column)
        a[l] = column.T
    return z, a


def forward_as_a_list_of_two(x, W, b, g):
    z, a, h = {}, {0: x}, x
    for l, _ in sorted(W.items()):
        z[l] = affine_with_a_one_in_front(h, W[l], b[l])
        h = a[l] = g[l](z[l])
    return [z, a]


def cost_by_sum(a_L, y, cost):
    return cost(a_L, y).sum() / len(y)


def cost_by_loop(a_L, y, cost):
    total = 0.0
    for n in range(len(a_L)):
        total += cost(a_L[n : n + 1], y[n : n + 1])[0]
    return total / len(a_L)


def cost_as_plain_number(a_L, y, cost):
    return float(np.average(cost(a_L, y)))


def cost_by_fsum(a_L, y, cost):
    return math.fsum(cost(a_L, y)) / a_L.shape[0]


def cost_by_product(a_L, y, cost):
    return np.full(len(y), 1 / len(y)) @ cost(a_L, y)


SIGMOIDS = (
    sigmoid_by_definition,
    sigmoid_with_two_branches,
    sigmoid_by_masks,
    sigmoid_by_logarithms,
    sigmoid_number_by_number,
    sigmoid_in_place_on_own_copy,
)
LAYERS = (
    affine_by_numbers,
    affine_bias_last,
    affine_by_einsum,
    affine_with_columns,
    affine_by_broadcasting,
    affine_with_a_one_in_front,
    affine_in_place_on_own_copy,
)
STYLES = {
    "sigmoid": SIGMOIDS,
    "sigmoid_prime": (
        sigmoid_slope_from_value,
        sigmoid_slope_as_difference_of_squares,
        sigmoid_slope_from_both_sides,
        sigmoid_slope_through_cosh,
        sigmoid_slope_number_by_number,
    ),
    "tanh_prime": (
        tanh_slope_from_value,
        tanh_slope_as_product,
        tanh_slope_through_cosh,
        tanh_slope_through_sigmoid,
        tanh_slope_number_by_number,
    ),
    "relu": (relu_by_mask, relu_by_where, relu_by_distance, relu_on_own_copy, relu_by_clip, relu_number_by_number),
    "relu_prime": (
        relu_slope_as_float,
        relu_slope_at_zero_too,
        relu_slope_by_heaviside,
        relu_slope_from_sign,
        relu_slope_in_integers,
    ),
    # The slope of softplus is the sigmoid; whoever sees it may use it.
    "softplus_prime": SIGMOIDS,
    "affine_loops": LAYERS,
    "affine": LAYERS,
    "forward": (
        forward_by_plain_loop,
        forward_by_recursive_calls,
        forward_example_by_example,
        forward_with_columns,
        forward_as_a_list_of_two,
    ),
    "mean_cost": (cost_by_sum, cost_by_loop, cost_as_plain_number, cost_by_fsum, cost_by_product),
}

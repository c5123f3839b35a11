"""Right answers of lesson 1 in other styles than the solutions': all of them must pass everything."""

import functools
import math
import operator

import numpy as np


def slope_in_steps(f, x, h=1e-5):
    left, right = x - h, x + h
    rise, run = f(right) - f(left), right - left
    return rise / run


def slope_as_mean_of_both_sides(f, x, h=1e-5):
    return ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2


def slope_by_a_pair(f, x, h=1e-5):
    down, up = (f(x + sign * h) for sign in (-1, 1))
    return 0.5 * (up - down) / h


def slope_by_an_array(f, x, h=1e-5):
    values = np.array([f(place) for place in np.array([x - h, x + h])])
    return np.diff(values)[0] / (2 * h)


def slope_in_own_array(f, x, h=1e-5):
    place = np.array(x, dtype=float)
    place += h
    up = f(float(place))
    place -= 2 * h
    return np.asarray((up - f(float(place))) / (2 * h))


def product_by_numpy(local_derivatives):
    return np.prod(local_derivatives)


def product_by_math(local_derivatives):
    return math.prod(local_derivatives.tolist())


def product_by_reduce(local_derivatives):
    return functools.reduce(operator.mul, local_derivatives)


def product_from_the_end(local_derivatives):
    product = local_derivatives[-1]
    for slope in local_derivatives[-2::-1]:
        product = slope * product
    return product


def product_by_recursion(local_derivatives):
    if len(local_derivatives) == 1:
        return local_derivatives[0]
    return local_derivatives[0] * product_by_recursion(local_derivatives[1:])


def product_in_own_copy(local_derivatives):
    running = local_derivatives.copy()
    for i in range(1, len(running)):
        running[i] *= running[i - 1]
    return running[-1]


def nested_with_math(x):
    return 6 * x * math.sin(x * x) ** 2 * math.cos(x * x)


def nested_by_chain(x):
    return product_by_numpy(np.array([2 * x, np.cos(x**2), 3 * np.sin(x**2) ** 2]))


def nested_backwards(x):
    u = x**2
    v = np.sin(u)
    dc_dv = 3 * v**2
    dc_du = dc_dv * np.cos(u)
    return dc_du * 2 * x


def nested_forwards(x):
    u, du = x * x, 2 * x
    v, dv = np.sin(u), np.cos(u) * du
    return 3 * v * v * dv


def nested_by_product_rule(x):
    s, c = np.sin(x * x), np.cos(x * x)
    return 2 * x * (c * s * s + s * c * s + s * s * c)


def nested_as_array(x):
    x = np.asarray(x, dtype=float)
    return 1.5 * np.sin(2 * x**2) * np.sin(x**2) * 2 * x


def total_by_sum(dc_dv, dv_du):
    return np.sum(dc_dv * dv_du)


def total_by_matmul(dc_dv, dv_du):
    return dc_dv @ dv_du


def total_by_dot(dc_dv, dv_du):
    return float(np.dot(dv_du, dc_dv))


def total_by_einsum(dc_dv, dv_du):
    return np.einsum("k,k->", dc_dv, dv_du)


def total_by_generator(dc_dv, dv_du):
    return sum(dc_dv[k] * dv_du[k] for k in range(len(dc_dv)))


def total_by_diagonal(dc_dv, dv_du):
    return np.trace(np.outer(dc_dv, dv_du))


def vector_by_loops(dc_dv, dv_du):
    found = np.zeros(dv_du.shape[1])
    for j in range(dv_du.shape[1]):
        for k in range(dv_du.shape[0]):
            found[j] += dc_dv[k] * dv_du[k, j]
    return found


def vector_by_einsum(dc_dv, dv_du):
    return np.einsum("k,kj->j", dc_dv, dv_du)


def vector_by_broadcasting(dc_dv, dv_du):
    return (dc_dv[:, None] * dv_du).sum(axis=0)


def vector_by_transpose(dc_dv, dv_du):
    return dv_du.T @ dc_dv


def vector_as_a_view_of_a_row(dc_dv, dv_du):
    return (dc_dv.reshape(1, -1) @ np.asfortranarray(dv_du))[0]


def vector_as_a_list(dc_dv, dv_du):
    return [sum(d * s for d, s in zip(dc_dv, column, strict=True)) for column in zip(*dv_du, strict=True)]


def vector_on_own_copy(dc_dv, dv_du):
    paths = dv_du.copy()
    paths *= dc_dv[:, np.newaxis]
    return np.add.reduce(paths, axis=0)


STYLES = {
    "numeric_derivative": (
        slope_in_steps,
        slope_as_mean_of_both_sides,
        slope_by_a_pair,
        slope_by_an_array,
        slope_in_own_array,
    ),
    "chain": (
        product_by_numpy,
        product_by_math,
        product_by_reduce,
        product_from_the_end,
        product_by_recursion,
        product_in_own_copy,
    ),
    "nested_derivative": (
        nested_with_math,
        nested_by_chain,
        nested_backwards,
        nested_forwards,
        nested_by_product_rule,
        nested_as_array,
    ),
    "total_derivative": (
        total_by_sum,
        total_by_matmul,
        total_by_dot,
        total_by_einsum,
        total_by_generator,
        total_by_diagonal,
    ),
    "dc_du": (
        vector_by_loops,
        vector_by_einsum,
        vector_by_broadcasting,
        vector_by_transpose,
        vector_as_a_view_of_a_row,
        vector_as_a_list,
        vector_on_own_copy,
    ),
}

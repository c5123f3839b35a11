"""Right answers of lesson 3 in other styles than the solutions': all of them must pass everything."""

import numpy as np

from chainrule import forward


def costs(x, y, W, b, g, cost):
    _, a = forward(x, W, b, g)
    return cost(a[max(W)], y)


def delta_by_deep_copies(x, y, W, b, g, cost, l):
    columns = []
    for j in range(W[l].shape[1]):
        up = {m: np.array(each) for m, each in b.items()}
        down = {m: np.array(each) for m, each in b.items()}
        up[l][j] += 1e-5
        down[l][j] -= 1e-5
        columns.append((costs(x, y, W, up, g, cost) - costs(x, y, W, down, g, cost)) / 2e-5)
    return np.column_stack(columns)


def delta_by_pushing_z(x, y, W, b, g, cost, l):
    z, _ = forward(x, W, b, g)
    h = 6e-6

    def cost_from(z_l):
        a = g[l](z_l)
        for m in range(l + 1, max(W) + 1):
            a = g[m](a @ W[m] + b[m])
        return cost(a, y)

    pushes = h * np.eye(z[l].shape[1])
    return np.array([(cost_from(z[l] + push) - cost_from(z[l] - push)) / (2 * h) for push in pushes]).T


def delta_one_example_at_a_time(x, y, W, b, g, cost, l):
    h = 2e-6
    delta = np.zeros((x.shape[0], b[l].size), order="F")
    for n in range(x.shape[0]):
        for j in range(b[l].size):
            push = h * (np.arange(b[l].size) == j)
            up = costs(x[n : n + 1], y[n : n + 1], W, {**b, l: b[l] + push}, g, cost)
            down = costs(x[n : n + 1], y[n : n + 1], W, {**b, l: b[l] - push}, g, cost)
            delta[n, j] = (up[0] - down[0]) / (2 * h)
    return delta


def delta_in_place_and_put_back(x, y, W, b, g, cost, l):
    delta = np.empty((len(x), len(b[l])))
    for j, before in enumerate(b[l].tolist()):
        b[l][j] = before + 1e-5
        up = costs(x, y, W, b, g, cost)
        b[l][j] = before - 1e-5
        delta[:, j] = (up - costs(x, y, W, b, g, cost)) / 2e-5
        b[l][j] = before
    return delta


def delta_by_four_pushes(x, y, W, b, g, cost, l):
    h = 1e-3

    def moved(j, steps):
        push = np.zeros_like(b[l])
        push[j] = steps * h
        return costs(x, y, W, b | {l: b[l] + push}, g, cost)

    return np.stack(
        [(8 * (moved(j, 1) - moved(j, -1)) - moved(j, 2) + moved(j, -2)) / (12 * h) for j in range(len(b[l]))], axis=-1
    )


def difference(a, y):
    return np.subtract(a, y)


def difference_by_loops(a, y):
    gradient = np.zeros(a.shape)
    for n in range(a.shape[0]):
        for j in range(a.shape[1]):
            gradient[n, j] = a[n, j] - y[n, j]
    return gradient


def difference_turned_twice(a, y):
    return -(y - a)


def difference_in_fortran_order(a, y):
    return np.asfortranarray(a.T - y.T).T


def difference_in_place_on_own_copy(a, y):
    gradient = a.copy()
    gradient -= y
    return gradient


def entropy_in_one_fraction(a, y):
    return (a - y) / (a * (1 - a))


def entropy_by_loops(a, y):
    rows = [[-t / p + (1 - t) / (1 - p) for p, t in zip(*row, strict=True)] for row in zip(a, y, strict=True)]
    return np.array(rows)


def entropy_clipped(a, y):
    a = np.clip(a, 0.01, 0.99)
    return -(y / a - (1 - y) / (1 - a))


def entropy_by_products(a, y):
    return y * -np.reciprocal(a) + (1 - y) * np.reciprocal(1 - a)


def entropy_by_einsum(a, y):
    return np.einsum("nj,nj->nj", a - y, 1 / (a - a**2))


def tanh_by_exponentials(a, y):
    decay = np.exp(-2 * np.abs(a - y))
    return np.sign(a - y) * (1 - decay) / (1 + decay)


def tanh_by_sigmoid(a, y):
    with np.errstate(over="ignore"):
        return 2 / (1 + np.exp(-2 * (a - y))) - 1


def tanh_by_numbers(a, y):
    return np.vectorize(lambda error: float(np.tanh(error)))(a - y)


def tanh_of_transposed(a, y):
    return np.tanh(a.T - y.T).T


def tanh_turned_twice(a, y):
    return -np.tanh(y - a)


def output_by_loops(dc_da, z, g_prime):
    slope = g_prime(z)
    delta = np.zeros(z.shape)
    for n in range(len(z)):
        for j in range(z.shape[1]):
            delta[n, j] = dc_da[n, j] * slope[n, j]
    return delta


def output_by_einsum(dc_da, z, g_prime):
    return np.einsum("nj,nj->nj", dc_da, g_prime(z))


def output_by_diagonal_jacobians(dc_da, z, g_prime):
    return np.stack([gradient @ np.diag(g_prime(row)) for gradient, row in zip(dc_da, z, strict=True)])


def output_number_by_number(dc_da, z, g_prime):
    return np.array([
        [dc_da[n, j] * g_prime(z[n : n + 1, j : j + 1])[0, 0] for j in range(z.shape[1])] for n in range(len(z))
    ])  # fmt: skip


def output_with_columns(dc_da, z, g_prime):
    return np.asfortranarray((g_prime(z.T) * dc_da.T).T)


def output_in_place_on_own_copy(dc_da, z, g_prime):
    delta = np.array(dc_da)
    delta *= g_prime(z)
    return delta


STYLES = {
    "measured_delta": (
        delta_by_deep_copies,
        delta_by_pushing_z,
        delta_one_example_at_a_time,
        delta_in_place_and_put_back,
        delta_by_four_pushes,
    ),
    "squared_error_gradient": (
        difference,
        difference_by_loops,
        difference_turned_twice,
        difference_in_fortran_order,
        difference_in_place_on_own_copy,
    ),
    "binary_cross_entropy_gradient": (
        entropy_in_one_fraction,
        entropy_by_loops,
        entropy_clipped,
        entropy_by_products,
        entropy_by_einsum,
    ),
    "log_cosh_gradient": (
        tanh_by_exponentials,
        tanh_by_sigmoid,
        tanh_by_numbers,
        tanh_of_transposed,
        tanh_turned_twice,
    ),
    "output_delta": (
        output_by_loops,
        output_by_einsum,
        output_by_diagonal_jacobians,
        output_number_by_number,
        output_with_columns,
        output_in_place_on_own_copy,
    ),
}

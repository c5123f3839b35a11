"""Right answers of lesson 4 in other styles than the solutions': all of them must pass everything."""

import numpy as np


def jacobian_by_loops(W_next):
    n_l, n_next = W_next.shape
    J = np.empty((n_next, n_l))
    for k in range(n_next):
        for j in range(n_l):
            J[k, j] = W_next[j, k]
    return J


def jacobian_as_view(W_next):
    return W_next.T


def jacobian_by_einsum(W_next):
    return np.einsum("jk->kj", W_next)


def jacobian_in_fortran_order(W_next):
    return np.asfortranarray(np.swapaxes(W_next, 0, 1))


def jacobian_by_matmul(W_next):
    return np.eye(W_next.shape[1]) @ W_next.transpose()


def sum_by_loops(delta_next, W_next):
    result = np.zeros((len(delta_next), len(W_next)))
    for n, row in enumerate(delta_next):
        for j, wires in enumerate(W_next):
            result[n, j] = sum(d * w for d, w in zip(row, wires, strict=True))
    return result


def sum_by_einsum(delta_next, W_next):
    return np.einsum("nk,jk->nj", delta_next, W_next)


def sum_by_broadcasting(delta_next, W_next):
    return (delta_next[:, None, :] * W_next[None, :, :]).sum(axis=2)


def sum_with_columns(delta_next, W_next):
    return (W_next @ delta_next.T).T


def sum_through_jacobian(delta_next, W_next):
    J = np.swapaxes(W_next, 0, 1)
    return np.asfortranarray(np.stack([row @ J for row in delta_next]))


def slope_copied(z, g_prime):
    return np.array(g_prime(z))


def slope_by_rows(z, g_prime):
    return np.stack([g_prime(row) for row in z])


def slope_by_numbers(z, g_prime):
    return np.vectorize(lambda number: float(g_prime(np.array([number]))[0]))(z)


def slope_flat(z, g_prime):
    return np.reshape(g_prime(z.ravel()), z.shape)


def slope_of_transposed(z, g_prime):
    return g_prime(z.T).T


def step_by_loops(delta_next, W_next, z, g_prime):
    delta = np.empty_like(z)
    for n in range(len(z)):
        for j in range(z.shape[1]):
            total = 0.0
            for k in range(delta_next.shape[1]):
                total += delta_next[n, k] * W_next[j, k] * g_prime(z[n : n + 1, j : j + 1])[0, 0]
            delta[n, j] = total
    return delta


def step_by_einsum(delta_next, W_next, z, g_prime):
    return np.einsum("nk,jk,nj->nj", delta_next, W_next, g_prime(z))


def step_with_columns(delta_next, W_next, z, g_prime):
    return np.transpose((W_next @ delta_next.T) * g_prime(z).T)


def step_in_place_on_own_copy(delta_next, W_next, z, g_prime):
    delta = np.asfortranarray(delta_next @ W_next.swapaxes(0, 1))
    delta *= g_prime(z)
    return delta


def step_by_diagonal_jacobians(delta_next, W_next, z, g_prime):
    return np.stack([d @ W_next.T @ np.diag(slope) for d, slope in zip(delta_next, g_prime(z), strict=True)])


def deltas_by_recursive_calls(dc_da, z, W, g):
    def delta(l):
        if l == len(W):
            return dc_da * g[l].prime(z[l])
        return delta(l + 1) @ W[l + 1].T * g[l].prime(z[l])

    return {l: delta(l) for l in sorted(W)}


def deltas_by_einsum(dc_da, z, W, g):
    upstream, found = dc_da, {}
    for l in sorted(W, reverse=True):
        found[l] = np.einsum("nj,nj->nj", upstream, g[l].prime(z[l]))
        upstream = np.einsum("nk,jk->nj", found[l], W[l])
    return found


def deltas_by_loops(dc_da, z, W, g):
    found = {max(W): dc_da * g[max(W)].prime(z[max(W)])}
    for l in sorted(W)[-2::-1]:
        found[l] = step_by_loops(found[l + 1], W[l + 1], z[l], g[l].prime)
    return found


def deltas_with_columns(dc_da, z, W, g):
    L = len(W)
    columns = {L: dc_da.T * g[L].prime(z[L].T)}
    for l in range(L - 1, 0, -1):
        columns[l] = W[l + 1] @ columns[l + 1] * g[l].prime(z[l].T)
    return {l: columns[l].T for l in columns}


def deltas_example_by_example(dc_da, z, W, g):
    L = max(W)
    found = {l: np.zeros(z[l].shape, order="F") for l in W}
    for n in range(len(dc_da)):
        found[L][n] = dc_da[n] * g[L].prime(z[L][n])
        for l in range(L - 1, 0, -1):
            found[l][n] = W[l + 1].dot(found[l + 1][n]) * g[l].prime(z[l][n])
    return found


STYLES = {
    "dz_next_da": (
        jacobian_by_loops,
        jacobian_as_view,
        jacobian_by_einsum,
        jacobian_in_fortran_order,
        jacobian_by_matmul,
    ),
    "dc_da_hidden": (sum_by_loops, sum_by_einsum, sum_by_broadcasting, sum_with_columns, sum_through_jacobian),
    "da_dz": (slope_copied, slope_by_rows, slope_by_numbers, slope_flat, slope_of_transposed),
    "hidden_delta_loops": (
        step_by_loops,
        step_by_einsum,
        step_with_columns,
        step_in_place_on_own_copy,
        step_by_diagonal_jacobians,
    ),
    "hidden_delta": (
        step_by_loops,
        step_by_einsum,
        step_with_columns,
        step_in_place_on_own_copy,
        step_by_diagonal_jacobians,
    ),
    "deltas": (
        deltas_by_recursive_calls,
        deltas_by_einsum,
        deltas_by_loops,
        deltas_with_columns,
        deltas_example_by_example,
    ),
}

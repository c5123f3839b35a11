"""Right answers of lesson 7 in other styles than the solutions': all of them must pass everything."""

import math

import numpy as np


def softmax_row_by_row(z):
    shares = []
    for row in z:
        most = max(row)
        powers = [math.exp(each - most) for each in row]
        shares.append([power / sum(powers) for power in powers])
    return shares


def softmax_by_logarithms(z):
    return np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True))


def softmax_by_differences(z):
    """One over the sum of e^(z_m - z_k): what overflows becomes a share of 0."""
    with np.errstate(over="ignore"):
        return 1 / np.exp(z[:, None, :] - z[:, :, None]).sum(axis=2)


def softmax_with_columns(z):
    columns = z.T - np.max(z, axis=1)
    powers = np.exp(columns)
    return (powers / powers.sum(axis=0)).T


def softmax_on_own_copy(z):
    shares = np.asfortranarray(np.array(z))
    shares -= np.amax(shares, axis=1)[:, np.newaxis]
    np.exp(shares, out=shares)
    shares /= np.einsum("nk->n", shares)[:, None]
    return shares


def jacobian_by_loops(s):
    N, n = s.shape
    J = np.zeros((N, n, n))
    for i in range(N):
        for k in range(n):
            for j in range(n):
                J[i, k, j] = s[i, k] * (1 - s[i, k]) if k == j else -s[i, k] * s[i, j]
    return J


def jacobian_of_each_row(s):
    return np.array([np.diag(row) - np.outer(row, row) for row in s])


def jacobian_by_einsum(s):
    return np.einsum("nk,kj->nkj", s, np.eye(s.shape[1])) - np.einsum("nk,nj->nkj", s, s)


def jacobian_by_broadcasting(s):
    return s[:, :, None] * (np.eye(s.shape[1])[None] - s[:, None, :])


def jacobian_diagonal_put_in(s):
    J = -s[:, :, None] @ s[:, None, :]
    for k in range(s.shape[1]):
        J[:, k, k] += s[:, k]
    return J


def jacobian_column_by_column(s):
    """The answer of every share to z_j is a plain product, once its own z_j is set apart."""
    columns = [s * (np.arange(s.shape[1]) == j) - s * s[:, j : j + 1] for j in range(s.shape[1])]
    return np.stack(columns, axis=2)


def general_by_loops(dc_da, jacobian):
    N, n = dc_da.shape
    delta = np.zeros((N, n))
    for i in range(N):
        for j in range(n):
            for k in range(n):
                delta[i, j] += dc_da[i, k] * jacobian[i, k, j]
    return delta


def general_by_matmul(dc_da, jacobian):
    return (dc_da[:, None, :] @ jacobian)[:, 0, :]


def general_by_broadcasting(dc_da, jacobian):
    return (dc_da[:, :, None] * jacobian).sum(axis=1)


def general_with_columns(dc_da, jacobian):
    return np.matmul(jacobian.transpose(0, 2, 1), dc_da[:, :, None]).squeeze(2)


def general_row_by_row(dc_da, jacobian):
    return [gradient @ J for gradient, J in zip(dc_da, jacobian, strict=True)]


def general_output_by_output(dc_da, jacobian):
    return np.asfortranarray(sum(dc_da[:, k, None] * jacobian[:, k] for k in range(dc_da.shape[1])))


def shares_of(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def shortcut_in_one_line(z, y):
    return shares_of(z) - y


def shortcut_by_logarithms(z, y):
    return np.exp(z - np.logaddexp.reduce(z, axis=1)[:, None]) - y


def shortcut_where_the_target_is(z, y):
    delta = np.array(softmax_row_by_row(z))
    delta[y != 0] -= y[y != 0]
    return delta


def shortcut_number_by_number(z, y):
    s = shares_of(z)
    return [[s[n, k] - y[n, k] for k in range(z.shape[1])] for n in range(len(z))]


def shortcut_over_all_paths(z, y):
    """The long way, with dc/ds and J multiplied before anything is divided by a share of 0."""
    s = shares_of(z)
    return s * y.sum(axis=1, keepdims=True) - y


def shortcut_by_matmul(z, y):
    """-y_k/s_k times s_k leaves -y_k, whatever s_k is: the sum over k of -y_k (1[k = j] - s_j)."""
    s, n = shares_of(z), z.shape[1]
    return np.einsum("nk,nkj->nj", -y, np.eye(n) - s[:, None, :])


def norms_by_loops(delta):
    norms = {}
    for l in delta:
        total = 0.0
        for row in delta[l]:
            for each in row:
                total += each * each
        norms[l] = math.sqrt(total / (len(delta[l]) * len(delta[l][0])))
    return norms


def norms_by_norm(delta):
    return {l: np.linalg.norm(delta[l]) / np.sqrt(delta[l].size) for l in sorted(delta)}


def norms_by_einsum(delta):
    return {l: (np.einsum("nj,nj->", d, d) / d.size) ** 0.5 for l, d in delta.items()}


def norms_by_vdot(delta):
    return {l: np.sqrt(np.vdot(d, d) / np.prod(d.shape)) for l, d in delta.items()}


def norms_by_means_of_means(delta):
    return {l: np.sqrt(np.square(d).mean(axis=1).mean()) for l, d in delta.items()}


def norms_by_average(delta):
    return {l: float(np.average(np.abs(delta[l]) ** 2)) ** 0.5 for l in range(len(delta), 0, -1)}


STYLES = {
    "softmax": (
        softmax_row_by_row,
        softmax_by_logarithms,
        softmax_by_differences,
        softmax_with_columns,
        softmax_on_own_copy,
    ),
    "softmax_jacobian": (
        jacobian_by_loops,
        jacobian_of_each_row,
        jacobian_by_einsum,
        jacobian_by_broadcasting,
        jacobian_diagonal_put_in,
        jacobian_column_by_column,
    ),
    "output_delta_general": (
        general_by_loops,
        general_by_matmul,
        general_by_broadcasting,
        general_with_columns,
        general_row_by_row,
        general_output_by_output,
    ),
    "softmax_cross_entropy_delta": (
        shortcut_in_one_line,
        shortcut_by_logarithms,
        shortcut_where_the_target_is,
        shortcut_number_by_number,
        shortcut_over_all_paths,
        shortcut_by_matmul,
    ),
    "delta_norms": (
        norms_by_loops,
        norms_by_norm,
        norms_by_einsum,
        norms_by_vdot,
        norms_by_means_of_means,
        norms_by_average,
    ),
}

"""Right answers of lesson 5 in other styles than the solutions': all of them must pass everything."""

import numpy as np

from chainrule import forward


def wire_by_loop(a_prev, i, j, n_l):
    return [float(a_prev[i]) if k == j else 0.0 for k in range(n_l)]


def wire_by_identity(a_prev, i, j, n_l):
    return a_prev[i] * np.eye(n_l)[j]


def wire_by_where(a_prev, i, j, n_l):
    return np.where(np.arange(n_l) == j, a_prev[i], 0.0)


def wire_by_kronecker(a_prev, i, j, n_l):
    return np.array([a_prev[i] * (k == j) for k in range(n_l)])


def wire_by_one_weight(a_prev, i, j, n_l):
    E = np.zeros((len(a_prev), n_l), order="F")
    E[i, j] = 1
    return a_prev @ E


def one_by_loops(a_prev, delta):
    dW = np.zeros((len(a_prev), len(delta)))
    for i in range(len(a_prev)):
        for j in range(len(delta)):
            dW[i, j] = a_prev[i] * delta[j]
    return dW


def one_by_einsum(a_prev, delta):
    return np.einsum("i,j->ij", a_prev, delta)


def one_by_broadcasting(a_prev, delta):
    return a_prev[:, None] * delta[None, :]


def one_by_matmul(a_prev, delta):
    return a_prev.reshape(-1, 1) @ delta.reshape(1, -1)


def one_turned_twice(a_prev, delta):
    return np.outer(delta, a_prev).T


def one_by_chain_rule(a_prev, delta):
    """The sum over all k, of which one term is left."""
    return [
        [
            sum(delta[k] * wire_by_kronecker(a_prev, i, j, len(delta))[k] for k in range(len(delta)))
            for j in range(len(delta))
        ]
        for i in range(len(a_prev))
    ]


def batch_by_loops(a_prev, delta):
    N, n_in = a_prev.shape
    dW = np.zeros((n_in, delta.shape[1]))
    for n in range(N):
        for i in range(n_in):
            for j in range(delta.shape[1]):
                dW[i, j] += a_prev[n, i] * delta[n, j] / N
    return dW


def batch_by_einsum(a_prev, delta):
    return np.einsum("ni,nj->ij", a_prev, delta) / a_prev.shape[0]


def batch_by_broadcasting(a_prev, delta):
    return (a_prev[:, :, None] * delta[:, None, :]).mean(axis=0)


def batch_with_columns(a_prev, delta):
    return (delta.T @ a_prev / len(a_prev)).T


def batch_of_outer_products(a_prev, delta):
    return np.asfortranarray(sum(np.outer(a, d) for a, d in zip(a_prev, delta, strict=True)) / len(delta))


def batch_divided_first(a_prev, delta):
    mine = delta.copy()
    mine /= len(mine)
    return a_prev.swapaxes(0, 1) @ mine


def bias_by_loops(delta):
    N, n = delta.shape
    total = [0.0] * n
    for row in delta:
        for j in range(n):
            total[j] += row[j]
    return [each / N for each in total]


def bias_by_sum(delta):
    return delta.sum(axis=0) / delta.shape[0]


def bias_by_einsum(delta):
    return np.einsum("nj->j", delta) / len(delta)


def bias_by_matmul(delta):
    return np.full(len(delta), 1 / len(delta)) @ delta


def bias_of_columns(delta):
    return np.average(delta.T, axis=1)


def backprop_in_one_loop(x, y, W, b, g, cost):
    """No table of deltas: each layer's gradient is taken on the way."""
    z, a = forward(x, W, b, g)
    upstream, dC_dW, dC_db = cost.gradient(a[len(W)], y), {}, {}
    for l in sorted(W, reverse=True):
        delta = upstream * g[l].prime(z[l])
        dC_dW[l] = a[l - 1].T @ delta / len(x)
        dC_db[l] = delta.sum(axis=0) / len(x)
        upstream = delta @ W[l].T
    return dC_dW, dC_db


def backprop_example_by_example(x, y, W, b, g, cost):
    L, N = max(W), len(x)
    dC_dW = {l: np.zeros_like(W[l]) for l in W}
    dC_db = {l: np.zeros_like(b[l]) for l in b}
    for n in range(N):
        a, z = {0: x[n]}, {}
        for l in range(1, L + 1):
            z[l] = np.array(
                [sum(a[l - 1][i] * W[l][i, j] for i in range(len(W[l]))) + b[l][j] for j in range(len(b[l]))]
            )
            a[l] = g[l](z[l])
        delta = cost.gradient(a[L][None, :], y[n : n + 1])[0] * g[L].prime(z[L])
        for l in range(L, 0, -1):
            dC_dW[l] += np.outer(a[l - 1], delta) / N
            dC_db[l] += delta / N
            if l > 1:
                delta = (W[l] @ delta) * g[l - 1].prime(z[l - 1])
    return dC_dW, dC_db


def backprop_with_mean_at_output(x, y, W, b, g, cost):
    """1/N once, at the start of the way back: what comes back is then dC/dz."""
    z, a = forward(x, W, b, g)
    L = max(W)
    dC_dz = {L: cost.gradient(a[L], y) * g[L].prime(z[L]) / len(x)}
    for l in range(L - 1, 0, -1):
        dC_dz[l] = np.einsum("nk,jk,nj->nj", dC_dz[l + 1], W[l + 1], g[l].prime(z[l]))
    return {l: np.einsum("ni,nj->ij", a[l - 1], dC_dz[l]) for l in W}, {l: dC_dz[l].sum(0) for l in W}


def backprop_with_columns(x, y, W, b, g, cost):
    """The other habit, z = W a + b: everything turned, and turned back at the end."""
    L, A, Z = len(W), {0: x.T}, {}
    for l in range(1, L + 1):
        Z[l] = W[l].T @ A[l - 1] + b[l][:, None]
        A[l] = np.asarray(g[l](Z[l]))
    D = {L: cost.gradient(A[L].T, y).T * g[L].prime(Z[L])}
    for l in range(L - 1, 0, -1):
        D[l] = W[l + 1] @ D[l + 1] * g[l].prime(Z[l])
    return {l: (D[l] @ A[l - 1].T / len(x)).T for l in W}, {l: D[l].mean(axis=1) for l in W}


def backprop_recursive(x, y, W, b, g, cost):
    """The way back as calls, and a bias as a weight from a neuron that is always 1."""
    dC_dW, dC_db = {}, {}

    def back(a_prev, l):
        z = a_prev @ W[l] + b[l]
        a = g[l](z)
        upstream = back(a, l + 1) if l < len(W) else cost.gradient(a, y)
        delta = upstream * g[l].prime(z)
        both = np.hstack([a_prev, np.ones((len(x), 1))]).T @ delta / len(x)
        dC_dW[l], dC_db[l] = both[:-1], both[-1]
        return delta @ W[l].T

    back(x, 1)
    return [dC_dW, dC_db]


def backprop_that_prints_the_cost(x, y, W, b, g, cost):
    """Some like to see C first; the pass through the cost is at the true outputs."""
    _, a = forward(x, W, b, g)
    assert np.isfinite(cost(a[max(W)], y).mean())
    return backprop_in_one_loop(x, y, W, b, g, cost)


STYLES = {
    "dz_dW": (wire_by_loop, wire_by_identity, wire_by_where, wire_by_kronecker, wire_by_one_weight),
    "weight_gradient_one": (
        one_by_loops,
        one_by_einsum,
        one_by_broadcasting,
        one_by_matmul,
        one_turned_twice,
        one_by_chain_rule,
    ),
    "weight_gradient": (
        batch_by_loops,
        batch_by_einsum,
        batch_by_broadcasting,
        batch_with_columns,
        batch_of_outer_products,
        batch_divided_first,
    ),
    "bias_gradient": (bias_by_loops, bias_by_sum, bias_by_einsum, bias_by_matmul, bias_of_columns),
    "backprop": (
        backprop_in_one_loop,
        backprop_example_by_example,
        backprop_with_mean_at_output,
        backprop_with_columns,
        backprop_recursive,
        backprop_that_prints_the_cost,
    ),
}

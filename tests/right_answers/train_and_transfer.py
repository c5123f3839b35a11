"""Right answers of lesson 8 in other styles than the solutions': all of them must pass everything."""

from copy import deepcopy
from fractions import Fraction

import numpy as np


def step_by_loop(W, b, dC_dW, dC_db, learning_rate):
    new_W, new_b = {}, {}
    for l in range(1, len(W) + 1):
        new_W[l] = W[l] - learning_rate * dC_dW[l]
        new_b[l] = b[l] - learning_rate * dC_db[l]
    return new_W, new_b


def step_on_copies(W, b, dC_dW, dC_db, learning_rate):
    W, b = deepcopy(W), deepcopy(b)
    for l in W:
        W[l] -= learning_rate * dC_dW[l]
        b[l] -= dC_db[l] * learning_rate
    return W, b


def step_by_helper(W, b, dC_dW, dC_db, learning_rate):
    def moved(old, slope):
        return {l: np.subtract(old[l], learning_rate * slope[l]) for l in sorted(old)}

    return moved(W, dC_dW), moved(b, dC_db)


def step_number_by_number(W, b, dC_dW, dC_db, learning_rate):
    new_W = {l: W[l].copy() for l in W}
    new_b = {l: b[l].copy() for l in b}
    for l in W:
        for i in range(W[l].shape[0]):
            for j in range(W[l].shape[1]):
                new_W[l][i, j] -= learning_rate * dC_dW[l][i, j]
        for j in range(len(b[l])):
            new_b[l][j] -= learning_rate * dC_db[l][j]
    return new_W, new_b


def step_as_list(W, b, dC_dW, dC_db, learning_rate):
    pairs = ((W, dC_dW), (b, dC_db))
    return [{l: np.asfortranarray(old[l] + (-learning_rate) * slope[l]) for l in old} for old, slope in pairs]


def train_on_copies(gradient, x, y, W, b, batches, learning_rate):
    W, b = deepcopy(W), deepcopy(b)
    for batch in batches:
        dC_dW, dC_db = gradient(x[batch], y[batch], W, b)
        for l in W:
            W[l] -= learning_rate * dC_dW[l]
            b[l] -= learning_rate * dC_db[l]
    return W, b


def train_with_step(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        dC_dW, dC_db = gradient(x[rows], y[rows], W, b)
        W, b = step_by_loop(W, b, dC_dW, dC_db, learning_rate)
    return W, b


def train_by_recursion(gradient, x, y, W, b, batches, learning_rate):
    if len(batches) == 0:
        return W, b
    rows = batches[0]
    slopes = gradient(x[rows], y[rows], W, b)
    W, b = step_by_helper(W, b, *slopes, learning_rate)
    return train_by_recursion(gradient, x, y, W, b, batches[1:], learning_rate)


def train_with_rows_taken(gradient, x, y, W, b, batches, learning_rate):
    """The rows by `take`, the batches by number, and W and b in one list."""
    now = [W, b]
    for k in range(len(batches)):
        slopes = gradient(x.take(batches[k], axis=0), y.take(batches[k], axis=0), *now)
        now = [{l: old[l] - learning_rate * slope[l] for l in old} for old, slope in zip(now, slopes, strict=True)]
    return now


def train_that_looks_twice(gradient, x, y, W, b, batches, learning_rate):
    """Asks for each part by itself, both before the step; and keeps the whole way."""
    way = [(W, b)]
    for rows in batches:
        W, b = way[-1]
        dC_dW = gradient(x[rows], y[rows], W, b)[0]
        dC_db = gradient(x[rows], y[rows], W, b)[1]
        way.append(step_on_copies(W, b, dC_dW, dC_db, learning_rate))
    return way[-1]


def share_by_loop(a_L, y):
    right = 0
    for said, meant in zip(a_L, y, strict=True):
        if np.argmax(said) == np.argmax(meant):
            right += 1
    return right / len(y)


def share_by_sum(a_L, y):
    return float(np.sum(np.argmax(a_L, axis=-1) == np.argmax(y, axis=-1))) / y.shape[0]


def share_by_target(a_L, y):
    """What the network gives to the digit that was meant: is it the largest?"""
    meant = (a_L * y).sum(axis=1)
    return np.mean(meant == a_L.max(axis=1))


def share_by_one_hot(a_L, y):
    said = np.eye(y.shape[1])[a_L.argmax(axis=1)]
    return np.vdot(said, y) / len(y)


def share_by_index(a_L, y):
    n = np.arange(len(y))
    return np.count_nonzero(y[n, a_L.argmax(1)]) / len(n)


def input_by_loops(delta_1, W_1):
    dc_dx = np.zeros((len(delta_1), len(W_1)))
    for n in range(len(delta_1)):
        for i in range(len(W_1)):
            for j in range(W_1.shape[1]):
                dc_dx[n, i] += delta_1[n, j] * W_1[i, j]
    return dc_dx


def input_by_einsum(delta_1, W_1):
    return np.einsum("nj,ij->ni", delta_1, W_1)


def input_with_columns(delta_1, W_1):
    return (W_1 @ delta_1.T).T


def input_by_broadcasting(delta_1, W_1):
    return (delta_1[:, None, :] * W_1).sum(axis=2)


def input_row_by_row(delta_1, W_1):
    return np.array([W_1 @ delta for delta in delta_1])


def skip_by_loops(delta_next, W_next, delta_skip, z, g_prime):
    delta, slope = np.zeros(z.shape), g_prime(z)
    for n in range(z.shape[0]):
        for j in range(z.shape[1]):
            paths = delta_skip[n, j]
            for k in range(W_next.shape[1]):
                paths += delta_next[n, k] * W_next[j, k]
            delta[n, j] = paths * slope[n, j]
    return delta


def skip_in_two_terms(delta_next, W_next, delta_skip, z, g_prime):
    slope = g_prime(z)
    return slope * (delta_next @ W_next.T) + slope * delta_skip


def skip_by_einsum(delta_next, W_next, delta_skip, z, g_prime):
    return np.einsum("nj,nj->nj", delta_skip + np.einsum("nk,jk->nj", delta_next, W_next), g_prime(z))


def skip_as_wires_of_weight_one(delta_next, W_next, delta_skip, z, g_prime):
    """The skip is a layer of wires, each of weight 1, to the neuron of the same number."""
    both = np.hstack([delta_next, delta_skip])
    wires = np.hstack([W_next, np.eye(z.shape[1])])
    return both @ wires.T * g_prime(z)


def skip_with_columns(delta_next, W_next, delta_skip, z, g_prime):
    columns = W_next @ delta_next.T
    columns += delta_skip.T
    return (columns * g_prime(z).T).T


def l2_by_loop(W, lam):
    found = {}
    for l in W:
        found[l] = lam * W[l]
    return found


def l2_from_the_square(W, lam):
    return {l: lam / 2 * 2 * W[l] for l in sorted(W)}


def l2_number_by_number(W, lam):
    return {l: np.array([[lam * w for w in row] for row in W[l]]) for l in W}


def l2_on_copies(W, lam):
    found = deepcopy(W)
    for each in found.values():
        each *= lam
    return found


def l2_by_pairs(W, lam):
    return {l: each * lam for l, each in W.items()}


def odd_by_where(delta_next, W_next, z, g_prime, j, f_prime):
    slope = np.where(np.arange(z.shape[1]) == j, f_prime(z), g_prime(z))
    return delta_next @ W_next.T * slope


def odd_by_loops(delta_next, W_next, z, g_prime, j, f_prime):
    delta, g_slope, f_slope = np.zeros(z.shape), g_prime(z), f_prime(z)
    for n in range(z.shape[0]):
        for m in range(z.shape[1]):
            for k in range(W_next.shape[1]):
                delta[n, m] += delta_next[n, k] * W_next[m, k]
            delta[n, m] *= f_slope[n, m] if m == j else g_slope[n, m]
    return delta


def odd_overwritten_at_the_end(delta_next, W_next, z, g_prime, j, f_prime):
    back = delta_next @ W_next.T
    delta = back * g_prime(z)
    delta[:, j] = back[:, j] * f_prime(z[:, j])
    return delta


def odd_by_mask(delta_next, W_next, z, g_prime, j, f_prime):
    odd = np.zeros(z.shape[1])
    odd[j] = 1
    return np.einsum("nk,jk->nj", delta_next, W_next) * (odd * f_prime(z) + (1 - odd) * g_prime(z))


def odd_column_by_column(delta_next, W_next, z, g_prime, j, f_prime):
    columns = [(f_prime if m == j else g_prime)(z[:, m]) * (delta_next @ W_next[m]) for m in range(z.shape[1])]
    return np.stack(columns, axis=1)


def quiz_in_lists():
    answer = {1: [-1, 1], 2: 5 / 2, 3: [2.0, 3.0], 4: [8, -8], 5: -8 / 100, 6: 5, 7: [1, -10], 8: 12.01, 9: 1 / 5}
    answer[10], answer[11], answer[12], answer[13], answer[14] = 4, 6, 2, 1, 5
    return answer


def quiz_in_arrays():
    numbers = {1: np.array([-1.0, 1.0]), 2: np.array(2.5), 3: np.array([2, 3]), 4: np.array([8, -8])}
    numbers |= {5: np.array(-0.08), 6: np.array(5), 7: np.array([1.0, -10.0]), 8: (2.1**3 - 1.9**3) / 0.2, 9: 0.5 / 2.5}
    return numbers | dict(zip(range(10, 15), np.array([4, 6, 2, 1, 5]), strict=True))


def quiz_with_fractions():
    return {
        1: (-1, 1),
        2: float(Fraction(5, 2)),
        3: (2, 3),
        4: (8, -8),
        5: float(Fraction(-2, 25)),
        6: 5,
        7: (1, -10),
        8: float(12 + Fraction(1, 100)),
        9: float(Fraction(1, 5)),
    } | dict(enumerate((4, 6, 2, 1, 5), start=10))


def quiz_in_floats():
    order = ((-1.0, 1.0), 2.5, (2.0, 3.0), (8.0, -8.0), -0.08, 5.0, (1.0, -10.0), 12.01, 0.2, 4.0, 6.0, 2.0, 1.0, 5.0)
    return dict(enumerate(order, start=1))


def quiz_by_parts():
    forward, back, learned = {1: (-1, 1), 2: 2.5}, {3: (2, 3), 4: (8, -8), 5: -0.08}, {6: 5, 7: (1, -10)}
    checked, codes = {8: 12.01, 9: 0.2}, {10: 4, 11: 6, 12: 2, 13: 1, 14: 5}
    return {**codes, **checked, **learned, **back, **forward}


STYLES = {
    "sgd_step": (step_by_loop, step_on_copies, step_by_helper, step_number_by_number, step_as_list),
    "train": (train_on_copies, train_with_step, train_by_recursion, train_with_rows_taken, train_that_looks_twice),
    "accuracy": (share_by_loop, share_by_sum, share_by_target, share_by_one_hot, share_by_index),
    "input_gradient": (
        input_by_loops,
        input_by_einsum,
        input_with_columns,
        input_by_broadcasting,
        input_row_by_row,
    ),
    "skip_delta": (
        skip_by_loops,
        skip_in_two_terms,
        skip_by_einsum,
        skip_as_wires_of_weight_one,
        skip_with_columns,
    ),
    "l2_gradient": (l2_by_loop, l2_from_the_square, l2_number_by_number, l2_on_copies, l2_by_pairs),
    "odd_neuron_delta": (
        odd_by_where,
        odd_by_loops,
        odd_overwritten_at_the_end,
        odd_by_mask,
        odd_column_by_column,
    ),
    "quiz": (quiz_in_lists, quiz_in_arrays, quiz_with_fractions, quiz_in_floats, quiz_by_parts),
}

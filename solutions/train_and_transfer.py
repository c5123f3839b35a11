"""Lesson 8: right answers, each as short as the equation it stands for (S6, S7), and the quiz."""

import numpy as np


def sgd_step(W, b, dC_dW, dC_db, learning_rate):
    return (
        {l: W[l] - learning_rate * dC_dW[l] for l in W},
        {l: b[l] - learning_rate * dC_db[l] for l in b},
    )


def train(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        dC_dW, dC_db = gradient(x[rows], y[rows], W, b)
        W = {l: W[l] - learning_rate * dC_dW[l] for l in W}
        b = {l: b[l] - learning_rate * dC_db[l] for l in b}
    return W, b


def accuracy(a_L, y):
    return np.mean(a_L.argmax(axis=1) == y.argmax(axis=1))


def input_gradient(delta_1, W_1):
    return delta_1 @ W_1.T


def skip_delta(delta_next, W_next, delta_skip, z, g_prime):
    return (delta_next @ W_next.T + delta_skip) * g_prime(z)


def l2_gradient(W, lam):
    return {l: lam * W[l] for l in W}


def odd_neuron_delta(delta_next, W_next, z, g_prime, j, f_prime):
    slope = np.array(g_prime(z))
    slope[:, j] = f_prime(z[:, j])
    return (delta_next @ W_next.T) * slope


def quiz():
    return {
        1: (-1, 1),
        2: 2.5,
        3: (2, 3),
        4: (8, -8),
        5: -0.08,
        6: 5,
        7: (1, -10),
        8: 12.01,
        9: 0.2,
        10: 4,
        11: 6,
        12: 2,
        13: 1,
        14: 5,
    }


# What the pencil finds: (what it is, right numbers, {wrong numbers: a question}).
NUMBERS = {
    "new_weight": (0.7, {0.9: "C grows to the right, for the slope is positive. Where do you want to go?", 0.75: "You may move it by 0.1, not by 0.1 times the slope."}),
    "change_of_C": (-0.05, {0.05: "Does C rise or fall?", -0.5: "That is for a push of 1. How long is yours?", -0.1: "That is how far the weight goes. How far goes C?"}),
    "both_from_the_start": (5, {
        2: "That is with the second batch asked at w = 3.",
        2.5: "That is one step over all four. Here there are two steps, both with gradients taken at w = 0.",
    }),
    "one_step_over_all": (2.5, {
        2: "That is two steps. What is the mean of all four y?",
        10: "The gradient is w minus a mean, not a sum. (S3)",
    }),
    "dc_dx": ((-2, 2), {
        (-22, -22): "Along which index do you add? Which wires leave x_1? (S2)",
        (2, -2): "Which sign has W_2j, and which W_1j?",
        (-2, -2): "Which sign has the weight of a wire from x_2?",
        (22, -22): "Which signs have the two deltas?",
        (-12, 10): "That is delta^(1). How does z^(1) answer to x?",
    }),
    "dc_da_l": (11, {6: "How many ways lead from a^(l) to c?", 5: "How many ways lead from a^(l) to c?", 16: "Is there a weight on the skip?", 30: "Links of one way are multiplied. What becomes of two ways?"}),
    "delta_l": (5.5, {3: "How many ways lead from a^(l) to c?", 8: "Both ways begin at a^(l). What stands between a^(l) and z^(l)?", 11: "That is the answer to a^(l). What stands between a^(l) and z^(l)?", 15: "Links of one way are multiplied. What becomes of two ways?"}),
}  # fmt: skip

"""Lesson 2: right answers, each as short as the equation it stands for (S1, S2, S3)."""

import numpy as np


def sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z > 0, 1, small) / (1 + small)


def sigmoid_prime(z):
    small = np.exp(-np.abs(z))
    return small / (1 + small) ** 2


def tanh_prime(z):
    small = np.exp(-2 * np.abs(z))
    return 4 * small / (1 + small) ** 2


def relu(z):
    return np.maximum(z, 0)


def relu_prime(z):
    return np.where(z > 0, 1.0, 0.0)


def softplus_prime(z):
    small = np.exp(-np.abs(z))
    return np.where(z > 0, 1, small) / (1 + small)


def affine_loops(a_prev, W, b):
    z = np.zeros((a_prev.shape[0], W.shape[1]))
    for n in range(a_prev.shape[0]):
        for j in range(W.shape[1]):
            z[n, j] = b[j]
            for i in range(W.shape[0]):
                z[n, j] += a_prev[n, i] * W[i, j]
    return z


def affine(a_prev, W, b):
    return a_prev @ W + b


def forward(x, W, b, g):
    z, a = {}, {0: x}
    for l in range(1, len(W) + 1):
        z[l] = a[l - 1] @ W[l] + b[l]
        a[l] = g[l](z[l])
    return z, a


def mean_cost(a_L, y, cost):
    return np.mean(cost(a_L, y))


# What the pencil finds: (what it is, right numbers, {wrong numbers: a question}).
NUMBERS = {
    "hand_z1": ((-1, 5, 4), {
        (-1, 7, -1): "Those are the sums over i. What does S2 add after them?",
        (-1, 9, -6): "Is there a minus sign in front of b? (S2)",
    }),
    "hand_a1": ((0, 5, 4), {
        (-1, 5, 4): "Which of these numbers does a ReLU let through? (S1)",
        (0, 1, 1): "ReLU lets a number through. How large is it then?",
    }),
    "hand_z2": (2, {
        6: "Has neuron 1 of layer 2 a bias? (S2)",
        1: "What does layer 2 receive from layer 1: z or a? (S2)",
        10: "Does b of layer 2 raise z or lower it?",
    }),
    "hand_c": (4.5, {9: "Is there not a factor 1/2 in c?", -1.5: "Is the difference squared?", 1.5: "Is the difference squared?"}),
    "hand_C": (2, {6: "That is the sum. Over how many examples? (S3)"}),
    "copied_C": (2, {
        4: "The sum doubles. What doubles with it? (S3)",
        1: "The number of examples doubles. What doubles with it? (S3)",
    }),
    "wakes_at": (0.4, {
        0.45: "At 0.45 it speaks already. Where exactly does z cross 0? (S2)",
        0: "That is where the weight crosses 0. Where does z? (S2)",
        0.15: "Two inputs reach this neuron. Which of them did you leave out? (S2)",
        0.25: "Two inputs reach this neuron. What else does S2 add?",
        0.1: "Does b raise this z or lower it? (S2)",
    }),
    "changed": ((7, 3, 0), {
        (7, 3, 3): "Try the third. Which a does this wire carry?",
        (6, 2, 0): "Does the cost count among the 13 values?",
        (6, 2, 2): "Does the cost count among the 13 values? And try the third.",
        (3, 1, 0): "Each neuron shows two values, z and a.",
        (4, 2, 0): "Each neuron shows two values, z and a.",
    }),
}  # fmt: skip

"""Lesson 3: right answers: delta by its definition (S4), the gradients of three costs, and S5."""

import numpy as np

from chainrule import forward


def measured_delta(x, y, W, b, g, cost, l):
    h = 1e-5
    delta = np.zeros((len(x), len(b[l])))

    def costs(j, push):
        pushed = b[l].copy()
        pushed[j] += push
        _, a = forward(x, W, {**b, l: pushed}, g)
        return cost(a[len(W)], y)

    for j in range(len(b[l])):
        delta[:, j] = (costs(j, h) - costs(j, -h)) / (2 * h)
    return delta


def squared_error_gradient(a, y):
    return a - y


def binary_cross_entropy_gradient(a, y):
    return (1 - y) / (1 - a) - y / a


def log_cosh_gradient(a, y):
    return np.tanh(a - y)


def output_delta(dc_da, z, g_prime):
    return dc_da * g_prime(z)


# What the pencil and the explorer find: (what it is, right numbers, {wrong numbers: a question}).
NUMBERS = {
    "table_2": ((1, -2), {(-1, 2): "When z_1 rises, a_1 moves away from its target. Does c rise or fall? (S4)"}),
    "table_1": ((-12, 10), {
        (-3, 5): "That is how c answers a push of a. Which number was to be pushed? (S4)",
        (12, -10): "Push z_1 up. Does c rise or fall? (S4)",
    }),
    "forward_passes": (22, {
        11: "How many pushes does one ratio need? (S4)",
        132: "Does one pass carry one example, or all of them?",
        28: "Which layers have a z? (S2)",
    }),
    "twin_delta": (8, {
        -8: "Both factors have a sign. What are they? (S5)",
        -4: "This is how c answers a. What does a do when z moves? (S5)",
        24: "That is the twin's delta. Here z = -1. (S5)",
        4: "g(z) = z²: how steep is it at z = -1? (S5)",
    }),
    "dead_z": (-5, {
        -4: "Read |delta| there once more. Is it below 0.01? (S5)",
        -6: "Is there no whole number nearer to 0 that will do? (S5)",
        5: "On which side of 0 is a far from its target 1? (S5)",
    }),
    "ce_delta": (-0.99, {
        0.99: "Which sign has it? Must z rise or fall for c to fall? (S4)",
        -0.993: "Round it to two places.",
        -1: "Give two places.",
        -0.01: "Which of the two costs is chosen? (S5)",
    }),
    "fastest_z": (-0.7, {
        0: "That is where g' is largest. Is the error as large there as further left? (S5)",
        0.7: "On which side of 0 is the error larger? (S5)",
    }),
}  # fmt: skip

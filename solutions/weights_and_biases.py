"""Lesson 5: right answers, each as short as the equation it stands for (S3, S7)."""

import numpy as np

from chainrule import forward


def dz_dW(a_prev, i, j, n_l):
    answer = np.zeros(n_l)
    answer[j] = a_prev[i]
    return answer


def weight_gradient_one(a_prev, delta):
    return np.outer(a_prev, delta)


def weight_gradient(a_prev, delta):
    return a_prev.T @ delta / len(delta)


def bias_gradient(delta):
    return delta.mean(axis=0)


def backprop(x, y, W, b, g, cost):
    z, a = forward(x, W, b, g)
    L = max(W)
    delta = {L: cost.gradient(a[L], y) * g[L].prime(z[L])}
    for l in range(L - 1, 0, -1):
        delta[l] = (delta[l + 1] @ W[l + 1].T) * g[l].prime(z[l])
    dC_dW = {l: a[l - 1].T @ delta[l] / len(x) for l in W}
    dC_db = {l: delta[l].mean(axis=0) for l in W}
    return dC_dW, dC_db


# What the pencil finds: (what it is, right numbers, {wrong numbers: a question}).
NUMBERS = {
    "z_moves": ((0, 0.02), {
        (0, 0.01): "The wire carries x_1. Is that 1? (S2)",
        (0.02, 0): "W_12 goes from 1 to 2. In which z does it stand? (S2)",
        (0.01, 0): "W_12 goes from 1 to 2. In which z does it stand? (S2)",
        (0.02, 0.02): "In which of the two sums does W_12 stand? (S2)",
        (0, 2): "That is for a push of 1. The push is 0.01.",
    }),
    "dc_dW11": (4, {}),
    "dc_dW12": (-8, {1: "W_12 starts at neuron 1 and ends at neuron 2. Whose a, whose delta? (S2)"}),
    "dc_dW21": (1, {-8: "W_21 starts at neuron 2 and ends at neuron 1. Whose a, whose delta? (S2)"}),
    "dc_dW22": (-2, {}),
    "dc_db2": ((1, -2), {
        (4, -2): "Nudge b_j by h. By how much does z_j move? Does any a stand beside b_j? (S2)",
        (1, 1): "That is how z answers to b. How does c answer to z? (S4)",
    }),
    "each_gradient": ((6, -4), {}),
    "gradient_of_C": (1, {
        2: "C is the mean over D, not the sum. (S3)",
        3: "That is a mean times a mean. What is the mean of the two gradients? (S3)",
    }),
    "product_of_means": (3, {1: "That is the mean of the products. Here first each mean, then one product."}),
    "factor_C": (50, {16: "The slider ends at 16. Here N is 50."}),
    "factor_A": (1 / 50, {
        50: "Longer than the truth, or shorter?",
        1 / 2500: "How often should it be divided, and how often is it? Only what is too much counts.",
        1 / 16: "The slider ends at 16. Here N is 50.",
    }),
    "factor_B_layer_5": (1, {1 / 50: "How many steps back has the top layer's delta made?"}),
    "factor_B_layer_2": (1 / 50**3, {
        1 / 50: "How many steps back is it from layer 5 to layer 2?",
        1 / 50**2: "How many steps back is it from layer 5 to layer 2?",
        1 / 50**4: "How many steps back is it from layer 5 to layer 2?",
        50**3: "Longer than the truth, or shorter?",
    }),
    "parameters_count": (23_860, {
        23_820: "Has each neuron not a bias?",
        24_644: "Do the inputs have biases?",
    }),
    "passes_by_nudging": (47_720, {23_860: "Up and down: how many passes is that for each?"}),
    "ways_back_ten_outputs": (1, {10: "One cost c hears all ten outputs. How many delta^(L) does one c give?"}),
    "ways_back_three_costs": (3, {1: "Each cost has a delta^(L) of its own. Can one way back carry three of them?"}),
    "middle_of_B2": (0, {
        20: "Take the letters as printed: does W_12 stand in z_1?",
        -24: "Take the letters as printed: does W_12 stand in z_1?",
    }),
    "end_of_B2": (20, {-12: "i = 1 and j = 2: whose a, whose delta?", -24: "i = 1 and j = 2: whose a, whose delta?"}),
    "z_as_B4_says": ((4, -3), {(2, 1): "That is a W + b. B4 has W first: row of W times column."}),
    "C_over_sum": (0.5, {2: "Which of the two is the mean, and which the sum? (S3)"}),
}  # fmt: skip

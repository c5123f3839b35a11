"""Lesson 4: right answers, each as short as the equation it stands for (S5, S6)."""

import numpy as np


def dz_next_da(W_next):
    return W_next.T.copy()


def dc_da_hidden(delta_next, W_next):
    return delta_next @ W_next.T


def da_dz(z, g_prime):
    return g_prime(z)


def hidden_delta_loops(delta_next, W_next, z, g_prime):
    slope = g_prime(z)
    delta = np.zeros(z.shape)
    for n in range(z.shape[0]):
        for j in range(z.shape[1]):
            for k in range(W_next.shape[1]):
                delta[n, j] += delta_next[n, k] * W_next[j, k]
            delta[n, j] *= slope[n, j]
    return delta


def hidden_delta(delta_next, W_next, z, g_prime):
    return (delta_next @ W_next.T) * g_prime(z)


def deltas(dc_da, z, W, g):
    L = max(W)
    delta = {L: dc_da * g[L].prime(z[L])}
    for l in range(L - 1, 0, -1):
        delta[l] = (delta[l + 1] @ W[l + 1].T) * g[l].prime(z[l])
    return delta


# What the pencil finds on the 2-2-2 network and its relatives: (what it is, right numbers, {wrong numbers: a question}).
NUMBERS = {
    "z1": ((2, 1), {(4, -3): "Which index of W is summed with x, the first or the second? (S2)"}),
    "a1": ((4, 1), {}),
    "z2": ((2, 3), {(1, 7): "z_1 gathers the column of W that ends in neuron 1: W_11 and W_21. (S2)"}),
    "c": (2.5, {5: "Is there not a factor 1/2 in c?"}),
    "delta2": ((1, -2), {(-1, 2): "Which way round is the difference when you differentiate (a - y)²/2 by a? (S5)"}),
    "paths_of_a1": ((1, -4), {(1, -6): "A wire from neuron 1 to neuron k: where does its weight stand, W_1k or W_k1? (S2)"}),
    "paths_of_a2": ((3, 2), {(2, 2): "Where does the weight of the wire from neuron 2 to neuron k stand? (S2)"}),
    "dc_da1": ((-3, 5), {(-5, 4): "Follow the wires out of neuron j. Which index of W stays the same on all of them? (S6)"}),
    "delta1": (
        (-12, 10),
        {
            (-20, 8): "Follow the wires out of neuron j. Which index of W stays the same on all of them? (S6)",
            (-3, 5): "That is how c answers a nudge of a. What stands between z and a? (S1)",
            (-48, 10): "g'(z) = 2z: at which number, z or a? (S6)",
            (48, 5): "g'(z) stands for which function here: z² or its derivative? (S6)",
        },
    ),
    "moved_before": ((0, 0), {(1, 2): "Those are the z of the layer behind it. Does a nudge run backwards, too?"}),
    "layers_needed": (3, {}),
    "as_printed": ((-20, 8), {(-12, 10): "That is what nature says. What do the sheet's own indices say, w_kj and not W_jk?"}),
    "without_g_prime": ((-3, 5), {}),
    "batch_C_over_c": (0.5, {2: "C is the mean over D, not the sum. (S3)"}),
    "chain": ((3, -6, 24), {
        (3, 3, 3): "What does a nudge of z become on its way through g? (S1)",
        (3, -3, 6): "g(z) = z²: what is its slope at z?",
        (1, -2, 8): "How does c answer to a at the output, when c = (a - y)²/2? (S5)",
    }),
    "frozen_both": (0, {}),
    "free_to_1": (1, {}),
    "free_to_2": (-4, {}),
    "free_both": (-3, {-12: "That is how c answers a push of z. Here you push a."}),
    "path_products": ((2, 2, 6, -1), {}),
    "sums": ((4, 5), {}),
    "tails": ((2, 1), {}),
    "paths_count": (10_000, {
        40: "Does a path choose one neuron in each layer, or one neuron in all?",
        100_000: "The path starts at one neuron of layer 1. In how many layers is there still a choice?",
    }),
    "recursion_count": (410, {
        310: "Do the deltas of layer 1 cost nothing?",
        400: "And the step from the output to layer 5?",
    }),
}  # fmt: skip

"""Lesson 7: right answers, for outputs that answer every z, and for the size of a delta."""

import numpy as np


def softmax(z):
    # Only differences within a row count, so its largest z may be 0.
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def softmax_jacobian(s):
    own = np.eye(s.shape[1]) * s[:, None, :]
    return own - s[:, :, None] * s[:, None, :]


def output_delta_general(dc_da, jacobian):
    return np.einsum("nk,nkj->nj", dc_da, jacobian)


def softmax_cross_entropy_delta(z, y):
    return softmax(z) - y


def delta_norms(delta):
    return {l: np.sqrt(np.mean(each**2)) for l, each in delta.items()}


# What the pencil finds: (what it is, right numbers, {wrong numbers: a question}).
NUMBERS = {
    "shares_of_two": ((1 / 4, 3 / 4), {
        (3 / 4, 1 / 4): "e^0 is 1 and e^(ln 3) is 3. Which of the two has the larger share?",
        (1, 3): "Those are the powers. What is each one's part of their sum?",
        (0, 1): "Those are parts of z. What comes before the division?",
        (1 / 3, 2 / 3): "What is e^(ln 3)?",
    }),
    "shares_moved_up": ((1 / 4, 3 / 4), {
        (2 / 8, 5 / 8): "What is e^(ln 6)?",
        (2, 6): "Those are the powers. What is each one's part of their sum?",
        (3 / 4, 1 / 4): "Which of the two has the larger share?",
    }),
    "shares_far_up": ((1 / 4, 3 / 4), {
        (0, 1): "How much larger is the second power than the first: so much that nothing is left?",
        (1 / 2, 1 / 2): "1000 is added to both. Does their difference become less?",
        (3 / 4, 1 / 4): "Which of the two has the larger share?",
    }),
    "column_1": ((7 / 64, -2 / 64, -5 / 64), {
        (1 / 8, -2 / 64, -5 / 64): "In the first fraction h stands above and below. What does the one below do?",
        (1 / 8, 0, 0): "The sum below the line grows too. Whose shares feel it?",
        (1, 0, 0): "That is how the powers move. And the shares?",
        (7 / 64, 2 / 64, 5 / 64): "h stands below the line of the other two. Do they rise?",
        (7 / 8, -2 / 8, -5 / 8): "How does 1/(8 + h) move at h = 0? Which power of 8 is in it?",
        (7 / 64, -7 / 64, -7 / 64): "Does each of the others lose the same? What has each to lose?",
    }),
    "column_1_sum": (0, {
        1: "The shares add up to 1. By how much does their sum move?",
        14 / 64: "What the others lose has a sign.",
    }),
    "column_2": ((-2 / 64, 12 / 64, -10 / 64), {
        (-1 / 64, 6 / 64, -5 / 64): "A push of h makes 2 + 2h of the power, not 2 + h.",
        (-2 / 64, 14 / 64, -10 / 64): "Try the second fraction again: (2 + 2h)/(8 + 2h).",
        (-2 / 64, 7 / 64, -5 / 64): "Which power does z_2 have, and how much does a push of h add to it?",
    }),
    "coupled_delta": ((-1, -4), {
        (-3, -5): "Two paths lead from z_1: over a_1 and over a_2. Which answers did you take, those to z_1 or those of a_1?",
        (1, -6): "Can z_1 reach c through a_2?",
        (1, -2): "That is how c answers a. How does a answer z?",
        (3, 8): "c falls when a_2 rises. Where is the sign?",
        (2, 5): "Those are the outputs, or the answers added up. Which factor has each path from c?",
    }),
    "dc_ds": ((0, -4, 0), {
        (0, 4, 0): "More share for the right class: does c rise or fall?",
        (-8, -4, -8 / 5): "Which k are left of the sum when y is (0, 1, 0)?",
        (0, -1 / 4, 0): "How does ln s answer a push of s?",
        (1 / 8, -3 / 4, 5 / 8): "That is further on already. How does c answer s, without z?",
    }),
    "shares_delta": ((1 / 8, -3 / 4, 5 / 8), {
        (-1 / 8, 3 / 4, -5 / 8): "Push z of the right class up. Does c rise or fall?",
        (0, -3 / 4, 0): "Push z_1: which shares move, and does c hear of one of them?",
        (0, -4, 0): "That is how c answers the shares. How does s_2 answer each z?",
        (1 / 8, 1 / 4, 5 / 8): "Those are the shares. Take the numbers of row k = 2, each times dc/ds_2.",
        (2 / 64, -12 / 64, 10 / 64): "J is right. By which number does c answer s_2?",
    }),
    "legal_pairs": ((1, 0, 1, 0, 1), {
        (1, 0, 0, 0, 0): "Write S5 for the third and the fifth. What cancels, and what is g' of the identity?",
        (1, 0, 1, 0, 0): "The identity has a slope too. What is S5 with it?",
        (1, 0, 0, 0, 1): "Write S5 for the third: dc/da is (a - y)/(a(1 - a)). What is the sigmoid's slope in a?",
        (1, 1, 1, 0, 0): "The second: dc/da is a - y already. What does the Jacobian still do to it?",
        (1, 1, 1, 1, 1): "Write S5 for the fourth. Does anything cancel the slope of the sigmoid?",
        (1, 1, 1, 0, 1): "The second: dc/da is a - y already. What does the Jacobian still do to it?",
        (1, 0, 1, 1, 1): "Write S5 for the fourth. Does anything cancel the slope of the sigmoid?",
    }),
    "tanh_factor": (0.5, {
        0.05: "How many terms does the sum have, and what is the root of that number?",
        5: "n random steps lead as far as which number of steps in one direction?",
        0.005: "Is it multiplied by the root of n, or divided?",
    }),
    "powers_lost": (15, {
        -15: "That is what is added to the power. How many are lost?",
        14: "49 times 0.301: round it.",
        25: "0.5 a layer is how many powers of ten: 0.5, or 0.301?",
    }),
    "sigmoid_factor": (1 / 4, {
        1: "Near 0 a tanh would have that. How steep is a sigmoid at most?",
        1 / 40: "How many terms does the sum have, and what is the root of that number?",
        2.5: "n random steps lead as far as which number of steps in one direction?",
    }),
    "millionth_after": (10, {
        9: "0.236 to the ninth is about 0.0000023. Is that below a millionth?",
        6: "Six steps of a tenth each would do it. Is the factor a tenth?",
        40: "That is a layer's number. How many steps back from the top layer is it?",
        41: "That is a layer's number, or one too many. How many steps back from the top?",
    }),
    "level_relu": (0.14, {
        0.1: "With that, sigma times the root of n is 1. And rms(g')?",
        1.41: "That is sigma times the root of n. What is sigma alone?",
        0.2: "rms(g') is the root of one half, not one half.",
        0.07: "Is a smaller rms(g') made good by smaller weights, or by larger ones?",
    }),
    "level_identity": (0.1, {
        1: "That is sigma times the root of n. What is sigma alone?",
        0.01: "Is it n or the root of n that sigma meets?",
        0.14: "What is rms(g') of the identity?",
    }),
}  # fmt: skip

"""Lesson 6: right answers, each as short as what it stands for (G1 to G4), and a fixture that tells all apart."""

import numpy as np


def numeric_gradient(f, theta, h):
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        nudge = np.zeros(theta.shape)
        nudge[i] = h
        gradient[i] = (f(theta + nudge) - f(theta - nudge)) / (2 * h)
    return gradient


def complex_step_derivative(f, x):
    h = 1e-30
    return np.imag(f(x + 1j * h)) / h


def relative_error(gradient, numeric):
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    size = np.linalg.norm(gradient) + np.linalg.norm(numeric)
    return np.linalg.norm(gradient - numeric) / size if size else 0.0


def check_gradients(dC_dW, dC_db, numeric_dW, numeric_db):
    errors = {}
    for l in dC_dW:
        errors[f"W{l}"] = relative_error(dC_dW[l], numeric_dW[l])
        errors[f"b{l}"] = relative_error(dC_db[l], numeric_db[l])
    return errors


def directional_check(f, theta, gradient, rng, h):
    d = rng.choice([-1.0, 1.0], size=theta.shape)
    promised = np.sum(gradient * d)
    found = (f(theta + h * d) - f(theta - h * d)) / (2 * h)
    return relative_error(promised, found)


def fixture():
    return {
        "sizes": (5, 4, 3, 6, 2),
        "N": 7,
        "activations": ("relu", "tanh", "softplus", "sigmoid"),
        "cost": "log cosh",
        "symmetric": False,
        "seed": 1,
    }


# What the pencil finds, and what is read off in the lab: (right numbers, {wrong numbers: a question}).
NUMBERS = {
    "slope_1": (7, {
        0.7: "That is half the move divided by nothing. What is the move, and how far is it from 1.9 to 2.1?",
        1.4: "That is the move of f. How far did the first number move? (G1)",
        14: "How far is it from 1.9 to 2.1? (G1)",
        13: "Did the second number stand still?",
    }),
    "slope_2": (6, {
        1.2: "That is the move of f. How far did the second number move? (G1)",
        12: "How far is it from 0.9 to 1.1? (G1)",
        13: "Did the first number stand still?",
        7: "That is the slope for the first number.",
    }),
    "two_nudges_float64": (-5, {
        -8: "That is a root. Which power of h stands in the bend of two nudges?",
        -6: "6e-6: is 1e-5 or 1e-6 nearer to it, on a scale of powers?",
        -16: "That is eps. What is its cube root?",
        5: "Is h large or small?",
    }),
    "two_nudges_float32": (-2, {
        -3: "4.9e-3: is 1e-2 or 1e-3 nearer to it, on a scale of powers?",
        -5: "That is for float64. How large is eps in float32?",
        -7: "That is eps. What is its cube root?",
        -4: "Is that a root or a cube root of eps?",
    }),
    "one_nudge_float64": (-8, {
        -5: "That is for two nudges. Which power of h stands in the bend of one?",
        -16: "That is eps. What is its root?",
        -7: "1.5e-8, or twice that: which power of ten is nearer?",
    }),
    "lowest_error_float64": (-11, {
        -10: "That is what theory expects. Which is the error that you see at the best h?",
        -5: "That is the step. How large is the error there?",
        -16: "That is the complex step's. Which is the error of two nudges?",
        -8: "That is where one nudge is best. Which curve is for two?",
    }),
    "error_at_1e_7": (-9, {
        -7: "That is the step. How large is the error there?",
        -8: "That is nearer to the error of one nudge. Which is the error of two?",
        -16: "That is the complex step's.",
    }),
    "lowest_error_float32": (-5, {
        -2: "That is the step. How large is the error there?",
        -11: "That is float64's.",
        -7: "That is the complex step's.",
        -3: "That is the error of one nudge.",
    }),
    "useless_above": (-4, {
        -5: "At h = 1e-5, is the error large?",
        -3: "Is 1e-3 the first h with a large error? Where does the cliff stand?",
    }),
    "real_part": (7.94, {
        8: "(0.1 i)² is not nought. What is i²?",
        8.06: "What is i²?",
        8.001: "Where does i² come in?",
    }),
    "imaginary_part": (1.199, {
        1.2: "(0.1 i)³ is not nought. What is i³?",
        1.201: "i³ is i times i². What is i²?",
        11.99: "That is divided by h already.",
    }),
    "sideways_slope": (11.99, {
        12: "That is the true slope. What does G2 give for h = 0.1?",
        0.1199: "You divide by h. Is the quotient larger or smaller?",
        79.4: "Which of the two parts has the move in it?",
    }),
    "error_twice": (1 / 3, {
        1: "That is the distance beside the truth's length. What else stands below the line? (G3)",
        0.5: "Below the line stand two lengths. (G3)",
        0.33: "As a fraction: 1 / 3.",
        0.333: "As a fraction: 1 / 3.",
        0.3333: "As a fraction: 1 / 3.",
    }),
    "error_turned": (1, {
        2: "The distance is twice the length. What stands below the line? (G3)",
        0: "The lengths are equal, but do they point the same way?",
    }),
    "error_noughts": (1, {0: "What is the distance from nought to the truth? And what stands below the line?"}),
    "error_ten_times": (9 / 11, {
        0.9: "Below the line stand both lengths. (G3)",
        9: "Below the line stand both lengths. (G3)",
        10 / 11: "How far is it from 1 to 10?",
        0.818: "As a fraction, or with six digits.",
        0.82: "As a fraction, or with six digits.",
        0.8182: "As a fraction, or with six digits.",
    }),
    "calls_one_by_one": (47_720, {23_860: "Up and down: how many calls is that for each?"}),
    "calls_one_direction": (2, {
        47_720: "All numbers move at once. How many values of f stand in G4?",
        1: "Up and down: how many values of f stand in G4?",
    }),
    "chance_of_a_miss": (1 / 2, {
        1 / 4: "They cancel if both signs are equal. Of four pairs of signs, how many are that?",
        0: "What if both signs are equal?",
        1: "What if the signs differ?",
    }),
    "chance_of_three_misses": (1 / 8, {
        1 / 6: "The first misses half the time. How often do the first and the second?",
        3 / 2: "Is that a chance?",
        1 / 64: "Each of the three misses with the chance above.",
    }),
}  # fmt: skip

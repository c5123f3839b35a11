"""Lesson 1: right answers, each as short as the rule it stands for (D1 to D4)."""

import numpy as np


def numeric_derivative(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)


def chain(local_derivatives):
    product = 1.0
    for slope in local_derivatives:
        product = product * slope
    return product


def nested_derivative(x):
    u = x * x
    v = np.sin(u)
    return (3 * v**2) * np.cos(u) * (2 * x)


def total_derivative(dc_dv, dv_du):
    total = 0.0
    for slope_of_c, slope_of_v in zip(dc_dv, dv_du, strict=True):
        total = total + slope_of_c * slope_of_v
    return total


def dc_du(dc_dv, dv_du):
    return dc_dv @ dv_du


# What the pencil finds: (right numbers, {wrong numbers: a question}).
NUMBERS = {
    "link_slopes": ((3, 14, -2), {
        (3, 4, -2): "The slope of the square is taken where? At the number that arrives there, or at the start?",
        (3, 49, -2): "The square of 7 is the value. What is the slope of the square at 7?",
        (3, 14, 2): "When v grows, does c grow?",
        (7, 14, -2): "The value of u is 7. How far does u move for each unit of x?",
        (7, 49, -88): "These are the values. How far does each move for each unit of the one before?",
    }),
    "last_by_first": (-84, {
        84: "Which of the links turns a rise into a fall?",
        15: "One turn of the first wheel turns the second, and that one the third. Do such ratios add?",
    }),
    "wire_ratios": ((2, -1, 2, 1), {
        (2, -1, 1, 2): "Hold v₂ at 2 and push v₁ by a little. What is the number in front of the push? (D3)",
        (2, 1, 2, 1): "When u grows, does v₂ grow?",
        (1, -1, 2, 1): "What is the slope of u² at u = 1?",
        (2, 2, 2, 1): "The value of v₂ is 2. How far does it move for each unit of u?",
    }),
    "along_paths": ((4, -1), {
        (4, 1): "One of the two wires into v₂ or out of it turns a rise into a fall. Which?",
        (4, 0): "Along a path, what do you do with the ratios of its wires? (D2)",
    }),
    "by_both": (3, {
        -4: "One path moves c by 4 for each unit of u, the other by -1. They act at the same time. What is the move of c? (D3)",
        5: "Do both paths push c the same way?",
        2: "That is what v₁ answers to u alone. How far does c move?",
    }),
    "still_u": (2, {
        0: "Neither path carries anything there. Where do two paths that do carry something cancel?",
        3: "There v₂ is 0, so one path carries nothing. Does c stand still?",
    }),
    "paths_through": (243, {
        15: "Does a path choose one node in each layer, or one node in all?",
        125: "How many choices are there in one layer, and how many layers?",
        81: "In how many layers is there a choice?",
        729: "In how many layers is there a choice? The output is a single node.",
    }),
}  # fmt: skip

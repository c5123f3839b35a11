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

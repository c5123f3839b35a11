"""Every explorer of the course: which functions of the student it runs, and what a page sends so that it asks them."""

from importlib import import_module

import numpy as np

from chainrule import binary_cross_entropy, explore, sigmoid, tanh
from chainrule.exercises import MODULES
from chainrule.training import start

DIGITS = (*start((64, 8, 10), seed=1), {1: tanh, 2: sigmoid}, binary_cross_entropy)

# Its functions' names; what it is given besides; what a page sends so that it asks them.
EXPLORERS = {
    "nudge": (("chain", "total_derivative"), (), {"said": {"1": "rises"}}),
    "neuron": (("forward",), (), {"locked": True}),
    "saturation": (
        (
            "output_delta",
            "squared_error_gradient",
            "binary_cross_entropy_gradient",
            "log_cosh_gradient",
        ),
        (),
        {"z": 1.0},
    ),
    "wires": ((), (), {"nudge": 0.2}),
    "paths": (("hidden_delta",), (), {"guesses": {"2-1": 0.1}, "stages": {"2-1": 3}}),
    "batch": (("weight_gradient",), (), {"layer": 2}),
    "steps": (("numeric_gradient",), (), {"kind": "float32"}),
    "zoo": (("check_gradients",), (), {}),
    "depth": (("hidden_delta", "delta_norms"), (), {"guesses": {"tanh 0.05": [0.5, -8, 30]}, "asked": 1}),
    "training": (("train", "backprop"), (), {"steps": 1}),
    "digit": (("input_gradient",), DIGITS, {"pixel": 3}),
}
# A control, and the key that moves it.
KEYS = {
    "nudge": ("u", "ArrowRight"),
    "neuron": ("lock", "Enter"),
    "saturation": ("z", "ArrowRight"),
    "wires": ("nudge", "ArrowRight"),
    "paths": ("neuron-2-2", "Enter"),
    "batch": ("batch-N", "ArrowRight"),
    "steps": ("step", "ArrowRight"),
    "zoo": ("more", "Enter"),
    "depth": ("depth", "ArrowRight"),
    "training": ("one", "Enter"),
    "digit": ("digit-grid", "ArrowUp"),
}
ASKING = [name for name, (functions, *_) in EXPLORERS.items() if functions]


def explorer(name, function=None):
    """The explorer `name` on the right answers, or on `function` in the place of each."""
    functions, given, _ = EXPLORERS[name]
    return getattr(explore, name)(*(function or answer(each) for each in functions), *given)


def asked(name, function=None):
    """The same after what a page sends."""
    widget = explorer(name, function)
    widget.set_state(EXPLORERS[name][2])
    return widget


def answer(name):
    """The right answer to the exercise `name`."""
    homes = (import_module(f"solutions.{module}") for module in MODULES)
    return next(getattr(home, name) for home in homes if hasattr(home, name))


def raising(*_):
    """What a student may have written."""
    return np.zeros(2)[5]

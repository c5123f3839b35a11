"""Wrong backprops that train all the same: their curves, as numbers that the students' library may hold."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

import chainrule.draw
from autograder import mistakes
from autograder.notebooks import notebook
from chainrule import Network, binary_cross_entropy, forward, sigmoid, tanh
from chainrule.check.observe import copy_of
from chainrule.numeric import measured_gradient
from solutions.gradient_checking import check_gradients
from solutions.weights_and_biases import backprop

SHIPPED = Path(chainrule.draw.__file__).with_name("trained.json")
TRAINED = (
    "recursion_reshaped",
    "one_path_only",
    "weights_forgotten",
    "upper_slope_again",
    "weights_reshaped",
    "z_of_layer_before",
    "biases_alike",
    "biases_of_zeros",
    "sigmoid_everywhere",
    "weights_updated_first",
    "first_layer_of_zeros",
)
STEPS, EVERY, RATE = 250, 5, 0.8


def shipped() -> str:
    """The text of `trained.json`: for each letter whether it is right, its worst block's error, and its accuracies."""
    known = {each.name: each.function for each in mistakes.of("weights_and_biases", "backprop")}
    animals = [(False, known[name]) for name in TRAINED] + [(True, backprop)]
    order = np.random.default_rng(1).permutation(len(animals))
    curves = [
        {"letter": chr(ord("A") + place), "right": animals[i][0], **curve(animals[i][1])}
        for place, i in enumerate(order)
    ]
    lines = ",\n".join(f"  {json.dumps(each)}" for each in curves)
    return f'{{\n "every": {EVERY},\n "curves": [\n{lines}\n ]\n}}\n'


def write(path: Path = SHIPPED) -> None:
    """Write `trained.json` anew, whole or not at all."""
    notebook.write(path, shipped())


def curve(gradient: Callable) -> dict:
    """How a network learns by this gradient: the share of examples on the right side, every few steps."""
    net = moons_network()
    errors = check_gradients(*called(gradient, net), *measured_gradient(net))
    error = round(max(errors.values()), 14)  # Of rounding, nothing.
    accuracies = []
    for step in range(STEPS + 1):
        if step % EVERY == 0:
            accuracies.append(round(accuracy(net), 3))
        for mine, slopes in zip((net.W, net.b), called(gradient, net), strict=True):
            for l in mine:
                mine[l] -= RATE * slopes[l]
    return {"error": float(f"{error:.3g}"), "accuracies": accuracies}


def moons_network(N: int = 60) -> Network:
    """A 2-8-6-1 network, and two half moons, one within the other."""
    rng = np.random.default_rng(14)
    angle, upper = rng.uniform(0, np.pi, size=N), np.arange(N) % 2 == 0
    above, below = np.stack([np.cos(angle), np.sin(angle)]), np.stack([1 - np.cos(angle), 0.4 - np.sin(angle)])
    x = np.where(upper, above, below).T - [0.5, 0.2] + rng.normal(scale=0.12, size=(N, 2))
    sizes, layers = (2, 8, 6, 1), (1, 2, 3)
    W = {l: rng.normal(size=(sizes[l - 1], sizes[l])) for l in layers}
    b = {l: rng.normal(scale=0.3, size=sizes[l]) for l in layers}
    y = np.where(upper, 1.0, 0.0)[:, None]
    return Network(x, y, W, b, {1: tanh, 2: tanh, 3: sigmoid}, binary_cross_entropy)


def accuracy(net: Network) -> float:
    _, a = forward(net.x, net.W, net.b, net.g)
    return float(np.mean((a[net.L] > 0.5) == (net.y > 0.5)))


def called(gradient: Callable, net: Network) -> tuple:
    """What a backprop gives, on copies of its own."""
    given = {"x": net.x, "y": net.y, "W": net.W, "b": net.b, "g": net.g, "cost": net.cost}
    return gradient(*copy_of(given).values())


if __name__ == "__main__":
    write()

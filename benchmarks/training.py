"""How long lesson 8's training on the digits takes, and how many it reads: right answers of several styles, 20 epochs.

`python benchmarks/training.py` prints a line for each; the lesson wants above 95 % in under 20 seconds.
"""

import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from chainrule import binary_cross_entropy, digits, forward, sigmoid, tanh
from chainrule.training import epochs, start
from right_answers.train_and_transfer import train_with_step
from right_answers.weights_and_biases import backprop_in_one_loop, backprop_recursive, backprop_with_columns
from solutions.train_and_transfer import accuracy, train
from solutions.weights_and_biases import backprop

G = {1: tanh, 2: sigmoid}
STUDENTS = (
    (backprop, train),
    (backprop_in_one_loop, train_with_step),
    (backprop_with_columns, train),
    (backprop_recursive, train),
)


def one(backprop, train):
    """Seconds for the lesson's 20 epochs, and the share of the test digits that is right then."""
    data = digits()
    began = perf_counter()
    way = epochs(
        train,
        lambda x, y, W, b: backprop(x, y, W, b, G, binary_cross_entropy),
        data.x,
        data.y,
        *start((64, 32, 10), seed=1),
        learning_rate=0.5,
        count=20,
    )
    *_, (W, b) = way
    return perf_counter() - began, accuracy(forward(data.x_test, W, b, G)[1][2], data.y_test)


if __name__ == "__main__":
    for student in STUDENTS:
        seconds, right = one(*student)
        print(f"{student[0].__name__:24} {student[1].__name__:16} {seconds:6.2f} s {100 * right:6.1f} % right")

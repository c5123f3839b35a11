"""The 8 x 8 handwritten digits, shipped with the library; source and licence are in data/README.md."""

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

CLASSES = 10
INK = 16  # The darkest pixel in the file.
TESTED = 500


@dataclass(frozen=True)
class Digits:
    """1,297 digits to train on, `x` (1297, 64) and `y` (1297, 10), and 500 others, `x_test` and `y_test`.

    Pixels are 0 (paper) to 1 (ink), row by row of the picture; a row of y is 1 at the digit that was meant, else 0.
    """

    x: np.ndarray
    y: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray


def digits():
    """The `Digits`, fresh arrays each time, the same split always."""
    pixels, meant = _read()
    # The file goes writer by writer: shuffled, each writer's hand is in both parts.
    order = np.random.default_rng(8).permutation(len(pixels))
    y = np.eye(CLASSES)[meant]
    test, train = order[:TESTED], order[TESTED:]
    return Digits(pixels[train], y[train], pixels[test], y[test])


@cache
def _read():
    with gzip.open(files("chainrule").joinpath("data", "digits.csv.gz"), "rt", encoding="ascii") as file:
        table = np.loadtxt(file, delimiter=",", dtype=np.uint8)
    return table[:, :-1] / INK, table[:, -1]

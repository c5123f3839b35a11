"""Whether numbers are the same numbers, up to rounding."""

import numpy as np

from chainrule.check.compare import TOLERANCE


def agree(yours, truth):
    """Which entries of `yours` are those of `truth`, an array of booleans; the largest of `truth` sets the scale."""
    yours, truth = np.asarray(yours, dtype=float), np.asarray(truth, dtype=float)
    # Written so that NaN disagrees.
    return np.abs(yours - truth) <= TOLERANCE * np.abs(truth).max(initial=0)

"""Costs c of one example: callable on (a, y), both (N, n_L), giving (N,); `.gradient` is dc/da, measured.

Cross-entropy wants 0 < a < 1: for any other a it is NaN, and so is its gradient.
"""

import numpy as np

from chainrule.numeric import complex_step


class Cost:
    """A cost of the form c = sum over j of `term(a_j, y_j)`; never a mean: the mean over D is C (S3)."""

    def __init__(self, term, name):
        self.term = term
        self.name = name

    def __call__(self, a, y):
        return np.sum(self.term(np.asarray(a), np.asarray(y)), axis=1)

    def gradient(self, a, y):
        """dc/da_j of every example, (N, n_L), by a complex step: no 1/N, for it belongs to one example's c."""
        return complex_step(lambda a: self.term(a, np.asarray(y)), a)

    def __repr__(self):
        return self.name


def _log_cosh(a, y):
    # log cosh(e) = |e| + log(1 + e^-2|e|) - log 2: finite however large the error is.
    error = a - y
    size = np.where(np.real(error) > 0, error, -error)
    return size + np.log1p(np.exp(-2 * size)) - np.log(2)


def _binary_cross_entropy(a, y):
    # A logarithm of a negative number is complex, and no slope: its imaginary part is pi, however small the nudge.
    a = np.where((np.real(a) > 0) & (np.real(a) < 1), a, np.nan)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


squared_error = Cost(lambda a, y: (a - y) ** 2 / 2, "squared error")
binary_cross_entropy = Cost(_binary_cross_entropy, "binary cross-entropy")
log_cosh = Cost(_log_cosh, "log cosh")

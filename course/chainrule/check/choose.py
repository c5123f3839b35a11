"""Choose the line before you write it: the chosen one is run where shapes cannot decide."""

import numpy as np

from chainrule.check.report import CheckFailed, Passed, Waiting
from chainrule.numeric import jacobian


def line(choice, lines):
    """Run the chosen line of `lines`, {letter: f(delta, W)}, on a square W with as many examples as neurons.

    The truth nudges every a_j and reads the cost. Raises `CheckFailed` where they differ.
    """
    if choice is None:
        return Waiting(f"Choose one of {', '.join(lines)} first, then run the cell again.")
    if choice not in lines:
        raise CheckFailed(f"{choice!r} is none of the lines {', '.join(lines)}")
    rng = np.random.default_rng(46)
    delta, W = rng.normal(size=(3, 3)), rng.normal(size=(3, 3))
    truth = jacobian(lambda a: delta @ (a @ W), np.zeros(3))
    yours = np.asarray(lines[choice](delta, W))
    if np.allclose(yours, truth, rtol=1e-9, atol=1e-12):
        return Passed(f"{choice} gives what nature gives. Every line fitted the shapes; only one fits the sum.")
    raise CheckFailed(
        f"{choice} runs, for the shapes fit, but its first number is {yours[0, 0]:.3g} "
        f"and nature says {truth[0, 0]:.3g}.\n"
        "  → Which index must meet which, so that each delta_k meets W_jk? (look at S6)"
    )

"""What a hidden test demands of an answer on a case, and the words its author reads when it is not so."""

from collections.abc import Callable
from contextlib import nullcontext

from chainrule.case import Case
from chainrule.check.diagnose import fault
from chainrule.check.observe import Observation, observe
from chainrule.exercises import EXERCISES

# Norm-relative. Right formulas come within 1e-14 of the measured truth; the best finite difference within 2e-10.
TOLERANCE = 1e-10


# Before the question with which every message ends.
ASKS = "\n  → "


def expect(exercise: str, answer: Callable, case: Case) -> None:
    """The right numbers, of the right shape, twice, with the arguments left as they were; else `AssertionError`."""
    found = fault(case, observed(answer, case), EXERCISES[exercise], EXERCISES[exercise].tolerance or TOLERANCE)
    if found:
        where, ask = found
        raise AssertionError(f"on {case.label}\n{where}{ASKS}{ask}")


def observed(answer: Callable, case: Case) -> Observation:
    """What the answer does with the case; one that is far away is told that it is called twice."""
    with getattr(answer, "twice", nullcontext)():
        return observe(answer, case)

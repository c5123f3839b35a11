"""Numbers typed in: worked out with a pencil, or guessed before they are shown."""

import hashlib

import numpy as np

from chainrule.check.report import CheckFailed, Passed, Waiting
from chainrule.check.signature import shipped_numbers
from chainrule.progress.kept import keep


def numbers(**typed):
    """Check numbers worked out by hand, given by name; `None` means not yet.

    Raises `CheckFailed` at the first wrong one. What is right is shipped as a digest only, so the library does not
    show it.
    """
    blank = [name for name, value in typed.items() if _holds_none(value)]
    for name, value in typed.items():
        if name not in blank:
            _check(name, value)
    unkept = keep(*(f"numbers.{name}" for name in typed if name not in blank))
    if blank:
        return Waiting(f"still to fill in: {', '.join(blank)}")
    return Passed(f"{', '.join(typed)}: right.", unkept=unkept)


def prediction(guess, measured, what="the number"):
    """Show what was measured, and how near `guess` came; nothing is shown while `guess` is None."""
    if guess is None:
        return Waiting("Write your guess first. Any honest number will do; then run the cell again.")
    try:
        guess = float(guess)
    except (TypeError, ValueError):
        raise CheckFailed(f"a guess is one number, not {guess!r}") from None
    measured = float(measured)
    return Passed(f"you said {guess:g}; {what} is {measured:.6g}: {_nearness(guess, measured)}.")


def aim(found, measure, goal, what, within=0.05):
    """Whether `measure`, at the number that was `found`, comes to `goal`, to a share of `within`; both are told.

    Raises `CheckFailed` where it does not; `None` means not yet.
    """
    if found is None:
        return Waiting("Put in the number that you found, then run the cell again.")
    try:
        measured = float(measure(float(found)))
    except (TypeError, ValueError):
        raise CheckFailed(f"expected one number, not {found!r}") from None
    words = f"at {float(found):g}, {what} is {measured:.3g}"
    if not abs(measured - goal) <= within * abs(goal):
        raise CheckFailed(
            f"{words}; {goal:g} is wanted. Is it too much or too little, and to which side does that lead?"
        )
    return Passed(f"{words}: near enough to {goal:g}.")


def _nearness(guess, measured):
    off = abs(guess - measured) / max(abs(measured), 1e-12)
    if off < 1e-6:
        return "right"
    if off < 0.05:
        return "near"
    if guess * measured < 0:
        return "the other sign"
    return "too small" if abs(guess) < abs(measured) else "too large"


def digest(name, value):
    """A short fingerprint of typed numbers, the same for 2, 2.0, (2,) and [2]."""
    rounded = " ".join(f"{number:.6g}" for number in np.ravel(np.asarray(value, dtype=float)) + 0.0)
    return hashlib.sha256(f"{name}: {rounded}".encode()).hexdigest()[:16]


def _check(name, value):
    known = shipped_numbers().get(name)
    if known is None:
        raise CheckFailed(f"no number is called {name}; known are {', '.join(shipped_numbers())}")
    try:
        found = digest(name, value)
    except (TypeError, ValueError):
        raise CheckFailed(f"{name}: expected a number or a tuple of numbers, not {value!r}") from None
    if found != known["right"]:
        hint = known["wrong"].get(found, "not yet. Follow one wire at a time.")
        raise CheckFailed(f"{name}: {hint}")


def _holds_none(value):
    return value is None or (isinstance(value, tuple | list) and any(each is None for each in value))

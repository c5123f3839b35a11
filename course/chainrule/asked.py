"""A student's function, asked for a number or an array: what came back, or words for what it did instead."""

import math
from dataclasses import dataclass

import numpy as np

from chainrule.check.compare import form_of


@dataclass(frozen=True)
class Reply:
    """The number that came back, or None and `words` that say why there is none."""

    number: float | None
    words: str = ""


def number_from(function, *arguments):
    """The `Reply` of `function` to copies of the arguments, whatever it does."""
    value, words = array_from(function, 0.0, *arguments)
    return Reply(None, words) if words else Reply(float(value))


def array_from(function, like, *arguments):
    """What `function` gives for copies of the arguments, an array of the shape of `like`, and ""; or None and words."""
    copies = [np.array(each) if isinstance(each, np.ndarray) else each for each in arguments]
    try:
        with np.errstate(all="ignore"):
            value = function(*copies)
        form = form_of(value, like)
        return (None, form) if form else (np.array(value, dtype=float), "")
    except NotImplementedError:
        return None, "it is not written yet"
    except (Exception, SystemExit) as error:  # A student's function may raise anything.
        return None, f"it stopped with {type(error).__name__}{_said_by(error)}"


def agrees(reply, truth):
    """Whether the reply is this number, up to rounding."""
    return reply.number is not None and math.isclose(reply.number, truth, rel_tol=1e-9, abs_tol=1e-9)


def _said_by(error):
    try:
        lines = str(error).strip().splitlines()
    except Exception:  # Even its message may be the student's.
        return ""
    return f": {lines[0][:120]}" if lines else ""

"""What a student's function says to one layer of the way back: its numbers, or words for what it did instead."""

from dataclasses import dataclass

import numpy as np

from chainrule.check.compare import form_of


@dataclass(frozen=True)
class Answer:
    """The numbers that came back, (1, n_l), or None and `words` that say why there are none."""

    numbers: np.ndarray | None
    words: str = ""


def ask(function, delta_next, W_next, z, g_prime):
    """The `Answer` of a student's hidden_delta to copies of these arrays, whatever it does."""
    try:
        value = function(delta_next.copy(), W_next.copy(), z.copy(), g_prime)
        form = form_of(value, z)
        return Answer(None, form) if form else Answer(np.array(value, dtype=float))
    except (Exception, SystemExit) as error:  # A student's function may raise anything.
        return Answer(None, in_words(error, f"delta_next was {delta_next.shape}, W_next {W_next.shape}, z {z.shape}"))


def in_words(error, shapes=""):
    """What a student's function did instead of giving numbers, and of which shapes its arguments were."""
    try:
        said = str(error).strip().splitlines()
    except Exception:  # Even its message may be the student's.
        said = []
    if isinstance(error, NotImplementedError):
        return "it is not written yet"
    message = f": {said[0][:160]}" if said else ""
    return f"it stopped with {type(error).__name__}{message}" + (f" ({shapes})" if shapes else "")

"""What an answer does with a case: returns, raises, changes its arguments, remembers earlier calls."""

from copy import deepcopy
from dataclasses import dataclass

import numpy as np

from chainrule.formula import asked_for


@dataclass(frozen=True)
class Observation:
    """The value that came back or the exception, which arguments were changed, and whether a second call agreed."""

    value: object = None
    raised: BaseException | None = None
    changed: tuple = ()
    repeats: bool = True
    wrong_call: str | None = None


def observe(answer, case):
    """Call `answer` twice with copies of the case's arguments, as an `Observation`."""
    given = copy_of(case.arguments)
    try:
        value = copy_of(_asked(answer, case, given))
    except (Exception, SystemExit) as error:  # A student's function may raise anything.
        return Observation(raised=error)
    changed = tuple(name for name in given if not same(given[name], case.arguments[name]))
    return Observation(value, None, changed, _repeats(answer, case, value), case.wrong_call())


def _asked(answer, case, given):
    with asked_for(given):
        value = answer(*given.values())
    return case.look(value) if case.look else value


def first_line(error):
    """The first line of what an exception says, nothing where it says nothing."""
    try:
        lines = str(error).strip().splitlines()
    except (Exception, SystemExit):  # Even its message may be the student's.
        return ""
    return lines[0] if lines else ""


def copy_of(value):
    """`value` with all arrays and random numbers in it, and in its dicts, tuples and lists, copied; functions stay."""
    if isinstance(value, dict):
        return {key: copy_of(each) for key, each in value.items()}
    if type(value) in (tuple, list):
        return type(value)(map(copy_of, value))
    if isinstance(value, np.random.Generator):
        return deepcopy(value)
    return np.array(value) if isinstance(value, np.ndarray) else value


def same(one, other):
    """Whether two values hold the same numbers, arrays compared entry by entry, NaN equal to itself.

    What cannot be compared is not the same.
    """
    try:
        return _same(one, other)
    except (TypeError, ValueError, MemoryError):
        return False


def _same(one, other):
    if isinstance(one, np.random.Generator) and isinstance(other, np.random.Generator):
        return True  # They are there to be drawn from.
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        one, other = np.asarray(one), np.asarray(other)
        return one.shape == other.shape and one.dtype == other.dtype and one.tobytes() == other.tobytes()
    return one is other or (type(one) is type(other) and bool(np.all(one == other)))


def _repeats(answer, case, value):
    try:
        return close(_asked(answer, case, copy_of(case.arguments)), value)
    except (Exception, SystemExit):  # The second call may raise what the first did not.
        return False


def close(one, other):
    """Whether two values agree to rounding."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(close(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(close, one, other))
    try:
        one, other = np.asarray(one), np.asarray(other)
        if np.array_equal(one, other):  # as good as always, and ten times as fast
            return True
        return one.shape == other.shape and bool(np.allclose(one, other, rtol=1e-12, atol=1e-300, equal_nan=True))
    except (TypeError, ValueError):
        return type(one) is type(other)

"""Where a formula is asked for, nothing is measured: a measured slope is as exact as a formula, and no answer."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

REFUSING = ContextVar("refusing", default=False)
REFUSED = "the library's slopes are measured; a formula is asked for here"


class Measured(Exception):
    """An answer asked the library to measure what its author is to work out."""


@contextmanager
def asked_for(arguments):
    """Inside, measuring is refused, if an answer is called with these `arguments` and they are but numbers.

    An answer that is handed functions may want their slopes; how it comes by them is told by its calls.
    """
    token = REFUSING.set(REFUSING.get() or _numbers_only(arguments))
    try:
        yield
    finally:
        REFUSING.reset(token)


def measures(function):
    """The `function`, which measures, as one that is refused where a formula is asked for."""

    @wraps(function)
    def guarded(*arguments, **named):
        if REFUSING.get():
            raise Measured(REFUSED)
        return function(*arguments, **named)

    return guarded


def _numbers_only(value):
    if isinstance(value, dict):
        return all(map(_numbers_only, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_numbers_only, value))
    return hasattr(value, "__float__") or value is None or isinstance(value, str)

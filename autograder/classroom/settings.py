"""What a classroom's nbgrader_config.py says to us."""

import math
from dataclasses import dataclass, fields
from typing import Any

from autograder.bad_input import BadInput
from autograder.verdicts import Limits


@dataclass(frozen=True)
class Settings:
    """The limits of a submission, and whether it must be judged in a sandbox."""

    limits: Limits = Limits()  # noqa: RUF009
    protected: bool = True


def settings(limits: Any, allow_unprotected: Any) -> Settings:
    """The settings `c.Judge.limits` and `c.Judge.allow_unprotected`; BadInput where one is not what it should be."""
    if not isinstance(limits, dict):
        raise BadInput(f"c.Judge.limits is {limits!r}; give a dict, for example {{'megabytes': 1024}}")
    if not isinstance(allow_unprotected, bool):
        raise BadInput(f"c.Judge.allow_unprotected is {allow_unprotected!r}; give True or False")
    known = {field.name: field.type for field in fields(Limits)}
    for name in limits:
        if name not in known:
            raise BadInput(f"c.Judge.limits: no limit is called {name!r}; there are: {', '.join(known)}")
    given = {name: _limit(name, value, known[name]) for name, value in limits.items()}
    return Settings(Limits(**given), not allow_unprotected)


def _limit(name: str, value: Any, kind: type) -> float:
    """The value as a limit of that kind; BadInput where it is none, or none is left of it."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < kind(value) < math.inf:
            return kind(value) if kind is int else value
    except (OverflowError, ValueError):  # no whole number is infinite or nan
        pass
    what = "a whole number above 0" if kind is int else "a number above 0"
    raise BadInput(f"c.Judge.limits: {name} is {value!r}; give {what}")

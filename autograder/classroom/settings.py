"""What a classroom's nbgrader_config.py says to us."""

from dataclasses import dataclass, fields
from typing import Any

from autograder.bad_input import BadInput
from autograder.verdicts import Limits


@dataclass(frozen=True)
class Settings:
    """The limits of a submission, and whether it must be judged in a sandbox."""

    limits: Limits = Limits()  # noqa: RUF009
    protected: bool = True


def settings(limits: dict[str, Any], allow_unprotected: bool) -> Settings:
    """The settings `c.Judge.limits` and `c.Judge.allow_unprotected`."""
    known = {field.name: type(field.default) for field in fields(Limits)}
    for name, value in limits.items():
        if name not in known:
            raise BadInput(f"c.Judge.limits: no limit is called {name!r}; there are: {', '.join(known)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            raise BadInput(f"c.Judge.limits: {name} is {value!r}; give a number above 0")
    return Settings(Limits(**{name: known[name](value) for name, value in limits.items()}), not allow_unprotected)

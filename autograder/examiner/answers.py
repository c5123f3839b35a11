"""The students' functions as hidden tests see them: stand-ins that send, receive, and remember every call."""

import builtins
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from autograder.examiner.callables import Callables
from autograder.sandbox.values import Node, Opaque


class StudentError(Exception):
    """An exception of the student's function: its class has the name and, if builtin, the kind of the student's."""

    def __init__(self, text: str, where: str = ""):
        self.text, self.where = text, where

    def __str__(self) -> str:
        return self.text

    @property
    def name(self) -> str:
        return type(self).__name__


class Unfit(Exception):
    """What the student's function gave back is no value that can be judged; the text says so."""


@dataclass(frozen=True)
class Outcome:
    """What a call came to: a value, or the error it raised; `changed` says which arguments it changed, by place."""

    value: Any = None
    error: Exception | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """One call as it was sent, to be looked at or made again; `names` are the arguments', as the student calls them."""

    sent: tuple[Node, bytes]
    names: tuple[str, ...]
    outcome: Outcome

    @property
    def value(self) -> Any:
        return self.outcome.value


@dataclass(frozen=True)
class Answer:
    """One function of the student's, callable as the function itself is; `calls` holds all calls so far.

    What it changed in its arguments is changed in the caller's too, as if it had run here. Who will call it twice with
    the same arguments does so inside `twice`, for then the way there is gone once.
    """

    name: str
    send: Callable[[str, list, dict], Call]
    twice: Callable[[], AbstractContextManager] = nullcontext
    calls: list[Call] = field(default_factory=list)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        call = self.send(self.name, list(arguments), named)
        self.calls.append(call)
        if call.outcome.error is not None:
            raise call.outcome.error
        if isinstance(call.value, Opaque):
            what = f"it gave back a value of type `{call.value.type_name}`"
            raise Unfit(f"{what}; give back numbers, arrays, lists or dicts")
        return call.value

    @property
    def __name__(self) -> str:
        return self.name


def call_here(function: Callable, table: Callables, arguments: list, named: dict) -> Outcome:
    """What `function` makes of these arguments, which it may change."""
    before = prints(table, arguments, named)
    return replace(outcome_of(function, arguments, named), changed=changed(before, prints(table, arguments, named)))


def outcome_of(function: Callable, arguments: list, named: dict) -> Outcome:
    """The same, but for what becomes of the arguments."""
    try:
        return Outcome(function(*arguments, **named))
    except Exception as raised:
        return Outcome(error=raised)


def prints(table: Callables, arguments: list, named: dict) -> dict[str, tuple[Node, bytes]]:
    """What tells an argument from a changed one: its structure and bytes, not its place in memory."""
    return {name: table.encode(value, layout=False) for name, value in numbered(arguments, named).items()}


def numbered(arguments: list, named: dict) -> dict[str, Any]:
    """All arguments by name, those that have none by their place."""
    return {f"argument {place}": value for place, value in enumerate(arguments, 1)} | named


def changed(before: dict, after: dict) -> tuple[str, ...]:
    """The names of the arguments whose prints differ."""
    return tuple(name for name in before if after.get(name) != before[name])


def write_back(arguments: list, named: dict, returned: list, returned_named: dict, names: tuple[str, ...]) -> None:
    """Make the caller's arguments of these `names` what came back."""
    for place, value in enumerate(arguments, 1):
        if f"argument {place}" in names and place <= len(returned):
            _become(value, returned[place - 1])
    for name in named.keys() & returned_named.keys() & set(names):
        _become(named[name], returned_named[name])


def _become(old: Any, new: Any) -> None:
    if isinstance(old, np.ndarray) and isinstance(new, np.ndarray) and old.shape == new.shape:
        old[...] = new.astype(old.dtype)
    elif isinstance(old, list) and isinstance(new, list):
        old[:] = new
    elif isinstance(old, dict) and isinstance(new, dict):
        # Arrays within stay the same objects, for the caller may hold them by other names.
        for key in old.keys() & new.keys():
            _become(old[key], new[key])
        kept = {key: old[key] if isinstance(old[key], np.ndarray) else new[key] for key in old.keys() & new.keys()}
        old.clear()
        old.update({key: kept.get(key, new[key]) for key in new})


def student_error(names: list[str], text: str, where: str) -> StudentError:
    """The exception that stands for the student's: `names` are its class's and its bases'."""
    kinds = [kind for kind in (getattr(builtins, name, None) for name in names) if kind in MIRRORED]
    return type(names[0] if names else "Exception", (StudentError, *kinds[:1]), {})(text, where)


# A hidden test can expect these; they all take any arguments, as not all builtin exceptions do.
MIRRORED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    FloatingPointError,
    IndexError,
    KeyError,
    LookupError,
    MemoryError,
    NameError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    ZeroDivisionError,
)

"""Which known mistake the student's function is: the one that comes to the same in every call that was made."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from autograder.examiner.answers import Answer, Call, Outcome, call_here, outcome_of
from autograder.examiner.asked import Asked
from autograder.examiner.callables import Callables
from autograder.examiner.exam import Exam
from autograder.examiner.fence import Overdue, memory_fence, within
from autograder.sandbox.sitting import SandboxError, Silence

RELATIVE = 1e-9  # twice the same formula in another order of operations differs by far less
CALLS = 50
REMEMBERED = 2000  # calls of mistakes


def recognised(name: str, answer: Answer, exam: Exam, asked: Asked) -> Any | None:
    """The known mistake that the answer to `name` is, if it is one; it only chooses words, so no error is let out."""
    mistakes, relative = exam.mistakes.get(name, ()), exam.nearness.get(name, RELATIVE)
    with suppress(Exception, Overdue), memory_fence():
        if name in exam.probes:
            with suppress(Silence, SandboxError):
                exam.probes[name](answer)
        seconds = asked.session.limits.question_seconds
        return within(seconds, recognise, answer, asked.callables, mistakes, relative)
    return None


def recognise(answer: Answer, table: Callables, mistakes: Iterable[Any], relative: float = RELATIVE) -> Any | None:
    """The only one of the `mistakes` whose outcomes equal those of the `answer`'s calls, or None."""
    if not answer.calls:
        return None
    calls = answer.calls[:CALLS]
    given = [_given(call, table) for call in calls]
    found = []
    for mistake in mistakes:
        # Most mistakes differ in the first number.
        if alike(calls[0].outcome, _first(mistake, given[0]), relative):
            ours = _replayed(mistake, calls, given, relative)
            found += [(mistake, ours)] if ours is not None else []
    if len(found) > 1:
        # Errors of one kind say by their text, which has the shapes in it, what went wrong.
        texts = [str(call.outcome.error) for call in calls]
        found = [(mistake, ours) for mistake, ours in found if [str(outcome.error) for outcome in ours] == texts]
    return found[0][0] if len(found) == 1 else None


@dataclass(frozen=True)
class Given:
    """What a call is given. A class is examined with the same, so what it comes to is remembered."""

    structure: str
    body: bytes
    ids: tuple[int, ...]
    handed: tuple[Callable, ...] = field(compare=False)  # held, so that no other function gets its id
    table: Callables = field(compare=False)

    def arguments(self) -> tuple[list, dict]:
        return self.table.decode(json.loads(self.structure), self.body)


def _given(call: Call, table: Callables) -> Given:
    structure, body = call.sent
    handed = table.handed(structure)
    return Given(json.dumps(structure), body, tuple(map(id, handed)), handed, table)


@lru_cache(REMEMBERED)
def _first(mistake: Any, given: Given) -> Outcome:
    """What the mistake makes of its first call, but for what becomes of the arguments."""
    with np.errstate(all="ignore"):  # some mistakes are mistakes because they overflow
        return outcome_of(mistake.function, *given.arguments())


@lru_cache(REMEMBERED)
def _any(mistake: Any, given: Given) -> Outcome:
    """What a mistake that remembers nothing makes of a call."""
    return _called(mistake.function, given)


def _called(function: Callable, given: Given) -> Outcome:
    with np.errstate(all="ignore"):
        return call_here(function, given.table, *given.arguments())


def _replayed(mistake: Any, calls: list[Call], given: list[Given], relative: float) -> list[Outcome] | None:
    """What the mistake makes of the same calls, or None as soon as it is something else."""
    function, outcomes = mistake.function, []
    for call, each in zip(calls, given, strict=True):
        outcomes.append(_called(function, each) if mistake.remembers else _any(mistake, each))
        changed_too = outcomes[-1].error is not None or outcomes[-1].changed == call.outcome.changed
        if not (changed_too and alike(call.outcome, outcomes[-1], relative)):
            return None
    return outcomes


def alike(theirs: Outcome, ours: Outcome, relative: float = RELATIVE) -> bool:
    """The same numbers or kind of error."""
    if theirs.error is not None or ours.error is not None:
        return type(theirs.error).__name__ == type(ours.error).__name__
    return equal(theirs.value, ours.value, relative)


def equal(theirs: Any, ours: Any, relative: float = RELATIVE) -> bool:
    """Equal numbers in equal places, up to rounding; a list is as good as an array."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return theirs.keys() == ours.keys() and all(equal(theirs[key], ours[key], relative) for key in ours)
    if isinstance(theirs, list | tuple) and isinstance(ours, list | tuple):
        pairs = zip(theirs, ours, strict=False)
        return len(theirs) == len(ours) and all(equal(one, other, relative) for one, other in pairs)
    if theirs is None or ours is None or isinstance(theirs, str) or isinstance(ours, str):
        return type(theirs) is type(ours) and theirs == ours
    return _equal_arrays(theirs, ours, relative)


def _equal_arrays(theirs: Any, ours: Any, relative: float) -> bool:
    try:
        theirs, ours = np.asarray(theirs), np.asarray(ours)
    except ValueError:  # rows of unequal length
        return False
    if theirs.shape != ours.shape or theirs.dtype.kind not in "biufc" or ours.dtype.kind not in "biufc":
        return False
    if "b" in (theirs.dtype.kind, ours.dtype.kind):  # True is no number: it cannot be subtracted
        return theirs.dtype == ours.dtype and bool(np.all(theirs == ours))
    with np.errstate(all="ignore"):
        scale = np.max(np.abs(ours[np.isfinite(ours)]), initial=0)
        close = np.abs(theirs - ours) <= relative * scale
    return bool(np.all(close | (theirs == ours) | (np.isnan(theirs) & np.isnan(ours))))

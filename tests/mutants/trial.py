"""A mutant on trial: before the hidden tests in three classrooms, then beside its original on all that is legal."""

import ast
import inspect
import resource
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

import numpy as np

from autograder.hidden.expect import expect
from chainrule.case import Case
from chainrule.check.observe import copy_of
from chainrule.exercises import EXERCISES, MODULES, of
from mutants.legal import draws

SEEDS = (0, 1, 2)  # Of classrooms: a mutant must die in each.
DRAWS = 200
SECONDS, BYTES = 20, 2**30  # What one mutant may take.
MODULE_OF = {name: module for module in MODULES for name in of(module)}


class TooSlow(Exception):
    """A mutant's time is over."""


class Numpy:
    """numpy, but with NaN in memory that nobody has written, lest a mutant that reads it be right by chance."""

    def __getattr__(self, name):
        return getattr(np, name)

    def empty(self, shape, **how):
        return np.full(shape, np.nan, **how)

    def empty_like(self, array, **how):
        return np.full_like(array, np.nan, **how)


def answers(exercise: str) -> list[Callable]:
    """The solution and the right answers of other styles."""
    module = MODULE_OF[exercise]
    styles = import_module(f"right_answers.{module}").STYLES[exercise]
    return [getattr(import_module(f"solutions.{module}"), exercise), *styles]


def tree_of(answer: Callable) -> ast.Module:
    """An answer's definition without its docstring, after those of its helpers that are no answers themselves."""
    room = vars(inspect.getmodule(answer))
    styles = {style for each in room.get("STYLES", {}).values() for style in each}
    used = filter(inspect.isfunction, map(room.get, answer.__code__.co_names))
    helpers = [each for each in used if each.__module__ == answer.__module__ and each not in styles]
    tree = ast.parse("".join(map(inspect.getsource, [*helpers, answer])))
    for function in tree.body:
        if ast.get_docstring(function):
            del function.body[0]
    return tree


def made(answer: Callable, source: str) -> Callable:
    """The function that `source` defines under the answer's name, in a room like the answer's."""
    room = vars(inspect.getmodule(answer)) | {"np": Numpy()}
    exec(source, room)
    return room[answer.__name__]


def survives(exercise: str, function: Callable) -> bool:
    """Whether `function` passes all hidden tests of its exercise in one classroom at least."""
    return any(_passes(exercise, function, cases(exercise, seed)) for seed in SEEDS)


def agrees(exercise: str, answer: Callable, function: Callable) -> bool:
    """Whether `function` gives what the `answer` gives on everything legal that is tried."""
    return _passes(exercise, function, _legal(exercise, answer))


@cache
def cases(exercise: str, seed: int) -> list[Case]:
    """All that the hidden tests of an exercise ask in one classroom, each truth measured once."""
    hidden = import_module(f"autograder.hidden.{MODULE_OF[exercise]}")
    tests = [test for name, test in vars(hidden).items() if name.split("__")[0] == f"test_{exercise}"]
    asked = []
    with patch.object(hidden, "expect", lambda name, answer, case: asked.append(case)):
        for test in tests:
            test(None, np.random.default_rng(seed))
    return [replace(case, truth=cache(case.truth)) for case in asked]


@contextmanager
def bounded() -> Iterator[None]:
    """Mutants take no endless time or memory, and warn of nothing."""

    def stop(*_):
        raise TooSlow

    in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    limits, handler = resource.getrlimit(resource.RLIMIT_AS), signal.signal(signal.SIGALRM, stop)
    resource.setrlimit(resource.RLIMIT_AS, (in_use + BYTES, limits[1]))
    try:
        with warnings.catch_warnings(action="ignore"), np.errstate(all="ignore"):
            yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)
        signal.signal(signal.SIGALRM, handler)


def _passes(exercise, function, asked):
    """Whether `function` is right on all cases, and in time."""
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        for case in asked:
            _forget(case)
            expect(exercise, function, case)
    except (AssertionError, TooSlow):
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return True


def _forget(case):
    """Clear what watched functions remember of the mutant before."""
    for given in case.arguments.values():
        for each in given.values() if isinstance(given, dict) else [given]:
            getattr(each, "points", []).clear()


@cache
def _legal(exercise, answer):
    """Wide draws of what the exercise allows; the truth is what the unmutated answer gives."""
    inputs = draws(exercise, np.random.default_rng(4), DRAWS)
    inputs = inputs if inputs[0] else inputs[:1]  # What takes no arguments is asked once.
    look = next(iter(EXERCISES[exercise].cases())).look
    return [
        Case(f"draw {i}", given, cache(partial(_given_by, exercise, answer, given, look)), look=look)
        for i, given in enumerate(inputs)
    ]


def _given_by(exercise, answer, given, look):
    value = copy_of(answer(*copy_of(given).values()))
    if look:
        return look(value)
    return tuple(value) if len(EXERCISES[exercise].returns) > 1 else value  # Some hand in a list of two things.

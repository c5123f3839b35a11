"""One assignment's questions with the hidden tests and the known mistakes that judge them."""

import importlib
import importlib.util
import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from autograder.hidden.expect import observed
from autograder.verdicts import Question
from chainrule.check.signature import precision
from chainrule.exercises import EXERCISES


@dataclass(frozen=True)
class Exam:
    """`tests` by their names, which are the questions' grade ids; `mistakes` by the name of their function.

    `probes`, by function too, call an answer that failed where known mistakes can be told apart; `nearness` says how
    near two numbers must be to be the same.
    """

    assignment: str
    questions: tuple[Question, ...]
    tests: dict[str, Callable]
    mistakes: dict[str, Sequence[Any]] = field(default_factory=dict)
    probes: dict[str, Callable] = field(default_factory=dict)
    nearness: dict[str, float] = field(default_factory=dict)


def load_exam(assignment: str, questions: Iterable[Question]) -> Exam:
    """The exam of an assignment of this course."""
    module = module_name(assignment)
    tests = _hidden_tests(module)
    functions = sorted({name for test in tests.values() for name in functions_of(test)})
    mistakes = {name: _mistakes(module, name) for name in functions}
    probes = {name: partial(_probe, name) for name in functions}
    nearness = {name: precision(EXERCISES[name])[1] for name in functions if name in EXERCISES}
    return Exam(assignment, tuple(questions), tests, mistakes, probes, nearness)


def module_name(assignment: str) -> str:
    """`delta_recursion` for `04_delta_recursion`."""
    return re.sub(r"^\d+_", "", assignment)


@cache  # Asked for each question of each submission.
def functions_of(test: Callable) -> tuple[str, ...]:
    """The student's functions that a hidden test calls: its parameters, but for the random numbers."""
    return tuple(name for name in inspect.signature(test).parameters if name != "rng")


@cache
def draws(test: Callable) -> bool:
    """Whether a hidden test wants random numbers."""
    return "rng" in inspect.signature(test).parameters


def _hidden_tests(module: str) -> dict[str, Callable]:
    if not _exists(f"autograder.hidden.{module}"):
        return {}
    found = vars(importlib.import_module(f"autograder.hidden.{module}"))
    return {name: thing for name, thing in found.items() if name.startswith("test_") and callable(thing)}


def _probe(name: str, answer: Callable) -> None:
    """Call `answer` on the cases that students see: a hidden test stops too soon to tell all mistakes apart."""
    for case in EXERCISES[name].cases() if name in EXERCISES else ():
        observed(answer, case)


def _mistakes(module: str, function: str) -> Sequence[Any]:
    if not _exists(f"autograder.mistakes.{module}"):
        return ()
    return importlib.import_module("autograder.mistakes").of(module, function)


def _exists(name: str) -> bool:
    return name.isascii() and importlib.util.find_spec(name) is not None

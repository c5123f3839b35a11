"""Known mistakes: wrong answers as code, each with the question that a student should read."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module


@dataclass(frozen=True)
class Mistake:
    """A wrong answer to each function in `of`; `number` is its place in the catalogue of mistakes, where it has one.

    One that `remembers` earlier calls is made anew each time its `function` is asked for.
    """

    name: str
    of: tuple[str, ...]
    equation: str
    ask: str
    number: int | None
    make: Callable[[], Callable]
    remembers: bool = False

    @property
    def function(self) -> Callable:
        """The wrong answer, with no memory of earlier calls."""
        return self.make()


def mistake(of: str, equation: str, ask: str, number: int | None = None, remembers: bool = False) -> Callable:
    """Mark a function as a mistake of the exercises in `of` (names with spaces between).

    A mistake that `remembers` earlier calls is written as a function of no arguments that returns a fresh one.
    """

    def mark(function):
        make = function if remembers else lambda: function
        function.mistake = Mistake(function.__name__, tuple(of.split()), equation, ask, number, make, remembers)
        return function

    return mark


@cache
def all_of(module: str) -> tuple[Mistake, ...]:
    """Every known mistake of a lesson's module, in the order of its file."""
    members = vars(import_module(f"{__name__}.{module}")).values()
    return tuple(member.mistake for member in members if inspect.isfunction(member) and hasattr(member, "mistake"))


def of(module: str, function: str) -> list[Mistake]:
    """The known mistakes of one exercise."""
    return [mistake for mistake in all_of(module) if function in mistake.of]

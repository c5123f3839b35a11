"""`check.<function>(your_function)`: a tick, or where your numbers leave the measured ones and a question.

Also `check.numbers` for what a pencil found, `check.prediction` for guesses, `check.aim` for a number that was tried
out, `check.line` for choosing a line.
"""

from difflib import get_close_matches

import numpy as np

from chainrule.case import Exercise
from chainrule.check.choose import line
from chainrule.check.compare import blocks, like
from chainrule.check.diagnose import diagnose
from chainrule.check.observe import observe
from chainrule.check.report import CheckFailed, Passed, passed
from chainrule.check.typed import aim, numbers, prediction
from chainrule.exercises import EXERCISES
from chainrule.progress.kept import keep

__all__ = ["CheckFailed", "aim", "hidden_test", "line", "numbers", "prediction"]


def __getattr__(name):
    """The check of the exercise called `name`: a function of one argument, your function."""
    if name not in EXERCISES:
        near = " or ".join(f"check.{each}" for each in get_close_matches(name, EXERCISES, 2))
        raise AttributeError(
            f"there is no check.{name}{f'; did you mean {near}?' if near else '.'} If the line came with the lesson, "
            "then lesson and library are of two versions: `chainrule doctor` in a terminal says more"
        )
    return _check_of(EXERCISES[name])


def __dir__():
    return [*__all__, *EXERCISES]


def hidden_test(name):
    """Say that a hidden test is not run here: it never runs in the same process as a student's code."""
    raise RuntimeError(
        f"{name} is a hidden test: grade with the classroom's nbgrader_config.py, which judges it outside this notebook"
    )


def _check_of(exercise: Exercise):
    def check(answer):
        if not callable(answer):
            raise CheckFailed(f"check.{exercise.name} wants your function {exercise.name}, not {type(answer).__name__}")
        cases = list(exercise.cases())
        observations = [observe(answer, case) for case in cases]
        message = diagnose(exercise, cases, observations)
        if message:
            raise CheckFailed(message)
        unkept = keep(exercise.name)
        if exercise.praise:
            return Passed(f"{exercise.name}: {exercise.praise}", unkept=unkept)
        return passed(exercise.name, _pairs(exercise, cases, observations), unkept)

    check.__name__ = exercise.name
    check.__doc__ = f"Check your {exercise.name} ({exercise.equation}) against what was measured."
    return check


def _pairs(exercise, cases, observations):
    """(yours, measured) for every array that a right answer gave."""
    pairs = []
    for case, observation in zip(cases, observations, strict=True):
        if case.judge:
            continue
        truth = case.truth()
        yours = blocks(like(observation.value, truth), exercise.returns).values()
        measured = blocks(truth, exercise.returns).values()
        pairs += [(np.asarray(y), np.asarray(m)) for y, m in zip(yours, measured, strict=True)]
    return pairs

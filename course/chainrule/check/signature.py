"""Mistakes known by their numbers: a short projection of everything an answer gave on the cases of a check."""

import json
from functools import cache
from importlib.resources import files

import numpy as np

from chainrule.check.compare import TINY

# Digits that are kept, how near two projections must be to be the same, and the size below which all are as near.
FORMULA = 12, 1e-9, 1e-3
NUDGE = 6, 1e-5, 1e-8  # Of finite differences the last digits are noise; a forgotten division leaves tiny numbers.
ROUGH = 1e-7  # An exercise whose tolerance is larger asks for finite differences.
PROJECTIONS = 2


def precision(exercise):
    """`NUDGE` for an exercise whose answers are finite differences, `FORMULA` for any other."""
    return NUDGE if (exercise.tolerance or 0) > ROUGH else FORMULA


def signature(observations, by_size=False, digits=FORMULA[0]):
    """What the observations come to, as plain JSON: an entry a case, numbers projected on two fixed directions.

    With `by_size` it is their orders of magnitude that are projected, for mistakes that differ in tiny numbers only.
    """
    return [_entry(observation, by_size, digits) for observation in observations]


def known_mistake(exercise, observations):
    """The shipped mistake, {"name", "equation", "ask", ...}, that gives the same numbers on every case, or None."""
    digits, *near = precision(exercise)
    found = signature(observations, exercise.floor is not None, digits)
    known = shipped_mistakes().get(exercise.name, [])
    matches = [mistake for mistake in known if _alike(mistake["signature"], found, near)]
    return matches[0] if len(matches) == 1 else None


def shipped_mistakes():
    """The mistakes that the library knows by their numbers, {exercise: [...]}."""
    return _shipped()["mistakes"]


def shipped_numbers():
    """Digests of the numbers to be typed in, {name: {"right": digest, "wrong": {digest: question}}}."""
    return _shipped()["numbers"]


@cache
def _shipped():
    # Written by a build step from the teachers' half; see CONTRIBUTING.md.
    return json.loads(files("chainrule.check").joinpath("mistakes.json").read_text(encoding="utf-8"))


def _entry(observation, by_size, digits):
    if observation.raised is not None:
        return {"raises": type(observation.raised).__name__}
    entry = {"value": _projected(observation.value, by_size, digits)}
    if observation.changed:
        entry["changed"] = list(observation.changed)
    if not observation.repeats:
        entry["repeats"] = False
    return entry


def _projected(value, by_size, digits):
    if isinstance(value, dict):
        ordered = sorted(value.items(), key=lambda item: str(item[0]))
        return {str(key): _projected(each, by_size, digits) for key, each in ordered}
    if isinstance(value, tuple | list) and any(isinstance(each, dict | np.ndarray) for each in value):
        return [_projected(each, by_size, digits) for each in value]
    try:
        numbers = np.asarray(value)
    except ValueError:
        return type(value).__name__
    if numbers.dtype.kind not in "fiu":
        return f"{type(value).__name__} of {numbers.dtype.kind}"
    if not np.isfinite(numbers).all():
        return "not finite"
    numbers = _size(numbers) if by_size else numbers
    directions = np.random.default_rng(numbers.size).normal(size=(PROJECTIONS, numbers.size))
    return {"shape": list(numbers.shape), "numbers": [float(f"{p:.{digits}g}") for p in directions @ numbers.ravel()]}


def _size(numbers):
    """ln |x|, counted from the smallest normal number on, with the sign of x."""
    return np.sign(numbers) * (np.log(np.maximum(np.abs(numbers), TINY)) - np.log(TINY))


def _alike(one, other, near):
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key], near) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_alike(a, b, near) for a, b in zip(one, other, strict=True))
    if isinstance(one, float) and isinstance(other, float):
        relative, floor = near
        return abs(one - other) <= relative * max(floor, abs(one), abs(other))
    return one == other

"""From what an answer did to the one message its author reads: where, how far off, and a question."""

import numpy as np

from chainrule.check.compare import TOLERANCE, blocks, differences, on_the_way_forward, relative_error
from chainrule.check.observe import first_line
from chainrule.check.signature import NUDGE, known_mistake, precision
from chainrule.formula import Measured

ROUGHLY = 1e4  # Times its tolerance: so near comes a nudge that is too large, too small, or one-sided.
NEAR = 1e-7  # What a nudge leaves, or float32: no formula in float64 is as far off.


def diagnose(exercise, cases, observations):
    """The message for the first case that went wrong, or None when all are right."""
    for case, observation in zip(cases, observations, strict=True):
        found = fault(case, observation, exercise, exercise.tolerance or TOLERANCE)
        if found:
            where, ask = found
            known = known_mistake(exercise, observations)
            question = (
                f"{known['ask']} (look at {known['equation']})" if known else f"{ask} (look at {exercise.equation})"
            )
            return f"lesson {exercise.lesson}, {exercise.name}, on {case.label}\n{where}\n  → {question}"
    return None


def fault(case, observation, exercise, tolerance=TOLERANCE):
    """Where an answer went wrong on a case and a question, in words, or None."""
    if observation.raised is not None:
        return _raised(case, observation.raised)
    if observation.changed:
        return f"  your function changed {_and(observation.changed)}", "Can it work on a copy of its own?"
    if case.judge:
        return case.judge(observation.value)
    truth = case.truth()
    found = differences(observation.value, truth, exercise.returns, tolerance, exercise.floor)
    if found:
        names = list(blocks(truth, exercise.returns))
        if exercise.forwards:
            names.sort(key=on_the_way_forward)
            found.sort(key=lambda each: on_the_way_forward(each.block))
        return _rough(found[0], exercise) or _numbers(found[0], names, exercise.axes, case.arguments)
    if not observation.repeats:
        return "  the second call gives other numbers than the first", "What does your function remember?"
    if observation.wrong_call:
        return f"  {observation.wrong_call}", case.asks
    return None


def _rough(first, exercise):
    """What to say of finite differences that are right but for their last digits, or None."""
    if first.form or precision(exercise) is not NUDGE:
        return None
    off = relative_error(first.yours, first.truth)
    if not off < ROUGHLY * exercise.tolerance:
        return None
    words = f"  near the measured numbers, but off by {off:.0e} of their size"
    return words, "How large is your nudge, to which side does it go, and how many digits do you keep?"


def _raised(case, error):
    if isinstance(error, NotImplementedError):
        return "  not written yet", "Which line of the derivation comes next?"
    if type(error).__name__ == Measured.__name__:  # an examiner has it by name only
        return f"  {first_line(error)}", case.asks
    shapes = ", ".join(f"{name} {_shape(value)}" for name, value in case.arguments.items() if _shape(value))
    said = first_line(error)[:200]
    words = f": {said}" if said else ""
    given = f"\n  given {shapes}" if shapes else ""
    return (
        f"  {type(error).__name__}{words}{given}",
        "Which of these shapes meet in your line, and which should?"
        if shapes and isinstance(error, ValueError)
        else "What does Python say here, and of which name or value?",
    )


def _numbers(first, names, axes, given):
    where = f"  {first.block}: " if first.block else "  "
    right = names[: names.index(first.block)] if first.block in names else []
    above = f"; right so far: {', '.join(right)}" if right else ""
    if first.form:
        return f"{where}{first.form}{above}", _by_form(first.form)
    if first.floor is not None:
        return _entrywise(first, given)
    if (off := relative_error(first.yours, first.truth)) < NEAR:
        words = f"{where}near the measured numbers, but off by {off:.0e} of their size"
        return words, "A formula comes nearer. Did you nudge, or keep too few digits?"
    if first.truth.size == 1:
        words = f"{where}yours {first.yours.item():.6g}, measured {first.truth.item():.6g}"
        return words, "Take this one with a pencil. Which of the given numbers meet, and how?"
    wrong = first.wrong
    index = tuple(int(i) for i in np.argwhere(wrong)[0])
    words = (
        f"{where}{_place(index, axes)}yours {first.yours[index]:.4g}, measured {first.truth[index]:.4g}\n"
        f"  {wrong.sum()} of {wrong.size} numbers differ{above}\n"
        f"  as a whole: ratio {first.ratio:.3g}, cosine {first.cosine:.3g}"
    )
    return words, _by_ratio(first, wrong)


def _entrywise(first, given):
    """The first number that is wrong by itself, with the z that it was made from."""
    wrong = first.wrong
    index = tuple(int(i) for i in np.argwhere(wrong)[0])
    beside = {name: value[index] for name, value in given.items() if np.shape(value) == first.truth.shape}
    at = "".join(f", {name} = {number:.4g}" for name, number in beside.items())
    yours, truth = _apart(first.yours[index], first.truth[index])
    words = (
        f"  entry {list(index)}{at}: yours {yours}, measured {truth}\n  {wrong.sum()} of {wrong.size} numbers differ"
    )
    return words, "Take this one number. Which steps does your formula take from z to it, and what does each step give?"


def _apart(one, other):
    """Both numbers in six digits, or in so many that they are seen to differ."""
    digits = 6 if f"{one:.6g}" != f"{other:.6g}" else 17
    return f"{one:.{digits}g}", f"{other:.{digits}g}"


def _by_form(form):
    if "finite" in form:
        return "Which step of your formula stops being a number there, and why?"
    if "not real numbers" in form:
        return "What kind of number does the convention card ask for?"
    return "Which shape has what you return on the convention card?"


def _place(index, axes):
    if not index:
        return ""
    counted = ", ".join(f"{axis} {i + 1}" for axis, i in zip(axes[-len(index) :], index, strict=True))
    return f"{counted} (entry {list(index)}): "


def _by_ratio(first, wrong):
    """A question from the numbers alone, for a mistake that nobody has named."""
    if abs(first.cosine) > 1 - 1e-9:
        return f"All your numbers are {first.ratio:.4g} times the measured ones. Which factor is that, and whence?"
    if wrong.ndim < 2:
        return "Take this one entry. Which numbers does it need, and which did you give it?"
    if _some_right(wrong, 0):
        return "Some rows are right and some are wrong. What do the wrong ones have in common?"
    if _some_right(wrong, wrong.ndim - 1):
        return "Some columns are right and some are wrong. What do the wrong ones have in common?"
    return "Take this one entry. Which numbers does its sum need, and which did you give it?"


def _some_right(wrong, axis):
    """Whether at some place along `axis` all is right, in an array in which something is `wrong`."""
    others = tuple(each for each in range(wrong.ndim) if each != axis)
    return (~wrong).all(axis=others).any()


def _shape(value):
    if isinstance(value, dict):
        shapes = [f"[{key}] {each.shape}" for key, each in value.items() if isinstance(each, np.ndarray)]
        return " ".join(shapes)
    return str(value.shape) if isinstance(value, np.ndarray) else ""


def _and(names):
    return " and ".join(f"its argument {name}" for name in names)

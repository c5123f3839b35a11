"""Submission in, verdicts out: the student's cells run in the worker, the hidden tests here."""

import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.examiner.answers import Answer, StudentError, Unfit
from autograder.examiner.asked import Asked
from autograder.examiner.exam import Exam, draws, functions_of
from autograder.examiner.fence import memory_fence
from autograder.examiner.recognise import recognised
from autograder.examiner.session import Keep, Run, Session, Step
from autograder.examiner.words import clean
from autograder.hidden.expect import ASKS
from autograder.sandbox.sitting import SandboxError, Silence
from autograder.sandbox.warm import Warm
from autograder.verdicts import Judgement, Limits, Question, Verdict

PUBLIC_SECRET = b"a check without a classroom"
MESSAGE = 4000  # characters
TOO_LARGE = "not answered: what it gave back takes more memory than there is for one question"


def judge(notebook: dict, exam: Exam, secret: bytes, worker: Warm, limits: Limits = Limits()) -> Judgement:  # noqa: B008
    """The verdicts on a repaired `notebook` (nbformat 4, as a dict), the same for the same `secret`."""
    with Session(steps(notebook, exam), worker, limits) as session:
        verdicts = tuple(_examine(question, exam, session, secret) for question in exam.questions)
        return Judgement(exam.assignment, verdicts, tuple(session.notes), session.outputs)


def steps(notebook: dict, exam: Exam) -> Iterator[Step]:
    """What a run through the notebook does: every code cell but the graded tests, where the functions are kept."""
    for place, cell in enumerate(notebook["cells"]):
        if cell.get("cell_type") != "code":
            continue
        marks = cell.get("metadata", {}).get("nbgrader", {})
        if not marks.get("grade") or marks.get("solution"):
            yield Run(place, "".join(cell.get("source", "")))
        elif marks.get("grade_id") in exam.tests:
            yield Keep(marks["grade_id"])


def random_numbers(secret: bytes, assignment: str, grade_id: str) -> np.random.Generator:
    """The question's own random numbers, which nobody without the `secret` can foresee."""
    return np.random.default_rng(random_seed(secret, assignment, grade_id))


def random_seed(secret: bytes, assignment: str, grade_id: str) -> int:
    """What they are drawn from."""
    return int.from_bytes(hmac.digest(secret, f"{assignment}/{grade_id}".encode(), hashlib.sha256), "big")


def _examine(question: Question, exam: Exam, session: Session, secret: bytes) -> Verdict:
    """The verdict on a question; all of it is asked anew, once, if the first process is lost by a fault of ours."""
    fault = ""
    for _ in range(2):
        try:
            return _asked_anew(question, exam, session, secret)
        except SandboxError as error:
            fault = str(error)
            if session.losses > 1:
                break
    return _not_judged(question, fault)


def _asked_anew(question: Question, exam: Exam, session: Session, secret: bytes) -> Verdict:
    """The verdict by calls, cases and random numbers of its own: what was counted before a fault is forgotten."""
    test = exam.tests.get(question.grade_id)
    try:
        session.start()
        if test is None:
            return _not_judged(question, f"there is no hidden test {question.grade_id!r}")
        missing = _missing(question, functions_of(test), session)
        if missing:
            return _failed(question, missing)
        return _test(question, exam, session, random_numbers(secret, exam.assignment, question.grade_id))
    except Silence as silence:
        return _failed(question, f"not answered: {silence}")


def _missing(question: Question, names: tuple[str, ...], session: Session) -> str:
    """What is not there to be tested, in words."""
    found = session.look(question.grade_id, names)
    for name in names:
        if name not in found:
            return f"`{name}` is not defined{_why(name, session)}"
        if found[name] != "function":
            return f"`{name}` is no function but of type `{found[name]}`"
    return ""


def _why(name: str, session: Session) -> str:
    for step in session.steps:
        if isinstance(step, Run) and f"def {name}(" in step.source:
            for output in session.outputs.get(step.place, ()):
                if output["output_type"] == "error":
                    return f": cell {step.place + 1} stopped with {output['ename']}: {output['evalue']}"[:500]
    return ""


def _test(question: Question, exam: Exam, session: Session, rng: np.random.Generator) -> Verdict:
    test, asked = exam.tests[question.grade_id], Asked(session, question.grade_id)
    answers = {name: Answer(name, asked.send, asked.twice) for name in functions_of(test)}
    numbers = {"rng": rng} if draws(test) else {}
    try:
        with memory_fence():
            test(**answers, **numbers)
    except (Silence, Unfit, StudentError, AssertionError, MemoryError) as error:
        message = _words(error, answers, asked)
    except Exception as error:
        if not asked.silence and asked.fault is None:
            return _not_judged(question, f"the hidden test stopped with {type(error).__name__}: {error}")
        message = ""
    else:
        if not asked.silence and asked.fault is None:
            return Verdict(question.grade_id, "passed", question.max_points, question.max_points)
        message = ""
    # A hidden test may have put silence, or a fault of ours, into words of its own, or overlooked it.
    if asked.fault is not None:
        raise asked.fault
    if asked.silence:
        return _failed(question, f"not answered: {asked.silence}")
    return _unwritten(question, answers) or _with_mistake(_failed(question, message), exam, answers, asked)


def _unwritten(question: Question, answers: dict[str, Answer]) -> Verdict | None:
    """The verdict on a stub, whatever the hidden test said of it."""
    for name, answer in answers.items():
        error = answer.calls[-1].outcome.error if answer.calls else None
        if isinstance(error, StudentError) and error.name == "NotImplementedError":
            if error.where in ("", name):
                return _failed(question, f"`{name}` is not written yet")
            return _failed(question, f"`{name}` calls `{error.where}`, which is not written yet")
    return None


def _words(error: Exception, answers: dict[str, Answer], asked: Asked) -> str:
    """A failure as the student reads it."""
    if isinstance(error, Unfit):
        return f"not answered: {error}"
    if not isinstance(error, StudentError):
        return TOO_LARGE if isinstance(error, MemoryError) else str(error) or "the hidden test found it wrong"
    called = next((a for a in answers.values() if a.calls and a.calls[-1].outcome.error is error), None)
    if called is None:
        return f"your function raised {error.name}: {error}"
    return f"your {called.name} raised {error.name}: {error} when called with {_arguments(called.calls[-1], asked)}"


def _arguments(call: Any, asked: Asked) -> str:
    positional, named = asked.callables.decode(*call.sent)
    values = [*positional, *named.values()]
    return ", ".join(f"{name} {describe(value)}" for name, value in zip(call.names, values, strict=True))


def describe(value: Any) -> str:
    """An argument in a few characters: an array by its shape, a number by its value."""
    if isinstance(value, np.ndarray):
        return str(value.shape)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {describe(item)}" for key, item in value.items()) + "}"
    if isinstance(value, np.random.Generator):
        return "(random numbers)"  # Its own words would tell where in the examiner's memory it lies.
    if callable(value):
        return str(getattr(value, "name", "(a function)"))
    text = repr(value)
    return text if len(text) <= 60 else text[:60] + " ..."


def _with_mistake(verdict: Verdict, exam: Exam, answers: dict[str, Answer], asked: Asked) -> Verdict:
    found = [recognised(name, answer, exam, asked) for name, answer in answers.items()]
    found = [mistake for mistake in found if mistake is not None]
    if len(found) != 1:
        return verdict
    return Verdict(verdict.grade_id, "failed", 0, verdict.max_points, _asking(verdict.message, found[0]), found[0].name)


def _asking(message: str, mistake: Any) -> str:
    """The message with the mistake's own question in place of the general one."""
    return f"{message.partition(ASKS)[0]}{ASKS}{mistake.ask} (look at {mistake.equation})"


# The words are ours, but what they quote, an error's text or the keys of a dict, is the student's.
def _failed(question: Question, message: str) -> Verdict:
    return Verdict(question.grade_id, "failed", 0, question.max_points, clean(message, MESSAGE))


def _not_judged(question: Question, reason: str) -> Verdict:
    return Verdict(question.grade_id, "not judged", 0, question.max_points, clean(reason, MESSAGE))

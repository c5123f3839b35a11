"""One question's calls of the student's functions, within its seconds and its number of calls back."""

import builtins
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from autograder.examiner.answers import (
    Call,
    Outcome,
    StudentError,
    changed,
    numbered,
    prints,
    student_error,
    write_back,
)
from autograder.examiner.callables import Callables
from autograder.examiner.fence import Overdue, TimeFence
from autograder.examiner.session import Session
from autograder.examiner.words import clean, clean_list
from autograder.sandbox.sitting import SandboxError, Silence
from autograder.sandbox.values import TooMuch
from autograder.sandbox.wire import ProtocolError


class Asked:
    """A question while its hidden test runs.

    `silence` says why there is no answer, `fault` that the sandbox failed, even if the test overlooks it.
    """

    def __init__(self, session: Session, question: str):
        self.session, self.question = session, question
        self.callables = Callables()
        self.silence = ""
        self.fault: SandboxError | None = None
        self._calls_left = session.limits.calls_per_question
        self._seconds = session.limits.question_seconds
        self._fence = TimeFence()
        self._heard = session.heard()
        self._is_twice = False
        self._again: tuple = (), ()

    def send(self, name: str, arguments: list, named: dict) -> Call:
        """The call of the student's function `name`, made."""
        sent = self.callables.encode([arguments, named])
        try:
            reply, body = self._reply(name, sent)
            return self._call(sent, arguments, named, reply, body)
        except Silence as silence:
            self.silence = str(silence)
            raise
        except SandboxError as fault:
            self.fault = fault
            raise

    @contextmanager
    def twice(self) -> Iterator[None]:
        """Inside, calls are made in pairs: each is made again at once, and the next one is told what came of that."""
        self._is_twice = True
        try:
            yield
        finally:
            self._is_twice, self._again = False, ((), ())

    def _reply(self, name: str, sent: tuple) -> tuple[dict, bytes]:
        call, again = self._again
        self._again = (), ()
        if call == (name, sent):
            return again
        message = {"do": "call", "question": self.question, "name": name, "arguments": sent[0]}
        reply, body = self._ask(message | {"twice": self._is_twice}, sent[1])
        match reply:
            case {"again": dict(again), "first": int(first)}:
                self._again = (name, sent), (again, body[first:])
                body = body[:first]
        return reply, body

    def _ask(self, message: dict, body: bytes) -> tuple[dict, bytes]:
        if self.silence:
            raise Silence(self.silence)
        if self._seconds <= 0:
            raise Silence(self._late())
        began = self.session.left()
        self._fence.until = time.monotonic() + self._seconds
        try:
            reply, body = self.session.ask(message, body, self._seconds, self._back)
        finally:
            self._seconds -= began - self.session.left()
        if self._said_too_much():
            raise Silence(self._said_too_much())
        return reply, body

    def _late(self) -> str:
        return f"no answer within {self.session.limits.question_seconds:g} s"

    def _said_too_much(self) -> str:
        """Words, if all answers and calls back together are more than we keep."""
        limit = self.session.limits.question_bytes
        return f"it sent more than {limit / 1e6:g} MB" if self.session.heard() - self._heard > limit else ""

    def _call(self, sent: tuple, arguments: list, named: dict, reply: dict, body: bytes) -> Call:
        if "unsendable" in reply:
            raise Silence(f"it gave back {clean(reply['unsendable'], 200)}")
        try:
            value, differ = self._came_back(sent, arguments, named, reply.get("value"), body)
        except (ProtocolError, TooMuch, AttributeError, MemoryError, TypeError, ValueError):
            raise Silence("it gave back what cannot be read") from None
        names = _spoken(tuple(numbered(arguments, named)), tuple(clean_list(reply.get("parameters"), 100)))
        return Call(sent, names, Outcome(value, _error(reply.get("raised")), differ))

    def _came_back(self, sent: tuple, arguments: list, named: dict, node: Any, body: bytes) -> tuple[Any, tuple]:
        """The value, and which arguments were changed; none of them comes back where all are as they were sent."""
        match node:
            case ["list", [value]]:
                return self.callables.decode(value, body), ()
        before = prints(self.callables, arguments, named)
        value, *returned = self.callables.decode(node, body)
        differ = changed(before, prints(self.callables, *returned))
        write_back(arguments, named, *returned, differ)
        return value, differ

    def _back(self, request: dict, body: bytes) -> tuple[dict, bytes]:
        """The answer of one of the examiner's functions to the student's."""
        self._calls_left -= 1
        if self._calls_left < 0:
            raise ProtocolError(f"more than {self.session.limits.calls_per_question} calls of a function it was given")
        if self._said_too_much():
            raise ProtocolError(self._said_too_much())
        arguments = self.callables.decode(request.get("arguments"), body)
        if not isinstance(arguments, list):
            raise ProtocolError("a call that cannot be read")
        try:
            value = self._fence.inside(self.callables.call, request.get("handle"), arguments)
            node, body = self.callables.encode(value)
        except (ProtocolError, SandboxError, Silence):
            raise
        except Overdue:
            raise ProtocolError(self._late()) from None
        except Exception as error:
            return {"do": "answer", "raised": _builtin(error), "text": str(error)}, b""
        return {"do": "answer", "value": node}, body


@lru_cache
def _spoken(names: tuple[str, ...], parameters: tuple[str, ...]) -> tuple[str, ...]:
    """The arguments' names as the student calls them, where the signature tells."""
    pairs = zip(names, parameters + names[len(parameters) :], strict=False)
    return tuple(k if name.startswith("argument ") and k.isidentifier() else name for name, k in pairs)


def _error(raised: Any) -> StudentError | None:
    if not isinstance(raised, dict):
        return None
    names = clean_list(raised.get("names"), 100)
    return student_error(names, clean(raised.get("text"), 2000), clean(raised.get("where"), 100))


def _builtin(error: Exception) -> str:
    return next(kind.__name__ for kind in type(error).__mro__ if getattr(builtins, kind.__name__, None) is kind)

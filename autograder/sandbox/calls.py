"""The student's side of the line: cells are run, functions kept and called, the examiner's functions called back."""

import builtins
import inspect
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chainrule.formula import asked_for

from . import library, wire
from .cells import Recorder, innermost, record, run, words_of
from .values import TooMuch, decode, encode

RING_AGAIN_SECONDS = 0.25
ABSENT = object()
END = ""  # no question is called so
LATE = "its seconds are over"


class OutOfTime(BaseException):
    """Raised in student code when its seconds are over; no `except Exception` stops it."""


def serve(line: socket.socket, limits: dict, shell: Any) -> None:
    """Do what the examiner asks, until the line ends."""
    seat = Seat(line, limits, shell)
    seat.send({"ready": True})
    try:
        while True:
            seat.obey(*seat.receive())
    except wire.ProtocolError:
        return


class Seat:
    """The state of one submission's process: its line, its functions by question, and its alarm."""

    def __init__(self, line: socket.socket, limits: dict, shell: Any):
        self.line, self.limits, self.shell = line, limits, shell
        self.recorder = Recorder(limits["output_characters"])
        self.kept: dict[str, dict] = {}
        self.now: dict | None = None
        self.process = os.getpid()
        self.exchanging = self.rang = False
        self.asked_back = 0
        self.question = ""
        self.answered: dict[tuple, tuple] = {}  # to this question's calls back
        self.spelled: tuple[Any, list[str]] = ABSENT, []
        record(shell, self.recorder)
        signal.signal(signal.SIGALRM, self._ring)

    def send(self, message: dict, body: bytes = b"") -> None:
        wire.send(self.line, message, body, self.limits["reply_bytes"])

    def receive(self) -> tuple[dict, bytes]:
        return wire.receive(self.line, self.limits["reply_bytes"])

    def obey(self, message: dict, body: bytes) -> None:
        """Answer one request; a copy of this process, forked by the cell or the answer, goes no further."""
        act = {"run": self._run, "keep": self._keep, "look": self._look, "call": self._call}[message["do"]]
        try:
            with self._alarm(message["seconds"]):
                reply, body = act(message, body)
        except OutOfTime:
            reply, body = {"late": True}, b""
        if os.getpid() != self.process:
            os._exit(0)
        try:
            self.send({"done": message["id"], **reply}, body)
        except wire.Closed:
            raise
        except wire.ProtocolError as error:
            self.send({"done": message["id"], "unsendable": str(error)})

    def _run(self, message: dict, body: bytes) -> tuple[dict, bytes]:
        self.recorder.clear()
        try:
            run(self.shell, message["source"])
        finally:
            outputs, self.recorder.outputs = self.recorder.outputs, []
        joined = [o | {"text": "".join(o["text"])} if "text" in o else o for o in outputs]
        return {"outputs": joined}, b""

    def _keep(self, message: dict, body: bytes) -> tuple[dict, bytes]:
        # All names, not the answers' alone: a later cell may give a helper's name to something else.
        self.kept[message["question"]] = dict(self.shell.user_ns)
        return {}, b""

    def _look(self, message: dict, body: bytes) -> tuple[dict, bytes]:
        found = {name: self._function(message["question"], name) for name in message["names"]}
        return {"found": {name: _kind(thing) for name, thing in found.items() if thing is not ABSENT}}, b""

    def _function(self, question: str, name: str) -> Any:
        """The student's thing of that name, among the names as they were at the question's test cell.

        What was not there yet is taken from the end.
        """
        here = self.shell.user_ns
        if END not in self.kept:
            end = dict(here)
            self.kept = {END: end} | {kept: end | then for kept, then in self.kept.items()}
        then = self.kept.get(question, self.kept[END])
        if then is not self.now:
            here.clear()
            here.update(then)
            self.now = then
        return then.get(name, ABSENT)

    def _call(self, message: dict, body: bytes) -> tuple[dict, bytes]:
        if message["question"] != self.question:
            self.question, self.answered = message["question"], {}
        function = self._function(message["question"], message["name"])
        if function is not self.spelled[0]:
            self.spelled = function, _parameters(function)
        reply, said = self._called(function, message["arguments"], body)
        if message["twice"] and not reply.keys() & {"raised", "unsendable"} and os.getpid() == self.process:
            again, more = self._called(function, message["arguments"], body)
            reply, said = reply | {"again": again, "first": len(said)}, said + more
        return reply, said

    def _called(self, function: Any, node: list, body: bytes) -> tuple[dict, bytes]:
        """What the function gives for fresh arguments, and what becomes of these, where it is not what they were."""
        self.recorder.clear()
        arguments, named = decode(node, body, self._value_of)
        reply: dict = {"parameters": self.spelled[1]}
        try:
            with asked_for([arguments, named]):
                value = function(*arguments, **named)
        except OutOfTime:
            raise
        except BaseException as error:  # SystemExit and KeyboardInterrupt too are only this answer's
            reply["raised"] = _raised(error)
            value = None
        try:
            (kind, [found, *then]), said = encode([value, list(arguments), named], _node_of)
        except TooMuch as error:
            return {"unsendable": str(error)}, b""
        if then == node[1] and said.endswith(body):
            then, said = [], said[: len(said) - len(body)]
        reply["value"] = [kind, [found, *then]]
        return reply, said

    def call_back(self, handle: int, arguments: tuple, lasting: bool) -> Any:
        """What the examiner's function `handle` gives for the `arguments`; it is asked once where that is `lasting`."""
        node, body = encode(list(arguments), _node_of)
        asked = handle, str(node), body
        if asked in self.answered:
            return decode(*self.answered[asked], self._value_of)
        answer, body = self._exchange({"handle": handle, "arguments": node}, body)
        if self.rang:
            raise OutOfTime(LATE)
        if "raised" in answer:
            raise getattr(builtins, answer["raised"])(answer["text"])
        if lasting:
            self.answered[asked] = answer["value"], body
        return decode(answer["value"], body, self._value_of)

    def _exchange(self, request: dict, body: bytes) -> tuple[dict, bytes]:
        """The examiner's answer, after whatever it wants to know first."""
        self.exchanging = True  # an interrupt now would tear a frame
        try:
            self.asked_back += 1
            self.send({"back": self.asked_back, **request}, body)
            answer, body = self.receive()
            while answer["do"] != "answer":
                self.exchanging = False
                self.obey(answer, body)
                self.exchanging = True
                answer, body = self.receive()
        finally:
            self.exchanging = False
        return answer, body

    def _value_of(self, node: Any) -> Any:
        match node:
            case ["callback", int(), dict(), bool()]:
                return Callback(self, node)
        return library.value_of(node)

    def _ring(self, number: int, frame: Any) -> None:
        self.rang = True
        if not self.exchanging:
            raise OutOfTime(LATE)

    @contextmanager
    def _alarm(self, seconds: float) -> Iterator[None]:
        """OutOfTime inside, after `seconds`, again and again: some student code catches everything."""
        self.rang = False
        before = signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.01), RING_AGAIN_SECONDS)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, *before)


class Callback:
    """One of the examiner's functions; its `prime`, `gradient` and `name` are there if it has them there."""

    def __init__(self, seat: Seat, node: list):
        _, handle, named, lasting = self._node = node
        self._ask = lambda arguments: seat.call_back(handle, arguments, lasting)
        for attribute, inner in named.items():
            setattr(self, attribute, inner if isinstance(inner, str) else Callback(seat, inner))

    def __call__(self, *arguments):
        return self._ask(arguments)


def _node_of(value: Any) -> Any:
    return value._node if type(value) is Callback else library.node_of(value)


def _kind(thing: Any) -> str:
    return "function" if callable(thing) else type(thing).__name__[:100]


def _parameters(function: Any) -> list[str]:
    try:
        return [str(name)[:100] for name in inspect.signature(function).parameters][:50]
    except (TypeError, ValueError):
        return []


def _raised(error: BaseException) -> dict:
    names = [kind.__name__[:100] for kind in type(error).__mro__]
    return {"names": names[:10], "text": words_of(error), "where": innermost(error)}

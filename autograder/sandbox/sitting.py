"""The examiner's end of one submission's process: a question goes out, one answer comes back, or silence in words."""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

from autograder.sandbox import wire
from autograder.sandbox.wire import ProtocolError
from autograder.verdicts import Limits

GRACE_SECONDS = 1.0  # after the soft interrupt inside
READY_SECONDS = 10
REPORT_BYTES = 10_000
ENDS = {
    "closed": "it closed its line to the examiner",
    "exit": "it ended the process",
    "time": "the submission used up its {submission_seconds:g} s",
    "memory": "the submission used more than {megabytes} MB",
    "processes": "the submission started more than {processes} processes",
}
FAULTS = {"killed": "the system killed a submission's process; has the machine enough memory?"}


class SandboxError(Exception):
    """The sandbox does not work; a fault of ours or of the machine, never of a student."""


class Silence(Exception):
    """No usable answer came, and none will come from this process; the text says why, in words for a student."""


class Sitting:
    """One submission's process, as long as it answers.

    `spent` counts the seconds that it was waited for, `heard` the bytes that it said.
    """

    def __init__(self, line: socket.socket, watch: socket.socket, limits: Limits, last: Callable[[], None]):
        self.line, self.watch, self.limits, self._last = line, watch, limits, last
        self.asked = self.answered = 0
        self.spent = 0.0
        self.heard = 0

    def greet(self) -> None:
        """Wait until the process is confined and listens."""
        try:
            fine = "ready" in self._receive(time.monotonic() + READY_SECONDS)[0]
        except ProtocolError:
            fine = False
        if not fine:
            report = self._report()
            self.close()
            raise SandboxError(f"a submission's process does not start: {report.get('text', 'it says nothing')}")

    def ask(
        self, message: dict, body: bytes = b"", seconds: float = 1, back: Callable[[dict, bytes], Any] | None = None
    ) -> tuple[dict, bytes]:
        """The answer to `message`; `back` answers what the student's side asks meanwhile."""
        self.send(message, body, seconds)
        return self.answer(seconds, back)

    def send(self, message: dict, body: bytes = b"", seconds: float = 1) -> None:
        """Ask, and do not wait for the answer; several answers come in the order of their questions."""
        self.asked += 1
        with self._spending(), contextlib.suppress(wire.Closed):  # who waits for the answer will hear why
            self._send(message | {"id": self.asked, "seconds": seconds}, body, _deadline(seconds))

    def answer(self, seconds: float = 1, back: Callable[[dict, bytes], Any] | None = None) -> tuple[dict, bytes]:
        """The next answer, within so many seconds from now."""
        self.answered += 1
        number, deadline = self.answered, _deadline(seconds)
        with self._spending():
            while True:
                reply, body = self._receive(deadline)
                if "back" in reply and back is not None:
                    self._send(*back(reply, body), deadline)
                elif reply.get("done") == number:
                    return reply, body
                else:
                    raise ProtocolError("an answer that nobody asked for")

    @contextlib.contextmanager
    def _spending(self) -> Iterator[None]:
        """Inside, time is the submission's, and whoever breaks the rules of the line has fallen silent."""
        began = time.monotonic()
        try:
            yield
        except ProtocolError as error:
            raise Silence(self._reason(error)) from None
        finally:
            self.spent += time.monotonic() - began

    def close(self) -> None:
        """End the process and all that it started; nothing of it is left when this returns."""
        with contextlib.suppress(OSError):
            self.line.close()
            self._end()
            self.watch.recv(1)  # nothing comes but the supervisor's own end
            self.watch.close()
        self._last()

    def _reason(self, error: ProtocolError) -> str:
        """Why the process is silent; the watch knows better than the line."""
        if not isinstance(error, wire.Closed):
            return str(error)
        # A process that lives on has closed its line itself; it is given time to die before it is asked to.
        end = (self._report(GRACE_SECONDS) or self._end()).get("end")
        if end not in ENDS:
            raise SandboxError(FAULTS.get(end, "a submission's process was lost"))
        return ENDS[end].format(**vars(self.limits))

    def _end(self) -> dict:
        """End what is still there, and hear how it ended."""
        with contextlib.suppress(OSError):
            self.watch.shutdown(socket.SHUT_WR)
        return self._report()

    def _report(self, seconds: float = READY_SECONDS) -> dict:
        try:
            return wire.receive(self.watch, REPORT_BYTES, time.monotonic() + seconds)[0]
        except ProtocolError:
            return {}

    def _send(self, message: dict, body: bytes, deadline: float) -> None:
        wire.send(self.line, message, body, self.limits.reply_bytes, deadline)

    def _receive(self, deadline: float) -> tuple[dict, bytes]:
        structure, body = wire.receive_bytes(self.line, self.limits.reply_bytes, deadline)
        self.heard += len(structure) + len(body)
        return wire.parse(structure), body


def _deadline(seconds: float) -> float:
    return time.monotonic() + seconds + GRACE_SECONDS

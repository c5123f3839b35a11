"""The examiner's end of a warm process: started when it is first needed, and again when it has died."""

import contextlib
import json
import select
import socket
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from autograder.sandbox import walls as sandbox
from autograder.sandbox.sitting import SandboxError, Sitting
from autograder.sandbox.walls import Level
from autograder.verdicts import Limits

START_SECONDS = 60


class Warm:
    """A warm process; `open` gives a fork of it, one submission at a time. Close it, or use it in a `with`."""

    def __init__(self, level: Level, *options: str):
        self.level, self._options = level, options
        self._process: subprocess.Popen | None = None
        self._control: socket.socket | None = None
        self._kept = contextlib.ExitStack()
        self._said: dict = {}
        self._modules: set[str] = set()

    @property
    def pid(self) -> int | None:
        """The process's number, while it runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def open(self, limits: Limits, modules: Iterable[str] = ()) -> Sitting:
        """A fresh process for one submission, under `limits`, in which these `modules` are loaded."""
        if self.pid is not None:
            try:
                return self._fork(limits, modules)
            except SandboxError:  # it was dying, or died just now: once more with a new one
                pass
        self.close()
        self.start()
        return self._fork(limits, modules)

    def wake(self) -> None:
        """Start the process if there is none; if it does not start, the next `open` will say so."""
        if self.pid is None:
            self.close()
            with contextlib.suppress(SandboxError):
                self.start()

    def start(self) -> None:
        """Start the process now, without waiting for it."""
        try:
            self._start()
        except OSError as error:  # no room for a file, no process left, no program
            self.close()
            raise SandboxError(f"the sandbox does not start: {error}") from None

    def _start(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._words = self._kept.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        view = Path(self._kept.enter_context(tempfile.TemporaryDirectory())) if self.level == "none" else Path("/")
        if self.level == "none":
            sandbox.links(view)
        with theirs:
            self._process = subprocess.Popen(
                sandbox.command(self.level, view, str(theirs.fileno()), *self._options),
                stdin=subprocess.DEVNULL,
                stdout=self._words,
                stderr=self._words,
                pass_fds=[theirs.fileno()],
                env=sandbox.environment(self.level, view),
            )

    def hello(self) -> dict:
        """What the process says of itself when it has loaded everything."""
        self._said = self._said or self._hear()
        return self._said

    def _fork(self, limits: Limits, modules: Iterable[str]) -> Sitting:
        self.hello()
        self._load([name for name in modules if name not in self._modules])
        pairs = [socket.socketpair() for _ in ("line", "watch")]
        order = {"limits": asdict(limits), "namespaces": self.level == "fork", "alone": self.level == "one"}
        # In one sandbox with its submission the warm process is not to be trusted with the next.
        last = self.close if self.level == "one" else lambda: None
        sitting = Sitting(pairs[0][0], pairs[1][0], limits, last)
        try:
            self._order(order, *(theirs.fileno() for _, theirs in pairs))
        except SandboxError:
            sitting.close()
            raise
        finally:
            for _, theirs in pairs:
                theirs.close()
        sitting.greet()
        return sitting

    def _load(self, modules: list[str]) -> None:
        if modules:
            self._order({"load": modules})
            self._hear()
            self._modules.update(modules)

    def _order(self, order: dict, *files: int) -> None:
        try:
            socket.send_fds(self._control, [json.dumps(order).encode()], files)
        except OSError:
            raise SandboxError("the sandbox died") from None

    def _hear(self) -> dict:
        ready, _, _ = select.select([self._control], [], [], START_SECONDS)
        said = b""
        with contextlib.suppress(OSError):  # it died before it heard all
            said = self._control.recv(10_000) if ready else b""
        if said:
            return json.loads(said)
        self._end()
        self._words.seek(0)
        lines = self._words.read().decode(errors="replace").strip().splitlines()
        raise SandboxError(f"the sandbox does not start: {lines[-1] if lines else 'it says nothing'}")

    def close(self) -> None:
        """End the process and all that it started."""
        self._end()
        self._kept.close()

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.5 if self.level == "fork" else 0.05)
            self._process.kill()
            self._process.wait()
        self._process = self._control = None
        self._said, self._modules = {}, set()

    def __enter__(self) -> "Warm":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

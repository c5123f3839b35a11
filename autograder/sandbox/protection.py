"""What this machine can do to fence student code in, found by trying, and the worker that it can have."""

import functools
import sys
from dataclasses import dataclass

from autograder.bad_input import BadInput
from autograder.sandbox.sitting import SandboxError
from autograder.sandbox.walls import Level, bwrap
from autograder.sandbox.warm import Warm


class NoProtection(BadInput):
    """Nothing on this machine fences student code in; the text says why."""


@dataclass(frozen=True)
class Protection:
    """How a submission is fenced in: as a `fork` of one sandboxed process, in `one` sandbox of its own, or not."""

    level: Level
    reason: str = ""


def begin() -> None:
    """Begin to try, while the caller does something else."""
    if bwrap() is not None:
        _trial().wake()


@functools.cache
def _trial() -> Warm:
    return Warm("fork", "--trial")


@functools.cache
def protection() -> Protection:
    """What this machine can do, found by trying."""
    if not sys.platform.startswith("linux"):
        return Protection("none", f"there is no sandbox on {sys.platform}")
    if bwrap() is None:
        return Protection("none", "bubblewrap is not installed")
    try:
        with _trial() as trial:
            if trial.pid is None:
                trial.start()
            refusal = trial.hello()["nested"]
    except SandboxError as error:
        return Protection("none", str(error))
    return Protection("one", refusal) if refusal else Protection("fork")


def start_worker(protected: bool = True) -> Warm:
    """The worker that this machine can have; with `protected` it is a sandbox or a NoProtection error."""
    found = protection()
    if protected and found.level == "none":
        raise NoProtection(f"student code cannot be fenced in here: {found.reason}")
    return Warm(found.level)


@functools.cache
def own_worker(level: Level) -> Warm:
    """This process's own worker at a level that was found; it ends with us."""
    return Warm(level)

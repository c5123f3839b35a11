"""Told to stop: Ctrl-C and SIGTERM end a run in the same way, and nothing disturbs the tidying up after them."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM)
mask = getattr(signal, "pthread_sigmask", None)  # Windows has none


class Stopped(KeyboardInterrupt):
    """A signal came; the text is the line to be printed, `status` the exit status, as shells have it."""

    def __init__(self, words: str, number: int = signal.SIGINT):
        super().__init__(words)
        self.number = number

    @property
    def status(self) -> int:
        return 128 + self.number


@contextmanager
def stoppable() -> Iterator[None]:
    """Inside, in the main thread, both signals raise Stopped; one that we were started to ignore stays ignored."""
    ours = threading.current_thread() is threading.main_thread()
    before = {number: signal.getsignal(number) for number in SIGNALS if ours}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end(stop: KeyboardInterrupt) -> int:
    """Say how far the run came; gives back the exit status. A second signal comes too late to matter."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    print(f"autograder: {stop or 'stopped'}", file=sys.stderr)
    return getattr(stop, "status", 128 + signal.SIGINT)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Inside, the signals wait; a process that is started here is `disturbed_again` when it says so."""
    came: list[int] = []
    # Blocked for the processes that are started; caught too, for another thread may not block them.
    masked = mask(signal.SIG_BLOCK, SIGNALS) if mask else None
    ours = threading.current_thread() is threading.main_thread()
    handlers = {number: signal.getsignal(number) for number in SIGNALS if ours}
    before = {number: handler for number, handler in handlers.items() if handler not in (signal.SIG_IGN, None)}
    for number in before:
        signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if mask:
            mask(signal.SIG_SETMASK, masked)
        for number in came[:1]:
            signal.raise_signal(number)


def disturbed_again() -> None:
    if mask:
        mask(signal.SIG_UNBLOCK, SIGNALS)


def _stop(number: int, frame: Any) -> None:
    raise Stopped("stopped; the same command goes on", number)

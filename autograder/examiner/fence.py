"""Fences around this process's own memory and time while it works on what a student sent."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

try:
    import resource
except ImportError:  # Windows; there is no sandbox either
    resource = None  # type: ignore[assignment]


class Overdue(BaseException):
    """One of our functions took too long over what a student gave it; no `except Exception` in it stops that."""


STATM = "/proc/self/statm"
# What a hidden test may take beside what is there: little, but a product of matrices wants a buffer for each core.
MORE = (1024 + 64 * (os.cpu_count() or 1)) << 20
RING_AGAIN_SECONDS = 0.25
UNFENCED = resource.getrlimit(resource.RLIMIT_AS) if resource else (0, 0)


@contextmanager
def memory_fence() -> Iterator[None]:
    """Inside, taking `MORE` is a MemoryError: two columns that a student multiplies out would fill the machine."""
    if resource is None or not os.path.exists(STATM):
        yield
        return
    with open(STATM) as file:
        most = int(file.read().split()[0]) * resource.getpagesize() + MORE
    # Back to what it was in the beginning, not to what it is now: that may be another thread's fence.
    resource.setrlimit(resource.RLIMIT_AS, (_lesser(most, UNFENCED[0]), UNFENCED[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, UNFENCED)


def within(seconds: float, function: Callable, *arguments: Any) -> Any:
    """What `function` gives for the `arguments` in so many seconds, or `Overdue`; see `TimeFence`."""
    fence = TimeFence()
    fence.until = time.monotonic() + seconds
    return fence.inside(function, *arguments)


class TimeFence:
    """`Overdue` is raised in what runs `inside` when it is later than `until`, if this is the main thread."""

    def __init__(self) -> None:
        self.until = 0.0  # by time.monotonic
        self._is_inside = False

    def inside(self, function: Callable, *arguments: Any) -> Any:
        """What `function` gives for the `arguments`: a network that a student made up may have a million weights."""
        if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
            return function(*arguments)  # no signal reaches us
        before = signal.signal(signal.SIGALRM, self._ring)
        signal.setitimer(signal.ITIMER_REAL, max(self.until - time.monotonic(), 0.001), RING_AGAIN_SECONDS)
        try:
            return self._run(function, arguments)
        finally:  # here no ring raises any more, so the alarm is surely taken down
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def _run(self, function: Callable, arguments: tuple) -> Any:
        self._is_inside = True
        try:
            return function(*arguments)
        finally:
            self._is_inside = False

    def _ring(self, number: int, frame: object) -> None:
        if self._is_inside:
            raise Overdue


def _lesser(most: int, limit: int) -> int:
    return most if limit == resource.RLIM_INFINITY else min(most, limit)

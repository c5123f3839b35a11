"""A fence around this process's own memory while it works on what a student sent."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

try:
    import resource
except ImportError:  # Windows; there is no sandbox either
    resource = None  # type: ignore[assignment]

STATM = "/proc/self/statm"
# What a hidden test may take beside what is there: little, but a product of matrices wants a buffer for each core.
MORE = (1024 + 64 * (os.cpu_count() or 1)) << 20
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


def _lesser(most: int, limit: int) -> int:
    return most if limit == resource.RLIM_INFINITY else min(most, limit)

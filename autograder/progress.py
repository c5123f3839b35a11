"""How far a run is: on a terminal a bar with the time left, elsewhere a line now and then."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn

from autograder.stopping import Stopped

LINES = 10
SECONDS = 10  # at least a line in so many seconds, as long as something gets done


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """A function to be told how many are done, of how many; if the run is stopped, the Stopped says how far it came."""
    columns = TextColumn("judging"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        bar.add_task("judging", total=None)
        [task] = bar.tasks
        say = _lines(task)

        def watch(done: int, of: int) -> None:
            bar.update(task.id, completed=done, total=of)
            if bar.disable:
                say()

        try:
            yield watch
        except Stopped as stop:
            raise Stopped(_reached(task) if task.total else str(stop), stop.number) from None


def _lines(task: Task) -> Callable[[], None]:
    """What prints a line, if it is time for one."""
    tenth, last = 0, time.monotonic()

    def say() -> None:
        nonlocal tenth, last
        now = int(LINES * task.completed / max(task.total, 1))
        if now == tenth and time.monotonic() < last + SECONDS:
            return
        tenth, last = now, time.monotonic()
        left = f", about {timedelta(seconds=int(task.time_remaining))} left" if task.time_remaining else ""
        print(f"autograder: {task.completed} of {task.total} judged{left}", file=sys.stderr, flush=True)

    return say


def _reached(task: Task) -> str:
    return f"stopped: {task.completed} of {task.total} are judged and kept; the same command goes on from there"

"""Many jobs judged by several processes of this machine; one that dies takes only its own job with it."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process

from .judging import Job, run
from .sandbox import Level
from .verdicts import Judgement


def judge_many(
    todo: dict[str, Job], level: Level, processes: int | None = None
) -> Iterator[tuple[str, Judgement | BaseException]]:
    """The judgement on each job by its name, as soon as it is made, or what our own code stumbled over."""
    left = {}
    for name, future in _all(todo, level, min(processes or os.cpu_count() or 1, len(todo))):
        if isinstance(future.exception(), BrokenProcessPool):
            left[name] = todo[name]
        else:
            yield name, future.exception() or future.result()
    # A process died, and nobody knows on which job: each that is left gets a process of its own.
    for name, job in left.items():
        for _, future in _all({name: job}, level, processes=0):
            yield name, future.exception() or future.result()


def _all(todo: dict[str, Job], level: Level, processes: int) -> Iterator[tuple[str, Future]]:
    with _executor(processes) as executor:
        futures = {executor.submit(run, job, level): name for name, job in todo.items()}
        yield from ((futures[future], future) for future in as_completed(futures))


@contextmanager
def _executor(processes: int) -> Iterator[Executor]:
    """Processes, since the hidden tests keep a core busy; for one job at a time a thread will do, 0 is one process."""
    if processes == 1:
        pool = ThreadPoolExecutor(1)
    else:
        pool = ProcessPoolExecutor(processes or 1, mp_context=get_context("spawn"), initializer=_end_with_parent)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """In a process of the pool: die quietly when interrupted, and when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)

    def wait():
        parent_process().join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()

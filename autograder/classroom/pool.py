"""Many jobs judged by several processes of this machine; one that dies takes only its own job with it."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process

from autograder.classroom.judging import Job, run
from autograder.sandbox.walls import Level
from autograder.verdicts import Judgement


def judge_many(
    todo: dict[str, Job], level: Level, processes: int | None = None
) -> Iterator[tuple[str, Judgement | BaseException]]:
    """The judgement on each job by its name, as soon as it is made, or what our own code stumbled over."""
    processes = min(processes or os.cpu_count() or 1, len(todo))
    if processes == 1:
        yield from ((name, _here(job, level)) for name, job in todo.items())
        return
    left = {}
    for name, future in _all(todo, level, processes):
        if isinstance(future.exception(), BrokenProcessPool):
            left[name] = todo[name]
        else:
            yield name, future.exception() or future.result()
    # A process died, and nobody knows on which job: each that is left gets a process of its own.
    for name, job in left.items():
        for _, future in _all({name: job}, level, 1):
            yield name, future.exception() or future.result()


def _here(job: Job, level: Level) -> Judgement | Exception:
    """The judgement by this process. Not by a thread of it: the sandbox dies with the thread that started it."""
    try:
        return run(job, level)
    except Exception as fault:  # whatever it is, it must not stop the next submission
        return fault


def _all(todo: dict[str, Job], level: Level, processes: int) -> Iterator[tuple[str, Future]]:
    """Every job's future as it comes, from processes, since the hidden tests keep a core busy."""
    if not todo:
        return
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_end_with_parent)
    try:
        futures = {_submitted(pool, job, level): name for name, job in todo.items()}
        yield from ((futures[future], future) for future in as_completed(futures))
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, job: Job, level: Level) -> Future:
    try:
        return pool.submit(run, job, level)
    except (BrokenProcessPool, OSError) as fault:  # a process died while the next one was being started
        future: Future = Future()
        future.set_exception(BrokenProcessPool(str(fault)))
        return future


def _end_with_parent() -> None:
    """In a process of the pool: die quietly when interrupted, and when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)

    def wait():
        parent_process().join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()

"""Many jobs judged by several processes of this machine; one that dies takes only its own job with it."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context, parent_process

from autograder.classroom.judging import Job, run
from autograder.sandbox.walls import Level
from autograder.stopping import disturbed_again, undisturbed
from autograder.verdicts import Judgement


def judge_many(
    todo: dict[str, Job], level: Level, processes: int | None = None
) -> Iterator[tuple[str, Judgement | BaseException]]:
    """The judgement on each job by its name, as soon as it is made, or what our own code stumbled over."""
    processes = min(processes or os.cpu_count() or 1, len(todo))
    if processes == 1:
        yield from ((name, _here(job, level)) for name, job in todo.items())
        return
    while todo:
        left = set()
        for name, future in _all(todo, level, processes):
            if isinstance(future.exception(), BrokenProcessPool):
                left.add(name)
            else:
                yield name, future.exception() or future.result()
        # A process died on one of those that were being judged, the first that are left: each gets one of its own.
        waiting = [name for name in todo if name in left]
        for name in waiting[:processes]:
            for _, future in _all({name: todo[name]}, level, 1):
                yield name, future.exception() or future.result()
        todo = {name: todo[name] for name in waiting[processes:]}


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
    others = active_children()
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_end_with_parent)
    futures: dict[Future, str] = {}
    try:
        futures |= {_submitted(pool, job, level): name for name, job in todo.items()}
        yield from ((futures[future], future) for future in as_completed(futures))
    finally:
        with undisturbed():
            if len(futures) < len(todo) or not all(future.done() for future in futures):
                for process in set(active_children()).difference(others):
                    process.kill()
            pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, job: Job, level: Level) -> Future:
    try:
        with undisturbed():  # a new process is not stopped by what stops us, before it can say how
            return pool.submit(run, job, level)
    except (BrokenProcessPool, OSError) as fault:  # a process died while the next one was being started
        future: Future = Future()
        future.set_exception(BrokenProcessPool(str(fault)))
        return future


def _end_with_parent() -> None:
    """In a process of the pool: die quietly when interrupted, and when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    disturbed_again()

    def wait():
        parent_process().join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()

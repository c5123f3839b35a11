"""Many jobs judged by several processes of this machine; one that dies takes only its own job with it."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import active_children, get_context, resource_tracker

from autograder.classroom.judging import Job, run
from autograder.classroom.pool_process import begin
from autograder.sandbox.walls import Level
from autograder.stopping import undisturbed
from autograder.verdicts import Judgement

AHEAD = 16  # jobs a process that are under way: enough for it while we load nbgrader


def judge_many(
    todo: Iterable[tuple[str, Job]], level: Level, processes: int | None = None
) -> Iterator[tuple[str, Judgement | BaseException]]:
    """The judgement on each job by its name, as soon as it is made, or what our own code stumbled over."""
    waiting = iter(todo)
    first = list(islice(waiting, processes or os.cpu_count() or 1))
    if len(first) <= 1:
        yield from ((name, _here(job, level)) for name, job in chain(first, waiting))
        return
    left, goes_on = first, True
    while goes_on:
        waiting, left = chain(left, waiting), []
        for name, job, future in _all(waiting, level, len(first)):
            if isinstance(future.exception(), BrokenProcessPool):
                left.append((name, job))
            else:
                yield name, future.exception() or future.result()
        # A process died on one of those that were being judged, the first that are left: each gets one of its own.
        suspects, left, goes_on = left[: len(first)], left[len(first) :], bool(left)
        for pair in suspects:
            for name, _, future in _all(iter([pair]), level, 1):
                yield name, future.exception() or future.result()


def _here(job: Job, level: Level) -> Judgement | Exception:
    """The judgement by this process. Not by a thread of it: the sandbox dies with the thread that started it."""
    try:
        return run(job, level)
    except Exception as fault:  # whatever it is, it must not stop the next submission
        return fault


def _all(waiting: Iterator[tuple[str, Job]], level: Level, processes: int) -> Iterator[tuple[str, Job, Future]]:
    """Every job and its future as it comes, from processes, since the hidden tests keep a core busy.

    When a process dies, what is under way is given back in the order it was asked for, and the rest goes on waiting.
    """
    others = active_children()
    if os.name == "posix":
        resource_tracker.ensure_running()  # else it is started with the first process, and lets signals through again
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=begin, initargs=(level,))
    under_way: dict[Future, tuple[str, Job]] = {}
    room, ended = processes * AHEAD, False
    try:
        while not ended:
            for name, job in islice(waiting, max(room - len(under_way), 0)):
                under_way[_submitted(pool, job, level)] = name, job
            done = wait(under_way, return_when=FIRST_COMPLETED).done if under_way else ()
            for future in [each for each in under_way if each in done]:
                room = 0 if isinstance(future.exception(), BrokenProcessPool) else room
                yield *under_way.pop(future), future
            ended = not under_way
    finally:
        with undisturbed():
            # Nobody waits for what is being judged; a process started while another died is not ended by the pool.
            if not ended or not room:
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

"""A class judged by a Dask cluster: a job goes to a worker, and the judgement comes back as JSON."""

import logging
import pickle
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from autograder.bad_input import BadInput
from autograder.classroom.cluster_task import OTHER_COURSE, lean, read, task
from autograder.classroom.judging import Job, our_files
from autograder.verdicts import Judgement

CONNECT_SECONDS = 10
A_THREAD_HAS = 2  # one job that it judges and one that waits; more would only fill the scheduler's memory
LOOK_SECONDS, LOOKS = 5, 12  # how long a cluster may be without any worker
AGAIN = "what was judged is kept: run this again"


class WorkerDied(Exception):
    """Each worker that got a job died."""


def judge_there(
    todo: Iterable[tuple[str, Job]], protected: bool, address: str
) -> Iterator[tuple[str, Judgement | Exception]]:
    """The judgement on each job by its name, as soon as it is made, by the workers of the scheduler at `address`."""
    left = {}
    with _connected(address) as client:
        for name, job, found in _all(client, iter(todo), protected):
            if isinstance(found, WorkerDied):
                left[name] = job
            else:
                yield name, found
        # Nobody knows on which job the workers died: each that is left goes out alone.
        for name, job in left.items():
            yield from ((name, found) for _, _, found in _all(client, iter([(name, job)]), protected))


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """A client of the scheduler; when it leaves, scheduler and workers stay."""
    try:
        from distributed import Client
        from distributed.comm import get_address_host_port
    except ImportError:
        install = "`uv sync --extra cluster` or `pip install distributed`"
        raise BadInput(f"--cluster needs the package distributed, which is not installed; run {install}") from None
    # What matters of its warnings is said by us, on one line.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module="distributed")
    try:
        get_address_host_port(address, strict=True)
        client = Client(address, timeout=CONNECT_SECONDS)
    except (ImportError, OSError, RuntimeError, TypeError, ValueError) as error:  # by what its protocol wants
        raise BadInput(f"{address}: no Dask scheduler answers there: {error}") from None
    with client:
        _require_course(client, address)
        yield client


def _require_course(client: Any, address: str) -> None:
    """Raise BadInput where there are no workers, or where one of them has not this course."""
    found = client.run(our_files, on_error="return")
    if not found:
        raise BadInput(f"{address}: the scheduler has no workers; start `dask worker {address} --nthreads 1`")
    for place, theirs in found.items():
        if isinstance(theirs, OSError):
            continue  # it is gone already
        if isinstance(theirs, Exception):
            raise BadInput(f"worker {place} cannot run the course: {theirs}; install it there")
        if theirs != our_files():
            raise BadInput(f"worker {place} {OTHER_COURSE}")


def _all(
    client: Any, waiting: Iterator[tuple[str, Job]], protected: bool
) -> Iterator[tuple[str, Job, Judgement | Exception]]:
    """Every job and its judgement as it comes; only so many jobs are under way that no worker waits."""
    from distributed.utils import CancelledError

    under_way: dict[Any, tuple[str, Job]] = {}
    try:
        while True:
            room = A_THREAD_HAS * sum(client.nthreads().values()) - len(under_way)
            for name, job in islice(waiting, max(room, not under_way)):
                packed = pickle.dumps(lean(job))
                under_way[client.submit(task, our_files(), packed, protected, pure=False)] = name, job
            if not under_way:
                return
            for future in _done(client, list(under_way)):
                name, job = under_way.pop(future)
                yield name, job, _judgement(future, job)
    except (OSError, CancelledError):
        raise BadInput(f"the scheduler is gone; {AGAIN}") from None
    finally:
        client.cancel(list(under_way))


def _done(client: Any, futures: list) -> list:
    """Those of the futures that are done, at least one; BadInput where no worker is left to do any."""
    from distributed import wait

    looks = 0
    while looks < LOOKS:
        try:
            return list(wait(futures, timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            looks = 0 if client.nthreads() else looks + 1
    raise BadInput(f"the cluster has no workers any more; {AGAIN}")


def _judgement(future: Any, job: Job) -> Judgement | Exception:
    """What came of a job: its judgement, or what went wrong with it alone; BadInput where the cluster is at fault."""
    from distributed import KilledWorker

    fault = future.exception()
    if isinstance(fault, KilledWorker):
        return WorkerDied("every worker that got it died")
    if fault is not None:
        raise BadInput(f"the cluster cannot judge: {fault}; install the same course on its scheduler and workers")
    return read(future.result(), job)

"""Who judges: the processes of this machine or the workers of a cluster; jobs go in, judgements come out.

Jobs are asked for when somebody is free to take them, so that not all need be in memory.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from autograder.classroom.judging import Job
from autograder.classroom.pool import judge_many
from autograder.sandbox.protection import start_worker
from autograder.verdicts import Judgement

Judges = Callable[[Iterable[tuple[str, Job]]], Iterator[tuple[str, Judgement | BaseException]]]


def judges_at(cluster: str | None, protected: bool, jobs: int | None) -> Judges:
    """The workers of the Dask scheduler at the address `cluster`; without one, so many processes of this machine."""
    if cluster is None:
        return partial(judge_many, level=start_worker(protected).level, processes=jobs)
    from autograder.classroom.cluster import judge_there

    return partial(judge_there, protected=protected, address=cluster)

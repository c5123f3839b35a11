"""What travels between us and a worker of the cluster: a job there, its judgement as JSON back."""

import json
import pickle
import threading
from contextlib import suppress
from dataclasses import asdict, replace
from typing import get_args

from autograder.bad_input import BadInput
from autograder.classroom.judging import Job, judgement_of, our_files, run
from autograder.sandbox.protection import NoProtection, start_worker
from autograder.verdicts import Judgement, Outcome, Verdict

OTHER_COURSE = "has another version of the course; install this one there and restart it"
_turn = threading.Lock()  # a process has one sandbox, which takes one submission at a time


def lean(job: Job) -> Job:
    """The job as it travels: only code is judged, so words and pictures stay at home."""
    kinds = [(cell["cell_type"], cell) for cell in job.notebook["cells"]]
    cells = [cell if kind == "code" else {"cell_type": kind} for kind, cell in kinds]
    return replace(job, notebook=job.notebook | {"cells": cells})


def task(ours: str, packed: bytes, protected: bool) -> str:
    """What a worker does: judge a packed job, or say why not."""
    from distributed import get_worker

    place = get_worker().address
    if ours != our_files():
        return json.dumps({"refused": f"worker {place} {OTHER_COURSE}"})
    try:
        with _turn:
            judgement = run(pickle.loads(packed), start_worker(protected).level)
    except NoProtection as error:
        return json.dumps({"refused": f"worker {place}: {error}"})
    except Exception as fault:  # whatever it is, it must not stop the next submission
        return json.dumps({"fault": f"{type(fault).__name__}: {fault}"})
    return json.dumps({"judgement": asdict(judgement)})


def read(text: str, job: Job) -> Judgement | Exception:
    """A worker's answer, taken as data: a judgement on this job's questions, or none."""
    with suppress(AttributeError, KeyError, RecursionError, TypeError, ValueError):
        answer = json.loads(text)
        if "refused" in answer:
            raise BadInput(answer["refused"])
        if "fault" in answer:
            return RuntimeError(answer["fault"])
        judgement = judgement_of(answer["judgement"])
        if _is_on(job, judgement):
            return judgement
    return ValueError("what the worker sent back is no judgement on these questions")


def _is_on(job: Job, judgement: Judgement) -> bool:
    asked = [(question.grade_id, question.max_points) for question in job.questions]
    given = [(verdict.grade_id, verdict.max_points) for verdict in judgement.verdicts]
    return (judgement.assignment, given) == (job.assignment, asked) and all(map(_is_possible, judgement.verdicts))


def _is_possible(verdict: Verdict) -> bool:
    return verdict.outcome in get_args(Outcome) and 0 <= verdict.points <= verdict.max_points

"""Stopped at any time, by Ctrl-C, politely or by force, a run says how far it came and goes on when called again."""

import json
import os
import random
import re
import signal
from pathlib import Path

import pytest

from autograder.sandbox.protection import protection
from classes import ASSIGNMENT, Grading, change_settings, files, hand_in, kept_files, only, recorded
from processes import children

pytestmark = pytest.mark.skipif(protection().level == "none", reason="no sandbox on this machine: grade refuses")

GOES_ON = r"autograder: stopped: \d+ of 8 are judged and kept; the same command goes on from there"


def ends_as(undisturbed, classroom):
    """The same command goes on to what an undisturbed run comes to, and leaves nothing behind."""
    run = Grading(classroom)

    assert (run.end(), run.words) == (0, [])
    assert recorded(classroom) == recorded(undisturbed.classroom)
    assert files(classroom) == files(undisturbed.classroom)


def stop(run, number):
    """What a terminal does: it tells every process of the run."""
    if run.runs():
        os.killpg(run.pid, number)


def test_stopped_again_and_again_it_says_so_in_a_line_and_goes_on(class_of_its_own, undisturbed):
    root = class_of_its_own.root
    before = recorded(class_of_its_own)
    for number, jobs in ((signal.SIGINT, "2"), (signal.SIGTERM, "2"), (signal.SIGINT, "1")):
        done = len(kept_files(class_of_its_own))
        run = Grading(class_of_its_own, "--jobs", jobs)
        run.until(lambda done=done: len(kept_files(class_of_its_own)) > done)
        stop(run, number)

        assert run.end() == 128 + number
        assert re.fullmatch(GOES_ON, "\n".join(run.words))
        assert recorded(class_of_its_own) == before == {}
        assert not [path for path in root.rglob(".*") if path.name.endswith((".part", "-journal"))]
    ends_as(undisturbed, class_of_its_own)


def loads(run):
    return "numpy" in Path(f"/proc/{run.pid}/maps").read_text()


EARLY = {
    "while it tries the sandbox": (lambda run: children(run.pid), "autograder: stopped; the same command goes on"),
    "while it loads": (loads, "autograder: stopped; the same command goes on"),
    "while two begin to judge": (lambda run: len(children(run.pid)) > 1, GOES_ON.replace(r"\d+", "0")),
}


@pytest.mark.parametrize(("moment", "words"), EARLY.values(), ids=EARLY)
def test_stopped_before_the_first_verdict_it_says_so(class_of_its_own, moment, words):
    run = Grading(class_of_its_own)
    run.until(lambda: moment(run))
    stop(run, signal.SIGINT)

    assert (run.end(), run.words) == (130, [words])
    assert files(class_of_its_own) & {"maths/.judged", "maths/autograded", "maths/feedback"} == set()


def test_stopped_it_waits_for_no_submission(class_of_its_own):
    only(class_of_its_own, "ada")
    change_settings(class_of_its_own, 'c.Judge.limits = {"cell_seconds": 3600, "submission_seconds": 3600}')
    text = (class_of_its_own.root / "submitted" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text()
    hand_in(class_of_its_own, "zeno", text.replace("import numpy as np", "import time; time.sleep(3600)", 1))
    run = Grading(class_of_its_own, "--jobs", "2")
    run.until(lambda: kept_files(class_of_its_own))
    os.kill(run.pid, signal.SIGTERM)

    assert run.end() == 143
    assert re.fullmatch(GOES_ON.replace("8", "2"), "\n".join(run.words))


def test_stopped_while_it_records_it_has_recorded_all_or_nothing(class_of_its_own, undisturbed):
    run = Grading(class_of_its_own)
    run.until((class_of_its_own.root / "gradebook.db-journal").exists)
    stop(run, signal.SIGTERM)

    assert run.end() in (143, 0)
    assert recorded(class_of_its_own) in ({}, recorded(undisturbed.classroom))
    ends_as(undisturbed, class_of_its_own)


def mark(path):
    """Leave a note in a judgement that is kept: it is gone if the submission is judged again."""
    found = json.loads(path.read_text())
    if found["key"] and "kept" not in found["judgement"]["notes"]:
        found["judgement"]["notes"].append("kept")
        path.write_text(json.dumps(found))
    return path.name


def kept_notes(classroom):
    return {path.name for path in kept_files(classroom) if "kept" in json.loads(path.read_text())["judgement"]["notes"]}


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_ten_random_moments_it_loses_nothing_and_judges_nobody_twice(class_of_its_own, undisturbed, seed):
    moments, marked = random.Random(seed), set()
    for _ in range(10):
        run = Grading(class_of_its_own)
        if run.runs(moments.uniform(0, undisturbed.seconds)):
            os.kill(run.pid, signal.SIGKILL)

        assert run.end() in (-signal.SIGKILL, 0)
        assert recorded(class_of_its_own) in ({}, recorded(undisturbed.classroom))
        marked |= {mark(path) for path in kept_files(class_of_its_own)}
    ends_as(undisturbed, class_of_its_own)

    assert kept_notes(class_of_its_own) >= marked

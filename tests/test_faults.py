"""Faults of the machine, made: whatever is killed at whatever step, no student pays for it."""

import os
import threading

import pytest

from autograder.examiner.exam import Exam
from autograder.sandbox.protection import protection
from autograder.sandbox.sitting import Sitting
from autograder.sandbox.warm import Warm
from autograder.verdicts import Limits
from examination import DOUBLE, EXAM, RIGHT, judged
from processes import PLACES, kill

pytestmark = pytest.mark.skipif(protection().level != "fork", reason=f"no full sandbox here: {protection().reason}")

CELLS = ("x = 1", RIGHT, "test_double", "test_slope")
STEPS = 20  # frames sent and awaited while these cells are judged
SECOND = 12  # the first of them for the second question


@pytest.fixture(scope="module")
def worker():
    with Warm("fork") as worker:
        yield worker


class Trap:
    """A worker that goes on as usual, but for `spring`, which is called with the number of each frame of an attempt."""

    def __init__(self, worker, spring=lambda trap, step: None):
        self.worker, self.spring, self.opened, self.step = worker, spring, 0, 0

    def open(self, limits, modules=()):
        self.opened, self.step = self.opened + 1, 0
        sitting = self.worker.open(limits, modules)
        for name in ("_send", "_receive"):
            setattr(sitting, name, self._watched(getattr(sitting, name)))
        return sitting

    def close(self):
        self.worker.close()

    def _watched(self, exchange):
        def watched(*given):
            self.spring(self, self.step)
            self.step += 1
            return exchange(*given)

        return watched


def killing(victim, *steps):
    """The spring that kills a victim before one frame of each attempt, by its number."""

    def spring(trap, step):
        if trap.opened <= len(steps) and step == steps[trap.opened - 1]:
            kill(trap.worker.pid, victim)

    return spring


def test_a_judgement_has_as_many_steps_as_are_tried(worker):
    trap = Trap(worker)
    judgement = judged(trap, *CELLS, exam=EXAM)

    assert (trap.step, trap.opened) == (STEPS, 1)
    assert (judgement.points, judgement.notes) == (5, ())


VICTIMS = [list(PLACES)[step % len(PLACES)] for step in range(STEPS)]


@pytest.mark.parametrize(("step", "victim"), list(enumerate(VICTIMS)))
def test_killed_at_any_step_it_is_judged_again_as_if_nothing_had_been(worker, step, victim):
    trap = Trap(worker, killing(victim, step))
    judgement = judged(trap, *CELLS, exam=EXAM)

    assert (judgement.points, judgement.notes, list(judgement.outputs)) == (5, (), [0, 1])
    assert trap.opened == 2 or step == STEPS - 1


@pytest.mark.parametrize("victim", PLACES)
def test_killed_twice_it_is_not_judged_and_not_tried_again(worker, victim):
    trap = Trap(worker, killing(victim, SECOND, SECOND))
    judgement = judged(trap, *CELLS, exam=EXAM)

    assert [verdict.outcome for verdict in judgement.verdicts] == ["passed", "not judged"]
    assert "submission's process" in judgement.verdicts[1].message
    assert trap.opened == 2


def test_killed_while_it_starts_it_is_started_again():
    worker = Warm("fork")

    def kill_it():
        while worker.pid is None:
            os.sched_yield()
        kill(worker.pid, "the sandbox")

    killer = threading.Thread(target=kill_it)
    killer.start()
    with worker:
        judgement = judged(worker, *CELLS, exam=EXAM)
    killer.join()

    assert judgement.points == 5


def test_killed_as_it_opens_it_is_opened_again(worker, monkeypatch):
    greet, killed = Sitting.greet, []

    def greet_late(sitting):
        if not killed:
            killed.append(worker.pid)
            kill(worker.pid, "the warm process")
        greet(sitting)

    monkeypatch.setattr(Sitting, "greet", greet_late)

    assert judged(worker, *CELLS, exam=EXAM).points == 5


def _overlooks(double):
    try:
        double(1.0)
    except Exception as error:
        raise AssertionError("it raised") from error


_overlooks.__test__ = False


@pytest.mark.parametrize("victim", ["the supervisor", "the submission"])
def test_a_fault_that_a_hidden_test_takes_for_an_error_is_no_zero(worker, victim):
    exam = Exam("00_sample", DOUBLE.questions, {"test_double": _overlooks})
    judgement = judged(Trap(worker, killing(victim, 4, 2)), RIGHT, exam=exam)

    assert judgement.verdicts[0].outcome == "not judged"


ENDS_ITSELF = {
    "closes its line and stays": (
        "import os, signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nos.close(3)\ntime.sleep(60)"
    ),
    "a limit of its own": "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass",
}


@pytest.mark.parametrize("body", ENDS_ITSELF.values(), ids=ENDS_ITSELF)
def test_no_submission_can_pass_for_a_fault_of_the_machine(worker, body):
    trap, lines = Trap(worker), "".join(f"    {line}\n" for line in body.splitlines())
    judgement = judged(trap, f"def double(x):\n{lines}", limits=Limits(question_seconds=3))

    assert judgement.verdicts[0].outcome == "failed"
    assert trap.opened == 1


def test_a_sandbox_that_cannot_be_started_is_no_zero(monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with Warm("fork") as worker:
        judgement = judged(worker, RIGHT)

    assert judgement.verdicts[0].outcome == "not judged"
    assert "the sandbox does not start" in judgement.verdicts[0].message

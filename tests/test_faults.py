"""Faults of the machine, made: whatever is killed at whatever step, no student pays for it."""

import os
import threading
from dataclasses import replace

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
        self.calls = []

    def open(self, limits, modules=()):
        self.opened, self.step = self.opened + 1, 0
        self.sitting = self.worker.open(limits, modules)
        for name in ("_send", "_receive"):
            setattr(self.sitting, name, self._watched(getattr(self.sitting, name)))
        return self.sitting

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


def counted(worker, spring):
    """The judgement on an answer that calls a function six times, by a hidden test that lets it do no more."""

    def test_slope(slope):
        calls = []
        trap.calls = calls
        value = slope(lambda x: calls.append(x) or x, 0.0)
        assert (value, len(calls)) == (15, 6), f"f was called {len(calls)} times"

    exam = Exam("00_sample", EXAM.questions[1:], {"test_slope": test_slope})
    trap = Trap(worker, spring)
    return judged(trap, "def slope(f, x):\n    return sum(f(x + k) for k in range(6))", exam=exam), trap


@pytest.mark.parametrize("victim", PLACES)
def test_killed_while_it_calls_back_its_calls_are_counted_from_the_beginning(worker, victim):
    def spring(trap, step):
        if trap.opened == 1 and len(trap.calls) == 3:
            kill(trap.worker.pid, victim)

    judgement, trap = counted(worker, spring)

    assert (judgement.points, judgement.verdicts[0].message, trap.opened) == (2, "", 2)


def test_what_a_lost_process_took_is_not_the_submissions(worker):
    def spring(trap, step):
        if trap.opened == 1 and len(trap.calls) == 3:
            trap.sitting.spent += 1000
            kill(trap.worker.pid, "the submission")

    judgement, trap = counted(worker, spring)

    assert (judgement.points, judgement.verdicts[0].message, trap.opened) == (2, "", 2)


def test_killed_in_a_call_within_a_call_it_is_judged_again(worker):
    def test_apply(apply):
        assert apply(lambda x: apply(lambda y: trap.calls.append(y) or y + 1, x) * 2, 3) == 8

    def spring(trap, step):
        if trap.opened == len(trap.calls) == 1:
            kill(trap.worker.pid, "the submission")

    exam, trap = Exam("x", EXAM.questions[:1], {"test_double": test_apply}), Trap(worker, spring)
    judgement = judged(trap, "def apply(f, x):\n    return f(x)", exam=exam)

    assert (judgement.points, judgement.verdicts[0].message, trap.opened) == (3, "", 2)


def test_killed_while_a_mistake_is_looked_for_the_next_question_is_judged(worker):
    def probe(double):
        trap.calls.append("the submission")
        double(1.0)

    def spring(trap, step):
        if trap.calls:
            kill(trap.worker.pid, trap.calls.pop())

    trap = Trap(worker, spring)
    cells = RIGHT.replace("2 * x", "3 * x"), "test_double", "test_slope"
    judgement = judged(trap, *cells, exam=replace(EXAM, probes={"double": probe}))

    assert ([each.outcome for each in judgement.verdicts], trap.opened) == (["failed", "passed"], 2)


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

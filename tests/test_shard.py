"""A class judged in parts by processes that know nothing of each other; the gradebook is written once, from all."""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
import yaml

from autograder.classroom.grade import grade
from autograder.classroom.shard import Shard, shard
from autograder.cli import main
from autograder.sandbox.protection import protection
from classes import ASSIGNMENT, ENVIRONMENT, recorded
from handed_in_class import CLASS, copy, judged, run

DOCS = (Path(__file__).parents[1] / "docs" / "scale.md").read_text(encoding="utf-8")
PARTS = 3

pytestmark = pytest.mark.skipif(protection().level == "none", reason="no sandbox on this machine: grade refuses")


def start(classroom, number, of=PARTS):
    """The documented batch file as Slurm runs it for one task of an array."""
    script = re.search(r"```bash\n(.*?)```", DOCS, re.DOTALL)[1]
    task = {"SLURM_ARRAY_TASK_ID": str(number), "SLURM_ARRAY_TASK_COUNT": str(of), "SLURM_CPUS_PER_TASK": "1"}
    environment = ENVIRONMENT | task | {"SLURM_SUBMIT_DIR": str(classroom.root)}
    return subprocess.Popen(["bash", "-c", script], env=environment, stdout=subprocess.PIPE, text=True)


def mark_as_kept(classroom):
    """Put a note into what was judged; were anybody judged again, it would be gone."""
    for path in classroom.judged(ASSIGNMENT).glob("*.json"):
        path.write_text(path.read_text().replace('"notes": [', '"notes": ["kept", ').replace('"kept", ]', '"kept"]'))


@pytest.mark.parametrize("of", [1, 2, 3, 7, 8, 30])
def test_the_parts_are_of_one_size_and_together_everybody(of):
    everyone = [f"student{number:02}" for number in range(23)]
    parts = [Shard(number, of).names(everyone) for number in range(1, of + 1)]

    assert sorted(name for part in parts for name in part) == everyone
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@pytest.mark.parametrize("text", ["", "3", "0/3", "4/3", "1/0", "-1/3", "1/3/3", "01/3", "a/b", "1/3\n", "١/3"])
def test_what_is_no_part_is_refused(text):
    with pytest.raises(ValueError, match="is no part"):
        shard(text)


def test_parts_judged_at_once_and_then_recorded_give_what_one_run_gives(classroom, graded_once):
    before = (classroom.root / "gradebook.db").read_bytes()
    for process in [start(classroom, number) for number in range(1, PARTS + 1)]:
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0
        assert f"of {PARTS} is judged" in said

    assert (classroom.root / "gradebook.db").read_bytes() == before
    assert not (classroom.root / "autograded").exists()
    assert judged(classroom) == judged(graded_once)

    mark_as_kept(classroom)
    assert run(classroom, "autograder", "grade", ASSIGNMENT).returncode == 0
    assert recorded(classroom) == recorded(graded_once)
    assert all("kept" in each["judgement"]["notes"] for each in judged(classroom).values())


def test_what_a_part_that_died_left_is_judged_by_the_plain_command(classroom, graded_once):
    died = start(classroom, 1)
    while not judged(classroom):
        assert died.poll() is None
        os.sched_yield()
    died.send_signal(signal.SIGKILL)
    died.wait()
    start(classroom, 2).communicate(timeout=300)
    done = set(judged(classroom))
    mark_as_kept(classroom)

    grade(classroom, ASSIGNMENT)

    assert set(Shard(2, PARTS).names(sorted(CLASS))) < done < set(CLASS)
    assert {name for name, each in judged(classroom).items() if "kept" in each["judgement"]["notes"]} == done
    assert recorded(classroom) == recorded(graded_once)


def test_copies_without_a_gradebook_can_judge_and_their_files_be_brought_back(classroom, graded_once, tmp_path):
    for number in (1, 2):
        elsewhere = copy(classroom, tmp_path / f"node{number}")
        (elsewhere.root / "gradebook.db").unlink()
        start(elsewhere, number, of=2).communicate(timeout=300)
        assert not (elsewhere.root / "gradebook.db").exists()
        shutil.copytree(elsewhere.root / ".judged", classroom.root / ".judged", dirs_exist_ok=True)
    mark_as_kept(classroom)

    grade(classroom, ASSIGNMENT)

    assert all("kept" in each["judgement"]["notes"] for each in judged(classroom).values())
    assert recorded(classroom) == recorded(graded_once)


def test_each_pod_of_the_documented_job_gets_its_part():
    job = yaml.safe_load(re.search(r"```yaml\n(.*?)```", DOCS, re.DOTALL)[1])
    [container] = job["spec"]["template"]["spec"]["containers"]
    command = [word.replace("autograder", "echo") for word in container["command"]]
    pods = range(job["spec"]["completions"])
    said = [
        subprocess.run(
            command, env={"JOB_COMPLETION_INDEX": str(pod)}, capture_output=True, text=True, check=True
        ).stdout
        for pod in pods
    ]

    assert said == [f"grade {ASSIGNMENT} --shard {pod + 1}/{len(pods)}\n" for pod in pods]


def test_a_part_with_nobody_in_it_is_done_at_once(classroom):
    assert main(["grade", ASSIGNMENT, "--classroom", str(classroom.root), "--shard", "50/50"]) == 0
    assert judged(classroom) == {}


def test_a_part_and_a_student_are_not_both_asked_for(not_graded, capsys):
    asked = ["--shard", "1/2", "--student", "ada"]

    assert main(["grade", ASSIGNMENT, "--classroom", str(not_graded.root), *asked]) == 2
    assert capsys.readouterr().err == "autograder: --student and --shard: give one of them\n"

"""Where the full sandbox cannot run: what the lesser levels hold back, what they do not, and who says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.classroom.classroom import new
from autograder.notebooks.notebook import dumps
from autograder.sandbox.protection import protection
from autograder.sandbox.walls import bwrap
from autograder.sandbox.warm import Warm
from autograder.weaving.fill import filled
from autograder.weaving.released import released
from examination import RIGHT, verdict
from kept import right

LESSON = "01_chain_rule"
TOOLS = Path(sys.executable).parent
ENVIRONMENT = os.environ | {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}

pytestmark = pytest.mark.skipif(protection().level == "none", reason=f"no sandbox here: {protection().reason}")


def without_sandbox(folder, *command):
    """Run a command where no user namespace can be made, which another bubblewrap can give."""
    place = [bwrap(), "--dev-bind", "/", "/", "--unshare-user", "--disable-userns", "--chdir", str(folder)]
    return subprocess.run([*place, *command], env=ENVIRONMENT, capture_output=True, text=True, timeout=300)


ENDS_ITS_WATCH = "import os, time\ndef double(x):\n    os.kill(os.getppid(), 9)\n    time.sleep(20)"


def test_in_one_sandbox_with_its_watch_a_submission_can_end_it_and_then_waits_for_a_person():
    with Warm("one") as worker:
        ended = verdict(worker, ENDS_ITS_WATCH)
        following = verdict(worker, RIGHT)

    assert (ended.outcome, ended.points) == ("not judged", 0)
    assert following.outcome == "passed"


def test_without_walls_the_scratch_is_a_folder_that_is_gone_afterwards():
    with Warm("none") as worker:
        worker.start()
        worker.hello()
        rows = Path(f"/proc/{worker.pid}/environ").read_text().split("\0")
        scratch = Path(dict(row.split("=", 1) for row in rows if row)["IPYTHONDIR"])
        was_there = scratch.is_dir()

    assert was_there
    assert not scratch.exists()


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A classroom in which one student handed in a right notebook."""
    room = new(tmp_path_factory.mktemp("room") / "maths").root
    subprocess.run(
        [str(TOOLS / "nbgrader"), "generate_assignment", LESSON],
        cwd=room,
        env=ENVIRONMENT,
        capture_output=True,
        check=True,
        timeout=300,
    )
    folder = room / "submitted" / "ada" / LESSON
    folder.mkdir(parents=True)
    (folder / f"{LESSON}.ipynb").write_text(dumps(filled(released(LESSON), right(LESSON))), encoding="utf-8")
    return room


def test_without_a_sandbox_a_single_notebook_is_checked_with_a_warning(room):
    path = room / "submitted" / "ada" / LESSON / f"{LESSON}.ipynb"
    done = without_sandbox(room, sys.executable, "-m", "autograder", "check", str(path))

    assert done.returncode == 0
    assert done.stderr == "autograder: no sandbox here: the notebook runs with your rights\n"
    assert "13 of 13 points" in done.stdout


def test_without_a_sandbox_a_class_is_graded_only_if_its_teacher_says_so(room):
    command = [sys.executable, "-m", "autograder", "grade", LESSON, "--jobs", "1"]
    refused = without_sandbox(room, *command)
    with (room / "nbgrader_config.py").open("a") as config:
        config.write("\nc.Judge.allow_unprotected = True\n")
    allowed = without_sandbox(room, *command)

    assert (refused.returncode, refused.stderr[:51]) == (2, "autograder: student code cannot be fenced in here: ")
    assert refused.stderr.count("\n") == 1
    assert (allowed.returncode, "13 of 13" in allowed.stdout) == (0, True)

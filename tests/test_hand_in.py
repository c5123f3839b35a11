"""A student hands in: the notebook is looked through and run, and its own bytes go into one file that can be graded."""

import json
import os
import subprocess
import sys

import pytest

import student
from autograder.campus.collect import collect
from autograder.cli import main as autograder
from autograder.weaving.released import names, released
from chainrule.command import main
from chainrule.hand_in import SECONDS, given, hand_in

ASSIGNMENT = "01_chain_rule"
ANSWERS = names(released(ASSIGNMENT), "answer")
FIRST = ANSWERS[0]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The lesson as a student leaves it who has done all of it, proofs too."""
    notebook = student.done(ASSIGNMENT)
    for cell in notebook["cells"]:
        if str(cell["metadata"].get("nbgrader", {}).get("grade_id")).startswith(("derive", "explain")):
            cell["source"] += "\n\nBecause the change of a sum is the sum of the changes."
    return notebook


@pytest.fixture
def mine(whole, tmp_path):
    """A file of it, after a change."""

    def save(change=lambda notebook: None):
        notebook = json.loads(json.dumps(whole))
        change(notebook)
        student.write(notebook, tmp_path / f"{ASSIGNMENT}.ipynb")
        return tmp_path / f"{ASSIGNMENT}.ipynb"

    return save


def cell_of(notebook, name):
    return next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)


def test_a_whole_notebook_is_ready_and_its_bytes_are_handed_in(mine, tmp_path, capsys):
    path = mine()

    assert main(["hand-in", str(path)]) == 0
    assert capsys.readouterr().out.startswith("✓ every cell is in place")
    assert (tmp_path / "hand-in" / path.name).read_bytes() == path.read_bytes()


def test_what_is_handed_in_is_collected_and_graded(mine, tmp_path, capsys):
    file = hand_in(mine()).file
    (tmp_path / "mail").mkdir()
    file.rename(tmp_path / "mail" / f"ada_{file.name}")
    collect(tmp_path / "mail", tmp_path / "submitted", ASSIGNMENT, {"ada": {"ada"}}, False, False)

    assert autograder(["check", str(tmp_path / "submitted" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")]) == 0
    assert "✗" not in capsys.readouterr().out


def emptied(notebook):
    cell_of(notebook, FIRST)["source"] = cell_of(released(ASSIGNMENT), FIRST)["source"]


def gone(notebook):
    notebook["cells"].remove(cell_of(notebook, f"test_{FIRST}"))


def doubled(notebook):
    notebook["cells"].append(json.loads(json.dumps(cell_of(notebook, FIRST))) | {"id": "again"})


def retouched_last(notebook):
    cell_of(notebook, f"test_{ANSWERS[-1]}")["source"] = "pass"


def crash(notebook):
    cell_of(notebook, FIRST)["source"] += "\n\n1 / 0"


def suicide(notebook):
    notebook["cells"][-1] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "id": "end"}
    notebook["cells"][-1]["source"] = "import os\nos._exit(1)"


def several(notebook):
    for change in (emptied, gone, retouched_last, doubled):
        change(notebook)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            several,
            (f"{FIRST} is as it was given out", f"test_{FIRST} is gone", f"{FIRST} is there 2 times", "was changed"),
        ),
        (crash, (f"({FIRST}) stops with ZeroDivisionError: division by zero",)),
        (suicide, ("the kernel died while the notebook ran",)),
    ],
)
def test_what_needs_a_look_is_said_and_the_file_is_made_all_the_same(mine, tmp_path, change, words, capsys):
    path = mine(change)

    assert main(["hand-in", str(path)]) == 1
    said = capsys.readouterr().out
    assert [each for each in words if each not in said] == []
    assert (tmp_path / "hand-in" / path.name).read_bytes() == path.read_bytes()


def test_a_notebook_that_was_saved_with_another_kernel_is_run_with_the_kernel_of_the_course(mine):
    def elsewhere(notebook):
        notebook["metadata"]["kernelspec"] = {"name": "conda-env-ada-py", "display_name": "ada", "language": "python"}

    assert hand_in(mine(elsewhere)).remarks == ()


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("sys.modules['nbclient'] = None", "import of nbclient halted"),
        ("paths.ENV_JUPYTER_PATH = paths.SYSTEM_JUPYTER_PATH = []; sys.modules['ipykernel'] = None", "No such kernel"),
        ("kernel(sys.executable, '-c', 'pass')", "Kernel died before replying to kernel_info"),
        ("kernel('/nowhere/python')", "[Errno 2] No such file or directory: '/nowhere/python'"),
    ],
)
def test_where_no_kernel_is_to_be_had_the_file_is_made_all_the_same(mine, tmp_path, broken, words):
    path = mine()
    done = handed_in_where(broken, path, tmp_path)

    assert (done.returncode, done.stderr) == (1, "")
    assert f"• it could not be run: {words}" in done.stdout
    assert (tmp_path / "hand-in" / path.name).read_bytes() == path.read_bytes()


def handed_in_where(broken, path, data):
    """How the command ends in a process where a line breaks something first, with Jupyter's data in `data`."""
    script = f"""import json, pathlib, sys
from jupyter_core import paths
def kernel(*argv):
    spec = pathlib.Path({str(data)!r}, "kernels", "python3")
    spec.mkdir(parents=True)
    spec.joinpath("kernel.json").write_text(json.dumps({{"argv": argv, "display_name": "none", "language": "python"}}))
{broken}
from chainrule.command import main
sys.exit(main(["hand-in", {str(path)!r}]))"""
    environment = os.environ | {"JUPYTER_PATH": str(data), "JUPYTER_PREFER_ENV_PATH": "0", "HOME": str(data)}
    return subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "call this in the folder of your notebooks"),
        ("{ cut", "not a notebook; save it"),
        ("[]", "not a notebook of format 4"),
        ('{"cells": [], "metadata": {}}', "no lesson of this course"),
    ],
)
def test_what_is_no_lesson_is_one_line(tmp_path, text, words, capsys):
    path = tmp_path / "some.ipynb"
    if text is not None:
        path.write_text(text)

    assert main(["hand-in", str(path)]) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert (said.err.count("\n"), said.out) == (1, "")
    assert not (tmp_path / "hand-in").exists()


def test_a_blank_lesson_says_what_was_given_out():
    notebook = released(ASSIGNMENT)

    assert notebook["metadata"]["chainrule"]["given"] == given(notebook)
    assert SECONDS > 0

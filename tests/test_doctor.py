"""`chainrule doctor` says in plain words what is wrong with a set-up, and how to mend it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from autograder.weaving.lessons import rooms
from chainrule.command import main
from chainrule.doctor import Finding, kernel, notebooks, packages, python, room, shadows
from chainrule.shadows import ModuleHidden

LESSON = rooms().notebooks / "01_chain_rule.ipynb"


@pytest.fixture
def folder(tmp_path):
    shutil.copy(LESSON, tmp_path)
    return tmp_path


def test_this_set_up_is_well(folder, capsys):
    status = main(["doctor", str(folder)])

    said = capsys.readouterr().out
    assert status == 0, said
    assert all(line.startswith("✓") for line in said.splitlines())


def test_a_file_that_hides_a_module_is_named(folder, capsys):
    (folder / "random.py").touch()

    assert main(["doctor", str(folder)]) == 1
    assert f"✗ random.py hides the module random from your notebooks\n  → rename {folder / 'random.py'}" in (
        capsys.readouterr().out
    )


def test_a_file_of_any_other_name_is_none_of_our_business(folder):
    (folder / "my_helpers.py").touch()

    assert not shadows(folder)[0].wrong


def test_an_old_python_is_named():
    assert python((3, 10)).wrong
    assert not python((3, 12)).wrong


@pytest.mark.parametrize("wanted", ["numpy >=99", "no-such-package >=1", "numpy >=99; extra == 'lab'"])
def test_a_package_that_will_not_do_is_named_with_the_way_out(wanted):
    (finding,) = packages([wanted])

    assert finding.remedy.startswith("pip install")


def test_an_empty_folder_is_the_wrong_one(tmp_path):
    assert "call this in the folder of your notebooks" in notebooks(tmp_path)[0].remedy


def test_a_notebook_of_another_version_is_named(folder):
    path = folder / LESSON.name
    path.write_text(path.read_text().replace("check.chain(", "check.chained("))

    assert "asks for check.chained" in notebooks(folder)[0].words


@pytest.mark.parametrize(
    "line",
    [
        "draw.nothing_like_it()",
        "explore.nothing_like_it(chain)",
        "from chainrule.numeric import nothing_like_it",
        "from chainrule.numeric import (\n    jacobian,\n    nothing_like_it as mine,\n)",
    ],
)
def test_a_notebook_that_wants_what_the_library_does_not_have_is_named(folder, line):
    with_cell(folder, line)

    assert re.search(r"asks for \w+\.nothing_like_it, which", notebooks(folder)[0].words)


@pytest.mark.parametrize(
    "cell",
    [
        "from chainrule import forward as f",
        "from chainrule.numeric import *",
        "# check.nothing_like_it(chain)",
        "'check.nothing_like_it(chain)'",
        "check = chain(1.0) == [1.0]\ncheck.all()",
        "%timeit check.nothing_like_it(chain)",
        "my thoughts: draw.nothing_like_it()",
        "\ud800",
    ],
)
def test_what_a_student_writes_makes_no_notebook_of_another_version(folder, cell):
    with_cell(folder, cell)

    assert notebooks(folder) == [Finding("1 lesson, of this library's version")]


def test_a_backslash_in_a_students_text_is_none_of_our_business(folder, recwarn):
    with_cell(folder, r"label = '$\delta$'")

    assert not notebooks(folder)[0].wrong
    assert list(recwarn) == []


def with_cell(folder, source):
    """Put one more cell into the lesson, as a student does."""
    path = folder / LESSON.name
    notebook = json.loads(path.read_text())
    notebook["cells"].append({"cell_type": "code", "source": [source], "metadata": {}})
    path.write_text(json.dumps(notebook))


def test_every_lesson_asks_for_nothing_that_the_library_lacks():
    assert notebooks(LESSON.parent) == [Finding("9 lessons, of this library's version")]


def test_files_that_only_look_like_notebooks_are_left_alone(folder):
    (folder / "broken.ipynb").write_text("{")
    (folder / "other.ipynb").write_text(json.dumps({"cells": [], "metadata": {}}))

    assert "1 lesson" in notebooks(folder)[0].words


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_folder_where_nothing_can_be_saved_is_named(folder):
    assert not room(folder).wrong
    assert room("/proc").wrong


def test_a_kernel_without_the_library_is_told_by_starting_it(tmp_path):
    spec = tmp_path / "kernels" / "python3"
    spec.mkdir(parents=True)
    hidden = (
        "import sys; sys.modules['chainrule'] = None; from ipykernel import kernelapp; kernelapp.launch_new_instance()"
    )
    command = [sys.executable, "-c", hidden, "-f", "{connection_file}"]
    (spec / "kernel.json").write_text(json.dumps({"argv": command, "display_name": "bare", "language": "python"}))

    done = doctor_with(tmp_path)

    assert "has no chainrule" in done
    assert "ipykernel install --user" in done


def test_a_kernel_that_does_not_start_is_told(tmp_path):
    spec = tmp_path / "kernels" / "python3"
    spec.mkdir(parents=True)
    command = [str(tmp_path / "nothing"), "{connection_file}"]
    (spec / "kernel.json").write_text(json.dumps({"argv": command, "display_name": "none", "language": "python"}))

    assert "no kernel starts" in doctor_with(tmp_path)


def test_a_kernel_that_is_too_slow_is_told(tmp_path):
    (tmp_path / "chainrule.py").write_text("import time; time.sleep(600)")

    assert "did not load the library in 2 seconds" in kernel(tmp_path, seconds=2).words


def test_without_jupyter_client_everything_else_is_told(folder):
    line = f"""import sys; sys.modules["jupyter_client"] = None
from chainrule.command import main; sys.exit(main(["doctor", {str(folder)!r}]))"""
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (1, "")
    assert "✓ notebooks can be saved here\n✗ no kernel can be started without jupyter_client" in done.stdout


def test_each_finding_is_printed_before_the_next_is_made(folder):
    (folder / "chainrule.py").write_text("open('loaded', 'w')")
    command = [sys.executable, "-m", "chainrule.command", "doctor", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as doctor:
        first = doctor.stdout.readline()
        late = (folder / "loaded").exists()
        doctor.communicate()

    assert first.startswith("✓ Python")
    assert not late
    assert (folder / "loaded").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("numpy.py", "the file numpy.py beside your notebook hides the module numpy: rename it"),
        ("ipywidgets.py", "the file ipywidgets.py beside your notebook hides the module ipywidgets: rename it"),
        ("chainrule.py", "cannot import name 'check' from 'chainrule'"),
    ],
)
def test_a_kernel_that_a_file_keeps_from_the_library_is_told(tmp_path, name, said):
    (tmp_path / name).touch()

    assert said in kernel(tmp_path).words


def test_a_lesson_beside_a_file_that_hides_numpy_says_so_in_its_first_cell(folder):
    (folder / "numpy.py").touch()
    notebook = nbformat.read(folder / LESSON.name, 4)

    with pytest.raises(CellExecutionError, match=r"the file numpy\.py .* rename it, then restart the kernel"):
        NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}).execute()


def test_the_message_stands_alone_without_a_traceback():
    assert ModuleHidden("words")._render_traceback_() == ["\x1b[31m✗\x1b[0m words"]


def doctor_with(data):
    """What is found of the kernel where Jupyter's data lie in a folder of their own."""
    line = f"from chainrule.doctor import kernel; print(kernel({str(data)!r}))"
    environment = os.environ | {"JUPYTER_PATH": str(data), "JUPYTER_PREFER_ENV_PATH": "0"}
    return subprocess.run([sys.executable, "-c", line], env=environment, capture_output=True, text=True).stdout


def test_the_kernel_here_knows_the_library(tmp_path):
    assert not kernel(tmp_path).wrong


def test_a_folder_that_is_not_there_is_one_line(tmp_path, capsys):
    assert main(["doctor", str(tmp_path / "no")]) == 2
    assert capsys.readouterr().err == f"chainrule: {tmp_path / 'no'}: no such folder\n"


def test_the_command_is_installed():
    assert (Path(sys.executable).parent / "chainrule").exists()

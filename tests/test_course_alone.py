"""The folder course/ given away alone: its lessons work with its library only, and no answer can be found in it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import student
from autograder.sandbox.packages import needed
from autograder.weaving.released import assignments

ROOT = Path(__file__).parents[1]
# Runs a notebook's code cells one after another, in a Python that knows the given folder of packages and nothing else.
RUNNER = """
import json, sys
sys.path[:0] = [sys.argv[1]]
import matplotlib; matplotlib.use("agg")
from IPython.core.interactiveshell import InteractiveShell
import chainrule
assert chainrule.__file__.startswith(sys.argv[1]), chainrule.__file__
shell = InteractiveShell.instance()
for cell in json.load(open(sys.argv[2]))["cells"]:
    if cell["cell_type"] == "code":
        shell.run_cell("".join(cell["source"])).raise_error()
try:
    import solutions
except ImportError:
    print("done, and no solutions")
"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """A folder of packages: the copied library, and what it needs."""
    folder = tmp_path_factory.mktemp("alone")
    shutil.copytree(ROOT / "course", folder / "course", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "packages").mkdir()
    for name, place in needed().items():
        (folder / "packages" / name).symlink_to(folder / "course" / name if name == "chainrule" else place)
    return folder


@pytest.mark.parametrize("assignment", assignments())
def test_a_lesson_works_with_its_library_only(alone, assignment, tmp_path):
    student.write(student.done(assignment), tmp_path / "done.ipynb")
    command = [sys.executable, "-I", "-S", "-c", RUNNER, str(alone / "packages"), str(tmp_path / "done.ipynb")]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    assert done.stdout.endswith("done, and no solutions\n"), done.stdout[-2000:] + done.stderr[-2000:]


def test_the_notebooks_of_the_course_hold_stubs_only():
    for path in (ROOT / "course" / "notebooks").glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            marks = cell["metadata"].get("nbgrader", {})
            if marks.get("solution") and not marks.get("grade"):
                assert "".join(cell["source"]).rstrip().endswith("raise NotImplementedError"), path


def test_the_library_ships_digests_and_no_right_numbers():
    shipped = json.loads((ROOT / "course/chainrule/check/mistakes.json").read_text(encoding="utf-8"))["numbers"]

    assert all(len(known["right"]) == 16 and int(known["right"], 16) >= 0 for known in shipped.values())

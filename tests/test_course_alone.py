"""The folder course/ given away alone: its lessons work with its library only, and no answer can be found in it."""

import ast
import json
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import student
from autograder.sandbox.packages import needed
from autograder.weaving.released import assignments
from chainrule.exercises import MODULES, of

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


def bodies(path):
    """Each function's body below its docstring, as a text that no layout changes."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            yield node.name, "\n".join(ast.unparse(statement) for statement in body)


def test_no_function_of_the_course_has_the_body_of_an_answer():
    given = {text for path in (ROOT / "course").rglob("*.py") for _, text in bodies(path)}
    answers = {
        (module, name): text
        for module in MODULES
        for name, text in bodies(Path(import_module(f"solutions.{module}").__file__))
        if name in of(module)
    }

    assert [answer for answer, text in answers.items() if text in given] == []


def test_the_notebooks_of_the_course_hold_stubs_only():
    for path in (ROOT / "course" / "notebooks").glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            marks = cell["metadata"].get("nbgrader", {})
            if marks.get("solution") and not marks.get("grade"):
                assert "".join(cell["source"]).rstrip().endswith("raise NotImplementedError"), path


def test_the_library_ships_digests_and_no_right_numbers():
    shipped = json.loads((ROOT / "course/chainrule/check/mistakes.json").read_text(encoding="utf-8"))["numbers"]

    assert all(len(known["right"]) == 16 and int(known["right"], 16) >= 0 for known in shipped.values())

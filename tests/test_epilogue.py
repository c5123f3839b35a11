"""The epilogue's engine runs on the student's own functions, read from the notebooks beside it."""

import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import student
from autograder import mistakes
from autograder.weaving.lessons import rooms
from autograder.weaving.released import assignments, released
from autograder.weaving.ties import EPILOGUE
from chainrule import mine
from solutions import engine

STUB = re.compile(r"^def (\w+)\(.*?^    raise NotImplementedError$", re.MULTILINE | re.DOTALL)
# Runs a page's code cells one after another, and prints the first error as a notebook does.
RUNNER = """
import json, sys
import matplotlib; matplotlib.use("agg")
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance(colors="nocolor")
for cell in json.load(open(sys.argv[1]))["cells"]:
    if cell["cell_type"] == "code" and not shell.run_cell("".join(cell["source"])).success:
        sys.exit(1)
"""


def epilogue(answers=engine):
    """The page with its two stubs filled in from `answers`, or as it is."""
    page = json.loads((rooms().notebooks / f"{EPILOGUE}.ipynb").read_text(encoding="utf-8"))
    for cell in page["cells"]:
        source = "".join(cell["source"])
        stub = STUB.search(source) if cell["cell_type"] == "code" else None
        if stub and answers:
            source = source.replace(stub[0], inspect.getsource(getattr(answers, stub[1])).rstrip())
        cell["source"] = source.replace("guess = None", "guess = 44")
    return page


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with every lesson done."""
    folder = tmp_path_factory.mktemp("desk")
    for name in assignments():
        student.write(student.done(name), folder / f"{name}.ipynb")
    return folder


def run(page, folder):
    student.write(page, folder / f"{EPILOGUE}.ipynb")
    command = [sys.executable, "-c", RUNNER, f"{EPILOGUE}.ipynb"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def test_the_engine_agrees_with_nature_and_with_the_students_backprop(desk):
    done = run(epilogue(), desk)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "dc/du is 44: right" in done.stdout
    assert "u.grad, overwritten is 8" in done.stdout
    lines = re.findall(r"nature 1\.000000   - nature (\S+)   - backprop (\S+)", done.stdout)
    assert len(lines) == 3
    assert all(float(off) < 1e-14 for line in lines for off in line)
    shared, nature = map(float, re.search(r"engine: (\S+)   nature: (\S+)", done.stdout).groups())
    assert shared == pytest.approx(nature, rel=1e-9)


def test_a_mean_taken_twice_shows_as_one_over_N(desk):
    page = epilogue()
    for cell in page["cells"]:
        cell["source"] = cell["source"].replace("N * my.weight_gradient", "my.weight_gradient")

    assert run(page, desk).stdout.count("engine / nature 0.166667") == 3


def test_where_nothing_is_written_the_page_says_what_is_missing_in_one_message(tmp_path):
    said = run(epilogue(), tmp_path).stdout

    assert said.count("there is no such notebook beside this page") == 9 + 1
    assert "your affine is missing: 02_forward_pass.ipynb: there is no such notebook beside this page." in said
    assert "Traceback" not in said
    assert "grad 44" in said  # The diamond needs none of them.


def test_a_stub_is_told_from_a_wrong_function_and_a_wrong_one_from_a_right_one(desk, tmp_path):
    [wrong] = [each for each in mistakes.of("weights_and_biases", "weight_gradient") if each.name == "batch_summed"]
    text = Path(student.import_module("solutions.weights_and_biases").__file__).read_text(encoding="utf-8")
    text += inspect.getsource(wrong.function).partition("\n")[2].replace(wrong.name, "weight_gradient")
    student.write(student.done("05_weights_and_biases", text), tmp_path / "05_weights_and_biases.ipynb")
    student.write(released("04_delta_recursion"), tmp_path / "04_delta_recursion.ipynb")

    said = repr(mine.functions("dc_da_hidden", "weight_gradient", "bias_gradient", folder=tmp_path)).splitlines()

    assert [line.split("  ")[-1].strip() for line in said] == [
        "… not written yet",
        "✗ its check has a question for you",
        "✓ agrees with nature",
    ]


def one_cell(folder, *sources):
    cells = [{"cell_type": "code", "metadata": {}, "source": source} for source in sources]
    (folder / "05_weights_and_biases.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return mine.functions("bias_gradient", folder=folder)


def test_helpers_imports_and_constants_in_other_cells_come_with_it(tmp_path):
    helper = "import numpy\nones = 1\n\ndef mean(x):\n    return numpy.mean(x, axis=0) * ones"
    broken = "%matplotlib inline\nx = ("
    answer = "import no_such_module\nraise_here()\nbias_gradient = lambda delta: mean(delta)"

    assert "✓" in repr(one_cell(tmp_path, broken, helper, answer))


def test_nothing_but_definitions_is_run(tmp_path):
    one_cell(tmp_path, f"open({str(tmp_path / 'trace')!r}, 'w')", "def bias_gradient(delta):\n    return delta.mean(0)")

    assert not (tmp_path / "trace").exists()


@pytest.mark.parametrize("text", ["", "[]", '{"cells": 7}', '{"cells": [{"cell_type": "code"}]}'])
def test_a_notebook_that_cannot_be_read_is_named(text, tmp_path):
    (tmp_path / "05_weights_and_biases.ipynb").write_text(text)
    my = mine.functions("bias_gradient", folder=tmp_path)

    with pytest.raises(mine.Missing, match=r"your bias_gradient is missing: 05_weights_and_biases.ipynb: it cannot"):
        my.bias_gradient(1)


def test_a_name_that_no_lesson_asks_for_is_refused(tmp_path):
    with pytest.raises(mine.Missing, match="no lesson asks for a function called delta"):
        mine.functions("delta", folder=tmp_path)

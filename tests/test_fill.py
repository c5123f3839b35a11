"""Answers put into the student notebook, each function into its cell with what stands before it."""

import pytest

from autograder.bad_input import BadInput
from autograder.cli import main
from autograder.notebooks.notebook import marks, read
from autograder.weaving.fill import fill
from autograder.weaving.released import released

ASSIGNMENT = "04_delta_recursion"
ANSWERS = '''"""My answers."""

import numpy as np

# A helper.
HALF = 0.5


# How a answers to z.
@staticmethod
def da_dz(z, g_prime):
    return HALF * g_prime(z)  # a comment


def helper():
    pass


if True:

    def deltas(dc_da, z, W, g):
        return helper()


hidden_delta = da_dz
AFTERWARDS = 1
'''


def sources(notebook):
    return {marks(cell).get("grade_id"): cell["source"] for cell in notebook["cells"]}


def test_each_function_comes_with_the_statements_before_it():
    found = sources(fill(ASSIGNMENT, ANSWERS))

    assert found["da_dz"] == ANSWERS[ANSWERS.index("import") : ANSWERS.index("\n\n\ndef helper")]
    assert found["deltas"] == ANSWERS[ANSWERS.index("def helper") : ANSWERS.index("\n\n\nhidden_delta")]
    assert found["hidden_delta"] == "hidden_delta = da_dz"


def test_what_is_not_answered_stays_as_it_was():
    found, given = sources(fill(ASSIGNMENT, ANSWERS)), sources(released(ASSIGNMENT))

    assert found["dz_next_da"] == given["dz_next_da"]


@pytest.mark.parametrize("text", ["def (", "", "1/0", "\0", "// no Python", "def da_dz(): pass"])
def test_with_a_cell_any_text_is_put_there_as_it_stands(text):
    assert sources(fill(ASSIGNMENT, text, "da_dz"))["da_dz"] == text


BAD = {
    "no Python": "def (",
    "nothing": "",
    "a zero byte": "x = 1\0",
    "nested too deep": "(" * 10_000,
    "other functions": "def f():\n    pass",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_useless_file_is_told_with_the_functions_that_are_known(text):
    with pytest.raises(BadInput, match="dz_next_da, dc_da_hidden, da_dz") as error:
        fill(ASSIGNMENT, text)
    assert "\n" not in str(error.value)


def test_an_unknown_cell_or_assignment_is_told_with_the_known_ones():
    with pytest.raises(BadInput, match="no answer cell 'f'; it has: dz_next_da"):
        fill(ASSIGNMENT, "", "f")
    with pytest.raises(BadInput, match=f"no assignment 'x'; there are: .*{ASSIGNMENT}"):
        fill("x", ANSWERS)


def test_the_command_writes_a_notebook(tmp_path):
    answers, target = tmp_path / "a.py", tmp_path / "n.ipynb"
    answers.write_text(ANSWERS)

    assert main(["fill", ASSIGNMENT, str(answers), "-o", str(target)]) == 0
    assert read(target)[0] == fill(ASSIGNMENT, ANSWERS)


def test_the_command_names_a_file_that_it_cannot_read_or_write(tmp_path, capsys):
    answers = tmp_path / "a.py"
    answers.write_text(ANSWERS)
    (tmp_path / "latin.py").write_bytes("x = 'ä'".encode("latin-1"))

    for source, target in (
        ("none.py", "n.ipynb"),
        ("latin.py", "n.ipynb"),
        (".", "n"),
        ("a.py", "a.py/n"),
        ("a.py", "."),
    ):
        assert main(["fill", ASSIGNMENT, str(tmp_path / source), "-o", str(tmp_path / target)]) == 2
        said = capsys.readouterr().err
        assert said.startswith("autograder: ")
        assert said.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.py", "latin.py"]

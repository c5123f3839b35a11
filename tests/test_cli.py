"""The commands: what they print, how they exit, and that bad input is one line and never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.classroom.classroom import new
from autograder.classroom.judging import keep
from autograder.cli import main
from autograder.example.damage import lost_metadata
from autograder.notebooks.notebook import dumps
from autograder.verdicts import Judgement
from autograder.weaving.fill import fill
from autograder.weaving.released import names, questions, released
from powerless import powerless

ASSIGNMENT = "04_delta_recursion"
ANSWERS = Path(__file__).parents[1] / "solutions" / "delta_recursion.py"
KEYS = ["grade_id", "outcome", "points", "max_points", "message", "mistake"]


@pytest.fixture
def right(tmp_path):
    path = tmp_path / "right.ipynb"
    path.write_text(dumps(fill(ASSIGNMENT, ANSWERS.read_text())))
    return path


def checked(path, capsys):
    status = main(["check", str(path), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_the_right_notebook_has_all_points_that_no_person_gives(right, capsys):
    status, found = checked(right, capsys)

    assert status == 0
    assert found["assignment"] == ASSIGNMENT
    assert found["points"] == found["max_points"] == sum(each.max_points for each in questions(released(ASSIGNMENT)))
    assert [each["outcome"] for each in found["questions"]] == ["passed"] * len(found["questions"])
    assert all(list(each) == KEYS for each in found["questions"])


def test_hand_graded_cells_are_in_the_notes_alone(right, capsys):
    _, found = checked(right, capsys)

    for name in names(released(ASSIGNMENT), "written"):
        assert name not in [each["grade_id"] for each in found["questions"]]
        assert any(note.startswith(name) for note in found["notes"])


def test_the_unfilled_notebook_has_none(tmp_path, capsys):
    path = tmp_path / "blank.ipynb"
    path.write_text(dumps(released(ASSIGNMENT)))

    status, found = checked(path, capsys)

    assert (status, found["points"]) == (0, 0)


def test_lost_metadata_costs_nothing_and_is_noted(tmp_path, right, capsys):
    bare = tmp_path / "bare.ipynb"
    bare.write_text(dumps(lost_metadata(fill(ASSIGNMENT, ANSWERS.read_text()))))

    status, found = checked(bare, capsys)

    assert (status, found["points"]) == (0, found["max_points"])
    assert any("found by what they define" in note for note in found["notes"])


def test_in_words_it_says_what_is_wrong(tmp_path, capsys):
    path = tmp_path / "wrong.ipynb"
    wrong = "def dz_next_da(W_next):\n    return W_next.copy()\n"
    path.write_text(dumps(fill(ASSIGNMENT, wrong)))

    assert main(["check", str(path)]) == 0
    said = capsys.readouterr().out
    assert "test_dz_next_da: ✗ 0 of 1 points" in said
    assert "`da_dz` is not written yet" in said


def test_checking_changes_nothing_on_disk(right, capsys):
    before = right.read_bytes(), right.stat().st_mtime_ns, sorted(right.parent.iterdir())

    main(["check", str(right)])

    assert (right.read_bytes(), right.stat().st_mtime_ns, sorted(right.parent.iterdir())) == before


def test_not_ours_is_a_line_and_exit_2(tmp_path, capsys):
    path = tmp_path / "other.ipynb"
    path.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')

    assert main(["check", str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "not a notebook of this course" in said.err
    assert said.err.count("\n") == 1


def test_the_installed_command_and_the_module_are_the_same(tmp_path):
    missing = str(tmp_path / "none.ipynb")
    for command in ([str(Path(sys.executable).with_name("autograder"))], [sys.executable, "-m", "autograder"]):
        done = subprocess.run([*command, "check", missing], capture_output=True, text=True, timeout=60)

        assert done.returncode == 2
        assert done.stderr == f"autograder: {missing}: No such file or directory\n"


def test_check_imports_neither_nbgrader_nor_nbformat_nor_jupytext():
    slow = "{'nbgrader', 'nbformat', 'jupytext'}"
    code = f"import sys, autograder.cli, autograder.show; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)

    assert done.stdout == "[]\n"


def said(arguments, capsys):
    """The line that a command says to bad input."""
    assert main([str(each) for each in arguments]) == 2
    [line] = capsys.readouterr().err.splitlines()
    return line


LONG = "a" * 300


@pytest.mark.parametrize("command", [["publish"], ["new"], ["report", "--classroom"]], ids=lambda command: command[0])
def test_what_the_system_refuses_is_a_line_that_names_the_file(tmp_path, capsys, command):
    line = said([*command, tmp_path / LONG], capsys)

    assert line.startswith(f"autograder: {tmp_path / LONG}")
    assert line.endswith("File name too long")


def test_a_file_where_the_reports_go_is_named(tmp_path, capsys):
    room = new(tmp_path / "maths")
    keep(room.judged(ASSIGNMENT), "ada", "", Judgement(ASSIGNMENT, ()), [])
    (room.root / "release" / ASSIGNMENT).mkdir(parents=True)
    (room.root / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_text(dumps(released(ASSIGNMENT)))
    (room.root / "reports").write_text("")

    assert said(["report", "--classroom", room.root], capsys) == f"autograder: {room.root}/reports: File exists"


def test_a_secret_that_another_teacher_may_not_read_is_named(tmp_path):
    room = new(tmp_path / "maths")
    for folder in ("release", "submitted/ada"):
        (room.root / folder / ASSIGNMENT).mkdir(parents=True)
        (room.root / folder / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_text(dumps(released(ASSIGNMENT)))
    (room.root / ".secret").chmod(0)
    done = powerless("-m", "autograder", "grade", ASSIGNMENT, "--classroom", room.root)

    assert (done.returncode, done.stderr) == (2, f"autograder: {room.root}/.secret: Permission denied\n")


def test_fill_blames_what_is_wrong(tmp_path, capsys):
    (tmp_path / "wrong.py").write_text("def (")
    answers, target = ANSWERS, tmp_path / "n.ipynb"

    assert said(["fill", "99_none", answers, "-o", target], capsys).startswith("autograder: no assignment '99_none'")
    assert said(["fill", ASSIGNMENT, answers, "-o", tmp_path], capsys).startswith(f"autograder: {tmp_path}: cannot be")
    assert said(["fill", ASSIGNMENT, answers, "-o", target, "--cell", "f"], capsys).startswith(
        f"autograder: {ASSIGNMENT}"
    )
    for name in ("wrong.py", "missing.py"):
        assert said(["fill", ASSIGNMENT, tmp_path / name, "-o", target], capsys).startswith(
            f"autograder: {tmp_path}/{name}:"
        )


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["check"], ["fill", "x"], ["grade", "x", "--jobs", "0"]])
def test_a_wrong_command_line_is_explained(arguments, capsys):
    with pytest.raises(SystemExit) as error:
        main(arguments)

    assert error.value.code == 2
    assert "usage: autograder" in capsys.readouterr().err

"""What passed is noted beside the notebooks, whatever state the file is in; the table counts by it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import student
from autograder.weaving.lessons import parse_all, rooms
from autograder.weaving.plan import plan as woven_plan
from chainrule import check, progress
from chainrule.progress.kept import FILE, Kept, add, kept
from chainrule.progress.plan import plan, read
from chainrule.progress.standing import Standing

LESSONS = parse_all(rooms().lessons)


# The file.


def test_a_name_is_noted_once(tmp_path):
    assert add(tmp_path, "chain") == add(tmp_path, "chain", "dc_du") == ""

    assert (tmp_path / FILE).read_text() == '{"passed": "chain"}\n{"passed": "dc_du"}\n'
    assert kept(tmp_path) == Kept(frozenset({"chain", "dc_du"}))


def test_where_nothing_passed_there_is_no_file(tmp_path):
    assert kept(tmp_path) == Kept()
    assert list(tmp_path.iterdir()) == []


DAMAGE = {
    "half a line": b'{"passed": "chain"}\n{"passed": "dc',
    "no JSON": b'{"passed": "chain"}\nmy notes\n',
    "other JSON": b'{"passed": "chain"}\n[1]\n',
    "no text": b'{"passed": "chain"}\n\xff\xfe\x00\n',
    "a name that is none": b'{"passed": "chain"}\n{"passed": 3}\n',
    "deep": b'{"passed": "chain"}\n' + b"[" * 100_000 + b"\n",
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_line_costs_no_other_and_is_named(content, tmp_path):
    (tmp_path / FILE).write_bytes(content)

    assert kept(tmp_path).names == {"chain"}
    assert kept(tmp_path).words == f"1 line of {FILE} cannot be read; check again what is missing here"
    assert add(tmp_path, "dc_du") == ""
    assert kept(tmp_path).names == {"chain", "dc_du"}
    assert kept(tmp_path).words in repr(progress.table(tmp_path))
    assert kept(tmp_path).words in progress.table(tmp_path)._repr_html_()


def folder(path):
    path.mkdir()


def pipe(path):
    os.mkfifo(path)


def nowhere(path):
    path.symlink_to(path.parent / "no" / "where")


@pytest.mark.parametrize("make", [folder, pipe, nowhere])
def test_a_file_that_cannot_be_written_is_named_in_one_line(make, tmp_path):
    make(tmp_path / FILE)

    assert FILE in (words := add(tmp_path, "chain"))
    assert "\n" not in words


ADDER = """
import sys
from pathlib import Path
from chainrule.progress.kept import add
sys.stdin.read()  # Until both are ready.
for n in range(200):
    assert add(Path(sys.argv[1]), f"{sys.argv[2]}{n}") == ""
"""


def test_two_that_add_at_once_lose_nothing(tmp_path):
    command = [sys.executable, "-c", ADDER, str(tmp_path)]
    both = [subprocess.Popen([*command, name], stdin=subprocess.PIPE) for name in ("one", "two")]
    for each in both:
        each.stdin.close()

    assert [each.wait(60) for each in both] == [0, 0]
    assert kept(tmp_path) == Kept(frozenset(f"{name}{n}" for name in ("one", "two") for n in range(200)))


# What notes, and what does not.


def right(name):
    return getattr(student.import_module("solutions.chain_rule"), name)


def test_outside_a_kernel_nothing_is_noted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    check.chain(right("chain"))
    check.numbers(paths_through=243)

    assert list(tmp_path.iterdir()) == []


CELLS = """
from chainrule import check
import numpy as np
try:
    check.chain(lambda local_derivatives: 1.0)
except check.CheckFailed:
    pass
check.numbers(link_slopes=None, last_by_first=-84)
check.chain(lambda local_derivatives: float(np.prod(local_derivatives)))
"""


def in_a_kernel(source, folder):
    """The text that a notebook shows when these lines run in a kernel of its own in `folder`."""
    from nbclient import NotebookClient
    from nbformat.v4 import new_code_cell, new_notebook

    cells = [new_code_cell(source.strip())]
    ran = NotebookClient(new_notebook(cells=cells), resources={"metadata": {"path": str(folder)}}).execute()
    return "".join(
        output.get("text", "") + output.get("data", {}).get("text/plain", "") for output in ran.cells[0].outputs
    )


def test_in_a_kernel_what_passed_is_noted_and_nothing_else(tmp_path):
    said = in_a_kernel(CELLS, tmp_path)

    assert kept(tmp_path) == Kept(frozenset({"chain", "numbers.last_by_first"}))
    assert "start page" not in said
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_check_passes_all_the_same_where_it_cannot_be_noted(tmp_path):
    (tmp_path / FILE).mkdir()

    assert f"agree with nature, to 1e-16. (Not noted for the start page: {FILE} is no file" in in_a_kernel(
        CELLS, tmp_path
    )


# The plan and the table.


def test_the_plan_is_what_the_lessons_say():
    assert plan() == read(woven_plan(LESSONS)), "stale: run `make weave`"


@pytest.mark.parametrize("lesson", plan(), ids=lambda lesson: lesson.assignment)
def test_every_minute_of_a_lesson_is_in_a_section_and_every_function_has_its_check(lesson):
    [source] = [each for each in LESSONS if each.assignment == lesson.assignment]
    checks = [check for section in lesson.sections for check in section.checks]

    assert sum(section.minutes for section in lesson.sections) == lesson.minutes
    assert [check[0] for check in checks if not check[0].startswith("numbers.")] == source.names("answer")


def test_no_two_checks_of_the_course_have_one_name():
    names = [name for lesson in plan() for section in lesson.sections for check in section.checks for name in check]

    assert len(names) == len(set(names))


def test_the_core_takes_about_eight_hours():
    """A lesson is made extra by `extra=true` at its first cell."""
    assert sum(lesson.minutes for lesson in plan() if not lesson.extra) <= 8.5 * 60


SMALL = read(
    [
        {"assignment": "01_a", "title": "1 A", "learn": "a & b", "minutes": 30, "points": 2, "extra": False}
        | {
            "sections": [
                {"title": "1 First", "minutes": 10, "checks": [["f"], ["numbers.x", "numbers.y"]]},
                {"title": "2 Then", "minutes": 15, "checks": [["g"], ["h"]]},
                {"title": "3 The proof", "minutes": 5, "checks": []},
            ]
        },
        {"assignment": "02_b", "title": "2 B", "learn": "b", "minutes": 90, "points": 1, "extra": True}
        | {"sections": [{"title": "1 Only", "minutes": 90, "checks": [["k"]]}]},
    ]
)

STAGES = {
    "nothing": ((), "0 of 4", 30, "1 A, section 1 First"),
    "half of a check": (("f", "numbers.x"), "1 of 4", 24, "1 A, section 1 First"),
    "a section": (("f", "numbers.x", "numbers.y"), "2 of 4", 18, "1 A, section 2 Then"),
    "the second first": (("g", "h"), "2 of 4", 12, "1 A, section 1 First"),
    "the lesson": (("f", "g", "h", "numbers.x", "numbers.y"), "4 of 4", 0, "2 B, section 1 Only"),
}


@pytest.mark.parametrize(("names", "passed", "left", "comes"), STAGES.values(), ids=STAGES)
def test_the_table_says_what_passed_what_is_left_and_what_is_next(names, passed, left, comes):
    standing = Standing(SMALL, Kept(frozenset(names)))

    assert f"{passed} checks, {left} of 30 min left" in repr(standing)
    assert f"the core: {left} min left of 30 min" in repr(standing)
    assert f"next: {comes}" in repr(standing)
    assert f"the core: {left} min left of 30 min" in standing._repr_html_()
    assert passed in standing._repr_html_()


def test_core_and_extra_are_told_apart():
    page = Standing(SMALL, Kept())._repr_html_()

    assert (
        page.index("1 A") < page.index("the core: ") < page.index("2 B") < page.index("extra, if you like: 1 h 30 min")
    )
    assert "a &amp; b" in page


def test_when_all_has_passed_the_table_says_so():
    done = Standing(SMALL, Kept(frozenset(("f", "g", "h", "numbers.x", "numbers.y", "k"))))

    assert "Every check has passed." in done._repr_html_()
    assert "all checks passed" in repr(done)


def test_the_whole_course_done_by_its_solutions_leaves_nothing_open(tmp_path):
    add(tmp_path, *(name for each in plan() for section in each.sections for check in section.checks for name in check))

    assert progress.table(tmp_path)._next() == (None, None)


def test_the_plan_ships_no_answer():
    text = Path(progress.__file__).with_name("plan.json").read_text(encoding="utf-8")

    assert set(json.loads(text)[0]) == {"assignment", "title", "learn", "minutes", "points", "extra", "sections"}

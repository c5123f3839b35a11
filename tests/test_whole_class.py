"""A class for any lesson, and the demo that takes it through several: bounded here to the shortest lessons."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.examiner.exam import load_exam, module_name
from autograder.examiner.judge import PUBLIC_SECRET, judge
from autograder.example.demo_all import demo_all
from autograder.example.texts import standing_alone
from autograder.example.whole_class import RIGHT, WRONG, Work, class_of
from autograder.notebooks.repair import repair
from autograder.sandbox.protection import start_worker
from autograder.verdicts import Limits
from autograder.weaving.released import assignments, names, questions, released

MODULE = '''"""A module."""

import math
import os

HALF = 0.5


def half(x):
    return HALF * x


# A note on what follows.
@mistake("root", "S1", "A question?")
def wrong_root(x):
    return half(math.sqrt(x))


@mistake("root", "S1", "A question?", remembers=True)
def remembering_root():
    return lambda x: math.sqrt(x)
'''


def test_a_function_stands_alone_with_all_that_it_needs_and_nothing_else():
    text = standing_alone(MODULE, "wrong_root", "root")

    defined = {}
    exec(text, defined)
    assert defined["root"](16) == 2
    assert not re.search("import os|remembering|mistake|note|module", text)


def test_a_function_that_makes_the_answer_is_called_once():
    assert standing_alone(MODULE, "remembering_root", "root", made=True).endswith("root = remembering_root()")


@pytest.fixture(scope="module")
def worker():
    with start_worker() as worker:
        yield worker


@pytest.mark.long
@pytest.mark.parametrize("assignment", assignments())
def test_everybody_in_the_class_earns_what_the_work_is_worth(assignment, worker):
    release = released(assignment)
    exam = load_exam(assignment, questions(release))
    works = class_of(module_name(assignment), names(release, "answer"))
    judgements = {}
    for work in works:
        notebook, _ = repair(work.fill(release), release)
        judgements[work.student] = judge(notebook, exam, PUBLIC_SECRET, worker, Limits())

    assert [work.student for work in works] == [*RIGHT, "rosa", *WRONG, "blaise"]
    assert [work.student for work in works if work.surprising(judgements[work.student])] == []
    for work in works:
        verdicts = judgements[work.student].verdicts
        own = [each for each in verdicts if each.grade_id.split("__")[0] == f"test_{work.wrong}"]
        assert not work.wrong or {each.mistake for each in own} <= {None, work.mistake}


def test_a_point_too_many_or_too_few_is_a_surprise(worker):
    release = released("01_chain_rule")
    exam = load_exam("01_chain_rule", questions(release))
    judgement = judge(release, exam, PUBLIC_SECRET, worker, Limits())

    assert not Work("blaise", {}).surprising(judgement)
    assert Work("ada", {"chain": "..."}).surprising(judgement)
    assert Work("carl", {"chain": "..."}, "chain", "wrong").surprising(judgement)


@pytest.mark.parametrize("lessons", [["01_chain_rule", "03_output_delta"]])
def test_a_class_goes_through_lessons_with_a_report_for_each(lessons, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)

    assert demo_all(lessons) == 0
    said = capsys.readouterr().out
    reports = [Path(path) for path in re.findall(r"class report: (\S+)", said)]
    assert [path.stem for path in reports] == lessons
    assert all("<html" in path.read_text(encoding="utf-8") for path in reports)
    assert all(re.search(rf"{lesson} +17 +6 ", said) for lesson in lessons)
    feedback = tmp_path.glob("course-*/exchange/classroom/feedback/*.html")
    assert len(list(feedback)) == 17 * len(lessons)


def test_the_command_takes_every_lesson():
    command = [sys.executable, "-m", "autograder", "demo", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"COLUMNS": "200"}, check=True)

    assert "--all" in said.stdout

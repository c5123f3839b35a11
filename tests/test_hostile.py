"""Submissions kept as data: a hostile one gets what it is worth and harms nobody, an honest one loses nothing."""

import json
import os
from dataclasses import replace

import pytest

from autograder.bad_input import BadInput
from autograder.classroom.check import take_in
from autograder.examiner.judge import PUBLIC_SECRET, judge
from autograder.sandbox.protection import protection, start_worker
from autograder.verdicts import Limits
from autograder.weaving.fill import filled
from autograder.weaving.released import released
from kept import exam, handed_in, kept, right
from recipes import added
from watch import left_behind, submitted

SMALL = Limits(
    cell_seconds=2,
    question_seconds=2,
    submission_seconds=12,
    megabytes=256,
    scratch_megabytes=8,
    processes=16,
    reply_bytes=4_000_000,
    question_bytes=16_000_000,
    output_characters=2000,
)
HOSTILE = kept("hostile")
HONEST = kept("honest", rest="right", cell="")
LESSON = "01_chain_rule"
LOOK = "import builtins, numpy, os\nprint(os.listdir('/tmp'), os.listdir('/dev/shm'), hasattr(builtins, 'left'))"
CLEAN = "[] [] False\n"

pytestmark = pytest.mark.skipif(protection().level != "fork", reason=f"no full sandbox here: {protection().reason}")


@pytest.fixture(scope="module")
def worker():
    with start_worker() as worker:
        worker.open(SMALL).close()
        yield worker


@pytest.fixture(scope="module")
def next_student():
    """A right notebook of the same lesson, with a cell that looks about."""
    return added(filled(released(LESSON), right(LESSON)), LOOK)


@pytest.fixture
def harmless(worker, next_student):
    """After the test nothing is left of the submission, and the same warm process judges the next one as ever."""
    before = worker.pid, len(os.listdir("/proc/self/fd"))
    yield
    assert submitted(worker.pid) == []
    assert left_behind() == []
    following = judge(next_student, exam(LESSON), PUBLIC_SECRET, worker, SMALL)
    assert (following.points, following.notes) == (following.max_points, ())
    assert [each["text"] for each in following.outputs[3]] == [CLEAN]
    assert (worker.pid, len(os.listdir("/proc/self/fd"))) == before


def judged(submission, worker, path):
    """The judgement on a submission, which goes the way of a file."""
    path.write_text(json.dumps(handed_in(submission)), encoding="utf-8")
    assignment, notebook, notes = take_in(path)
    found = judge(notebook, exam(assignment), PUBLIC_SECRET, worker, replace(SMALL, **submission.limits))
    return replace(found, notes=(*notes, *found.notes))


@pytest.mark.parametrize("submission", [each for each in HOSTILE if not each.refused], ids=lambda each: each.name)
def test_a_hostile_submission_gets_what_it_is_worth(submission, worker, harmless, tmp_path):
    found = judged(submission, worker, tmp_path / "n.ipynb")

    assert found.points == submission.points
    for verdict in found.verdicts:
        assert verdict.outcome != "not judged", verdict.message
        if submission.tests.fullmatch(verdict.grade_id):
            assert (verdict.outcome, submission.says in verdict.message) == (submission.outcome, True), verdict.message
    same_notes(found.notes, submission.notes)


@pytest.mark.parametrize("submission", [each for each in HOSTILE if each.refused], ids=lambda each: each.name)
def test_what_cannot_be_judged_is_refused_with_the_reason(submission, worker, harmless, tmp_path):
    with pytest.raises(BadInput, match=submission.refused):
        judged(submission, worker, tmp_path / "n.ipynb")


@pytest.mark.parametrize("submission", HONEST, ids=lambda each: each.name)
def test_an_honest_submission_gets_all_points(submission, worker, tmp_path):
    found = judged(submission, worker, tmp_path / "n.ipynb")

    assert found.points == found.max_points, [each.message for each in found.verdicts if each.message]
    same_notes(found.notes, submission.notes)


def same_notes(found, expected):
    assert len(found) == len(expected), found
    for note, part in zip(found, expected, strict=True):
        assert part in note


def test_there_are_enough_of_each_kind():
    kinds = {each.name.split("/")[0] for each in HOSTILE}

    assert len(HOSTILE) >= 75
    assert len(HONEST) >= 30
    assert kinds == {
        "tampering", "stealing", "forging", "exhausting", "escaping", "ending", "injecting", "notebooks"
    }  # fmt: skip


@pytest.mark.parametrize("folder", ["hostile", "honest"])
def test_every_file_has_a_line_and_every_line_a_file_or_a_recipe(folder):
    rows, place = kept(folder), kept(folder)[0].path.parents[1]

    assert {each.path for each in rows if not each.do} == set(place.glob("*/*.py"))


FORBIDDEN = ("kill(-1", "killpg", "rmtree", "unlink", "removedirs", "shutil", "while True", "/etc/shadow', 'w'")


@pytest.mark.parametrize("path", sorted(HOSTILE[0].path.parents[1].rglob("*.py")), ids=lambda path: path.stem)
def test_nothing_in_it_could_harm_a_machine_without_a_sandbox(path):
    """As far as words can tell: no signal to everybody, nothing deleted, no loop without an end."""
    text = path.read_text(encoding="utf-8")

    assert [word for word in FORBIDDEN if word in text] == []

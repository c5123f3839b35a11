"""A class graded: by our command and by nbgrader's, the same; broken, killed and repeated runs lose nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from multiprocessing import active_children

import pytest

from autograder.bad_input import BadInput
from autograder.classroom.feedback import page as feedback_page
from autograder.classroom.grade import grade
from autograder.classroom.judging import Job
from autograder.classroom.pool import AHEAD, judge_many
from autograder.cli import main
from autograder.notebooks.repair import repair
from autograder.sandbox.protection import protection
from autograder.verdicts import Judgement, Limits, Verdict
from autograder.weaving.released import questions
from classes import ASSIGNMENT, but_for_progress, change_settings, gradebook, hand_in, only, recorded
from handed_in_class import SOON, class_that_handed_in, copy, judged, run

CLASS = ("ada", "blaise", "carl", "hypatia", "mary", "rosa", "katherine", "trudy", "mallory")

pytestmark = pytest.mark.skipif(protection().level == "none", reason="no sandbox on this machine: grade refuses")


def nbgrader(classroom, *command):
    done = run(classroom, "nbgrader", *command)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """A classroom in which this class has handed in."""
    return class_that_handed_in(tmp_path_factory.mktemp("pattern") / "maths", SOON, names=CLASS)


@pytest.fixture
def classroom(pattern, tmp_path):
    """A copy of it for one test."""
    return copy(pattern, tmp_path)


@pytest.fixture(scope="module")
def graded(pattern, tmp_path_factory):
    """A copy that `autograder grade` has graded."""
    classroom = copy(pattern, tmp_path_factory.mktemp("graded"))
    grade(classroom, ASSIGNMENT)
    return classroom


def test_both_ways_of_grading_write_the_same(graded, classroom):
    status, said = nbgrader(classroom, "autograde", ASSIGNMENT)

    assert status == 0, said[-3000:]
    assert recorded(classroom) == recorded(graded)
    assert works(classroom) == works(graded)
    assert main(["feedback", ASSIGNMENT, "--classroom", str(classroom.root)]) == 0
    assert {key[0] for key in recorded(graded) if isinstance(key, tuple)} == set(CLASS)
    for path in classroom.root.glob("autograded/*/*/*.ipynb"):
        assert "hidden_test(" not in path.read_text()


def works(classroom):
    """By student, what says on which work the kept judgement is."""
    return {student: each["work"] for student, each in judged(classroom).items()}


def test_nbgrader_makes_its_feedback_of_what_we_graded_and_no_page_shows_a_hidden_line(graded, classroom):
    shutil.copytree(graded.root, classroom.root, dirs_exist_ok=True)
    shutil.rmtree(classroom.root / "feedback")

    assert nbgrader(classroom, "generate_feedback", ASSIGNMENT)[0] == 0

    pages = [*classroom.root.glob("feedback/*/*/*.html"), *graded.root.glob("feedback/*/*/*.html")]
    assert len(pages) == 2 * len(CLASS)
    for path in [*pages, *graded.root.glob("autograded/*/*/*.ipynb")]:
        assert "hidden_test(" not in path.read_text()
        assert "HIDDEN TESTS" not in path.read_text()
    assert "which is not written yet" in pages[0].read_text() or "✓" in pages[0].read_text()


def test_a_submission_is_never_changed(graded, pattern):
    for path in (pattern.root / "submitted").rglob("*"):
        if path.is_file():
            assert (graded.root / path.relative_to(pattern.root)).read_bytes() == path.read_bytes()


def test_grading_again_judges_nobody_again_and_gives_the_same(graded, classroom):
    shutil.copytree(graded.root, classroom.root, dirs_exist_ok=True)
    files = {path: path.read_bytes() for path in (classroom.root / ".judged").rglob("*.json")}
    for path in files:
        # Were anybody judged again, this would be gone.
        path.write_text(path.read_text().replace('"notes": []', '"notes": ["kept"]'))

    again = grade(classroom, ASSIGNMENT)

    assert {each.student for each in again if "kept" in each.judgement.notes} >= {"ada", "blaise", "carl", "hypatia"}
    assert recorded(classroom) == recorded(graded)


def test_one_student_alone_can_be_graded(classroom):
    found = grade(classroom, ASSIGNMENT, student="ada")

    assert [each.student for each in found] == ["ada"]
    assert {key[0] for key in recorded(classroom) if isinstance(key, tuple)} == {"ada"}


def test_another_secret_gives_other_numbers_and_the_same_points(classroom):
    only(classroom, "carl")
    [first] = grade(classroom, ASSIGNMENT)
    (classroom.root / ".secret").write_text("another secret of sufficient length")
    [second] = grade(classroom, ASSIGNMENT)

    assert first.judgement.points == second.judgement.points
    assert [v.message for v in first.judgement.verdicts] != [v.message for v in second.judgement.verdicts]


BROKEN = {
    "empty": "",
    "cut short": '{"cells": [',
    "a list": "[]",
}


def test_what_cannot_be_read_waits_for_a_person_and_stops_nobody(classroom, capsys):
    only(classroom, "ada")
    for number, text in enumerate(BROKEN.values()):
        hand_in(classroom, f"broken{number}", text)
    (classroom.root / "submitted" / "nothing" / ASSIGNMENT).mkdir(parents=True)

    assert main(["grade", ASSIGNMENT, "--classroom", str(classroom.root)]) == 1

    grades = recorded(classroom)
    for name in ("broken0", "broken1", "broken2", "nothing"):
        assert grades[name, "test_deltas"] == (None, None, True)
        assert (classroom.root / "autograded" / name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").is_file()
    assert grades["ada", "test_deltas"][0] > 0
    assert "broken0: could not be judged: " in capsys.readouterr().out


def test_a_question_without_a_hidden_test_waits_for_a_person_by_both_ways(classroom, tmp_path):
    only(classroom, "ada")
    path = classroom.root / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.write_text(path.read_text().replace("test_da_dz", "test_unknown"))
    assert nbgrader(classroom, "generate_assignment", ASSIGNMENT, "--force")[0] == 0
    shutil.copytree(classroom.root, tmp_path / "other" / "maths")
    other = type(classroom)(tmp_path / "other" / "maths")

    assert main(["grade", ASSIGNMENT, "--classroom", str(classroom.root)]) == 1
    assert nbgrader(other, "autograde", ASSIGNMENT)[0] == 0
    assert recorded(classroom)["ada", "test_unknown"] == (None, None, True)
    assert recorded(other) == recorded(classroom)


def test_a_process_that_dies_takes_no_submission_with_it(classroom):
    release = classroom.release(ASSIGNMENT)
    notebooks = {name: json.loads(submitted(classroom, name)) for name in ("ada", "carl", "mary", "rosa")}
    todo = {
        name: Job(repair(each, release)[0], ASSIGNMENT, questions(release), classroom.secret, Limits())
        for name, each in notebooks.items()
    }

    def kill_the_first():
        while not active_children():
            os.sched_yield()
        active_children()[0].kill()

    killer = threading.Thread(target=kill_the_first)
    killer.start()
    found = dict(judge_many(todo.items(), protection().level, processes=2))
    killer.join()

    assert {name: each.points > 0 for name, each in found.items()} == dict.fromkeys(todo, True)


def test_no_more_jobs_are_made_than_are_under_way(classroom):
    release = classroom.release(ASSIGNMENT)
    job, made = Job(release, ASSIGNMENT, questions(release), classroom.secret, Limits()), []

    def todo():
        for number in range(1000):
            made.append(number)
            yield str(number), job

    found = judge_many(todo(), protection().level, processes=2)
    next(found)
    found.close()

    assert 2 < len(made) <= 2 * AHEAD


def test_points_given_by_a_person_stay_when_graded_again(classroom):
    only(classroom, "carl")
    grade(classroom, ASSIGNMENT)
    with gradebook(classroom) as found:
        for name in ("derive_hidden_delta", "test_hidden_delta"):
            found.find_grade(name, ASSIGNMENT, ASSIGNMENT, "carl").manual_score = 2
        found.find_comment("derive_hidden_delta", ASSIGNMENT, ASSIGNMENT, "carl").manual_comment = "well done"
        found.db.commit()

    grade(classroom, ASSIGNMENT)

    grades = recorded(classroom)
    assert grades["carl", "derive_hidden_delta"][1] == 2
    assert grades["carl", "test_hidden_delta"] == (0, 2, True)
    assert grades["carl", "about", "derive_hidden_delta"] == "well done"


def test_late_points_are_taken_by_the_classrooms_rule(classroom):
    only(classroom, "ada", "carl")
    hand_in(classroom, "carl", submitted(classroom, "carl"), "2026-12-01 10:00:00.000000 UTC")
    with gradebook(classroom) as found:
        found.update_or_create_assignment(ASSIGNMENT, duedate="2026-11-25 10:00:00.000000 UTC")
    change_settings(classroom, 'c.LateSubmissionPlugin.penalty_method = "zero"')

    points = {each.student: each.judgement.points for each in grade(classroom, ASSIGNMENT)}

    assert recorded(classroom)["ada"][1] is None
    assert recorded(classroom)["carl"][1] == points["carl"] > 0


def submitted(classroom, student):
    return (classroom.root / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text()


def test_a_notebook_under_another_name_and_a_picture_beside_it_count(classroom):
    only(classroom, "ada")
    folder = classroom.root / "submitted" / "ada" / ASSIGNMENT
    (folder / f"{ASSIGNMENT}.ipynb").rename(folder / "my work.ipynb")
    (folder / "proof.jpg").write_bytes(b"picture")
    (folder / "link.txt").symlink_to(classroom.root / ".secret")

    [ada] = grade(classroom, ASSIGNMENT)

    assert ada.judgement.points == ada.judgement.max_points
    assert "the notebook is called my work.ipynb" in ada.judgement.notes
    kept = {path.name for path in (classroom.root / "autograded" / "ada" / ASSIGNMENT).iterdir()}
    assert kept == {f"{ASSIGNMENT}.ipynb", "proof.jpg", "timestamp.txt"}


def test_a_killed_run_leaves_the_gradebook_as_it_was_and_goes_on_where_it_stopped(classroom):
    only(classroom, "ada", "carl")
    hand_in(classroom, "zeno", submitted(classroom, "ada").replace("import numpy as np", "while True: pass", 1))
    before = recorded(classroom)
    command = [sys.executable, "-m", "autograder", "grade", ASSIGNMENT, "--jobs", "2"]
    run = subprocess.Popen(command, cwd=classroom.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    judged = classroom.root / ".judged" / ASSIGNMENT
    while not list(judged.glob("*.json")):
        assert run.poll() is None
        os.sched_yield()
    run.send_signal(signal.SIGKILL)
    run.wait()
    done = {path.name: path.stat().st_mtime_ns for path in judged.glob("*.json")}

    assert recorded(classroom) == before == {}
    assert {each.student for each in grade(classroom, ASSIGNMENT)} == {"ada", "carl", "zeno"}
    assert done
    assert not list(classroom.root.rglob(".*.ipynb.*"))


def test_an_entry_that_cannot_be_written_leaves_the_gradebook_as_it_was(classroom):
    from autograder.classroom.gradebook import Entry, Score, course, record

    entries = [
        Entry(who, (Score(cell, 1.0),), (), frozenset(), None) for who, cell in (("a", "test_da_dz"), ("b", "x"))
    ]
    before = recorded(classroom)

    with pytest.raises(BadInput, match="generate_assignment"):
        record(course(classroom.root), ASSIGNMENT, entries)
    assert recorded(classroom) == before == {}


BAD = {
    "no classroom": ([], "/", "not a classroom"),
    "an unknown assignment": (["99_none"], "", "run `nbgrader generate_assignment 99_none` first"),
    "an unknown student": ([ASSIGNMENT, "--student", "nobody"], "", "no submission by 'nobody'"),
}


@pytest.mark.parametrize(("arguments", "folder", "message"), BAD.values(), ids=BAD)
def test_bad_input_is_a_line_and_exit_2(pattern, capsys, arguments, folder, message):
    command = ["grade", *(arguments or [ASSIGNMENT]), "--classroom", folder or str(pattern.root)]

    assert main(command) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


LATE = """
from nbgrader.plugins import BasePlugin
class Late(BasePlugin):
    def late_submission_penalty(self, student, score, late):
        {}
c.AssignLatePenalties.plugin_class = Late
"""
MISCONFIGURED = {
    "ends": ("1 / 0", "ZeroDivisionError"),
    "no Python": ("def (", "SyntaxError"),
    "unknown limit": ("c.Judge.limits = {'hours': 1}", "no limit is called 'hours'"),
    "negative": ("c.Judge.limits = {'megabytes': -1}", "megabytes is -1; give a whole number above 0"),
    "half a megabyte": ("c.Judge.limits = {'megabytes': 0.5}", "megabytes is 0.5; give a whole number above 0"),
    "whole and infinite": ("c.Judge.limits = {'processes': float('inf')}", "processes is inf"),
    "infinite": ("c.Judge.limits = {'cell_seconds': float('inf')}", "cell_seconds is inf; give a number above 0"),
    "nan": ("c.Judge.limits = {'megabytes': float('nan')}", "megabytes is nan"),
    "no number": ("c.Judge.limits = {'cell_seconds': '5'}", "cell_seconds is '5'"),
    "no dict": ("c.Judge.limits = 5", "c.Judge.limits is 5; give a dict"),
    "no bool": ("c.Judge.allow_unprotected = 'no'", "c.Judge.allow_unprotected is 'no'; give True or False"),
    "unknown penalty": ("c.LateSubmissionPlugin.penalty_method = 'zeros'", "zeros"),
    "no plugin": ("c.AssignLatePenalties.plugin_class = 'no_such_module.Late'", "no_such_module"),
    "no name in the structure": ("c.CourseDirectory.directory_structure = '{nbgrader_step}'", "once"),
    "half a name": (
        "c.CourseDirectory.directory_structure = '{nbgrader_step}/{student_id}-{assignment_id}'",
        "let {student_id} be the name of a folder in it, once",
    ),
}


@pytest.mark.parametrize(("line", "words"), MISCONFIGURED.values(), ids=MISCONFIGURED)
def test_a_broken_configuration_is_a_line_and_exit_2(classroom, capsys, line, words):
    only(classroom, "ada")
    change_settings(classroom, line)

    assert main(["grade", ASSIGNMENT, "--classroom", str(classroom.root)]) == 2
    [said] = but_for_progress(capsys.readouterr().err)
    assert said.startswith("autograder: ")
    assert words in said
    assert not (classroom.root / "autograded").exists()


@pytest.mark.parametrize("body", ["1 / 0", "import no_such_module", "return 'two'", "return float('nan')"])
def test_a_late_penalty_that_fails_is_told_and_nothing_is_recorded(classroom, capsys, body):
    late(classroom, "ada")
    change_settings(classroom, LATE.format(body))

    assert main(["grade", ASSIGNMENT, "--classroom", str(classroom.root)]) == 2
    [said] = but_for_progress(capsys.readouterr().err)
    assert said.startswith("autograder: Late, which gives the late penalties, fails for 'ada': ")
    assert "PostgreSQL" not in said
    assert recorded(classroom) == {}


@pytest.mark.parametrize(("taken", "penalty"), [("-1", 0), ("1.5", 1.5), ("1000", 16), ("score / 2", 8)])
def test_a_late_penalty_is_at_least_nothing_and_at_most_the_score(classroom, taken, penalty):
    late(classroom, "ada")
    change_settings(classroom, LATE.format(f"return {taken}"))

    grade(classroom, ASSIGNMENT)

    assert recorded(classroom)["ada"][1] == penalty


def test_a_late_penalty_knows_what_a_person_gave(classroom):
    late(classroom, "ada")
    change_settings(classroom, LATE.format("return score"))
    grade(classroom, ASSIGNMENT)
    with gradebook(classroom) as found:
        found.find_grade("derive_hidden_delta", ASSIGNMENT, ASSIGNMENT, "ada").manual_score = 4
        found.find_grade("test_deltas", ASSIGNMENT, ASSIGNMENT, "ada").extra_credit = 0.5
        found.db.commit()

    grade(classroom, ASSIGNMENT)

    assert recorded(classroom)["ada"][1] == 20.5
    with gradebook(classroom) as found:
        assert found.find_submission(ASSIGNMENT, "ada").score == 20.5


def late(classroom, student):
    """This student alone in the class, and days late."""
    only(classroom, student)
    hand_in(classroom, student, submitted(classroom, student), "2026-12-01 10:00:00.000000 UTC")
    with gradebook(classroom) as found:
        found.update_or_create_assignment(ASSIGNMENT, duedate="2026-11-25 10:00:00.000000 UTC")


def test_a_name_that_is_not_utf_8_is_told_before_anybody_is_judged(classroom, capsys):
    only(classroom, "ada")
    submissions = classroom.root / "submitted"
    shutil.copytree(submissions / "ada", os.fsdecode(os.fsencode(submissions) + b"/b\xffb"))

    assert main(["grade", ASSIGNMENT, "--classroom", str(classroom.root)]) == 2
    [said] = but_for_progress(capsys.readouterr().err)
    assert said.endswith(
        f"/submitted/b\\xffb/{ASSIGNMENT}: its name is not UTF-8; rename the folder: mv $'b\\xffb' STUDENT"
    )
    assert not (classroom.root / ".judged").exists()
    assert main(["grade", ASSIGNMENT, "--classroom", str(classroom.root), "--student", "ada"]) == 0


def test_a_feedback_page_escapes_whatever_a_student_wrote():
    evil = "<script>alert(1)</script>"
    marks = {"grade": False, "solution": True, "grade_id": "f"}
    notebook = {"cells": [{"cell_type": "code", "source": evil, "metadata": {"nbgrader": marks}}]}
    verdicts = (Verdict("test_f", "failed", 0, 1, evil),)

    text = feedback_page(evil, notebook, Judgement("07", verdicts, (evil,)), frozenset())

    assert "<script" not in text


def test_what_is_kept_can_be_read_back(graded):
    found = json.loads((graded.root / ".judged" / ASSIGNMENT / "carl.json").read_text())

    assert found["judgement"]["assignment"] == ASSIGNMENT
    assert graded.secret.decode() not in json.dumps(found)

"""The class kept as data: every submission earns what it should, and every known mistake is named."""

import pytest

from autograder.examiner.exam import load_exam
from autograder.examiner.judge import PUBLIC_SECRET, judge
from autograder.example.example_class import handed_in, students
from autograder.notebooks.repair import repair
from autograder.sandbox.protection import protection, start_worker
from autograder.verdicts import Limits
from autograder.weaving.released import questions, released

ASSIGNMENT, MODULE = "04_delta_recursion", "delta_recursion"
SHORT = Limits(cell_seconds=2, question_seconds=2, submission_seconds=30)


@pytest.fixture(scope="module")
def worker():
    with start_worker() as worker:
        yield worker


@pytest.fixture(scope="module")
def exam():
    return load_exam(ASSIGNMENT, questions(released(ASSIGNMENT)))


def test_there_are_at_least_sixteen_and_eight_mistakes():
    everyone = students()

    assert len(everyone) >= 16
    assert len({mistake for student in everyone for mistake in student.fails.values() if mistake}) >= 8


@pytest.mark.parametrize("student", students(), ids=lambda student: student.id)
def test_a_student_earns_what_the_answers_are_worth(student, exam, worker):
    if student.hostile and protection().level == "none":
        pytest.skip("no sandbox on this machine, and this answer wants one")
    release = released(ASSIGNMENT)
    notebook, _ = repair(handed_in(student, release, MODULE), release)

    judgement = judge(notebook, exam, PUBLIC_SECRET, worker, SHORT)

    found = {v.grade_id: None if v.outcome == "passed" else v.mistake or "" for v in judgement.verdicts}
    assert found == student.expected([question.grade_id for question in exam.questions])
    assert {verdict.outcome for verdict in judgement.verdicts} <= {"passed", "failed"}

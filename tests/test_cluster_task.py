"""What travels to a worker of the cluster and back: the code of a submission, and a judgement that is data."""

import json
import pickle

import pytest

from autograder.classroom.cluster_task import lean, read
from autograder.weaving.released import released
from classes import ASSIGNMENT
from handed_in_class import job


def test_no_words_and_pictures_travel():
    [words, *_] = [cell["source"] for cell in released(ASSIGNMENT)["cells"] if cell["cell_type"] == "markdown"]
    whole = job()

    assert words.encode() in pickle.dumps(whole)
    assert words.encode() not in pickle.dumps(lean(whole))
    assert [cell["cell_type"] for cell in lean(whole).notebook["cells"]] == [
        cell["cell_type"] for cell in whole.notebook["cells"]
    ]


def answer(**changes):
    """What a worker sends back on an untouched notebook, but for `changes` in the first verdict."""
    verdicts = [
        {"grade_id": each.grade_id, "outcome": "failed", "points": 0, "max_points": each.max_points}
        for each in job().questions
    ]
    verdicts[0] |= changes
    return {"judgement": {"assignment": ASSIGNMENT, "verdicts": verdicts, "notes": [], "outputs": {}}}


def test_an_answer_on_the_right_questions_is_a_judgement():
    assert read(json.dumps(answer(outcome="passed", points=1)), job()).points == 1


NO_ANSWERS = {
    "no JSON": "{",
    "a list": "[]",
    "nothing": "{}",
    "too deep": "[" * 100_000,
    "too many points": json.dumps(answer(points=99)),
    "points below none": json.dumps(answer(points=-1)),
    "points that are none": json.dumps(answer(points=float("nan"))),
    "points in words": json.dumps(answer(points="many")),
    "an unknown outcome": json.dumps(answer(outcome="excellent")),
    "another question": json.dumps(answer(grade_id="test_other")),
    "a question worth more": json.dumps(answer(max_points=99)),
    "an unknown field": json.dumps(answer(more=1)),
}


@pytest.mark.parametrize("text", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_an_answer_that_is_none_is_not_a_judgement(text):
    assert isinstance(read(text, job()), ValueError)

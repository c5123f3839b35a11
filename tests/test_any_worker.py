"""A real session with a process that answers anything: the examiner goes on, and no answer earns a point."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbitrary import ASSIGNMENT, JSON, NODES, RELEASE, TEXTS, VALUES, examples
from autograder.examiner.exam import functions_of, load_exam
from autograder.examiner.judge import judge
from autograder.sandbox.values import encode
from autograder.verdicts import Limits
from autograder.weaving.released import questions
from examination import SECRET, notebook
from player import Player

ASKED = ("test_da_dz", "test_hidden_delta", "test_deltas")
EXAM = load_exam(ASSIGNMENT, [each for each in questions(RELEASE) if each.grade_id in ASKED])
SHORT = Limits(cell_seconds=0.1, question_seconds=0.1, submission_seconds=5, reply_bytes=100_000)

NAMES = st.sampled_from([name for test in ASKED for name in functions_of(EXAM.tests[test])])
COUNT = st.integers(0, 3)
BODIES = st.binary(max_size=100).map(bytes.hex)
REPLIES = st.fixed_dictionaries(
    {"done": st.just("its number") | JSON},
    optional={
        "back": JSON,
        "handle": COUNT | JSON,
        "arguments": NODES | st.lists(NODES, max_size=2).map(lambda nodes: ["list", nodes]),
        "value": NODES,
        "raised": st.fixed_dictionaries({"names": st.lists(TEXTS | st.just("ValueError")) | JSON}) | JSON,
        "found": st.dictionaries(NAMES, st.just("function") | JSON) | JSON,
        **dict.fromkeys(("outputs", "parameters", "unsendable"), JSON),
        "again": st.fixed_dictionaries({}, optional={"value": NODES, "parameters": JSON}) | JSON,
        "first": st.integers() | JSON,
        "late": st.just(False) | JSON,
    },
)
CALLS_BACK = st.fixed_dictionaries({"back": COUNT, "handle": COUNT, "arguments": NODES})
VALUE = st.tuples(st.just("value"), NODES, BODIES)
WRONG = ("value", 7.0, "")
PARTS = (
    VALUE
    | VALUES.map(encode).map(lambda sent: ("value", sent[0], sent[1].hex()))
    | st.tuples(st.just("reply"), REPLIES | CALLS_BACK, BODIES)
    | st.tuples(st.just("noise"), BODIES)
)


@pytest.fixture(scope="module")
def player():
    player = Player()
    yield player
    player.end()


@examples(150)
@given(start=st.integers(0, 12), script=st.lists(PARTS | st.just(WRONG), max_size=12))
def test_whatever_is_answered_no_point_is_earned_and_nothing_stops(player, start, script):
    player.script = [WRONG] * start + json.loads(json.dumps(script))

    judgement = judge(notebook("1 + 1", *ASKED), EXAM, SECRET, player, SHORT)

    assert judgement.points == 0
    assert [verdict.outcome for verdict in judgement.verdicts] == ["failed"] * len(ASKED)
    json.dumps(judgement.outputs, ensure_ascii=False).encode()
    "\n".join([*judgement.notes, *(verdict.message for verdict in judgement.verdicts)]).encode()


# At which question: the first runs the cell, three keep functions, the fifth looks, the sixth calls.
DEEP = {
    '"outputs": %s': 0,
    '"outputs": [{"output_type": %s}]': 0,
    '"outputs": [{"output_type": "display_data", "data": {"text/plain": %s}}]': 0,
    '"found": %s': 4,
    '"found": {"da_dz": %s}': 4,
    '"value": %s': 5,
    '"value": ["list", [%s]]': 5,
    '"parameters": %s': 5,
    '"unsendable": %s': 5,
    '"late": %s': 5,
    '"first": 0, "again": {"value": %s}': 5,
    '"raised": {"names": %s}': 5,
    '"back": 1, "arguments": %s': 5,
}


@pytest.mark.parametrize(("field", "place"), DEEP.items(), ids=DEEP)
def test_a_reply_that_is_nested_deep_earns_nothing(player, field, place):
    for depth in (100, 900, 980, 2000):
        player.script = [WRONG] * place + [["deep", field, depth], *[WRONG] * 3]

        judgement = judge(notebook("1 + 1", *ASKED), EXAM, SECRET, player, SHORT)

        assert [verdict.outcome for verdict in judgement.verdicts] == ["failed"] * len(ASKED)

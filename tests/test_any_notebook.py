"""Whatever was handed in: it is refused in a line, or read, made whole, judged and shown, and earns nothing."""

import copy
import json
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbitrary import ASSIGNMENT, JSON, KINDS, NOTEBOOKS, ODD_NOTEBOOKS, RELEASE, TEXTS, examples
from autograder.bad_input import BadInput
from autograder.classroom.feedback import page
from autograder.classroom.handed_in import untouched
from autograder.classroom.shown import shown
from autograder.examiner.exam import load_exam
from autograder.examiner.judge import PUBLIC_SECRET, judge
from autograder.notebooks import excess
from autograder.notebooks.notebook import dumps, marks, read, role
from autograder.notebooks.repair import repair
from autograder.sandbox.protection import start_worker
from autograder.verdicts import Limits
from autograder.weaving.fill import filled
from autograder.weaving.released import assignment_of, names, questions

WORK = {name: f"def {name}(*given):\n    return '{name}'" for name in names(RELEASE, "answer")}
DONE = filled(RELEASE, WORK)
EXAM = load_exam(ASSIGNMENT, questions(RELEASE))
SHORT = Limits(cell_seconds=1, question_seconds=1, submission_seconds=5)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("any") / "any.ipynb"


@pytest.fixture(scope="module")
def worker():
    with start_worker(protected=False) as worker:
        yield worker


def taken_in(file: Path, content: bytes):
    """The notebook in `content`, or None if it is refused as it should be."""
    file.write_bytes(content)
    try:
        return read(file)[0]
    except BadInput as error:
        reason = str(error)

    assert reason.startswith(f"{file}: ")
    assert "\n" not in reason
    return None


def whole(notebook):
    """The notebook repaired, and seen to be whole: each cell of the release once, in nbformat's own terms."""
    repaired, notes = repair(notebook, RELEASE)
    text = dumps(repaired)

    assert sorted(roles(repaired)) == sorted(roles(RELEASE))
    assert repair(json.loads(text), RELEASE)[0] == repaired
    nbformat.validate(json.loads(text))
    "\n".join([text, *notes]).encode()
    return repaired


def roles(notebook):
    return [(role(cell), marks(cell)["grade_id"]) for cell in notebook["cells"] if role(cell)]


@examples(150)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_refused_in_a_line_or_read(file, content):
    found = taken_in(file, content)

    assert found is None or whole(found)


@examples(150)
@given(content=ODD_NOTEBOOKS | JSON)
def test_any_json_is_refused_in_a_line_or_read(file, content):
    found = taken_in(file, json.dumps(content).encode())

    assert found is None or whole(found)


@examples(150)
@given(notebook=NOTEBOOKS)
def test_any_cells_are_read_and_made_whole(file, notebook):
    found = taken_in(file, json.dumps(notebook).encode())

    assert assignment_of(found) in (None, ASSIGNMENT)
    assert whole(found)


PLACES = {
    "metadata": '{"nbformat": 4, "cells": [], "metadata": %s}',
    "a cell": '{"nbformat": 4, "cells": [%s]}',
    "a grade id": '{"nbformat": 4, "cells": [{"cell_type": "code", "metadata": {"nbgrader": {"grade_id": %s}}}]}',
    "an attachment": '{"nbformat": 4, "cells": [{"cell_type": "markdown", "attachments": {"a": %s}}]}',
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("depth", [excess.DEPTH // 2, excess.DEPTH, 300, 900, 980, 100_000])
def test_what_is_nested_too_deep_is_refused(file, place, depth):
    found = taken_in(file, (place % ("[" * depth + "]" * depth)).encode())

    assert (found is None) == (depth >= excess.DEPTH)
    assert found is None or whole(found)


def test_an_old_notebook_that_is_nested_too_deep_is_refused(file):
    outputs = "[" * 900 + "]" * 900
    old = '{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": "", "outputs": [%s]}]}]}'

    assert taken_in(file, (old % outputs).encode()) is None


MUCH = {
    "blank lines": (["\n" * 300_000], True),
    "branches": (["if x:\n pass\n" + "elif y:\n pass\n" * 2500], True),
    "statements": (["a\n" * 900_000], True),
    "text": (["a" * 1_100_000] * 2, False),
    "equal cells": ([""] * excess.CELLS, True),
    "cells": ([""] * (excess.CELLS + 1), False),
}


@pytest.mark.parametrize(("sources", "fine"), MUCH.values(), ids=MUCH)
def test_much_of_anything_is_refused_or_costs_little(file, sources, fine):
    notebook = {"nbformat": 4, "cells": [{"cell_type": "code", "source": source} for source in sources]}
    found = taken_in(file, json.dumps(notebook).encode())

    assert (found is not None) == fine
    assert found is None or whole(found)


def test_a_note_names_only_so_many(file):
    marked = {"nbgrader": {"grade_id": "a" * 5000, "solution": True}}
    cells = [{"cell_type": "code", "source": "", "metadata": marked}] * 1000
    _, notes = repair(taken_in(file, json.dumps({"nbformat": 4, "cells": cells}).encode()), RELEASE)

    assert "and 970 more" in notes[-1]
    assert len(notes[-1]) < 3000


FOREIGN = st.fixed_dictionaries({"cell_type": KINDS, "source": TEXTS})


@examples(100)
@given(data=st.data())
def test_no_answer_is_lost_whatever_stands_around_it(data):
    cells = [cell for cell in copy.deepcopy(DONE["cells"]) if role(cell) != "test" or data.draw(st.booleans())]
    for cell in cells:
        if role(cell) == "answer" and data.draw(st.booleans()):
            cell["metadata"] = {}
    for new in data.draw(st.lists(FOREIGN, max_size=5)):
        cells.insert(data.draw(st.integers(0, len(cells))), new)

    repaired = whole({**DONE, "cells": cells})

    assert {marks(cell)["grade_id"]: cell["source"] for cell in repaired["cells"] if role(cell) == "answer"} == WORK


@examples(25)
@given(notebook=NOTEBOOKS)
def test_any_notebook_is_judged_and_shown_and_earns_nothing(file, worker, notebook):
    repaired = whole(taken_in(file, json.dumps(notebook).encode()))

    judgement = judge(repaired, EXAM, PUBLIC_SECRET, worker, SHORT)

    assert judgement.points == 0
    assert {verdict.outcome for verdict in judgement.verdicts} == {"failed"}
    nbformat.validate(json.loads(dumps(shown(repaired, judgement, judgement.notes))))
    page("any", repaired, judgement, untouched(repaired, RELEASE)).encode()

"""A small exam for the tests of the examiner: two functions to write, their hidden tests, one known mistake."""

import numpy as np

from autograder.examiner.exam import Exam
from autograder.examiner.judge import judge
from autograder.mistakes import Mistake
from autograder.verdicts import Limits, Question

RIGHT = "import numpy as np\ndef double(x):\n    return 2 * x\ndef slope(f, x):\n    return f(x + 1) - f(x)"
SECRET = b"a secret for tests"
QUICK = Limits(cell_seconds=1, question_seconds=1, submission_seconds=20, megabytes=512, scratch_megabytes=8)


def test_double(double, rng):
    x = rng.normal(size=(3, 2))
    given = x.copy()
    value = np.asarray(double(x))
    assert np.array_equal(x, given), "x was changed"
    assert value.shape == x.shape, f"shape {value.shape}, expected {x.shape}"
    assert np.issubdtype(value.dtype, np.number), "no numbers"
    assert np.abs(value - 2 * x).max() <= 1e-6, f"expected {2 * x[0, 0]:.3g}, got {value[0, 0]:.3g}"


def test_slope(slope):
    value = slope(lambda x: x * x, np.array([1.0, 2.0]))
    assert np.array_equal(value, [3.0, 5.0]), f"got {value}"


TRIPLE = Mistake("triple", ("double",), "E1", "Twice, or three times?", 1, lambda: lambda x: 3 * x)
NEGATED = Mistake("negated", ("double",), "E1", "Which sign?", 2, lambda: lambda x: -2 * x)
EXAM = Exam(
    "00_sample",
    (Question("test_double", 3), Question("test_slope", 2)),
    {"test_double": test_double, "test_slope": test_slope},
    {"double": [TRIPLE, NEGATED]},
)
DOUBLE = Exam("00_sample", EXAM.questions[:1], EXAM.tests, EXAM.mistakes)


def notebook(*sources):
    """A notebook of code cells; `"test_double"` and the like are graded test cells."""
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [_cell(source) for source in sources]}


def _cell(source):
    metadata = {}
    if source.startswith("test_"):
        metadata = {"nbgrader": {"grade": True, "solution": False, "grade_id": source, "points": 1}}
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": [], "execution_count": None}


def judged(worker, *sources, exam=DOUBLE, limits=QUICK, secret=SECRET):
    return judge(notebook(*sources), exam, secret, worker, limits)


def verdict(worker, *sources, **named):
    """The verdict on `double` alone."""
    return judged(worker, *sources, **named).verdicts[0]


test_double.__test__ = test_slope.__test__ = False  # hidden tests, not pytest's

"""Whatever can come: bytes, JSON, notebooks, values on the line. For the property tests, the same in every run."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hypothesis_numpy

from autograder.notebooks.notebook import marks, role
from autograder.sandbox.values import DTYPES
from autograder.weaving.released import released

ASSIGNMENT = "04_delta_recursion"
RELEASE = released(ASSIGNMENT)

TEXTS = st.text(st.characters(), max_size=30)  # halves of surrogate pairs too
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4))


def examples(number):
    """The same `number` of examples in every run, on the slowest machine too."""
    return settings(max_examples=number, derandomize=True, database=None, deadline=None)


def some(**fields):
    """A dict with any of these fields."""
    return st.fixed_dictionaries({}, optional=fields)


SOURCES = [cell["source"] for cell in RELEASE["cells"]]
NASTY = [
    "def da_dz(z, g_prime):\n    return 1",
    "hidden_delta = lambda *given: 1",
    "def da_dz(z,\n",
    "%matplotlib\n!ls\n1 +",
    "\0",
    "(" * 300,
    "-" * 3000 + "1",
    "x" + ".y" * 3000,
    "if x:\n pass\n" + "elif y:\n pass\n" * 1500,
]
TEXT = TEXTS | st.sampled_from(SOURCES + NASTY)
SOURCE = TEXT | st.lists(TEXT | JSON, max_size=3) | JSON
GRADE_IDS = st.sampled_from([marks(cell)["grade_id"] for cell in RELEASE["cells"] if role(cell)])
MARKS = some(
    grade_id=GRADE_IDS | JSON, grade=st.booleans() | JSON, solution=st.booleans() | JSON, points=JSON, cell_type=JSON
)
METADATA = some(nbgrader=MARKS | JSON, chainrule=JSON) | JSON
PICTURES = st.dictionaries(TEXTS, st.dictionaries(TEXTS, JSON, max_size=2), max_size=2)
KINDS = st.sampled_from(["code", "markdown", "raw"])
CELL = st.fixed_dictionaries(
    {"cell_type": KINDS, "source": SOURCE, "metadata": METADATA},
    optional={"id": TEXTS | JSON, "attachments": PICTURES | JSON, "outputs": JSON},
)
ODD_CELL = some(cell_type=KINDS | JSON, source=SOURCE, input=SOURCE, metadata=METADATA, outputs=JSON, level=JSON)
CELLS = st.lists(CELL | ODD_CELL | JSON | st.sampled_from(RELEASE["cells"]), max_size=8)
SHEETS = st.lists(st.fixed_dictionaries({"cells": CELLS}, optional={"metadata": JSON}) | JSON, max_size=2)
NOTEBOOKS = st.fixed_dictionaries({"nbformat": st.just(4), "cells": CELLS}, optional={"metadata": JSON})
ODD_NOTEBOOKS = st.fixed_dictionaries(
    {"nbformat": st.integers(-1, 6) | JSON},
    optional={"cells": CELLS | JSON, "worksheets": SHEETS | JSON, "metadata": JSON, "nbformat_minor": JSON},
)

DTYPE_NAMES = st.sampled_from(["bool", "int8", "uint64", "float32", "float64", "complex128", "object", "<f8"])
SHAPES = st.lists(st.integers(-1, 4) | st.integers(), max_size=4)
FITTING = st.lists(st.integers(0, 4), max_size=4).flatmap(
    lambda shape: st.tuples(st.just(shape), st.permutations(range(len(shape))))
)
ARRAY = st.tuples(st.just("array"), DTYPE_NAMES, SHAPES, SHAPES, st.booleans()).map(list) | st.tuples(
    DTYPE_NAMES, FITTING, st.booleans()
).map(lambda parts: ["array", parts[0], *parts[1], parts[2]])
NAMED = st.tuples(st.sampled_from(["scalar", "opaque", "library", "pickle"]), DTYPE_NAMES | TEXTS).map(list)
NUMBERS = st.tuples(st.just("complex"), LEAVES, LEAVES).map(list)
FIELDS = ("x", "y", "W", "b", "g", "cost")


def _holding(inner):
    """Nodes that hold others, rightly and wrongly."""
    several = st.lists(inner, max_size=4)
    pairs = st.lists(st.tuples(st.integers() | TEXTS, inner).map(list), max_size=3)
    network = st.tuples(*[inner] * len(FIELDS)).map(lambda v: ["dict", [list(p) for p in zip(FIELDS, v, strict=True)]])
    return (
        st.tuples(st.sampled_from(["list", "tuple", "set"]), several).map(list)
        | st.tuples(st.just("dict"), pairs | several).map(list)
        | st.tuples(st.just("struct"), st.sampled_from(["Network", "x"]), inner | network).map(list)
        | st.tuples(st.just("callback"), st.integers(-2, 4) | inner, st.just({}) | JSON).map(list)
        | several
    )


NODES = st.recursive(LEAVES | ARRAY | NAMED | NUMBERS | JSON, _holding, max_leaves=12)

SIDES = hypothesis_numpy.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=6)
ARRAYS = st.sampled_from(sorted(DTYPES)).flatmap(lambda dtype: hypothesis_numpy.arrays(dtype, SIDES))
VALUES = st.recursive(
    LEAVES | ARRAYS | st.complex_numbers() | st.sampled_from([10**400, 10**1200, np.zeros((0, 2**39))]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.integers(-1, 5) | TEXTS, inner, max_size=4)
    ),
    max_leaves=8,
)

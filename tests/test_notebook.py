"""Files that are no notebooks, or odd ones: one clear line, or a notebook; never a traceback, never a changed file."""

import json
import os

import nbformat
import pytest

from autograder.bad_input import BadInput
from autograder.notebooks.notebook import LIMIT_MB, dumps, read
from autograder.notebooks.repair import repair
from autograder.weaving.fill import fill
from autograder.weaving.released import assignment_of, released

ASSIGNMENT = "04_delta_recursion"
EMPTY = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def right(tmp_path):
    """A file with the filled notebook, and the notebook."""
    notebook = fill(ASSIGNMENT, "def da_dz(z, g_prime):\n    return g_prime(z)\n")
    path = tmp_path / "right.ipynb"
    path.write_text(dumps(notebook))
    return path, notebook


BAD = {
    "empty": (b"", "an empty file"),
    "blank": (b"  \n", "an empty file"),
    "no JSON": (b"def f(x): pass", "not a notebook: line 1 is no JSON"),
    "not UTF-8": ("{'ä'}".encode("latin-1"), "not UTF-8"),
    "UTF-16": ("{}".encode("utf-16"), "not UTF-8"),
    "a list": (b"[]", "no cells"),
    "a number": (b"1", "no cells"),
    "no cells": (b'{"nbformat": 4}', "no cells"),
    "cells of another kind": (b'{"nbformat": 4, "cells": 3}', "no cells"),
    "a version in words": (b'{"nbformat": "four", "cells": []}', "no cells"),
    "the future": (b'{"nbformat": 5, "cells": []}', "format 5"),
    "nested too deep": (b'{"a":' * 100_000, "not a notebook"),
    "huge number": (b'{"nbformat": ' + b"1" * 10_000 + b"}", "not a notebook"),
}


@pytest.mark.parametrize(("content", "message"), BAD.values(), ids=BAD)
def test_a_file_that_is_no_notebook_is_told_in_a_line(tmp_path, content, message):
    path = tmp_path / "n.ipynb"
    path.write_bytes(content)

    with pytest.raises(BadInput, match=message) as error:
        read(path)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("share", [0.01, 0.5, 0.999])
def test_a_notebook_cut_short_is_told(right, share):
    path, _ = right
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(BadInput, match="cut short"):
        read(path)


def test_what_is_no_file_is_told(tmp_path, right):
    (tmp_path / "link.ipynb").symlink_to(right[0])
    (tmp_path / "nowhere.ipynb").symlink_to(tmp_path / "x")
    os.mkfifo(tmp_path / "pipe.ipynb")

    for name, message in {
        "": "a folder",
        "missing.ipynb": "No such file",
        "link.ipynb": "symbolic link",
        "nowhere.ipynb": "symbolic link",
        "pipe.ipynb": "special file",
    }.items():
        with pytest.raises(BadInput, match=message):
            read(tmp_path / name)


def test_a_hundred_megabytes_are_not_read(tmp_path):
    path = tmp_path / "big.ipynb"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    with pytest.raises(BadInput, match=f"100 MB; .* at most {LIMIT_MB} MB"):
        read(path)


def test_format_3_is_read_with_a_note(tmp_path, right):
    path, notebook = tmp_path / "old.ipynb", nbformat.reads(right[0].read_text(), as_version=4)
    nbformat.write(nbformat.convert(notebook, 3), path)

    found, notes = read(path)

    assert notes == ["notebook format 3 was read as format 4"]
    assert assignment_of(found) == ASSIGNMENT
    whole, _ = repair(found, released(ASSIGNMENT))
    assert [cell["source"] for cell in whole["cells"]] == [cell["source"] for cell in right[1]["cells"]]


ODD = {
    "a byte order mark": lambda text: "\ufeff" + text,
    "half a character": lambda text: text.replace("g_prime(z)", "g_prime(z)  # \\ud800", 1),
    "lines as one string": lambda text: json.dumps(_joined(json.loads(text))),
    "cells that are none": lambda text: json.dumps(
        _with_cells(json.loads(text), [1, None, [], {}, {"cell_type": "x"}])
    ),
    "metadata that are none": lambda text: json.dumps(
        _with_cells(json.loads(text), [{"cell_type": "code", "metadata": 1}])
    ),
    "sources that are none": lambda text: json.dumps(
        _with_cells(json.loads(text), [{"cell_type": "code", "source": [1]}])
    ),
}


def _joined(notebook):
    return notebook | {"cells": [cell | {"source": "".join(cell["source"])} for cell in notebook["cells"]]}


def _with_cells(notebook, cells):
    return notebook | {"cells": [*cells, *notebook["cells"]]}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_an_odd_notebook_is_read_and_can_be_written(right, odd):
    path, _ = right
    path.write_text(odd(path.read_text()), encoding="utf-8")

    found, _ = read(path)

    whole, _ = repair(found, released(ASSIGNMENT))
    nbformat.validate(json.loads(dumps(whole)))
    assert dumps(whole).encode()


def test_reading_changes_no_file(right):
    path, _ = right
    before = path.read_bytes(), path.stat().st_mtime_ns

    read(path)

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_another_courses_notebook_is_not_ours():
    assert assignment_of(EMPTY) is None
    assert assignment_of(EMPTY | {"metadata": {"chainrule": {"assignment": "99_other"}}}) is None

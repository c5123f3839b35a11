"""Honest damage: whatever happened to the cells, each of the release is there once, and the work counts."""

import copy
import json

import nbformat
import pytest

from autograder.example.damage import DAMAGES
from autograder.notebooks.notebook import dumps, marks, role
from autograder.notebooks.repair import MISSING_TEXT, repair
from autograder.weaving.fill import fill, filled
from autograder.weaving.released import names, released

ASSIGNMENT = "04_delta_recursion"
RELEASE = released(ASSIGNMENT)
STUB = 'def da_dz(z, g_prime):\n    """Words."""\n    raise NotImplementedError'
WORK = {name: f"def {name}(*given):\n    return '{name}'" for name in names(RELEASE, "answer")}
WORDS = {name: f"My own {name}." for name in names(RELEASE, "written")}
DONE = filled(RELEASE, WORK | WORDS)


def place(notebook, name):
    return [marks(cell).get("grade_id") for cell in notebook["cells"]].index(name)


def with_cells(cells):
    return {**DONE, "cells": list(cells)}


def work(notebook):
    """What stands in each answer cell."""
    return {marks(c)["grade_id"]: c["source"] for c in notebook["cells"] if role(c) in ("answer", "written")}


def inserted(where, *new):
    cells = copy.deepcopy(DONE["cells"])
    return with_cells([*cells[:where], *new, *cells[where:]])


def code(source, **metadata):
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": [], "execution_count": None}


def is_whole(notebook):
    roles = [marks(cell)["grade_id"] for cell in notebook["cells"] if role(cell)]
    assert sorted(roles) == sorted(marks(cell)["grade_id"] for cell in RELEASE["cells"] if role(cell))
    for name in names(RELEASE, "test"):
        assert place(notebook, name) > place(notebook, name.removeprefix("test_").split("__")[0])
        assert notebook["cells"][place(notebook, name)] == RELEASE["cells"][place(RELEASE, name)]
    nbformat.validate(json.loads(dumps(notebook)))


def test_an_undamaged_notebook_comes_back_as_it_is_without_notes():
    assert repair(DONE, RELEASE) == (DONE, [])


def test_repairing_changes_neither_of_its_arguments():
    damaged = DAMAGES["renamed and reordered"](copy.deepcopy(DONE))
    before = copy.deepcopy((damaged, RELEASE))

    repair(damaged, RELEASE)

    assert (damaged, RELEASE) == before


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_no_damage_costs_an_answer(damage):
    whole, notes = repair(damage(copy.deepcopy(DONE)), RELEASE)

    is_whole(whole)
    assert work(whole) == WORK | WORDS
    assert notes


@pytest.mark.parametrize("name", [marks(cell)["grade_id"] for cell in RELEASE["cells"] if role(cell)])
def test_a_deleted_cell_is_put_back_and_named(name):
    where = place(DONE, name)
    whole, notes = repair(with_cells(DONE["cells"][:where] + DONE["cells"][where + 1 :]), RELEASE)

    is_whole(whole)
    assert any(name in note for note in notes)


def test_all_cells_deleted_gives_the_release_and_no_zero_for_what_a_person_reads():
    whole, _ = repair(with_cells([]), RELEASE)

    is_whole(whole)
    assert {work(whole)[name] for name in WORDS} == {MISSING_TEXT}


def test_the_last_written_copy_counts():
    where = place(DONE, "da_dz")
    mine = copy.deepcopy(DONE["cells"][where])
    whole, notes = repair(inserted(where + 1, mine | {"source": "def da_dz(*given):\n    return 2"}), RELEASE)

    is_whole(whole)
    assert work(whole)["da_dz"] == "def da_dz(*given):\n    return 2"
    assert f"da_dz (cell {where + 1})" in notes[0]


def test_the_copy_of_a_proof_that_was_written_counts():
    where = place(DONE, "derive_hidden_delta")
    whole, _ = repair(inserted(where + 1, copy.deepcopy(RELEASE["cells"][where])), RELEASE)

    is_whole(whole)
    assert work(whole)["derive_hidden_delta"] == WORDS["derive_hidden_delta"]


def test_an_unwritten_copy_below_the_answer_does_not_undo_it():
    where = place(DONE, "da_dz")
    whole, notes = repair(inserted(where + 1, copy.deepcopy(DONE["cells"][where]) | {"source": STUB}), RELEASE)

    assert work(whole)["da_dz"] == WORK["da_dz"]
    assert [cell["cell_type"] for cell in whole["cells"] if cell["source"] == STUB] == ["raw"]
    assert any("not run" in note for note in notes)


def test_an_answer_in_a_new_cell_beside_an_empty_stub_counts():
    cells = copy.deepcopy(DONE["cells"])
    where = place(DONE, "da_dz")
    cells[where]["source"] = STUB
    cells.insert(where, code("def da_dz(*given):\n    return 3"))

    whole, _ = repair(with_cells(cells), RELEASE)

    is_whole(whole)
    assert work(whole)["da_dz"] == "def da_dz(*given):\n    return 3"


def test_two_functions_in_one_cell_count_both():
    cells = copy.deepcopy(DONE["cells"])
    first, second = place(DONE, "dz_next_da"), place(DONE, "da_dz")
    cells[first]["source"] += "\n\n\n" + cells[second]["source"]
    del cells[second]

    whole, notes = repair(with_cells(cells), RELEASE)

    is_whole(whole)
    assert "defined in another function's cell: da_dz" in notes
    assert work(whole)["da_dz"] == "# da_dz is defined in another cell."


def test_an_answer_written_into_a_test_cell_counts():
    cells = copy.deepcopy(DONE["cells"])
    cells[place(DONE, "da_dz")]["source"] = STUB
    cells[place(DONE, "test_da_dz")]["source"] = WORK["da_dz"]

    whole, _ = repair(with_cells(cells), RELEASE)

    is_whole(whole)
    assert work(whole)["da_dz"] == WORK["da_dz"]


def test_an_edited_test_cell_is_restored_and_named():
    cells = copy.deepcopy(DONE["cells"])
    cells[place(DONE, "test_da_dz")]["source"] = "print('all fine')"
    cells[place(DONE, "test_da_dz")]["metadata"]["nbgrader"]["points"] = 1000

    whole, notes = repair(with_cells(cells), RELEASE)

    assert whole == DONE
    assert notes == ["test cells that were changed and are restored: test_da_dz"]


def test_swapped_grade_ids_are_told_apart_by_what_the_cells_define():
    cells = copy.deepcopy(DONE["cells"])
    one, two = place(DONE, "da_dz"), place(DONE, "deltas")
    cells[one]["metadata"], cells[two]["metadata"] = cells[two]["metadata"], cells[one]["metadata"]

    whole, _ = repair(with_cells(cells), RELEASE)

    is_whole(whole)
    assert work(whole) == WORK | WORDS


def test_a_made_up_grade_id_is_named():
    whole, notes = repair(inserted(3, code("1", nbgrader={"grade_id": "mine", "solution": True})), RELEASE)

    is_whole(whole)
    assert notes == ["grade ids that the assignment does not have: 'mine' (cell 4)"]


MARKS = {
    "an old schema": {"schema_version": 1},
    "a schema of the future": {"schema_version": 99},
    "another cell type": {"cell_type": "markdown"},
    "not marked as an answer": {"solution": False, "locked": True},
}


@pytest.mark.parametrize("wrong", MARKS.values(), ids=MARKS)
def test_wrong_marks_are_put_right(wrong):
    cells = copy.deepcopy(DONE["cells"])
    for cell in cells:
        if role(cell):
            cell["metadata"]["nbgrader"] |= wrong

    whole, _ = repair(with_cells(cells), RELEASE)

    is_whole(whole)
    assert work(whole) == WORK | WORDS


def test_double_and_illegal_cell_ids_are_made_new():
    cells = copy.deepcopy(DONE["cells"])
    for cell in cells:
        cell["id"] = "the same" if cell["cell_type"] == "code" else "x"

    whole, _ = repair(with_cells(cells), RELEASE)

    is_whole(whole)
    assert len({cell["id"] for cell in whole["cells"]}) == len(cells)


def test_cells_that_are_no_python_are_matched_all_the_same():
    cells = [cell | {"metadata": {}} for cell in copy.deepcopy(DONE["cells"])]
    cells[place(DONE, "da_dz")]["source"] = "def da_dz(z, g_prime):\n    return ("

    whole, _ = repair(with_cells(cells), RELEASE)

    is_whole(whole)
    assert work(whole)["da_dz"] == "def da_dz(z, g_prime):\n    return ("


def test_a_pasted_picture_stays_in_the_proof():
    cells = copy.deepcopy(DONE["cells"])
    picture = {"proof.png": {"image/png": "AAAA"}}
    cells[place(DONE, "derive_hidden_delta")]["attachments"] = picture

    whole, _ = repair(with_cells(cells), RELEASE)

    assert whole["cells"][place(whole, "derive_hidden_delta")]["attachments"] == picture


def test_a_real_answer_file_survives_all_damages_together():
    notebook = fill(ASSIGNMENT, "\n\n".join(WORK.values()))
    for damage in ("copied cell", "deleted test", "renamed and reordered", "lost metadata"):
        notebook = DAMAGES[damage](copy.deepcopy(notebook))

    whole, _ = repair(notebook, RELEASE)

    is_whole(whole)
    assert {name: work(whole)[name] for name in WORK} == WORK

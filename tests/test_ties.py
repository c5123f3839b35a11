"""What ties the lessons together: links from lesson to lesson, the start page, the tables of the teachers' guide."""

import ast
import json
import re
import shutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from autograder import mistakes
from autograder.bad_input import BadInput
from autograder.classroom.classroom import work
from autograder.classroom.start import refresh
from autograder.mistakes.catalogue import WORDS
from autograder.notebooks.notebook import marks, read
from autograder.notebooks.repair import repair
from autograder.weaving.guide import caught, first_line, guide, met, pencilled
from autograder.weaving.lessons import Cell, parse, parse_all, rooms
from autograder.weaving.released import assignment_of, assignments, released
from autograder.weaving.sheet import EQUATIONS, SHEET, SLIPS
from autograder.weaving.ties import EPILOGUE, START, start_page
from autograder.weaving.weave import stale, woven

LESSONS = parse_all(rooms().lessons)
NAMES = [lesson.assignment for lesson in LESSONS]
GUIDE = Path(__file__).parents[1] / "docs" / "teaching.md"


def page(name):
    return read(rooms().notebooks / f"{name}.ipynb")[0]


def targets(cell):
    return re.findall(r"\]\((\S+?)\)", cell["source"])


# The links.


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_leads_to_the_one_before_the_start_page_and_the_one_after(name):
    place = NAMES.index(name)
    wanted = [*NAMES[:place][-1:], START, *[*NAMES, EPILOGUE][place + 1 :][:1]]

    first, *_, last = page(name)["cells"]
    assert targets(first) == targets(last) == [f"{each}.ipynb" for each in wanted]


@pytest.mark.parametrize("name", [*NAMES, START, EPILOGUE])
def test_every_link_leads_to_a_file_beside_it_in_the_course_and_in_a_students_folder(name, tmp_path):
    work(tmp_path)
    refresh(tmp_path)

    for folder in (rooms().notebooks, tmp_path):
        for cell in read(folder / f"{name}.ipynb")[0]["cells"]:
            assert all((folder / target).is_file() for target in targets(cell))


@pytest.mark.parametrize("name", NAMES)
def test_what_nbgrader_releases_has_no_link_to_another_lesson(name):
    assert ".ipynb)" not in json.dumps(released(name))


def test_a_notebook_with_its_links_is_handed_in_without_a_note():
    whole, notes = repair(page("04_delta_recursion"), released("04_delta_recursion"))

    assert notes == []
    assert targets(whole["cells"][0])


def test_the_releases_are_read_once_for_all_hand_ins(tmp_path):
    folder = Path(shutil.copytree(rooms().notebooks, tmp_path / "notebooks"))
    stripped = {**page("04_delta_recursion"), "metadata": {}}
    first = assignment_of(stripped, folder)
    for path in folder.glob("*.ipynb"):
        path.write_text("no notebook")

    assert first == assignment_of(stripped, folder) == "04_delta_recursion"


# The start page.


@pytest.mark.parametrize("name", [START, EPILOGUE])
def test_a_page_without_a_number_is_no_assignment(name):
    assert assignments() == NAMES
    assert assignment_of(page(name)) is None


def test_the_start_page_lists_each_lesson_with_what_one_learns_its_minutes_and_all_its_points():
    [table] = shown_on(json.loads((rooms().notebooks / f"{START}.ipynb").read_text()))

    for lesson in LESSONS:
        points = sum(marks(cell).get("points", 0) for cell in released(lesson.assignment)["cells"])
        [row] = [row for row in table.split("<tr>") if f'href="{lesson.assignment}.ipynb"' in row and "<td" in row]
        assert all(f">{words}</td>" in row for words in (lesson.learn, points, f"{lesson.minutes} of {lesson.minutes}"))


def shown_on(start):
    """The table that a start page shows."""
    return [output["data"]["text/html"] for cell in start["cells"] for output in cell.get("outputs", ())]


def test_the_start_page_grows_with_the_lessons():
    more = replace(LESSONS[-1], path=Path("06_more.py"))

    assert 'href="06_more.ipynb"' in shown_on({"cells": start_page([*LESSONS, more])})[0]


def test_the_start_page_leads_to_the_epilogue():
    assert [target for cell in page(START)["cells"] for target in targets(cell)] == [f"{EPILOGUE}.ipynb"]


HEADS = {
    "no minutes": ("minutes=5 ", ""),
    "nothing to learn": (' learn="All."', ""),
    "no title": ("# # 7 Small", "# Small"),
    "nothing": ('# %% [markdown] minutes=5 learn="All."\n# # 7 Small\n', ""),
}


@pytest.mark.parametrize("change", HEADS.values(), ids=HEADS)
def test_a_lesson_whose_first_cell_says_too_little_is_refused(change, tmp_path):
    path = tmp_path / "07_small.py"
    path.write_text('# %% [markdown] minutes=5 learn="All."\n# # 7 Small\n'.replace(*change))

    with pytest.raises(BadInput, match=r"^07_small.py: its first cell needs minutes=NUMBER learn="):
        parse(path)


# The guide.


def test_the_guides_tables_are_what_the_lessons_and_the_known_mistakes_give():
    assert rooms().guide == GUIDE
    assert guide(GUIDE.read_text(), LESSONS) == GUIDE.read_text()


def test_a_stale_guide_is_shown_as_a_diff(tmp_path):
    copy = tmp_path / "teaching.md"
    copy.write_text(GUIDE.read_text().replace("| 3 Delta, and where it starts | 65 |", "| 3 Delta | 56 |"))

    [difference] = stale(woven(replace(rooms(), guide=copy)))
    assert "-| 3 Delta | 56 |" in difference


def test_a_guide_without_a_place_for_a_table_is_refused():
    with pytest.raises(
        BadInput, match="places for lessons, numbers, mistakes; it needs lessons, numbers, mistakes, sheet"
    ):
        guide(GUIDE.read_text().replace("<!-- generated: sheet -->", ""), LESSONS)


def numbers(lesson, function=None):
    return {each.number for each in mistakes.all_of(lesson.module) if function is None or function in each.of} - {None}


def test_every_mistake_of_the_catalogue_is_caught():
    assert set(WORDS) == set(range(1, 67))
    assert set().union(*map(numbers, LESSONS)) == set(WORDS)


def test_backprop_knows_every_mistake_that_can_be_made_in_it():
    """42 and 43 are made in a cost's gradient, which backprop is given; 45 to 47 need a softmax."""
    in_a_gradient = numbers(LESSONS[2], "binary_cross_entropy_gradient")

    assert set(range(1, 58)) - numbers(LESSONS[4], "backprop") == {42, 43, 45, 46, 47}
    assert {42, 43} <= in_a_gradient


def test_the_table_of_mistakes_names_function_mistake_and_lesson():
    rows = {row[0]: row for row in caught(LESSONS)}

    assert len(rows) == len(WORDS) + 1
    assert all(where for _, _, where in rows.values())
    assert rows["8"][2] == "4: `deltas` deltas_slope_of_next_layer<br>5: `backprop` slope_of_next_layer"
    assert rows["47"][2] == "7: `softmax_cross_entropy_delta` shortcut_target_not_taken_away"


def test_the_table_of_numbers_says_what_a_wrong_one_means():
    rows = {row[1]: row for row in pencilled(LESSONS)}

    place, _, right, wrong = rows["`table_1`"]
    assert (place, right) == ("3 § 2 A table to keep", "(-12, 10)")
    assert wrong.startswith("(-3, 5): That is how c answers a push of a.")


def test_every_number_is_in_the_table():
    known = [import_module(f"solutions.{lesson.module}").NUMBERS for lesson in LESSONS]

    assert {row[1].strip("`") for row in pencilled(LESSONS)} == {"number", *(name for each in known for name in each)}


def test_a_number_without_a_known_wrong_one_is_in_the_table_with_its_right_one():
    rows = {row[1]: row for row in pencilled(LESSONS)}

    right, _ = import_module("solutions.delta_recursion").NUMBERS["tails"]
    assert rows["`tails`"][2:] == (f"({', '.join(map(str, right))})", "-")


def test_numbers_are_found_however_they_are_typed():
    first = LESSONS[0]
    cell = Cell("code", "check.numbers(link_slopes=tuple(slopes), last_by_first=product)")

    names = [row[1] for row in pencilled([replace(first, cells=(first.cells[0], cell))])]
    assert names == ["number", "`link_slopes`", "`last_by_first`"]


def runs(cell):
    """Whether a cell calls something: a comment or an import meets nothing."""
    return any(isinstance(node, ast.Call) for node in ast.walk(ast.parse(cell.source)))


def test_the_sheet_has_seven_equations_and_seven_slips():
    assert list(EQUATIONS) == [f"S{number}" for number in range(1, 8)]
    assert list(SLIPS) == [f"slip {number}" for number in range(1, 8)]


@pytest.mark.parametrize("name", SHEET)
def test_each_line_of_the_sheet_is_met_by_a_cell_that_runs(name):
    cells = [cell for lesson in LESSONS for cell in lesson.cells if name in cell.meets]

    assert cells
    assert all(runs(cell) for cell in cells)
    [(_, _, where)] = [row for row in met(LESSONS) if row[0] == name]
    assert all(first_line(cell) in where for cell in cells)


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_met_in_the_lesson_that_referees_the_sheet(name):
    assert {lesson.assignment[:2] for lesson in LESSONS for cell in lesson.cells if name in cell.meets} <= {"04", "05"}


def test_a_cell_says_where_it_stands_and_how_it_begins():
    rows = {row[0]: row[2] for row in met(LESSONS)}

    assert rows["slip 5"] == "5 § 7 The proof, and referee the sheet: `middle_of_B2, end_of_B2 = None, None`"


MEANINGLESS = {
    "no such line": ('# %% meets="S8"', "07_small.py: cell 2 meets 'S8'; on the sheet there are S1, S2"),
    "one of two": ('# %% meets="S1, slip 0"', "cell 2 meets 'slip 0'"),
    "no code": ('# %% [markdown] meets="S1"', "cell 2 meets 'S1', but it is not code"),
}


@pytest.mark.parametrize(("head", "words"), MEANINGLESS.values(), ids=MEANINGLESS)
def test_a_mark_that_means_nothing_is_refused(head, words, tmp_path):
    path = tmp_path / "07_small.py"
    path.write_text(f'# %% [markdown] minutes=5 learn="All."\n# # 7 Small\n\n{head}\n# x\n')

    with pytest.raises(BadInput, match=words):
        parse(path)


def test_marks_leave_no_trace_in_a_notebook():
    assert not [path for path in rooms().notebooks.glob("*.ipynb") if '"meets"' in path.read_text()]

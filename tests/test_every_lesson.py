"""Every lesson in a real JupyterLab, done: no error, nothing that axe finds serious, and the keyboard is enough."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

import student
from accessible import faults, laid_on, walked
from autograder.classroom.classroom import work
from autograder.classroom.start import refresh
from autograder.weaving.released import assignments, released
from chainrule.exercises import EXERCISES
from in_browser import errors, in_theme, opened, run_from_top
from test_epilogue import epilogue

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=assignments())
def lesson(request, browser, lab):
    """The page of a lesson in which all is done, and its name."""
    with opened(browser, lab, student.done(request.param), f"done_{request.param}") as page:
        yield page, request.param


@contextmanager
def beside_the_lessons(browser, lab, name):
    """The page of start page or epilogue, with the lessons beside it."""
    folder, address = lab
    desk = folder / f"desk_{name}"
    work(desk)
    refresh(desk)
    if name == "epilogue":
        for each in assignments():
            student.write(student.done(each), desk / f"{each}.ipynb")
        student.write(epilogue(), desk / "epilogue.ipynb")
    page = run_from_top(browser, f"{address}/lab/tree/{desk.name}/{name}.ipynb?reset")
    yield page
    page.close()


def explorers(page):
    return page.locator(".jp-OutputArea-output .cr").all()


def test_a_lesson_runs_from_top_to_bottom_without_an_error(lesson):
    page, assignment = lesson
    sources = [cell["source"] for cell in released(assignment)["cells"]]
    checks = [name for name in EXERCISES for source in sources if f"check.{name}({name})" in source]
    ticks = page.get_by_text(
        re.compile("numbers agree with nature|Whether it is right|fixture: every wrong one is exposed")
    )

    expect(ticks).to_have_count(len(checks))  # what a cell puts out may come after the word that it has ended
    assert errors(page) == []
    assert len(checks) >= 4


def test_every_lesson_has_an_explorer(lesson):
    assert explorers(lesson[0])


@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_axe_finds_nothing_serious_in_a_lesson(lesson, theme):
    page, _ = lesson
    in_theme(page, theme)

    assert faults(page) == []


def test_no_text_of_an_explorer_lies_on_another(lesson):
    page, _ = lesson

    assert [found for widget in explorers(page) for found in laid_on(widget)] == []


def test_tab_stops_at_every_control_of_an_explorer_shows_it_and_goes_on(lesson):
    page, _ = lesson
    for widget in explorers(page):
        count, stopped, unseen, left = walked(page, widget)

        assert stopped == list(range(count))
        assert unseen == []
        assert left


@pytest.mark.parametrize("name", ["start", "epilogue"])
def test_axe_finds_nothing_serious_in_start_page_and_epilogue(browser, lab, name):
    with beside_the_lessons(browser, lab, name) as page:
        for theme in ("Dark", "Light"):
            in_theme(page, theme)

            assert faults(page) == []

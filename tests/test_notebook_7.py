"""The course in Notebook 7, which shows JupyterLab's cells without JupyterLab: lessons run, explorers answer."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

import student
from accessible import faults, laid_on
from explorers import EXPLORERS, KEYS
from in_browser import PATIENCE, SHOTS, errors, notebook_of, run_cells

HERE = f"import sys\n\nsys.path.insert(0, {str(Path(__file__).parent)!r})\nfrom explorers import explorer"
EXTRA = ("06_gradient_checking", "07_softmax_and_depth", "08_train_and_transfer")

pytestmark = pytest.mark.browser


@contextmanager
def in_notebook_7(browser, lab, notebook, name):
    """The page of `notebook`, all of its cells run."""
    folder, address = lab
    student.write(notebook, folder / f"{name}.ipynb")
    page = browser.new_page(viewport={"width": 1280, "height": 2400})
    page.goto(f"{address}/notebooks/{name}.ipynb", timeout=PATIENCE)
    page.get_by_text("Python 3 (ipykernel)").wait_for(timeout=PATIENCE)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=PATIENCE)
    run_cells(page)
    yield page
    if SHOTS.name:
        page.screenshot(path=SHOTS / f"notebook_7_{name}.png")
    page.close()


@pytest.mark.parametrize("assignment", EXTRA)
def test_a_lesson_runs_from_top_to_bottom(browser, lab, assignment):
    with in_notebook_7(browser, lab, student.done(assignment), assignment) as page:
        assert errors(page) == []
        assert page.locator(".jp-OutputArea-output .cr").count() >= 1


def test_every_explorer_answers_a_key(browser, lab):
    with in_notebook_7(browser, lab, notebook_of(HERE, *(f"explorer({name!r})" for name in EXPLORERS)), "all") as page:
        views = page.locator(".jp-OutputArea-output .cr")
        expect(views).to_have_count(len(EXPLORERS))
        for name, view in zip(EXPLORERS, views.all(), strict=True):
            control, key = KEYS[name]
            view.scroll_into_view_if_needed()
            before = view.inner_text()
            view.get_by_test_id(control).press(key)
            expect(view).not_to_have_text(before, use_inner_text=True)
            assert laid_on(view) == []

        assert errors(page) == faults(page) == []

"""Notebooks in a real Chromium: opened in JupyterLab, run from top to bottom, in either theme."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import TimeoutError, expect, sync_playwright

import student

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60_000  # milliseconds; a page that works needs a few thousand
SHOTS = Path(os.environ.get("SCREENSHOTS", ""))


@contextmanager
def chromium():
    """A browser."""
    if CHROMIUM is None:
        raise RuntimeError("no Chromium found; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def opened(browser, lab, notebook, name):
    """The page of `notebook`, all of its cells run."""
    folder, address = lab
    student.write(notebook, folder / f"{name}.ipynb")
    page = run_from_top(browser, f"{address}/lab/tree/{name}.ipynb?reset")
    try:
        yield page
    finally:
        if SHOTS.name:
            page.screenshot(path=SHOTS / f"{name}.png")
        page.close()


def run_from_top(browser, address):
    """A page with all cells run. Now and then JupyterLab opens without ever getting its kernel: then once more."""
    for attempt in range(3):
        page = browser.new_page(viewport={"width": 1280, "height": 2400})
        try:
            page.goto(address, timeout=PATIENCE)
            run_all(page)
            return page
        except (TimeoutError, AssertionError):
            page.close()
            if attempt == 2:
                raise


def run_all(page):
    page.locator(".jp-NotebookPanel-toolbar").wait_for(timeout=PATIENCE)
    # A run that comes before the kernel makes JupyterLab ask for one.
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=PATIENCE)
    run_cells(page)


def run_cells(page):
    """Run all cells of a page that has its kernel, and wait for the last."""
    page.add_locator_handler(page.locator(".jp-Dialog"), lambda: page.locator(".jp-Dialog .jp-mod-accept").click())
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    last = page.locator(".jp-CodeCell").last
    last.scroll_into_view_if_needed()
    expect(last.locator(".jp-InputPrompt")).not_to_have_text("[ ]:", timeout=PATIENCE)
    expect(last.locator(".jp-InputPrompt")).not_to_have_text("[*]:", timeout=PATIENCE)


def run_cell(page, source):
    """Run one cell, as one does after an error, which stops a run of all cells."""
    page.locator(".jp-CodeCell", has_text=source).locator(".jp-InputArea-editor").click()
    page.keyboard.press("Shift+Enter")


def errors(page):
    """What the cells with an error show; JupyterLab files errors under stderr."""
    return page.locator("[data-mime-type='application/vnd.jupyter.stderr']").all_inner_texts()


def in_theme(page, name):
    """The same page in JupyterLab's theme `name`, Light or Dark."""
    page.evaluate(f"jupyterapp.commands.execute('apputils:change-theme', {{ theme: 'JupyterLab {name}' }})")
    page.wait_for_function(f"document.body.dataset.jpThemeLight === '{str(name == 'Light').lower()}'")


def notebook_of(*sources):
    """A notebook of these code cells."""
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
        for i, source in enumerate(sources)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}

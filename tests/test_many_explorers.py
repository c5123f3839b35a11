"""All explorers in one notebook, in JupyterLab: shown twice, run again, with errors, and saved without a kernel."""

import json
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import expect

from chainrule.explore.drawing import script
from chainrule.numerals import numeral
from explorers import EXPLORERS, KEYS
from in_browser import PATIENCE, errors, notebook_of, opened, run_all, run_cell

HERE = f"import sys\n\nsys.path.insert(0, {str(Path(__file__).parent)!r})\nfrom explorers import explorer, raising"
PICTURES = len(EXPLORERS) - 1  # The zoo's is a table.
SAME = "([one, other]) => one.innerText === other.innerText"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def twice(browser, lab):
    """The page in which each explorer is shown twice, and what went wrong in the browser."""
    cells = (f"shown = explorer({name!r})\ndisplay(shown)\nshown" for name in EXPLORERS)
    with opened(browser, lab, notebook_of(HERE, *cells), "twice") as page:
        yield page, watched(page)


def watched(page):
    """The errors that the page's own programs run into from now on."""
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def views(page, name):
    """The views of an explorer, from top to bottom."""
    cell = page.locator(".jp-CodeCell", has=page.locator(".jp-InputArea", has_text=f"'{name}'"))
    cell.scroll_into_view_if_needed()
    return cell.locator(".jp-OutputArea-output .cr")


def press(page, view, name):
    """Move the explorer by its key."""
    control, key = KEYS[name]
    view.get_by_test_id(control).focus()
    page.keyboard.press(key)


def answers_and_agrees(page, name):
    """What is pressed in one view is seen in the other."""
    one, other = views(page, name).nth(0), views(page, name).nth(1)
    before = other.inner_text()
    press(page, one, name)

    expect(other).not_to_have_text(before, use_inner_text=True)
    page.wait_for_function(SAME, arg=[one.element_handle(), other.element_handle()])


@pytest.mark.parametrize("name", EXPLORERS)
def test_what_is_pressed_in_one_view_is_seen_in_the_other(twice, name):
    page, wrong = twice
    expect(views(page, name)).to_have_count(2)
    answers_and_agrees(page, name)

    assert wrong == []


def test_a_radio_button_is_chosen_in_both_views(twice):
    page, _ = twice
    views(page, "neuron").nth(0).get_by_test_id("choose-2").check()

    for view in (0, 1):
        expect(views(page, "neuron").nth(view).get_by_test_id("choose-2")).to_be_checked()


def test_run_again_every_explorer_answers_anew(twice):
    page, wrong = twice
    run_all(page)

    assert errors(page) == wrong == []
    for name in EXPLORERS:
        answers_and_agrees(page, name)


def test_with_a_function_that_raises_every_explorer_still_answers(browser, lab):
    cells = (f"explorer({name!r}, raising)" for name in EXPLORERS)
    with opened(browser, lab, notebook_of(HERE, *cells), "raising") as page:
        wrong = watched(page)
        for name in EXPLORERS:
            view = views(page, name)
            before = view.inner_text()
            press(page, view, name)
            expect(view).not_to_have_text(before, use_inner_text=True)

        assert errors(page) == wrong == []


RUNNING = "document.getAnimations().filter(({ effect }) => effect.target.closest('.cr')).length"


def test_where_less_motion_is_asked_for_nothing_runs_and_training_shows_fewer_pictures(browser, lab):
    trained = "shown = explorer('training')\nshown"
    cells = ("explorer('paths')", "explorer('wires')", trained, "print('calm:', shown.calm)")
    with opened(browser, lab, notebook_of(HERE, *cells), "calm") as page:
        running = {}
        for asked_for, neuron in (("no-preference", 2), ("reduce", 1)):
            page.emulate_media(reduced_motion=asked_for)
            for name, layer in (("paths", 2), ("wires", 1)):
                views(page, name).get_by_test_id(f"neuron-{layer}-{neuron}").press("Enter")
                views(page, name).locator(".cr-pulse").first.wait_for(state="attached")
                running[name, asked_for] = page.evaluate(RUNNING) > 0
        expect(page.get_by_text("calm: False")).to_be_visible()
        run_cell(page, "shown = explorer")
        run_cell(page, "print('calm:'")

        expect(page.get_by_text("calm: True")).to_be_visible()
        assert running == {
            ("paths", "no-preference"): True,
            ("wires", "no-preference"): True,
            ("paths", "reduce"): False,
            ("wires", "reduce"): False,
        }


@pytest.fixture(scope="module")
def saved(twice, lab):
    """The notebook as it was saved, changed elsewhere since: nobody trusts what it shows."""
    page, folder = twice[0], lab[0]
    page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    page.evaluate("jupyterapp.commands.execute('kernelmenu:shutdown')")
    notebook = json.loads((folder / "twice.ipynb").read_text("utf-8"))
    notebook["metadata"]["from"] = "a colleague"
    (folder / "saved.ipynb").write_text(json.dumps(notebook), "utf-8")
    return folder / "saved.ipynb"


def test_without_a_kernel_pictures_stand_in_their_place_even_if_nobody_trusts_the_page(saved, browser, lab):
    page = browser.new_page(viewport={"width": 1280, "height": 2400})
    page.goto(f"{lab[1]}/lab/tree/{saved.name}?reset", timeout=PATIENCE)
    shown = page.locator(".jp-OutputArea-output figure img")
    expect(shown).to_have_count(2 * PICTURES, timeout=PATIENCE)

    assert shown.evaluate_all("(all) => all.every((each) => each.complete && each.naturalWidth > 100 && each.alt)")
    expect(page.locator(".jp-OutputArea-output figure table")).to_have_count(2)
    page.close()


class Alts(HTMLParser):
    """The alternative texts of a page's images."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.found.append(dict(attrs).get("alt"))


def test_an_export_to_html_shows_the_same_pictures_with_the_same_words(saved):
    notebook = nbformat.read(saved, as_version=4)
    outputs = [output.data["text/html"] for cell in notebook.cells for output in cell.outputs]
    page, _ = HTMLExporter().from_notebook_node(notebook)
    words = Alts("".join(outputs)).found

    assert len(words) == 2 * PICTURES
    assert all(words)
    assert Alts(page).found == words


def test_numbers_are_written_in_the_browser_as_on_paper(browser):
    numbers = [0.0, 0.14703, -1.2, 12.0, 1.664, 1e-17, -2.14e-5, 12345.0, float("nan"), float("inf"), -float("inf")]
    page = browser.new_page()
    written = page.evaluate(f"(numbers) => {{ {script()}\nreturn numbers.map(numeral); }}", numbers)
    page.close()

    assert written == [numeral(each) for each in numbers]

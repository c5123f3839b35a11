"""The lesson in JupyterLab in a real Chromium: done right and with a wrong transpose, by mouse and by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

import student
from autograder.classroom.classroom import work
from autograder.classroom.start import refresh
from autograder.weaving.released import assignments
from chainrule.progress.kept import add
from in_browser import PATIENCE, SHOTS, errors, opened, run_all, run_cell, run_from_top
from test_epilogue import epilogue

ASSIGNMENT = "04_delta_recursion"
WRONG = "def hidden_delta(delta_next, W_next, z, g_prime):\n    return (delta_next @ W_next) * g_prime(z)\n"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def right(browser, lab):
    with opened(browser, lab, student.done(ASSIGNMENT), "right") as page:
        yield page


def explorer(page):
    widget = page.get_by_test_id("paths")
    widget.scroll_into_view_if_needed()
    return widget


def test_the_explorer_by_mouse_predict_reveal_step_back(right):
    widget = explorer(right)
    widget.get_by_test_id("neuron-2-2").click()
    widget.get_by_test_id("reveal").click()
    expect(widget.get_by_test_id("status")).to_contain_text("Write a number first")

    widget.get_by_test_id("predict-input").fill("-0.1")
    widget.get_by_test_id("reveal").click()
    expect(widget.get_by_test_id("verdict")).to_have_text("✓ they agree")
    widget.get_by_test_id("step-back").click()

    expect(widget.get_by_test_id("status")).to_contain_text("are now your own function's")


def test_the_explorer_by_keyboard_alone(right):
    widget = explorer(right)
    widget.get_by_test_id("restart").click()
    widget.get_by_test_id("neuron-2-1").focus()
    right.keyboard.press("Tab")
    focused = right.evaluate("document.activeElement.closest('[data-testid]').dataset.testid")
    right.keyboard.press("Enter")
    widget.get_by_test_id("predict-input").focus()
    right.keyboard.type("0.5")
    right.keyboard.press("Enter")

    assert focused == "neuron-2-2"
    expect(widget.get_by_test_id("verdict")).to_have_text("✓ they agree")
    expect(widget.get_by_test_id("panel")).to_contain_text("your prediction")


def test_a_frozen_wire_takes_its_path_out_of_the_sum(right):
    widget = explorer(right)
    widget.get_by_test_id("restart").click()
    widget.get_by_test_id("wire-3-1-1").focus()
    right.keyboard.press("Enter")

    expect(widget.get_by_test_id("term-1")).to_contain_text("frozen")
    widget.get_by_test_id("release-all").click()
    expect(widget.get_by_test_id("term-1")).not_to_contain_text("frozen")


def test_with_all_wires_frozen_c_does_not_move(right):
    widget = right.get_by_test_id("wires")
    widget.scroll_into_view_if_needed()
    for wire in ("wire-2-1-1", "wire-2-1-2"):
        widget.get_by_test_id(wire).focus()
        right.keyboard.press("Enter")

    expect(widget.get_by_test_id("status")).to_contain_text("every wire frozen: c moves by 0.")


def test_the_depth_explorer_by_keyboard_alone(browser, lab):
    with opened(browser, lab, student.done("07_softmax_and_depth"), "depth") as page:
        widget = page.get_by_test_id("depth-explorer")
        widget.scroll_into_view_if_needed()
        for activation, factor, power in (("tanh", "0.5", "-8.7"), ("identity", "0.5", "-8,7")):
            widget.get_by_test_id("activation").focus()
            page.keyboard.type(activation)
            expect(widget.get_by_test_id("factor")).to_have_count(0)
            widget.get_by_test_id("factor-input").focus()
            page.keyboard.type(factor)
            page.keyboard.press("Tab")
            page.keyboard.type(power)
            page.keyboard.press("Enter")
            expect(widget.get_by_test_id("foretold-factor")).to_contain_text("✓ near")
            expect(widget.get_by_test_id("foretold-end")).to_contain_text("✓ near")
        widget.get_by_test_id("depth").focus()
        page.keyboard.press("End")

        expect(widget.get_by_test_id("status")).to_contain_text("50 layers")
        expect(widget.get_by_test_id("status")).to_contain_text("✓ nature agrees with your δ")
        expect(widget.get_by_test_id("status")).to_contain_text("follows the sliders now")


def test_a_wrong_transpose_is_asked_about_in_the_check_and_shown_in_the_picture(browser, lab):
    answers = Path(student.import_module("solutions.delta_recursion").__file__).read_text() + WRONG
    with opened(browser, lab, student.done(ASSIGNMENT, answers), "wrong") as page:
        (told,) = errors(page)
        run_cell(page, "explore.paths(hidden_delta)")
        widget = explorer(page)
        widget.get_by_test_id("predict-input").fill("1")
        widget.get_by_test_id("reveal").click()

        assert "Which index does the sum run over" in told
        assert "Traceback" not in told
        expect(widget.get_by_test_id("verdict")).to_have_text("≠ yours leaves the truth here")
        widget.get_by_test_id("step-back").click()
        expect(widget.get_by_test_id("words")).to_contain_text("ValueError")


@pytest.fixture(scope="module")
def checking(browser, lab):
    with opened(browser, lab, student.done("06_gradient_checking"), "checking") as page:
        yield page


def test_the_step_h_is_moved_by_keyboard_and_the_curves_follow_the_kind_and_the_kink(checking):
    widget = checking.get_by_test_id("steps")
    widget.scroll_into_view_if_needed()
    widget.get_by_test_id("step").focus()
    checking.keyboard.press("Home")
    expect(widget.get_by_test_id("status")).to_contain_text("float64, h = 1.0e−12")
    checking.keyboard.press("ArrowRight")
    expect(widget.get_by_test_id("status")).to_contain_text("float64, h = 1.8e−12")

    curve = widget.get_by_test_id("curve-central").locator("polyline").get_attribute("points")
    widget.get_by_test_id("kind").focus()
    checking.keyboard.type("float32")
    expect(widget.get_by_test_id("status")).to_contain_text("float32, h")
    widget.get_by_test_id("kink").focus()
    checking.keyboard.press("Space")

    expect(widget.get_by_test_id("status")).to_contain_text("float32, with a kink")
    expect(widget.get_by_test_id("curve-central").locator("polyline")).not_to_have_attribute("points", curve)


def test_a_fixture_is_built_by_keyboard_until_all_animals_are_told(checking):
    widget = checking.get_by_test_id("zoo")
    widget.scroll_into_view_if_needed()
    expect(widget.get_by_test_id("status")).to_contain_text("animals are not told")
    widget.get_by_test_id("width-0").focus()
    # From field to field: the widths and the activations, then a new layer before the last, N, the cost, symmetric.
    for field, keys in {
        "width-0": "5",
        "g-1": "r",  # relu
        "width-1": "4",
        "g-2": "",
        "width-2": "3",
        "more": " ",
        "fewer": "",
        "N": "3",
        "cost": "l",  # log cosh
        "symmetric": " ",
    }.items():
        expect(widget.get_by_test_id(field)).to_be_focused()
        checking.keyboard.type(keys)
        checking.keyboard.press("Tab")

    expect(widget.get_by_test_id("python")).to_contain_text('"sizes": (5, 4, 2, 3)')
    expect(widget.get_by_test_id("python")).to_contain_text('"activations": ("relu", "tanh", "sigmoid")')
    expect(widget.get_by_test_id("status")).to_contain_text("All are told")


@pytest.fixture(scope="module")
def training(browser, lab):
    with opened(browser, lab, student.done("08_train_and_transfer"), "training") as page:
        yield page


def test_a_training_is_painted_until_stop_is_pressed(training):
    widget = training.get_by_test_id("training")
    widget.scroll_into_view_if_needed()
    play, painted = widget.get_by_test_id("play"), "Number(document.querySelector('.cr-training').dataset.painted)"
    before = training.evaluate(painted)
    play.focus()
    training.keyboard.press("Enter")
    training.wait_for_function(f"{painted} > {before + 20}")
    training.keyboard.press("Enter")

    expect(widget.get_by_test_id("status")).to_contain_text("% right")
    expect(play).to_have_text("Start")


def test_the_scale_of_the_weights_moves_the_bars_by_keyboard(training):
    widget = training.get_by_test_id("training")
    widget.get_by_test_id("again").click()
    expect(widget.get_by_test_id("status")).to_contain_text("step 0")
    before = widget.get_by_test_id("ratio").inner_text()
    widget.get_by_test_id("scale").focus()
    training.keyboard.press("Home")

    expect(widget.get_by_test_id("scale-value")).to_have_text("0.20")
    expect(widget.get_by_test_id("ratio")).not_to_have_text(before)


def test_a_digit_is_pushed_and_drawn_by_keyboard_and_by_mouse(training):
    widget = training.get_by_test_id("digit")
    widget.scroll_into_view_if_needed()
    widget.get_by_test_id("push").focus()
    training.keyboard.press("Enter")
    expect(widget.get_by_test_id("missed")).to_contain_text("%")

    widget.get_by_test_id("digit-grid").focus()
    training.keyboard.press("ArrowUp")
    expect(widget.get_by_test_id("status")).to_contain_text("row 3, column 4")
    training.keyboard.press("Backspace")
    expect(widget.get_by_test_id("status")).to_contain_text("your drawing")

    widget.get_by_test_id("clear").click()
    widget.get_by_test_id("draw").click()
    widget.get_by_test_id("digit-grid").click(position={"x": 10, "y": 10})
    expect(widget.get_by_test_id("status")).to_contain_text("row 1, column 1: ink 0.5")


def test_the_lab_opens_on_the_start_page_and_each_lesson_leads_to_its_neighbour(browser, lab):
    folder, address = lab
    work(folder)
    refresh(folder)
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(address, timeout=PATIENCE)

    shown = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    for link, heading in (
        ("4 The delta recursion", "4 The delta recursion"),
        ("5 Weights and biases →", "5 Weights and biases"),
        ("← 4 The delta recursion", "4 The delta recursion"),
        ("start page", "How an exercise goes"),
    ):
        shown.get_by_role("link", name=link, exact=True).first.click(timeout=PATIENCE)
        shown.get_by_role("heading", name=heading).first.wait_for(timeout=PATIENCE)
    if SHOTS.name:
        page.screenshot(path=SHOTS / "start.png")
    page.close()


def test_the_start_page_shows_what_passed_at_once_and_what_passed_since_when_its_cell_is_run(browser, lab):
    folder, address = lab
    desk = folder / "desk"
    work(desk)
    add(desk, "chain")
    refresh(desk)
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(f"{address}/lab/tree/desk/start.ipynb?reset", timeout=PATIENCE)
    row = page.locator("tr", has_text="1 Sensitivity").last
    expect(row).to_contain_text("1 of 9", timeout=PATIENCE)
    add(desk, "dc_du")
    run_all(page)

    expect(row).to_contain_text("2 of 9", timeout=PATIENCE)
    page.close()


def test_the_epilogue_runs_on_the_functions_of_the_lessons_beside_it(browser, lab):
    folder, address = lab
    desk = folder / "done"
    desk.mkdir()
    for name in assignments():
        student.write(student.done(name), desk / f"{name}.ipynb")
    student.write(epilogue(), desk / "epilogue.ipynb")
    page = run_from_top(browser, f"{address}/lab/tree/done/epilogue.ipynb?reset")

    assert errors(page) == []
    assert page.get_by_text("✓ agrees with nature").count() == 9
    expect(page.get_by_text("engine / nature 1.000000").first).to_be_visible()
    if SHOTS.name:
        page.screenshot(path=SHOTS / "epilogue.png")
    page.close()

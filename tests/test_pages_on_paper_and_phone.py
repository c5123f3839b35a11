"""The class report and the feedback page in a real browser: on a phone, in the dark and on paper nothing is cut off."""

import pytest

from autograder.classroom.feedback import page as feedback
from autograder.reporting.report import page
from autograder.weaving.released import names, released
from test_report import CLASS, judged

ASSIGNMENT = "02_forward_pass"  # the one with the most questions
LONG = "a_name_for_a_mistake_that_is_longer_than_any_column_of_a_phone_is_wide"
PHONE, PAPER = {"width": 390, "height": 844}, {"width": 718, "height": 1000}  # A4 at 96 dots, less its margins

# What reaches beyond the page, or beyond its own cell of a table, but for what scrolls in a box of its own.
BEYOND = """(scrolls) => {
    const wide = document.documentElement.clientWidth + 1, out = [];
    for (const each of document.querySelectorAll("body *")) {
        if (scrolls && each.closest(".wide, pre")) continue;
        if (each.getBoundingClientRect().right > wide) out.push(each.tagName);
    }
    for (const cell of document.querySelectorAll("td:not(.bars)")) {
        const text = document.createRange();
        text.selectNodeContents(cell);
        if (text.getBoundingClientRect().right > cell.getBoundingClientRect().right + 1) out.push(cell.textContent);
    }
    return out;
}"""

pytestmark = pytest.mark.browser


def class_report():
    fails = {"forward": LONG, "sigmoid_prime": LONG}
    judgements = {who: judged(ASSIGNMENT, fails if fate else {}) for who, fate in CLASS.items()}
    return page("2 The forward pass", names(released(ASSIGNMENT), "answer"), judgements)


def feedback_page():
    return feedback("ada", released(ASSIGNMENT), judged(ASSIGNMENT, {"forward": LONG}), frozenset())


PAGES = {"class report": class_report, "feedback": feedback_page}


@pytest.fixture(params=PAGES.values(), ids=PAGES)
def opened(request, browser):
    shown = browser.new_page()
    shown.set_content(request.param())
    yield shown
    shown.close()


def test_on_a_phone_nothing_is_cut_off(opened):
    opened.set_viewport_size(PHONE)

    assert opened.evaluate(BEYOND, True) == []


def test_on_paper_the_widest_table_has_room(opened):
    opened.set_viewport_size(PAPER)
    opened.emulate_media(media="print")

    assert opened.evaluate(BEYOND, False) == []


def test_paper_is_white_on_a_dark_desk_too(opened):
    opened.emulate_media(media="print", color_scheme="dark")

    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(253, 253, 251)"

"""What a student writes is shown, and does nothing: on our pages, in nbgrader's, on the terminal, in the sheet."""

import csv
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers

from autograder.classroom.classroom import new
from autograder.classroom.gradebook import course
from autograder.cli import main
from autograder.examiner.words import clean
from autograder.notebooks.notebook import dumps
from autograder.sandbox.protection import protection
from kept import Kept, handed_in, kept

LESSON = "01_chain_rule"
NBGRADER = str(Path(sys.executable).with_name("nbgrader"))
HARMLESS = "ada"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
CASES = [each for each in kept("hostile") if each.name.startswith("injecting/") and each.assignment == LESSON]
RAW = {"do": "write", "cell": "chain", "text": "# \x1b[31m\x00\u202e<script>alert(1)</script>\nx = 1"}
NAMES = {each.name.removeprefix("injecting/"): each for each in CASES} | {
    HARMLESS: Kept("harmless", Path(), rest="right"),
    "raw": Kept("raw", Path(), do=(RAW,)),
    "<b>bold\x1b[31m": Kept("harmless", Path(), rest="right"),
}

pytestmark = pytest.mark.skipif(protection().level == "none", reason="no sandbox on this machine: grade refuses")


def nbgrader(room, *command):
    environment = {"PATH": f"{Path(NBGRADER).parent}:/usr/bin:/bin", "HOME": str(room)}
    done = subprocess.run([NBGRADER, *command], cwd=room, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A class that injects, ready to be graded."""
    room = new(tmp_path_factory.mktemp("room") / "maths").root
    nbgrader(room, "generate_assignment", LESSON)
    for name, submission in NAMES.items():
        folder = room / "submitted" / name / LESSON
        folder.mkdir(parents=True)
        (folder / f"{LESSON}.ipynb").write_text(dumps(handed_in(submission)), encoding="utf-8")
    return room


@pytest.fixture(scope="module")
def said(room):
    """What `autograder grade` and `autograder report` print, who leave their pages in the `room`."""
    commands = (["grade", LESSON, "--jobs", "1"], ["report", LESSON])
    runs = [
        subprocess.run(
            [sys.executable, "-m", "autograder", *each], cwd=room, capture_output=True, text=True, timeout=300
        )
        for each in commands
    ]
    assert [run.returncode for run in runs] == [0, 0], runs
    return "".join(run.stdout + run.stderr for run in runs)


class Page(HTMLParser):
    """The tags of a page, each with the attributes that could act or fetch."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.acting = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        for name, value in attributes:
            value = re.sub(r"\s", "", value or "").lower()
            if name.startswith("on") or (name in ("src", "href", "action", "style") and "script:" in value):
                self.acting.append((tag, name, value))
            if name == "src" and not value.startswith("data:image/png;base64,"):
                self.acting.append((tag, name, value))


def page(path):
    return Page(path.read_text(encoding="utf-8"))


def test_our_pages_hold_no_tag_that_a_harmless_student_lacks(room, said):
    harmless = page(room / "feedback" / HARMLESS / LESSON / f"{LESSON}.html")

    for name in NAMES:
        path = room / "feedback" / name / LESSON / f"{LESSON}.html"
        assert set(page(path).tags) <= {*harmless.tags, "pre", "ul", "li", "span"}, name
        assert page(path).acting == []
        assert OBEYED.findall(path.read_text(encoding="utf-8")) == []


def test_the_report_shows_what_was_injected_as_text(room, said):
    text = (room / "reports" / f"{LESSON}.html").read_text(encoding="utf-8")

    assert "script" not in Page(text).tags
    assert Page(text).acting == []
    assert OBEYED.findall(text) == []
    assert "&lt;b&gt;bold" in text


def test_the_terminal_is_told_nothing_that_it_obeys(said):
    assert OBEYED.findall(said) == []
    assert "<b>bold" in said


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["words", "json"])
@pytest.mark.parametrize("name", ["terminal_escapes", "nuls", "script_in_a_grade_id"])
def test_check_tells_the_terminal_nothing_that_it_obeys(room, capsys, name, form):
    assert main(["check", str(room / "submitted" / name / LESSON / f"{LESSON}.ipynb"), *form]) == 0

    assert OBEYED.findall(capsys.readouterr().out) == []


def test_formgrader_shows_markdown_without_what_acts(room, said):
    """As formgrader makes its page: its template, the classroom's settings."""
    config = course(room).config
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    config.HTMLExporter.embed_images = False
    shown = {}
    for name in (HARMLESS, "script_in_a_proof", "script_in_a_raw_cell", "script_in_a_grade_id", "html_output"):
        notebook = nbformat.read(room / "autograded" / name / LESSON / f"{LESSON}.ipynb", 4)
        html, _ = HTMLExporter(config=config).from_notebook_node(notebook, resources=RESOURCES)
        shown[name] = Page(html)

    for found in shown.values():
        assert found.tags.count("script") == shown[HARMLESS].tags.count("script")
        assert set(found.acting) <= {*shown[HARMLESS].acting, ("img", "src", "x")}
        assert "iframe" not in found.tags


RESOURCES = dict.fromkeys(
    ("assignment_id", "notebook_id", "submission_id", "student", "last_name", "first_name", "notebook_path"), "x"
) | {"index": 0, "total": 1, "base_url": "/"}


def test_the_exported_sheet_has_no_cell_that_computes(room, said):
    nbgrader(room, "export")

    with (room / "grades.csv").open(encoding="utf-8", newline="") as file:
        cells = {cell for row in csv.reader(file) for cell in row}
    assert {"script_in_an_error", "formula_for_a_sheet", LESSON} <= cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))] == []


CLEANED = {
    "\x1b[1;31mred\x1b[0m": "red",
    "\x1b]0;title\x07text": "text",
    "\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\": "link",
    "\x9b31mred": "red",
    "\x1b]0;without end": "",
    "a\x00b\x08c\x7fd\x85e": "abcde",
    "10 %\r100 %\rdone\r\nnext": "done\nnext",
    "\u202edesrever\u202c": "desrever",
    "half \ud800 a character": "half ? a character",
    "π ≤ 4\t✓": "π ≤ 4\t✓",
}


@pytest.mark.parametrize("text", CLEANED, ids=ascii)
def test_text_is_cleaned(text):
    assert clean(text, 100) == CLEANED[text]


@pytest.mark.parametrize("text", ["\x1b", "\x1b[", "\x1b]", "\x9b;", "\r"], ids=ascii)
def test_cleaning_takes_no_longer_than_reading(text):
    """A pattern that tried each escape to the end of the text would never be done."""
    assert len(clean(text * 100_000, 100_000)) < 100_000

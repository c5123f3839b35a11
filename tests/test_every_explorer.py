"""Every explorer alike: a still with words, whatever the student's function does, and shown twice."""

import json
import re
from base64 import b64decode
from xml.etree import ElementTree

import pytest

from chainrule.explore.drawing import HERE
from explorers import ASKING, EXPLORERS, asked, explorer, raising

SHEETS = sorted(HERE.glob("*.css"))


def stub(*_):
    raise NotImplementedError


def leaves(*_):
    raise SystemExit(0)


def still(widget):
    """The page that stands in a widget's place where no kernel runs."""
    data, _ = widget._repr_mimebundle_()
    return ElementTree.fromstring(data["text/html"])


@pytest.mark.parametrize("name", EXPLORERS)
def test_in_a_saved_page_a_picture_with_words_or_a_table_stands_in_its_place(name):
    page = still(explorer(name))
    words = page.find("figcaption").text

    assert words.endswith(".")
    if (image := page.find("img")) is None:
        assert len(page.findall("table/tr/th")) == len(page.findall("table/tr")) == 2
    else:
        assert image.get("alt") == words
        assert image.get("src").startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize("name", [each for each in EXPLORERS if each != "zoo"])
def test_the_picture_is_whole_and_on_paper_of_its_own(name):
    source = still(explorer(name)).find("img").get("src")
    drawing = ElementTree.fromstring(b64decode(source.partition("base64,")[2]))
    paper = drawing.find("{http://www.w3.org/2000/svg}rect")

    assert paper.attrib == {"width": "100%", "height": "100%", "fill": "#fff"}
    assert len(list(drawing.iter())) > 10
    assert "currentColor" not in ElementTree.tostring(drawing, "unicode")


@pytest.mark.parametrize(
    ("function", "words"),
    [(raising, "IndexError"), (stub, "not written yet"), (leaves, "SystemExit")],
    ids=["raises", "stub", "exits"],
)
@pytest.mark.parametrize("name", ASKING)
def test_an_error_of_the_students_function_is_told_in_words(name, function, words):
    widget = asked(name, function)

    assert words in json.dumps(widget.get_state(), default=str)
    assert still(widget).find("figcaption").text


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_style_knows_every_colour_it_uses(name):
    style = explorer(name)._css
    used = set(re.findall(r"var\((--cr-[a-z0-9-]+)\)", style, re.IGNORECASE))

    assert used <= set(re.findall(r"(--cr-[a-z0-9-]+):", style, re.IGNORECASE))


@pytest.mark.parametrize("name", EXPLORERS)
def test_shown_twice_it_is_one_and_the_same(name):
    widget = explorer(name)
    (one, _), (two, _) = widget._repr_mimebundle_(), widget._repr_mimebundle_()

    assert one == two


@pytest.mark.parametrize(
    "sheet", [each for each in SHEETS if each.name != "explorer.css"], ids=lambda sheet: sheet.name
)
def test_an_explorers_own_style_stays_in_it(sheet):
    # A page may hold several explorers, and a JupyterLab several pages: a style reaches them all.
    rules = re.findall(r"^([^{}]+)\{", sheet.read_text("utf-8"), re.MULTILINE)
    roots = {selector.split()[0] for rule in rules for selector in rule.split(",")}
    script = sheet.with_suffix(".js").read_text("utf-8")

    assert len(roots) == 1
    assert f'class: "cr {roots.pop()[1:]}"' in script

"""Every page of the project tells the truth: its links, its commands with their options, its files, the doors."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from nbgrader.apps import NbGraderApp

from autograder.cli import _parser as teachers
from chainrule.command import _parser as students

ROOT = Path(__file__).parents[1]
ARCHITECTURE = ROOT / "docs" / "architecture.md"
HIDDEN = re.compile(r"/(\.(?!binder|ci)|classroom/|dist/)")
PAGES = sorted(path for path in ROOT.rglob("*.md") if not HIDDEN.search(str(path).removeprefix(str(ROOT))))
ROOMS = [path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "classroom"))]
# A name in a recipe, to be put in by the reader.
STANDS_FOR_ANOTHER = re.compile(r"\b(name|09_name)\b|[A-Z]{4}")
# What only a library of ours may import whole: the commands, and the demo, which goes the whole way.
FREE = {"cli", "lab", "show", "progress", "example", "__main__", "__init__"}


def named(path):
    return str(path.relative_to(ROOT))


pages = pytest.mark.parametrize("page", PAGES, ids=named)


def prose(page):
    """A page less its fenced blocks."""
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def spans(page):
    """What stands between backticks on a page."""
    return [span.replace("\n", " ") for span in re.findall(r"`([^`]+)`", prose(page))]


def commands(page):
    """What may be a command: a span, an indented line, a line of a fenced block."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    indented = re.findall(r"^ {4}(\S.*)$", prose(page), re.MULTILINE)
    return [*spans(page), *indented, *(line.strip() for block in blocks for line in block.splitlines())]


def anchors(page):
    """The anchors of a page's headings, as forges make them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pages
def test_each_link_of_a_page_leads_somewhere(page):
    for target in re.findall(r"(?<=\]\()[^)\s]+|(?<=src=\")[^\"]+|(?<=srcset=\")[^\"]+", prose(page)):
        place, _, anchor = target.partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        linked = (page.parent / place).resolve() if place else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


@pages
def test_each_file_that_a_page_names_is_there(page):
    for span in spans(page):
        path = re.fullmatch(r"((?:\w[\w-]*)/[\w./-]*)", span)
        if path and span.split("/")[0] in ROOMS and not STANDS_FOR_ANOTHER.search(span):
            assert (ROOT / span).exists(), span


def calls(page, command):
    """The words after each call of a command on a page, up to what ends it in a shell."""
    for text in commands(page):
        if found := re.match(rf"(?:\.venv/bin/)?{command} ([a-z].*)", text):
            yield re.split(r" (?:&&|\||>|#) ", found[1])[0].split()


@pages
def test_each_target_of_make_is_there(page):
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    for target, *_ in calls(page, "make"):
        assert target.strip(".,;") in targets


@cache
def options(parser):
    """The options of each subcommand of a parser."""
    [commands] = [action for action in parser._actions if action.dest == "==SUPPRESS==" or action.choices]
    return {
        name: {option for action in command._actions for option in action.option_strings}
        for name, command in commands.choices.items()
    }


@pages
@pytest.mark.parametrize(("command", "parser"), [("autograder", teachers()), ("chainrule", students())])
def test_each_command_and_each_option_is_there(page, command, parser):
    known = options(parser)
    for name, *words in calls(page, command):
        assert name in known, f"{command} {name}"
        for word in words:
            option = word.split("=")[0].strip("[].,")
            if re.match(r"--?[a-z]", option):
                assert option in known[name], f"{command} {name} {option}"


@pages
def test_each_command_of_nbgrader_is_there(page):
    known = {name.replace("_", "-") for name in NbGraderApp.subcommands} | set(NbGraderApp.subcommands)

    for name, *_ in calls(page, "nbgrader"):
        assert name in known | {"db"}


def test_commands_are_found_where_they_stand():
    assert len([*calls(ROOT / "README.md", "autograder")]) > 5
    assert ["lock"] in calls(ROOT / "CONTRIBUTING.md", "uv")
    assert ["autograde"] in calls(ROOT / "README.md", "nbgrader")


# The rooms and the doors.


def packages(*folders):
    """The folders of Python files below each of these."""
    return {named(path.parent) for folder in folders for path in (ROOT / folder).rglob("*.py")} - set(folders)


def test_each_room_is_named_where_the_rooms_are_explained():
    text = ARCHITECTURE.read_text(encoding="utf-8")

    assert [room for room in packages("autograder", "course/chainrule") if f"`{room}/`" not in text] == []
    assert [room for room in ROOMS if f"`{room}/" not in text and f"{room}/`" not in text] == []


def doors():
    """What each room of the examiner may import, by the table."""
    rows = re.findall(r"^\| `autograder/(\w+)/` \| [^|]+ \| ([^|]*) ?\|$", ARCHITECTURE.read_text(), re.MULTILINE)
    return {room: set(re.findall(r"`(\w+)`", names)) for room, names in rows if room not in FREE}


def imported(path):
    """The rooms and modules of `autograder` that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "autograder":
            yield from (f"{node.module}.{name.name}".split(".")[1] for name in node.names)
        # One that costs time is loaded by its name, when it is needed.
        if isinstance(node, ast.Constant) and (late := re.match(r"autograder\.(\w+)", str(node.value))):
            yield late[1]


def test_a_room_imports_what_the_table_of_doors_says_and_nothing_else():
    rooms = {path.parent.name for path in (ROOT / "autograder").glob("*/*.py")} - FREE

    found = {
        room: {each for path in (ROOT / "autograder" / room).rglob("*.py") for each in imported(path)} for room in rooms
    }

    assert {room: names - {room} for room, names in found.items()} == doors()

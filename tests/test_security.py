"""The sandbox's manual: each of its sentences names its tests, each of those exists, and its numbers are ours."""

import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from autograder.sandbox.walls import Level
from autograder.verdicts import Limits

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "autograder" / "SECURITY.md").read_text(encoding="utf-8")
BODY, NOTES = TEXT.split("\n\n[^", 1)
NAMED = {
    name: re.findall(r"`([^`]+)`", tests) for name, tests in re.findall(r"^\[\^(\w+)\]: (.+)$", "[^" + NOTES, re.M)
}
INTRODUCTION = 1  # paragraph, which says what the numbers are


def sentences():
    """What the manual claims: sentences of its paragraphs and lists, rows of its tables."""
    for paragraph in BODY.split("\n\n")[1 + INTRODUCTION :]:
        if paragraph.startswith("#"):
            continue
        for line in paragraph.split("\n"):
            if line.startswith("|"):
                yield line
            else:
                yield from re.split(r"(?<=\])\s+|(?<=[.?!])\s+(?!\[)", line.removeprefix("- "))


CLAIMS = [each for each in sentences() if not re.fullmatch(r"[| -]*|\|.*(limit|when|\| \|) .*\| \|", each)]


@pytest.fixture(scope="module")
def collected():
    """The ids of all tests in the files that the manual names."""
    files = sorted({f"tests/{test.partition(':')[0]}" for tests in NAMED.values() for test in tests})
    command = [sys.executable, "-m", "pytest", "--collect-only", "-n", "0", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-2000:]
    return [line.removeprefix("tests/") for line in done.stdout.splitlines() if "::" in line]


def test_there_is_something_to_claim():
    assert len(CLAIMS) > 50


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim[:60])
def test_every_sentence_names_its_tests(claim):
    marks = re.findall(r"\[\^(\w+)\]", claim)

    assert marks
    assert all(NAMED.get(mark) for mark in marks)


def test_no_tests_are_named_in_vain():
    assert set(NAMED) == set(re.findall(r"\[\^(\w+)\]", BODY))


def test_every_test_that_is_named_exists(collected):
    missing = [test for tests in NAMED.values() for test in tests if not any(map(matches(test), collected))]

    assert missing == []


def matches(test):
    """Is an id that test, one of that name's, or, after a colon alone, one that is run on that submission?"""
    file, _, name = test.partition(":")
    if name.startswith(":"):
        return lambda found: found == test or found.startswith((f"{test}[", test if name == ":" else f"{test}["))
    place = f"[{name.strip()}" + ("" if name.endswith("/") else "]")
    return lambda found: found.startswith(file) and place in found


def test_its_limits_are_the_default_ones():
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|", BODY, re.MULTILINE)

    assert {name: int(value) for name, value in rows} == asdict(Limits())


def test_it_knows_every_level():
    assert set(re.findall(r"^\| `(\w+)` \| [A-Zn]", BODY, re.MULTILINE)) == set(Level.__args__)

"""A folder that was handed in may hold anything: it stops nobody's grading, and takes no page's place."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbitrary import JSON, TEXTS, examples
from autograder.classroom.grade import grade
from autograder.classroom.gradebook import timestamp
from autograder.classroom.judging import kept
from autograder.sandbox.protection import protection
from classes import ASSIGNMENT, hand_in, only

NOTEBOOK, PAGE = f"{ASSIGNMENT}.ipynb", f"{ASSIGNMENT}.html"


def odd_name(folder):
    (folder / NOTEBOOK).rename(os.fsdecode(os.fsencode(folder) + b"/\xff.ipynb"))


def odd_name_and_content(folder):
    odd_name(folder)
    next(folder.glob("*.ipynb")).write_text("{")


def a_folder_called(name):
    def put(folder):
        (folder / name).mkdir()
        (folder / name / "x").write_text("x")

    return put


def a_file_called(name):
    return lambda folder: (folder / name).write_text("x")


def nobody_may_read(folder):
    (folder / "shut").mkdir()
    for name in ("shut/x", "x"):
        (folder / name).write_text("x")
        (folder / name).chmod(0)
    (folder / "shut").chmod(0o444)


ODD = {
    "odd_name": odd_name,
    "odd_name_and_content": odd_name_and_content,
    "folder_for_page": a_folder_called(PAGE),
    "folder_for_page_draft": a_folder_called(f".{PAGE}.part"),
    "folder_for_notebook_draft": a_folder_called(f".{NOTEBOOK}.part"),
    "long_name": a_file_called("a" * 255),
    "folder_for_file": a_folder_called("was a file"),
    "file_for_folder": a_file_called("was a folder"),
    "forbidden": nobody_may_read,
    "time_zone": lambda folder: (folder / "timestamp.txt").write_text("2026-11-20 10:00 ../../etc/passwd"),
}


@pytest.mark.skipif(protection().level == "none", reason="no sandbox on this machine: grade refuses")
def test_no_odd_folder_stops_the_run(class_of_its_own):
    only(class_of_its_own, "ada")
    submitted, graded = class_of_its_own.root / "submitted", class_of_its_own.root / "autograded"
    text = (submitted / "ada" / ASSIGNMENT / NOTEBOOK).read_text()
    for name, put in ODD.items():
        hand_in(class_of_its_own, name, text)
        put(submitted / name / ASSIGNMENT)
    for name, left in (("folder_for_file", "was a file"), ("file_for_folder", "was a folder/x")):
        (graded / name / ASSIGNMENT / left).parent.mkdir(parents=True)
        (graded / name / ASSIGNMENT / left).write_text("from an earlier hand-in")

    found = {each.student: each for each in grade(class_of_its_own, ASSIGNMENT)}

    assert found.keys() == {"ada", *ODD}
    for name, each in found.items():
        assert each.judgement.points == (0 if name == "odd_name_and_content" else 16), name
        assert each.page.is_file()
        assert (graded / name / ASSIGNMENT / NOTEBOOK).is_file()
    assert (graded / "file_for_folder" / ASSIGNMENT / "was a folder").read_text() == "x"
    assert (graded / "folder_for_file" / ASSIGNMENT / "was a file" / "x").read_text() == "x"


DATES = st.text("0123456789-:. TZUC+/,eAMP", max_size=30) | st.datetimes().map(str)
ZONES = st.sampled_from([" UTC", " CET", "+99:99", " ..", " /dev/tty", " a/../b", " ~"]) | TEXTS


@examples(300)
@given(text=DATES | TEXTS | st.tuples(DATES, ZONES).map("".join))
def test_any_timestamp_is_a_time_or_none(text):
    found = timestamp(text)

    assert found is None or found.tzinfo is None


def test_the_usual_timestamps_are_read():
    assert [str(timestamp(f"2026-11-20 10:00:00.000000 {zone}")) for zone in ("UTC", "CET", "Europe/Oslo")] == [
        "2026-11-20 10:00:00",
        "2026-11-20 09:00:00",
        "2026-11-20 09:00:00",
    ]


WHOLE = {"key": "a", "repairs": [], "judgement": {"assignment": "a", "verdicts": [], "notes": [], "outputs": {}}}
LIKE_KEPT = st.fixed_dictionaries(
    {"key": JSON, "repairs": JSON, "judgement": st.fixed_dictionaries(dict.fromkeys(WHOLE["judgement"], JSON)) | JSON}
)


@examples(150)
@given(content=(LIKE_KEPT | JSON).map(lambda found: json.dumps(found).encode()) | st.binary(max_size=50))
def test_a_kept_judgement_that_was_spoiled_is_none(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "kept.json"
    path.write_bytes(content)

    assert kept(path, "the key") is None
    kept(path)


def test_a_kept_judgement_is_read_by_its_key_alone(tmp_path):
    (tmp_path / "kept.json").write_text(json.dumps(WHOLE))

    assert kept(tmp_path / "kept.json", "a").assignment == "a"
    assert kept(tmp_path / "kept.json", "b") is None

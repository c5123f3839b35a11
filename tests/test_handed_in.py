"""What lies beside a notebook, and how much of it is copied to where it is graded."""

import os

import pytest

from autograder.classroom.handed_in import ATTACHMENT_MB, copy_attachments, take_in
from autograder.notebooks.notebook import dumps
from autograder.weaving.released import released

ASSIGNMENT = "04_delta_recursion"
RELEASE = released(ASSIGNMENT)


@pytest.fixture
def folder(tmp_path):
    """What a student handed in: a notebook and a picture."""
    place = tmp_path / "submitted" / "ada" / ASSIGNMENT
    (place / "proofs").mkdir(parents=True)
    (place / f"{ASSIGNMENT}.ipynb").write_text(dumps(RELEASE))
    (place / "proofs" / "one.jpg").write_text("a picture")
    return place


def copied(folder):
    """The files that are where it was copied to, by their names."""
    target = folder.parent / "target"
    target.mkdir(exist_ok=True)
    copy_attachments(take_in(folder, "ada", ASSIGNMENT, RELEASE), target, ASSIGNMENT)
    return {str(path.relative_to(target)) for path in target.rglob("*") if not path.is_dir()}


def test_links_pipes_and_hidden_files_are_not_copied(folder):
    (folder / "link").symlink_to(folder / "proofs" / "one.jpg")
    (folder / "linked").symlink_to(folder.parent)
    os.mkfifo(folder / "pipe")
    (folder / ".hidden").write_text("")

    assert copied(folder) == {"proofs/one.jpg"}


def test_a_large_file_is_not_copied(folder):
    for name, size in (("largest", ATTACHMENT_MB * 1_000_000), ("larger", ATTACHMENT_MB * 1_000_000 + 1)):
        with (folder / name).open("wb") as file:
            file.truncate(size)

    assert copied(folder) == {"proofs/one.jpg", "largest"}


@pytest.mark.parametrize("name", [f"{ASSIGNMENT}.html", f"{ASSIGNMENT}.ipynb"])
def test_no_file_of_theirs_comes_before_ours(folder, name):
    (folder.parent / "target").mkdir()
    (folder.parent / "target" / name).write_text("ours")
    (folder / f"{ASSIGNMENT}.html").write_text("theirs")
    copied(folder)

    assert (folder.parent / "target" / name).read_text() == "ours"


def test_what_an_earlier_hand_in_left_is_taken_away(folder):
    for name in ("timestamp.txt", "submission_secret.txt", "proofs/two.jpg", "three.jpg", "four"):
        (folder / name).write_text("of the earlier one")
    copied(folder)
    for name in ("proofs/one.jpg", "proofs/two.jpg", "submission_secret.txt", "timestamp.txt", "four"):
        (folder / name).unlink()
    (folder / "four").mkdir()
    (folder / "four" / "five.jpg").write_text("of the later one")

    assert copied(folder) == {"three.jpg", "four/five.jpg"}
    assert not (folder.parent / "target" / "proofs").exists()


def test_what_did_not_come_from_a_hand_in_stays(folder):
    target = folder.parent / "target"
    copied(folder)
    for name in (f"{ASSIGNMENT}.html", f"{ASSIGNMENT}.ipynb", "proofs/annotated.pdf"):
        (target / name).write_text("the teacher's")
    (folder / "proofs" / "one.jpg").unlink()

    assert copied(folder) == {f"{ASSIGNMENT}.html", f"{ASSIGNMENT}.ipynb", "proofs/annotated.pdf"}


def test_the_secret_of_an_earlier_hand_in_goes_though_nobody_noted_it(folder):
    target = folder.parent / "target"
    target.mkdir()
    (target / "submission_secret.txt").write_text("by nbgrader's own autograde")

    assert copied(folder) == {"proofs/one.jpg"}


@pytest.mark.parametrize("text", ["", "5", "{", "[5, [], null]"])
def test_a_note_that_was_spoiled_stops_nothing(folder, text):
    (folder.parent / ".target.handed-in.json").write_text(text)

    assert copied(folder) == {"proofs/one.jpg"}

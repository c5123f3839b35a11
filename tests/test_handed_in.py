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
    """The files that were copied, by their names."""
    target = folder.parent / "target"
    target.mkdir()
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

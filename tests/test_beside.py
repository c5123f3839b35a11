"""What a student hands in with a notebook goes with it, to nobody else, and each file that is left is named."""

import pytest

from autograder.campus.beside import BESIDE
from autograder.campus.parcels import FILE_MB
from test_collect import MOODLE, NOTEBOOK, take, there, work

ADA, BLAISE = "lovelaceada_7001_88123_", "pascalblaise_LATE_7002_88124_"


def beside(tmp_path, student):
    """The names and texts of what was put into a student's submission beside the notebook."""
    folder = there(tmp_path, student)
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if name not in (NOTEBOOK, "timestamp.txt")}


@pytest.mark.parametrize("wrapping", ["", "submissions/", "lesson 4/"])
def test_each_of_a_class_in_one_folder_gets_their_own_files(tmp_path, wrapping):
    files = {f"{ADA}{NOTEBOOK}": work(), f"{ADA}a.png": b"A", f"{BLAISE}b.png": b"B", f"{BLAISE}{NOTEBOOK}": work()}
    found = take(tmp_path, {wrapping + name: content for name, content in files.items()})

    assert found.notes == ()
    assert beside(tmp_path, "ada") == {f"{ADA}a.png": b"A"}
    assert beside(tmp_path, "blaise") == {f"{BLAISE}b.png": b"B"}


def test_attachments_saved_in_one_folder_are_nobodys_but_their_senders(tmp_path):
    found = take(tmp_path, {"mail/ada.ipynb": work(), "mail/blaise.ipynb": work(), "mail/blaise.png": b"B"})

    assert found.notes == ()
    assert (beside(tmp_path, "ada"), beside(tmp_path, "blaise")) == ({}, {"blaise.png": b"B"})


@pytest.mark.parametrize("folder", ["ada", MOODLE, f"class/{MOODLE}", "ada@example.org"])
def test_all_below_a_students_folder_is_theirs_whatever_it_is_called(tmp_path, folder):
    files = {"proofs/one.png": b"1", "PXL_20261120_101500_HDR.jpg": b"2", "blaise.png": b"3"}
    found = take(tmp_path, {f"{folder}/{name}": content for name, content in {NOTEBOOK: work(), **files}.items()})

    assert found.notes == ()
    assert beside(tmp_path, "ada") == files


@pytest.mark.parametrize("name", ["blaise/p.png", "x_7002_1_p.png"])
def test_a_name_that_a_student_chose_gives_nothing_to_another(tmp_path, name):
    files = {f"ada/{NOTEBOOK}": work(), f"blaise/{NOTEBOOK}": work(), f"ada/{name}": b"A"}
    found = take(tmp_path, files)

    assert found.notes == (f"ada/{name}: may be ada or blaise's; put it there by hand",)
    assert (beside(tmp_path, "ada"), beside(tmp_path, "blaise")) == ({}, {})


def test_what_is_below_moodles_folder_is_that_students(tmp_path):
    take(tmp_path, {f"{MOODLE}/{NOTEBOOK}": work(), f"blaise/{NOTEBOOK}": work(), f"{MOODLE}/blaise/p.png": b"A"})

    assert (beside(tmp_path, "ada"), beside(tmp_path, "blaise")) == ({"blaise/p.png": b"A"}, {})


def test_a_new_students_pictures_come_with_the_notebook(tmp_path):
    take(tmp_path, {f"eve/{NOTEBOOK}": work(), "eve/proof.png": b"E", "readme.txt": b""}, add=True)

    assert beside(tmp_path, "eve") == {"proof.png": b"E"}
    assert not there(tmp_path, "readme").exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("readme.txt", b"", "nobody in the gradebook is called 'readme'"),
        ("blaise/proof.png", b"", "no notebook of blaise's is taken"),
        ("ada/film.mp4", b" " * (FILE_MB * 1_000_000 + 1), "20 MB; a file has at most 20"),
        ("ada/work.RAR", b"Rar!", "unpack it by hand"),
        ("ada/timestamp.txt", b"1999", "another file is called timestamp.txt"),
        (f"ada/{NOTEBOOK.upper()}", b"{}", "another file is called"),
        (f"ada/{'x' * 256}", b"", "its name is too long"),
        ("ada/p.png/p.png", b"", "another file is called p.png/p.png"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_file_that_is_left_is_named_and_hinders_nothing(tmp_path, name, content, words):
    found = take(tmp_path, {f"ada/{NOTEBOOK}": work(), "ada/p.png": b"P", name: content})

    assert found.students == ("ada",)
    assert [note.startswith(f"{name}: ") and words in note for note in found.notes] == [True]
    assert beside(tmp_path, "ada") == {"p.png": b"P"}


def test_more_than_enough_files_are_named_one_by_one(tmp_path):
    found = take(tmp_path, {f"ada/{NOTEBOOK}": work(), **{f"ada/{i}.png": b"" for i in range(BESIDE + 2)}})

    assert len(beside(tmp_path, "ada")) == BESIDE
    assert [note.split(":")[0] for note in found.notes] == [f"ada/{BESIDE}.png", f"ada/{BESIDE + 1}.png"]


def test_a_picture_that_comes_later_is_not_lost_unseen(tmp_path):
    files = {f"ada/{NOTEBOOK}": work(), "ada/one.png": b"1"}
    take(tmp_path, files)

    assert take(tmp_path, files).notes == ()
    assert "without this two.png" in take(tmp_path, files | {"ada/two.png": b"2"}).notes[0]

"""Hand-ins as Moodle, Canvas and people by e-mail send them land in `submitted/`; none is lost, altered or guessed."""

import os
import zipfile
from datetime import UTC, datetime
from pathlib import PurePosixPath

import pytest
from nbgrader.api import Gradebook

from autograder.bad_input import BadInput
from autograder.campus.collect import collect
from autograder.campus.csv_file import Table
from autograder.campus.parcels import FILE_MB
from autograder.campus.senders import directory, names_in, sender
from autograder.classroom.classroom import new
from autograder.cli import main
from autograder.notebooks.notebook import dumps
from autograder.weaving.released import released

ASSIGNMENT = "04_delta_recursion"
NOTEBOOK = f"{ASSIGNMENT}.ipynb"
KNOWN = {
    **{name: {"ada"} for name in ("ada", "ada@example.org", "7001", "ada lovelace")},
    **{name: {"blaise"} for name in ("blaise", "7002", "blaise pascal")},
    "carl gauss": {"carl", "carl2"},
}
MOODLE = "Ada Lovelace_4711_assignsubmission_file_"


def work(words="mine"):
    notebook = released(ASSIGNMENT)
    notebook["cells"][0]["source"] += words
    return dumps(notebook).encode()


def packed(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(files.items()):
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 10, number, 0)), content)
    return path


def take(tmp_path, files, known=KNOWN, add=False, update=False):
    source = packed(tmp_path / "class.zip", files)
    return collect(source, tmp_path / "submitted", ASSIGNMENT, known, add, update)


def there(tmp_path, student):
    return tmp_path / "submitted" / student / ASSIGNMENT


@pytest.mark.parametrize(
    "name",
    [
        f"{MOODLE}/{NOTEBOOK}",
        f"{MOODLE}{NOTEBOOK}",
        f"lovelaceada_7001_88123_{NOTEBOOK}",
        f"lovelaceada_LATE_7001_88123_{ASSIGNMENT}-2.ipynb",
        f"ada/{NOTEBOOK}",
        f"lesson 4/ada@example.org/{NOTEBOOK}",
        "ada.ipynb",
        f"ada_{NOTEBOOK}",
        f"{ASSIGNMENT}-ada.ipynb",
        f"ada/{ASSIGNMENT}/{NOTEBOOK}",
    ],
)
def test_a_name_as_a_platform_gives_it_finds_its_student(tmp_path, name):
    found = take(tmp_path, {name: work()})

    assert (found.students, found.notes) == (("ada",), ())
    assert (there(tmp_path, "ada") / NOTEBOOK).read_bytes() == work()


def test_the_time_is_that_of_the_file(tmp_path):
    take(tmp_path, {"ada.ipynb": work()})

    here = datetime(2026, 11, 20, 10, 0).astimezone(UTC)
    assert (there(tmp_path, "ada") / "timestamp.txt").read_text() == f"{here:%Y-%m-%d %H:%M:%S.%f} UTC"


def test_a_folder_does_as_well_as_an_archive(tmp_path):
    (tmp_path / "mail" / "ada").mkdir(parents=True)
    (tmp_path / "mail" / "ada" / "homework.ipynb").write_bytes(work())
    (tmp_path / "mail" / "ada" / "proof.png").write_bytes(b"a picture")
    os.symlink("/etc", tmp_path / "mail" / "ada" / "link")
    found = collect(tmp_path / "mail", tmp_path / "submitted", ASSIGNMENT, KNOWN, False, False)

    assert found.students == ("ada",)
    assert sorted(path.name for path in there(tmp_path, "ada").iterdir()) == [NOTEBOOK, "proof.png", "timestamp.txt"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("eve.ipynb", work(), "nobody in the gradebook is called 'eve'"),
        ("Carl Gauss_5_assignsubmission_file_/a.ipynb", work(), "may be carl or carl2"),
        (NOTEBOOK, work(), "nothing in the path names a student"),
        ("ada.ipynb", dumps(released("01_chain_rule")).encode(), "a notebook of 01_chain_rule"),
        ("ada/all.zip", b"PK", "an archive in the archive"),
    ],
)
def test_what_cannot_be_placed_is_named_and_left(tmp_path, name, content, words):
    found = take(tmp_path, {name: content})

    assert found.students == ()
    assert words in found.notes[0]
    assert not (tmp_path / "submitted").exists()


def test_a_new_student_is_added_only_when_asked(tmp_path):
    found = take(tmp_path, {"eve.ipynb": work()}, add=True)

    assert found.students == ("eve",)


@pytest.mark.parametrize("name", ["../../evil/x.ipynb", "..", "...", "-rf", "=1+1", "a\nb"])
def test_no_name_leads_out_of_the_folder(name):
    with pytest.raises(BadInput):
        sender(PurePosixPath(f"{name}/{NOTEBOOK}"), ASSIGNMENT, {}, add=True)


def test_a_broken_notebook_is_collected_as_it_is(tmp_path):
    take(tmp_path, {"ada.ipynb": b"{ cut sh"})

    assert (there(tmp_path, "ada") / NOTEBOOK).read_bytes() == b"{ cut sh"


def test_the_newest_of_several_is_taken_and_the_others_are_named(tmp_path):
    found = take(tmp_path, {"ada.ipynb": work("old"), "ada/new.ipynb": work("new")})

    assert (there(tmp_path, "ada") / NOTEBOOK).read_bytes() == work("new")
    assert found.notes == ("ada.ipynb: ada has a newer one, ada/new.ipynb",)


def test_taking_the_same_twice_changes_nothing(tmp_path):
    take(tmp_path, {"ada.ipynb": work()})
    again = take(tmp_path, {"ada.ipynb": work()})

    assert (again.students, again.same, again.notes) == ((), 1, ())


def test_another_one_needs_the_teachers_word_and_the_first_is_kept(tmp_path):
    take(tmp_path, {"ada.ipynb": work("first")})
    newer = {"other.txt": b"", "ada.ipynb": work("second")}

    assert "--update takes the newer" in take(tmp_path, newer).notes[0]
    assert (there(tmp_path, "ada") / NOTEBOOK).read_bytes() == work("first")
    assert take(tmp_path, newer, update=True).students == ("ada",)
    assert (there(tmp_path, "ada") / NOTEBOOK).read_bytes() == work("second")
    (kept,) = (tmp_path / "replaced" / "ada").iterdir()
    assert (kept / NOTEBOOK).read_bytes() == work("first")


def test_two_that_were_replaced_are_both_kept(tmp_path):
    for words in ("first", "second", "third"):
        take(tmp_path, {"other.txt": b"", "ada.ipynb": work(words)}, update=True)
        (there(tmp_path, "ada") / "timestamp.txt").unlink()

    assert sorted(path.read_bytes() for path in (tmp_path / "replaced").rglob(NOTEBOOK)) == [
        work("first"),
        work("second"),
    ]


def test_an_older_one_never_takes_a_newer_ones_place(tmp_path):
    take(tmp_path, {"other.txt": b"", "ada.ipynb": work("newer")})
    found = take(tmp_path, {"ada.ipynb": work("older")}, update=True)

    assert "has a newer one already" in found.notes[0]


def test_a_notebook_that_is_too_large_is_left(tmp_path):
    found = take(tmp_path, {"ada.ipynb": b" " * (FILE_MB * 1_000_000 + 1)})

    assert "with its outputs cleared" in found.notes[0]


def test_a_sheet_says_which_student_a_platforms_number_is():
    header = ("Student", "ID", "SIS Login ID", "Section")
    rows = (("Lovelace, Ada", "123", "ada", "A"), ("Points Possible", "", "", ""), ("Pascal, Blaise", "124", "bp", "A"))
    known = directory({"ada": {"ada"}}, Table(header, rows))

    assert known["123"] == known["ada lovelace"] == {"ada"}
    assert "124" not in known


def test_moodles_participants_are_told_by_its_worksheet(tmp_path):
    sheet = Table(("Identifier", "Full name", "ID number", "Grade"), (("Participant 4711", "A. L.", "ada", ""),))
    found = take(tmp_path, {f"{MOODLE}/{NOTEBOOK}": work()}, known=directory({"ada": {"ada"}}, sheet))

    assert found.students == ("ada",)


def test_the_surest_name_comes_first():
    assert names_in(PurePosixPath(f"x/{MOODLE}/{NOTEBOOK}"), ASSIGNMENT) == ["4711", "Ada Lovelace"]


def test_what_is_neither_folder_nor_archive_is_one_line(tmp_path, capsys):
    room = new(tmp_path / "maths")
    with Gradebook(f"sqlite:///{room.root}/gradebook.db", "maths") as book:
        book.add_assignment(ASSIGNMENT)
        book.add_notebook(ASSIGNMENT, ASSIGNMENT)
        book.add_student("ada")
    (tmp_path / "no.zip").write_text("no archive")
    packed(tmp_path / "yes.zip", {"ada.ipynb": work(), "eve.ipynb": work()})
    line = ["collect", ASSIGNMENT, "--classroom", str(room.root)]

    assert main([*line, str(tmp_path / "no.zip")]) == 2
    assert capsys.readouterr().err == f"autograder: {tmp_path / 'no.zip'}: neither a folder nor a zip archive\n"
    assert main([*line, str(tmp_path / "yes.zip")]) == 1
    assert (room.root / "submitted" / "ada" / ASSIGNMENT / NOTEBOOK).is_file()
    assert "eve.ipynb: nobody" in capsys.readouterr().err

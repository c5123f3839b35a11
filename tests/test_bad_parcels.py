"""One student's bad file is a note, and everybody else is collected."""

import os
import struct
import zipfile
from datetime import UTC, datetime

import pytest

from autograder.bad_input import BadInput
from autograder.campus.collect import collect
from autograder.campus.parcels import parcels
from powerless import powerless
from test_collect import ASSIGNMENT, KNOWN, NOTEBOOK, packed, take, there, work

METHODS = {"deflated": zipfile.ZIP_DEFLATED, "bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA}
LISTED = "import sys, autograder.campus.parcels as p, pathlib; p.parcels(pathlib.Path(sys.argv[1])).__enter__()"
HEADER = 30  # bytes of a file's own header before its name


def damaged(path, name, method):
    """An archive with Blaise's notebook, and one more file whose packed bytes are no such thing."""
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr(name, work())
        archive.writestr("blaise.ipynb", work())
        size = archive.getinfo(name).compress_size
    content = bytearray(path.read_bytes())
    start = HEADER + len(name)
    content[start + 9 : start + size] = b"\xff" * (size - 9)  # lzma's own header is left, to be unpacked by
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_a_notebook_that_cannot_be_unpacked_stops_nobody_else(tmp_path, method):
    source = damaged(tmp_path / "class.zip", "ada.ipynb", method)
    found = collect(source, tmp_path / "submitted", ASSIGNMENT, KNOWN, False, False)

    assert found.students == ("blaise",)
    assert [note.startswith("ada.ipynb: cannot be unpacked: ") for note in found.notes] == [True]


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_a_picture_that_cannot_be_unpacked_stops_nobody(tmp_path, method):
    source = damaged(tmp_path / "class.zip", "blaise.png", method)
    found = collect(source, tmp_path / "submitted", ASSIGNMENT, KNOWN, False, False)

    assert found.students == ("blaise",)
    assert [note.startswith("blaise.png: cannot be unpacked: ") for note in found.notes] == [True]


@pytest.mark.parametrize("content", [b'{"cells": null}', b'{"cells": 5}', b'{"cells": {"a": 1}}', b"[]", b"1e999"])
def test_what_is_json_and_no_notebook_is_collected_as_it_is(tmp_path, content):
    found = take(tmp_path, {"ada.ipynb": content, "blaise.ipynb": work()})

    assert (found.students, found.notes) == (("ada", "blaise"), ())
    assert (there(tmp_path, "ada") / NOTEBOOK).read_bytes() == content


@pytest.mark.parametrize(("date", "time"), [(0, 0), (0x5D60, 0), (0x5D74, 31), (0xFFFF, 0xFFFF)])
def test_a_time_that_cannot_be_is_as_old_as_can_be(tmp_path, date, time):
    source = packed(tmp_path / "class.zip", {"ada.ipynb": work()})
    content = source.read_bytes()
    place = content.index(b"PK\x01\x02") + 12
    source.write_bytes(content[:place] + struct.pack("<HH", time, date) + content[place + 4 :])
    found = collect(source, tmp_path / "submitted", ASSIGNMENT, KNOWN, False, False)

    assert found.students == ("ada",)
    assert (there(tmp_path, "ada") / "timestamp.txt").read_text() == "1970-01-01 00:00:00.000000 UTC"


def test_a_file_that_is_gone_when_it_is_read_is_one_line(tmp_path):
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "ada.ipynb").write_bytes(work())
    with parcels(tmp_path / "mail") as (found,):
        (tmp_path / "mail" / "ada.ipynb").unlink()

        with pytest.raises(BadInput, match=r"mail/ada\.ipynb: No such file"):
            found.read()


def test_a_folder_that_cannot_be_read_is_one_line_and_is_named(tmp_path):
    (tmp_path / "mail" / "ada").mkdir(parents=True)
    (tmp_path / "mail" / "ada").chmod(0)
    done = powerless("-c", LISTED, tmp_path / "mail")

    assert done.stderr.splitlines()[-1] == f"autograder.bad_input.BadInput: {tmp_path}/mail/ada: Permission denied"


@pytest.mark.parametrize("pack", [True, False], ids=["archive", "folder"])
def test_a_place_that_cannot_be_written_is_named_and_stops_nobody_else(tmp_path, pack):
    files = {"ada.ipynb": work(), "blaise.ipynb": work()}
    source = tmp_path / "class"
    if pack:
        packed(source, files)
    else:
        source.mkdir()
        for name, content in files.items():
            (source / name).write_bytes(content)
    (tmp_path / "submitted").mkdir()
    (tmp_path / "submitted" / "ada").write_text("a file where a folder should be")
    found = collect(source, tmp_path / "submitted", ASSIGNMENT, KNOWN, False, False)

    assert found.students == ("blaise",)
    assert [note.startswith(f"{there(tmp_path, 'ada')}: cannot be written: ") for note in found.notes] == [True]


def test_the_file_of_a_day_far_off_has_some_time(tmp_path):
    (tmp_path / "ada.ipynb").write_bytes(work())
    os.utime(tmp_path / "ada.ipynb", (0, 2**40))

    with parcels(tmp_path) as (found,):
        assert found.time <= datetime.now(UTC) or found.time.year > 2100

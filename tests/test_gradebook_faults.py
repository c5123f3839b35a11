"""The gradebook locked, gone or spoiled, the disk full: a line that says so, and later the same command goes on."""

import shutil
import sqlite3
import subprocess
from contextlib import closing

import pytest

from autograder.classroom.classroom import Classroom
from autograder.cli import main
from autograder.sandbox.protection import protection
from autograder.sandbox.walls import bwrap
from classes import ASSIGNMENT, ENVIRONMENT, GRADE, Grading, but_for_progress, files, kept_files, recorded

pytestmark = pytest.mark.skipif(protection().level == "none", reason="no sandbox on this machine: grade refuses")


def spoil(how):
    def spoiled(path):
        content = path.read_bytes()
        path.write_bytes(how(content))

    return spoiled


def a_folder(path):
    path.unlink()
    path.mkdir()


SPOILED = {
    "gone": (lambda path: path.unlink(), "there is no gradebook; run `nbgrader generate_assignment"),
    "empty": (spoil(lambda content: b""), "there is no gradebook; run `nbgrader generate_assignment"),
    "a folder": (a_folder, "there is no gradebook; run `nbgrader generate_assignment"),
    "noise": (spoil(lambda content: b"noise" * 10_000), "file is not a database"),
    "cut short": (spoil(lambda content: content[:20_000]), "malformed"),
}


@pytest.mark.parametrize(("spoil", "words"), SPOILED.values(), ids=SPOILED)
def test_a_gradebook_that_is_none_is_told_in_a_line_and_left_as_it_is(class_of_its_own, capsys, spoil, words):
    path = class_of_its_own.root / "gradebook.db"
    spoil(path)
    before = path.read_bytes() if path.is_file() else path.exists()

    assert main(["grade", ASSIGNMENT, "--classroom", str(class_of_its_own.root)]) == 2
    [said] = but_for_progress(capsys.readouterr().err)
    assert words in said
    assert (path.read_bytes() if path.is_file() else path.exists()) == before


def lost(classroom):
    (classroom.root / "gradebook.db").rename(classroom.root.parent / "kept.db")


def found(classroom):
    (classroom.root.parent / "kept.db").rename(classroom.root / "gradebook.db")


@pytest.mark.long
def test_a_gradebook_that_is_lost_and_then_locked_at_the_end_costs_no_judgement(class_of_its_own, undisturbed):
    run = Grading(class_of_its_own)
    run.until(lambda: kept_files(class_of_its_own))
    lost(class_of_its_own)

    assert run.end() == 2
    assert "there is no gradebook" in run.words[0]
    found(class_of_its_own)
    made = {path: path.stat().st_mtime_ns for path in kept_files(class_of_its_own)}
    with closing(sqlite3.connect(class_of_its_own.root / "gradebook.db", isolation_level=None)) as other:
        run = Grading(class_of_its_own)
        run.until(lambda: {path: path.stat().st_mtime_ns for path in made} != made)
        other.execute("BEGIN EXCLUSIVE")

        assert run.end() == 2
    assert len(run.words) == 1
    assert "another program holds it, when it is done the same command goes on" in run.words[0]
    assert recorded(class_of_its_own) == {}

    run = Grading(class_of_its_own)

    assert (run.end(), run.words) == (0, [])
    assert recorded(class_of_its_own) == recorded(undisturbed.classroom)
    assert files(class_of_its_own) == files(undisturbed.classroom)


def test_a_gradebook_that_is_locked_at_the_start_is_told_in_a_line(class_of_its_own, capsys):
    with closing(sqlite3.connect(class_of_its_own.root / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        assert main(["grade", ASSIGNMENT, "--classroom", str(class_of_its_own.root)]) == 2
    assert "database is locked; another program holds it" in capsys.readouterr().err
    assert recorded(class_of_its_own) == {}


# In a small file system of its own: graded with less and less in the way, and at last with nothing.
SCRIPT = """
cp -r "$1" "$2/maths" && mkdir "$2/scratch" && cd "$2/maths" || exit 9
for free in $4; do
    cat /dev/zero > ../filler 2>/dev/null
    truncate -s "-$free" ../filler
    TMPDIR=../scratch "$5" -m autograder grade "$6" > /dev/null 2> "$3/said-$free"
    echo "$?"
    rm ../filler
done
TMPDIR=../scratch "$5" -m autograder grade "$6" > /dev/null 2> "$3/said"
echo "$?"
cp -r "$2/maths" "$2/scratch" "$3"
"""
PAGE = 45_000  # bytes; more than a page takes, less than the gradebook grows by and its journal together


@pytest.mark.parametrize("begun", [False, True], ids=["nothing judged", "all judged, nothing recorded"])
def test_on_a_full_disk_nothing_is_lost_and_nothing_is_half_written(pattern_of_a_class, undisturbed, tmp_path, begun):
    start, small, out = (tmp_path / name for name in ("start", "small", "out"))
    shutil.copytree(undisturbed.classroom.root if begun else pattern_of_a_class.root, start)
    shutil.copyfile(pattern_of_a_class.root / "gradebook.db", start / "gradebook.db")
    small.mkdir()
    out.mkdir()
    needed = weight(undisturbed.classroom.root)
    free = [PAGE] if begun else [0, (needed - weight(start)) // 2]
    inside = [str(bwrap()), "--dev-bind", "/", "/", "--size", str(2 * needed), "--tmpfs", str(small), "--"]
    script = ["sh", "-c", SCRIPT, "-", str(start), str(small), str(out), " ".join(map(str, free)), GRADE[0], ASSIGNMENT]
    done = subprocess.run([*inside, *script], env=ENVIRONMENT, capture_output=True, text=True, timeout=300)

    assert done.stdout.split() == ["2"] * len(free) + ["0"], done.stderr
    for each in free:
        said = but_for_progress((out / f"said-{each}").read_text())
        assert len(said) == 1
        assert ("disk is full" if begun else "No space left on device") in said[0]
    graded = Classroom(out / "maths")
    assert recorded(graded) == recorded(undisturbed.classroom)
    assert {name for name in files(graded) if not name.startswith("said")} == files(undisturbed.classroom) - {"said"}


def weight(folder):
    """The bytes that a folder takes in a file system of pages."""
    return sum(-(-path.stat().st_size // 4096) * 4096 for path in folder.rglob("*"))

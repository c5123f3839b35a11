"""What the teacher collects from the exchange is the sender's own, whatever somebody puts there by hand."""

import os
import pwd
import resource
import shutil
from contextlib import contextmanager

import pytest
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError
from traitlets.config import Config

from autograder.campus.own_hand_ins import CollectOwn
from classes import ASSIGNMENT as LESSON
from classes import ENVIRONMENT

ME = pwd.getpwuid(os.getuid()).pw_name
MORNING, EVENING = "2026-11-20 08:00:00.000000 UTC", "2026-11-20 18:00:00.000000 UTC"


@pytest.fixture
def inbound(tmp_path):
    """The folder into which everybody can put everything."""
    folder = tmp_path / "exchange" / "maths" / "inbound"
    folder.mkdir(parents=True)
    (tmp_path / "room").mkdir()
    return folder


def put(inbound, name, text="{}", time=MORNING):
    folder = inbound / f"{name}+{LESSON}+{time}+random"
    folder.mkdir()
    (folder / f"{LESSON}.ipynb").write_text(text)
    (folder / "timestamp.txt").write_text(time)
    return folder


@pytest.fixture
def collected(inbound, tmp_path, monkeypatch):
    """A function that collects, and gives back the files below `submitted/` with their texts."""
    monkeypatch.setenv("PATH", ENVIRONMENT["PATH"])  # nbgrader calls `alembic` by name
    config = Config()
    config.Exchange.root = str(tmp_path / "exchange")
    config.CourseDirectory = Config(course_id="maths", assignment_id=LESSON, root=str(tmp_path / "room"))

    def collect():
        course = CourseDirectory(config=config)
        CollectOwn(coursedir=course, authenticator=Authenticator(config=config), config=config).start()
        found = sorted(path for path in (tmp_path / "room/submitted").rglob("*") if path.is_file())
        return {str(path.relative_to(tmp_path / "room/submitted")): path.read_text() for path in found}

    (tmp_path / "exchange").chmod(0o777)
    return collect


def test_the_newest_is_taken_with_what_lies_beside_it(inbound, collected):
    put(inbound, ME, "old")
    folder = put(inbound, ME, "new", EVENING)
    (folder / "pictures").mkdir()
    (folder / "pictures" / "proof.txt").write_text("a proof")

    assert collected() == {
        f"{ME}/{LESSON}/{LESSON}.ipynb": "new",
        f"{ME}/{LESSON}/timestamp.txt": EVENING,
        f"{ME}/{LESSON}/pictures/proof.txt": "a proof",
    }


def test_what_lies_there_under_anothers_name_is_left(inbound, collected):
    put(inbound, ME)
    put(inbound, "nobody", "not by nobody")

    assert set(collected()) == {f"{ME}/{LESSON}/{LESSON}.ipynb", f"{ME}/{LESSON}/timestamp.txt"}


def test_no_link_is_followed_and_no_pipe_waited_for(inbound, collected, tmp_path):
    (tmp_path / "room" / "secret").write_text("the model answers")
    folder = put(inbound, ME)
    (folder / "page.html").symlink_to(tmp_path / "room" / "secret")
    (folder / "room").symlink_to(tmp_path / "room")
    os.mkfifo(folder / "pipe")

    assert set(collected()) == {f"{ME}/{LESSON}/{LESSON}.ipynb", f"{ME}/{LESSON}/timestamp.txt"}


@pytest.mark.parametrize("name", [f"x+{LESSON}+nonsense+x", f"+{LESSON}+", f"{ME}+{LESSON}+{EVENING}+file"])
def test_nobody_keeps_the_others_from_being_collected(inbound, collected, name):
    put(inbound, ME)
    (inbound / name).write_text("no folder")

    assert f"{ME}/{LESSON}/{LESSON}.ipynb" in collected()


@contextmanager
def small_disk(most):
    """Inside, no file can be longer than so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_notebook_that_cannot_be_copied_whole_is_not_copied_at_all(inbound, collected, tmp_path):
    folder = put(inbound, ME)
    os.truncate(folder / f"{LESSON}.ipynb", 2_000_000)

    with small_disk(1_000_000), pytest.raises(ExchangeError, match="1 could not be collected"):
        collected()
    assert list((tmp_path / "room/submitted" / ME).rglob("*")) == []


@pytest.mark.skipif(os.getuid() != 0, reason="only root can put a folder there that is another's")
def test_one_that_cannot_be_copied_keeps_nobody_elses_back(inbound, collected, tmp_path):
    put(inbound, ME)
    folder = put(inbound, "nobody")
    os.truncate(folder / f"{LESSON}.ipynb", 2_000_000)
    for path in (folder, *folder.iterdir()):
        shutil.chown(path, "nobody")

    with small_disk(1_000_000), pytest.raises(ExchangeError, match="1 could not be collected"):
        collected()
    assert [path.parts[-3] for path in (tmp_path / "room/submitted").rglob("*.ipynb")] == [ME]

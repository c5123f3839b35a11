"""What a student on a hub may try, and what must be closed to them."""

from pathlib import Path

from classes import ASSIGNMENT


def play_tricks(hub):
    """The last student leaves a link, a submission in the first one's name, and a name that says nothing."""
    ada, blaise = hub.students
    inbound = hub.exchange / "inbound"
    own = next(inbound.glob(f"{blaise}+*"))
    forged = inbound / f"{ada}+{ASSIGNMENT}+2099-01-01 00:00:00.000000 UTC+x"
    for command in (
        ["ln", "-s", hub.classroom / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", own / "model.html"],
        ["cp", "-r", hub.home(blaise) / ASSIGNMENT, forged],
        ["mkdir", inbound / f"{blaise}+{ASSIGNMENT}+nonsense+x"],
    ):
        assert hub.run(blaise, *command).returncode == 0


def closed(hub):
    """What no student may look at."""
    ada = hub.students[0]
    classroom, lesson = hub.classroom, Path(ASSIGNMENT, f"{ASSIGNMENT}.ipynb")
    yield from (classroom, classroom / ".secret", classroom / "gradebook.db", classroom / "source" / lesson)
    yield from (hub.home(ada), hub.home(ada) / lesson, hub.home(hub.teacher))
    yield from (hub.place / "teachers", hub.place / "hub", hub.place / "hub/jupyterhub_cookie_secret")
    yield from (hub.exchange / "inbound", hub.exchange / "feedback")

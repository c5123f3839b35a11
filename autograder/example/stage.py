"""What a demo plays on: an exchange, a classroom, and a home for each student, all in one temporary folder."""

from collections.abc import Callable
from pathlib import Path

from autograder.classroom.classroom import Classroom, new
from autograder.notebooks.notebook import dumps, read, write
from autograder.sandbox.protection import protection

EXCHANGE = """
c.Exchange.root = {exchange!r}
c.Exchange.cache = {cache!r}
"""
TEACHER = """
# Only for this demo: everybody here is one user of the system, so who owns a submission says nothing.
c.ExchangeCollect.check_owner = False
"""
HURRY = """
# An endless loop need not take long.
c.Judge.limits = {"cell_seconds": 3, "question_seconds": 3, "submission_seconds": 30}
"""
STUDENT = """c = get_config()
c.CourseDirectory.course_id = {course!r}
"""


def exchange(root: Path) -> str:
    """A folder into which everybody may write, as the text of the settings that name it."""
    folder = root / "exchange"
    folder.mkdir()
    folder.chmod(0o777)
    return EXCHANGE.format(exchange=str(folder), cache=str(root / "cache"))


def database(db_url: str | None) -> str:
    """The setting that keeps the gradebook in a database of its own, or none."""
    return f"c.CourseDirectory.db_url = {db_url!r}\n" if db_url else ""


def classroom(root: Path, settings: str) -> Classroom:
    """A new classroom with a demo's settings."""
    made = new(root / "classroom")
    config = made.root / "nbgrader_config.py"
    unprotected = "c.Judge.allow_unprotected = True\n" if protection().level == "none" else ""
    write(config, config.read_text(encoding="utf-8") + settings + TEACHER + unprotected)
    return made


def home(root: Path, student: str, settings: str) -> Path:
    """A student's folder, with the settings that a student needs."""
    folder = root / "homes" / student
    folder.mkdir(parents=True)
    write(folder / "nbgrader_config.py", STUDENT.format(course="classroom") + settings)
    return folder


def work(folder: Path, assignment: str, fill: Callable[[dict], dict]) -> None:
    """A student fills in what was fetched into a folder."""
    path = folder / assignment / f"{assignment}.ipynb"
    write(path, dumps(fill(read(path)[0])))


def hand_in(student: str, folder: Path, assignment: str, fill: Callable[[dict], dict]) -> None:
    """What `nbgrader fetch_assignment` and `nbgrader submit` do, by the same classes, in this process."""
    import logging

    from nbgrader.auth import Authenticator
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange.default import ExchangeFetchAssignment, ExchangeSubmit
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", str(folder)).load_config()
    course = CourseDirectory(config=config, assignment_id=assignment, student_id=student)
    shared = {"coursedir": course, "authenticator": Authenticator(config=config), "config": config}
    for step in ExchangeFetchAssignment, ExchangeSubmit:
        going = step(assignment_dir=str(folder), **shared)
        going.log.setLevel(logging.ERROR)
        going.start()
        if step is ExchangeFetchAssignment:
            work(folder, assignment, fill)

"""A whole class in a temporary classroom, from release to feedback and report, with nbgrader's own commands."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.bad_input import BadInput
from autograder.classroom.classroom import Classroom, new
from autograder.examiner.exam import module_name
from autograder.example.example_class import Student, handed_in, students
from autograder.notebooks.notebook import dumps, read, write
from autograder.sandbox.protection import protection
from autograder.show import summary, with_tools

ASSIGNMENT = "04_delta_recursion"
TYPING = 2  # Each nbgrader command costs seconds; the others use its exchange classes in one process.
EXCHANGE = """
c.Exchange.root = {exchange!r}
c.Exchange.cache = {cache!r}
"""
TEACHER = """
# Only for this demo: everybody here is one user of the system, so who owns a submission says nothing.
c.ExchangeCollect.check_owner = False
# An endless loop need not take long.
c.Judge.limits = {"cell_seconds": 3, "question_seconds": 3, "submission_seconds": 30}
"""
STUDENT = """c = get_config()
c.CourseDirectory.course_id = {course!r}
"""


def demo(assignment: str = ASSIGNMENT) -> int:
    """Teach and grade a class; 0 if everybody earned what they should."""
    out, began = Console(), time.monotonic()
    root = Path(tempfile.mkdtemp(prefix="class-"))
    everyone = list(_fit_for_this_machine(students(), out))
    out.print(f"[bold]A class of {len(everyone)} takes lesson {assignment}[/bold], in {root}")
    classroom = _classroom(root, exchange := _exchange(root))
    _say(out, "generate and release the assignment (nbgrader)")
    _nbgrader(classroom.root, "generate_assignment", assignment)
    _nbgrader(classroom.root, "release_assignment", assignment)
    _say(out, "fetch, work, submit: two students at the command line, the others by nbgrader's exchange classes")
    homes = {student: _home(root, student, exchange) for student in everyone}
    with ThreadPoolExecutor() as at_work:
        typing = [at_work.submit(_by_command, each, homes.pop(each), assignment) for each in everyone[:TYPING]]
        _by_exchange(homes, assignment)
        for each in typing:
            each.result()
    _say(out, "collect (nbgrader; its check of who owns a submission is off here, for one user hands in for all)")
    _nbgrader(classroom.root, "collect", assignment)
    _say(out, "grade")
    surprises = _grade(classroom, everyone, assignment, out)
    _say(out, "release the feedback (nbgrader)")
    _nbgrader(classroom.root, "release_feedback", assignment)
    _show_pages(classroom, everyone, assignment, out)
    out.print(f"{time.monotonic() - began:.0f} s in all. Nothing outside {root} was touched; delete it when you like.")
    return 1 if surprises else 0


def _fit_for_this_machine(everyone: list[Student], out: Console) -> Iterator[Student]:
    found = protection()
    if found.level != "none":
        yield from everyone
        return
    out.print(f"No sandbox here ({found.reason}): the hostile submissions are left out.", style="yellow")
    yield from (student for student in everyone if not student.hostile)


def _exchange(root: Path) -> str:
    """A folder into which everybody may write, as the text of the settings that name it."""
    exchange = root / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    return EXCHANGE.format(exchange=str(exchange), cache=str(root / "cache"))


def _classroom(root: Path, exchange: str) -> Classroom:
    """A new classroom with the demo's settings."""
    classroom = new(root / "classroom")
    config = classroom.root / "nbgrader_config.py"
    unprotected = "c.Judge.allow_unprotected = True\n" if protection().level == "none" else ""
    write(config, config.read_text(encoding="utf-8") + exchange + TEACHER + unprotected)
    return classroom


def _home(root: Path, student: Student, exchange: str) -> Path:
    """A student's folder, with the settings that a student needs."""
    home = root / "homes" / student.id
    home.mkdir(parents=True)
    write(home / "nbgrader_config.py", STUDENT.format(course="classroom") + exchange)
    return home


def _nbgrader(folder: Path, *arguments: str) -> None:
    """Run one of nbgrader's commands in a folder; what it says is shown only if it fails."""
    command = [str(Path(sys.executable).with_name("nbgrader")), *arguments]
    done = subprocess.run(command, cwd=folder, env=with_tools(), capture_output=True, text=True)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if "CRITICAL" in line or "ERROR" in line]
        raise BadInput(f"nbgrader {arguments[0]} failed: {(said or ['it says nothing'])[0]}")


def _by_command(student: Student, home: Path, assignment: str) -> None:
    _nbgrader(home, "fetch_assignment", assignment)
    _work(student, home, assignment)
    _nbgrader(home, "submit", assignment, f"--student={student.id}")


def _by_exchange(homes: dict[Student, Path], assignment: str) -> None:
    """What the two commands do, by the same classes."""
    import logging

    from nbgrader.auth import Authenticator
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange.default import ExchangeFetchAssignment, ExchangeSubmit
    from traitlets.config.loader import PyFileConfigLoader

    for student, home in homes.items():
        config = PyFileConfigLoader("nbgrader_config.py", str(home)).load_config()
        course = CourseDirectory(config=config, assignment_id=assignment, student_id=student.id)
        shared = {"coursedir": course, "authenticator": Authenticator(config=config), "config": config}
        for exchange in ExchangeFetchAssignment, ExchangeSubmit:
            step = exchange(assignment_dir=str(home), **shared)
            step.log.setLevel(logging.ERROR)
            step.start()
            if exchange is ExchangeFetchAssignment:
                _work(student, home, assignment)


def _work(student: Student, home: Path, assignment: str) -> None:
    """The student fills in what was fetched."""
    path = home / assignment / f"{assignment}.ipynb"
    write(path, dumps(handed_in(student, read(path)[0], module_name(assignment))))


def _grade(classroom: Classroom, everyone: list[Student], assignment: str, out: Console) -> list[str]:
    """Grade, print who earned what and why, and give back those who earned what they should not."""
    from autograder.classroom.grade import grade

    found = {each.student: each.judgement for each in grade(classroom, assignment)}
    table = Table("student", "why", "points", "questions", "known mistakes named", box=None, pad_edge=False)
    surprises = []
    for student in everyone:
        judgement = found[student.id]
        came = {v.grade_id: None if v.outcome == "passed" else v.mistake or "" for v in judgement.verdicts}
        if came != student.expected(list(came)):
            surprises.append(student.id)
        table.add_row(student.id, student.why, *summary(judgement))
    out.print(table)
    for student in everyone:
        for note in found[student.id].notes:
            out.print(f"  {student.id}: {note}", style="dim", markup=False)
    for name in surprises:
        out.print(f"{name} did not earn what tests/submissions/expected.toml says", style="red")
    return surprises


def _show_pages(classroom: Classroom, everyone: list[Student], assignment: str, out: Console) -> None:
    from autograder.reporting.report import report

    mistaken = next(student for student in everyone if student.fails)
    page = classroom.root / "feedback" / mistaken.id / assignment / f"{assignment}.html"
    out.print(f"\nfeedback for {mistaken.id}:  {page}", soft_wrap=True, highlight=False)
    out.print(f"class report:       {report(classroom, assignment)}", soft_wrap=True, highlight=False)
    out.print("The proofs wait for a person: formgrader shows them.")


def _say(out: Console, step: str) -> None:
    out.print(f"[cyan]…[/cyan] {step}")

"""A whole class in a temporary classroom, from release to feedback and report, with nbgrader's own commands."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.bad_input import BadInput
from autograder.classroom.classroom import Classroom
from autograder.examiner.exam import module_name
from autograder.example.example_class import Student, handed_in, students
from autograder.example.stage import HURRY, classroom, database, exchange, hand_in, home, work
from autograder.sandbox.protection import protection
from autograder.show import summary, with_tools

ASSIGNMENT = "04_delta_recursion"
TYPING = 2  # Each nbgrader command costs seconds; the others use its exchange classes in one process.


def demo(assignment: str = ASSIGNMENT, db_url: str | None = None) -> int:
    """Teach and grade a class; 0 if everybody earned what they should. `db_url` is where its gradebook is kept."""
    out, began = Console(), time.monotonic()
    root = Path(tempfile.mkdtemp(prefix="class-"))
    everyone = list(_fit_for_this_machine(students(), out))
    out.print(f"[bold]A class of {len(everyone)} takes lesson {assignment}[/bold], in {root}")
    room = classroom(root, (settings := exchange(root)) + database(db_url) + HURRY)
    _say(out, "generate and release the assignment (nbgrader)")
    _nbgrader(room.root, "generate_assignment", assignment)
    _nbgrader(room.root, "release_assignment", assignment)
    _say(out, "fetch, work, submit: two students at the command line, the others by nbgrader's exchange classes")
    homes = {student: home(root, student.id, settings) for student in everyone}
    with ThreadPoolExecutor() as at_work:
        typing = [at_work.submit(_by_command, each, homes.pop(each), assignment) for each in everyone[:TYPING]]
        _by_exchange(homes, assignment)
        for each in typing:
            each.result()
    _say(out, "collect (nbgrader; its check of who owns a submission is off here, for one user hands in for all)")
    _nbgrader(room.root, "collect", assignment)
    _say(out, "grade")
    surprises = _grade(room, everyone, assignment, out)
    _say(out, "release the feedback (nbgrader)")
    _nbgrader(room.root, "release_feedback", assignment)
    _show_pages(room, everyone, assignment, out)
    out.print(f"{time.monotonic() - began:.0f} s in all. Nothing outside {root} was touched; delete it when you like.")
    return 1 if surprises else 0


def _fit_for_this_machine(everyone: list[Student], out: Console) -> Iterator[Student]:
    found = protection()
    if found.level != "none":
        yield from everyone
        return
    out.print(f"No sandbox here ({found.reason}): the hostile submissions are left out.", style="yellow")
    yield from (student for student in everyone if not student.hostile)


def _nbgrader(folder: Path, *arguments: str) -> None:
    """Run one of nbgrader's commands in a folder; what it says is shown only if it fails."""
    command = [str(Path(sys.executable).with_name("nbgrader")), *arguments]
    done = subprocess.run(command, cwd=folder, env=with_tools(), capture_output=True, text=True)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if "CRITICAL" in line or "ERROR" in line]
        raise BadInput(f"nbgrader {arguments[0]} failed: {(said or ['it says nothing'])[0]}")


def _by_command(student: Student, home: Path, assignment: str) -> None:
    _nbgrader(home, "fetch_assignment", assignment)
    work(home, assignment, lambda notebook: handed_in(student, notebook, module_name(assignment)))
    _nbgrader(home, "submit", assignment, f"--student={student.id}")


def _by_exchange(homes: dict[Student, Path], assignment: str) -> None:
    """What the two commands do, by the same classes."""
    for student, folder in homes.items():
        hand_in(student.id, folder, assignment, partial(handed_in, student, module=module_name(assignment)))


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

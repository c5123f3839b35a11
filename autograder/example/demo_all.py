"""A class through every lesson in a temporary classroom, and at the end a table with a class report for each."""

import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table

from autograder.bad_input import BadInput
from autograder.classroom.classroom import Classroom
from autograder.examiner.exam import module_name
from autograder.example.stage import classroom, database, exchange, hand_in, home
from autograder.example.whole_class import Work, class_of
from autograder.show import with_tools
from autograder.verdicts import Judgement
from autograder.weaving.released import assignments, names, released


@dataclass(frozen=True)
class Taken:
    """How a lesson went: who handed in what, what came of it, the report, and how long it took."""

    assignment: str
    works: list[Work]
    judgements: dict[str, Judgement]
    report: Path
    seconds: float

    @property
    def surprises(self) -> list[str]:
        """Those who got what their work is not worth, and what they did not get."""
        found = [(work, self.judgements[work.student]) for work in self.works]
        return [f"{work.student} {_got(judgement)}" for work, judgement in found if work.surprising(judgement)]


def demo_all(lessons: list[str] | None = None, db_url: str | None = None) -> int:
    """Teach and grade all lessons, or these; 0 if everybody earned what they should. `db_url`: see `demo`."""
    out, began = Console(), time.monotonic()
    lessons = lessons or assignments()
    root = Path(tempfile.mkdtemp(prefix="course-"))
    out.print(f"[bold]A class takes {len(lessons)} lessons[/bold], in {root}")
    out.print("nbgrader's own steps in one process, as formgrader's buttons call them; `make demo` has the commands")
    room = classroom(root, (settings := exchange(root)) + database(db_url))
    steps, taken, homes = _nbgrader(room), [], {}
    for lesson in lessons:
        out.print(f"[cyan]…[/cyan] {lesson}: generate, release, fetch, work, submit, collect, grade, give feedback")
        works = class_of(module_name(lesson), names(released(lesson), "answer"))
        homes = homes or {work.student: home(root, work.student, settings) for work in works}
        taken.append(_take(lesson, works, homes, room, steps))
    _print(taken, out)
    out.print(f"{time.monotonic() - began:.0f} s in all. Nothing outside {root} was touched; delete it when you like.")
    return 1 if any(each.surprises for each in taken) else 0


def _take(lesson: str, works: list[Work], homes: dict[str, Path], room: Classroom, steps) -> Taken:
    """One lesson, from its source to the feedback in the students' hands."""
    from autograder.classroom.grade import grade
    from autograder.reporting.report import report

    began = time.monotonic()
    _do(steps.generate_assignment, lesson)
    _do(steps.release_assignment, lesson)
    for work in works:
        hand_in(work.student, homes[work.student], lesson, work.fill)
    _do(steps.collect, lesson)
    found = {each.student: each.judgement for each in grade(room, lesson)}
    _do(steps.release_feedback, lesson)
    return Taken(lesson, works, found, report(room, lesson), time.monotonic() - began)


def _got(judgement: Judgement) -> str:
    missed = [each for each in judgement.verdicts if each.outcome != "passed"]
    return "; ".join(f"{each.grade_id} {each.outcome}: {each.message}" for each in missed) or "passed everything"


def _nbgrader(room: Classroom):
    """nbgrader's own programming interface on the classroom."""
    import logging

    from nbgrader.apps.api import NbGraderAPI

    from autograder.classroom.gradebook import course

    logging.getLogger("traitlets").setLevel(logging.ERROR)
    found = course(room.root)
    os.environ.update(with_tools())  # It calls alembic by name.
    return NbGraderAPI(found, config=found.config, log_level=logging.ERROR)


def _do(step, lesson: str) -> None:
    result = step(lesson)
    if not result["success"]:
        said = (result.get("error") or result.get("log") or "it says nothing").strip().splitlines()[-1]
        raise BadInput(f"nbgrader {step.__name__} {lesson} failed: {said}")


def _print(taken: list[Taken], out: Console) -> None:
    columns = ("handed in", "all right", "mean points", "mistakes named", "seconds")
    table = Table(Column("lesson", no_wrap=True), *columns, box=None, pad_edge=False)
    for each in taken:
        table.add_row(each.assignment, *_row(each), f"{each.seconds:.0f}")
    out.print(table)
    for each in taken:
        out.print(f"class report: {each.report}", soft_wrap=True, highlight=False)
    for each in taken:
        for surprise in each.surprises:
            out.print(f"{each.assignment}: not what the work is worth: {surprise}", style="red", markup=False)


def _row(taken: Taken) -> tuple[str, ...]:
    """How many handed in, how many have all points, the mean, and how many of the mistakes were named."""
    found = taken.judgements.values()
    right = sum(each.points == each.max_points for each in found)
    made = [work for work in taken.works if work.mistake]
    named = [work for work in made if any(v.mistake for v in taken.judgements[work.student].verdicts)]
    mean = sum(each.points for each in found) / len(found)
    most = next(iter(found)).max_points
    return str(len(found)), str(right), f"{mean:.1f} of {most:g}", f"{len(named)} of {len(made)}"

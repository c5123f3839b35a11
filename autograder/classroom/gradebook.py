"""nbgrader's gradebook: only what grading writes, through nbgrader's own API, in one transaction."""

import logging
import math
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import BaseCell, Comment, Grade, Gradebook, InvalidEntry, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, OperationalError, SQLAlchemyError

from autograder.bad_input import BadInput
from autograder.classroom.configured import MISCONFIGURED, configured, misconfigured

# nbgrader would show the traceback of what we say in a line.
logging.getLogger("tornado.application").addHandler(logging.NullHandler())
# A time zone is looked for as a file, and who handed in a submission may have written its timestamp too.
A_PATH = re.compile(r"(^|\s)[/~]|\.\.")
# What another program's writing does to ours: the same student added, a lock, a deadlock.
INTERFERENCE = (InvalidEntry, IntegrityError, OperationalError)
TRIES = 5


@dataclass(frozen=True)
class Score:
    """One graded cell: its points, or None where a person must give them."""

    grade_id: str
    points: float | None


@dataclass(frozen=True)
class Entry:
    """What is written for one student; `untouched` names the answer cells that are as they were given out."""

    student: str
    scores: tuple[Score, ...]
    answers: tuple[str, ...]
    untouched: frozenset[str]
    timestamp: datetime | None


def course(root: Path) -> CourseDirectory:
    """The course directory as nbgrader's commands in the folder `root` see it."""
    config = configured(root)
    try:
        return CourseDirectory(config=config, root=str(root))
    except MISCONFIGURED as error:
        raise misconfigured(root, error) from None


def late_penalties(course: CourseDirectory) -> AssignLatePenalties:
    """The classroom's rule for late hand-ins; BadInput where its settings, or its plugin, cannot be used."""
    try:
        found = AssignLatePenalties(config=course.config)
        found.init_plugin()
    except MISCONFIGURED as error:
        raise misconfigured(Path(course.root), error) from None
    return found


def record(
    course: CourseDirectory, assignment: str, entries: Iterable[Entry], penalties: AssignLatePenalties | None = None
) -> None:
    """Write all entries and commit them at once; manual scores, comments and extensions stay as they are."""
    penalties = penalties or late_penalties(course)
    try:
        with book(course) as gradebook:
            _write_all(gradebook, assignment, tuple(entries), penalties)
    except MissingEntry as error:
        raise BadInput(f"the gradebook lacks what was released ({error}); {_generate(assignment)}") from None


def require_assignment(course: CourseDirectory, assignment: str) -> None:
    """Raise BadInput where the gradebook does not know the assignment."""
    try:
        with book(course) as gradebook:
            gradebook.find_notebook(assignment, assignment)
    except MissingEntry:
        raise BadInput(
            f"the gradebook has no assignment {assignment!r} with a notebook of that name; {_generate(assignment)}"
        ) from None


@contextmanager
def book(course: CourseDirectory) -> Iterator[Gradebook]:
    """The gradebook of a course; one that is not to be had is the caller's bad input."""
    try:
        _require_file(course)
        with Gradebook(course.db_url, course.course_id) as found:
            yield found
    except ImportError as error:
        install = "for PostgreSQL `uv sync --extra postgresql` or `pip install psycopg2-binary`"
        raise BadInput(f"{_place(course)}: {error}; run {install}") from None
    except (SQLAlchemyError, InvalidEntry) as error:  # nbgrader puts some of the first into the second
        what = str(error).splitlines()[0]
        free = "; another program holds it, when it is done the same command goes on" if "is locked" in what else ""
        raise BadInput(f"{_place(course)}: {what}{free}") from None


def _require_file(course: CourseDirectory) -> None:
    """nbgrader would make an empty gradebook where there is none, and is not asked to here."""
    url = make_url(course.db_url)
    if url.get_backend_name() != "sqlite":
        return
    file = Path(url.database or "")
    if not file.is_file() or not file.stat().st_size:
        raise BadInput(f"{file}: there is no gradebook; {_generate('ASSIGNMENT')}")


def timestamp(text: str) -> datetime | None:
    """The time in a timestamp.txt, as nbgrader reads it, or None."""
    if not text.strip() or A_PATH.search(text):
        return None
    try:
        with warnings.catch_warnings(action="ignore"):  # an unknown time zone is no news for the teacher
            return parse_utc(text.strip())
    except (ValueError, OverflowError):
        return None


@contextmanager
def _one_commit(gradebook: Gradebook) -> Iterator[None]:
    """Inside, nbgrader's many commits are flushes; all is committed at the end, or nothing."""
    commit = gradebook.db.commit
    gradebook.db.commit = gradebook.db.flush
    try:
        yield
        commit()
    finally:
        gradebook.db.commit = commit
        gradebook.db.rollback()


def _write_all(gradebook: Gradebook, assignment: str, entries: Sequence[Entry], penalties: AssignLatePenalties) -> None:
    """All entries in one commit; where another program's writing came between, all of them once more."""
    for again in reversed(range(TRIES)):
        try:
            with _one_commit(gradebook):
                for entry in entries:
                    score = _write(gradebook, assignment, entry)
                    _penalise(gradebook, assignment, entry.student, score, penalties)
            return
        except INTERFERENCE:
            if not again:
                raise


def _write(gradebook: Gradebook, assignment: str, entry: Entry) -> float:
    """Write an entry; gives back the score, a person's points included."""
    gradebook.update_or_create_student(entry.student)
    when = {"timestamp": entry.timestamp} if entry.timestamp else {}
    with gradebook.db.no_autoflush:  # half a submission is no row yet
        gradebook.update_or_create_submission(assignment, entry.student, **when)
    grades, comments = (_by_name(gradebook, kind, assignment, entry.student) for kind in (Grade, Comment))
    for score in entry.scores:
        grade = grades.get(score.grade_id) or gradebook.find_grade(
            score.grade_id, assignment, assignment, entry.student
        )
        grade.auto_score = score.points
        grade.needs_manual_grade = score.points is None or grade.manual_score is not None
    for name in entry.answers:
        comment = comments.get(name) or gradebook.find_comment(name, assignment, assignment, entry.student)
        comment.auto_comment = "No response." if name in entry.untouched else None
    gradebook.db.flush()
    return sum(map(_points, grades.values()))


def _by_name(gradebook: Gradebook, kind: type, assignment: str, student: str) -> dict[str, Any]:
    """All grades, or comments, of a student's notebook in one query, where nbgrader's API takes one for each."""
    notebook = gradebook.find_submission_notebook(assignment, assignment, student)
    # The table's index begins with the cell: without the cells' names to go by, all rows of the course are read.
    cells = select(BaseCell.id).where(BaseCell.notebook_id == notebook.notebook_id)
    rows = gradebook.db.query(BaseCell.name, kind).join(kind.cell)
    return dict(rows.filter(kind.notebook_id == notebook.id, kind.cell_id.in_(cells)).all())


def _penalise(
    gradebook: Gradebook, assignment: str, student: str, score: float, penalties: AssignLatePenalties
) -> None:
    """The late penalty by the classroom's plugin, as nbgrader's own step gives it."""
    gradebook.db.expire_all()
    notebook = gradebook.find_submission_notebook(assignment, assignment, student)
    late = gradebook.find_submission(assignment, student).total_seconds_late
    notebook.late_submission_penalty = _penalty(penalties.plugin_inst, student, score, late) if late > 0 else None
    gradebook.db.flush()


def _penalty(plugin: Any, student: str, score: float, late: float) -> float | None:
    """What the plugin takes, at least nothing and at most the score; BadInput where it fails: it is the teacher's."""
    try:
        found = plugin.late_submission_penalty(student, score, late)
        if found is None:
            return None
        if math.isnan(found):
            raise ValueError("the penalty is nan")
        return min(max(float(found), 0.0), score)
    except MISCONFIGURED as error:
        what = f"{type(plugin).__name__}, which gives the late penalties, fails for {student!r}"
        raise BadInput(
            f"{what}: {type(error).__name__}: {error}; nothing is recorded, mend it and run this again"
        ) from None


def _points(grade: Grade) -> float:
    """A cell's points as nbgrader's own sum takes them; that one reads the grades of the whole course."""
    given = grade.auto_score if grade.manual_score is None else grade.manual_score
    return 0.0 if given is None else given + (grade.extra_credit or 0.0)


def _place(course: CourseDirectory) -> str:
    """Where the gradebook is, without the password."""
    try:
        return make_url(course.db_url).render_as_string()
    except ArgumentError:
        return "c.CourseDirectory.db_url"


def _generate(assignment: str) -> str:
    return f"run `nbgrader generate_assignment {assignment}`"

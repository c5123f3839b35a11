"""The grades of an assignment as the gradebook has them, for those who take them elsewhere."""

from dataclasses import dataclass

from nbgrader.api import Assignment, Gradebook, MissingEntry, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import func

from autograder.bad_input import BadInput


@dataclass(frozen=True)
class Grade:
    """A student's points on an assignment, late penalty taken off; `waits` where a person must still give some."""

    student: str
    points: float
    most: float
    waits: bool


def grades(gradebook: Gradebook, assignment: str) -> dict[str, Grade]:
    """The grade of each student who handed something in; BadInput where the gradebook has no such assignment."""
    try:
        gradebook.find_assignment(assignment)
    except MissingEntry:
        known = ", ".join(each.name for each in gradebook.assignments) or "none"
        raise BadInput(f"the gradebook has no assignment {assignment!r}; it has: {known}") from None
    late = penalties(gradebook, assignment)
    return {
        each["student"]: Grade(
            each["student"],
            max(0.0, each["score"] - late.get(each["student"], 0.0)),
            each["max_score"],
            bool(each["needs_manual_grade"]),
        )
        for each in gradebook.submission_dicts(assignment)
    }


def penalties(gradebook: Gradebook, assignment: str) -> dict[str, float]:
    """What each student who handed something in loses for being late."""
    # nbgrader's own `late_submission_penalty` asks the database anew for each student.
    total = func.sum(SubmittedNotebook.late_submission_penalty)
    rows = (
        gradebook.db.query(SubmittedAssignment.student_id, total)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .filter(Assignment.name == assignment)
        .group_by(SubmittedAssignment.student_id)
    )
    return {student: points or 0.0 for student, points in rows}


def names(gradebook: Gradebook) -> dict[str, set[str]]:
    """The students who go by a name, in small letters: an id, an address, a full name, a platform's id."""
    found = {}
    for student in gradebook.student_dicts():
        full_name = f"{student['first_name'] or ''} {student['last_name'] or ''}"
        for name in (student["id"], student["email"], student["lms_user_id"], full_name.strip()):
            if name:
                found.setdefault(name.strip().casefold(), set()).add(student["id"])
    return found

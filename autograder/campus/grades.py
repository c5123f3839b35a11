"""The grades of an assignment as the gradebook has them, for those who take them elsewhere."""

from dataclasses import dataclass

from nbgrader.api import Gradebook, MissingEntry

from autograder.bad_input import BadInput


@dataclass(frozen=True)
class Grade:
    """A student's points on an assignment, late penalty taken off; `waits` where a person must still give some."""

    student: str
    points: float
    most: float
    waits: bool


def grades(gradebook: Gradebook, assignment: str) -> dict[str, Grade]:
    """The grade of each student who handed something in."""
    try:
        submissions = gradebook.assignment_submissions(assignment)
    except MissingEntry:
        known = ", ".join(each.name for each in gradebook.assignments) or "none"
        raise BadInput(f"the gradebook has no assignment {assignment!r}; it has: {known}") from None
    late = {each.student_id: each.late_submission_penalty or 0.0 for each in submissions}
    return {
        each["student"]: Grade(
            each["student"],
            max(0.0, each["score"] - late[each["student"]]),
            each["max_score"],
            bool(each["needs_manual_grade"]),
        )
        for each in gradebook.submission_dicts(assignment)
    }


def names(gradebook: Gradebook) -> dict[str, set[str]]:
    """The students who go by a name, in small letters: an id, an address, a full name, a platform's id."""
    found = {}
    for student in gradebook.student_dicts():
        full_name = f"{student['first_name'] or ''} {student['last_name'] or ''}"
        for name in (student["id"], student["email"], student["lms_user_id"], full_name.strip()):
            if name:
                found.setdefault(name.strip().casefold(), set()).add(student["id"])
    return found

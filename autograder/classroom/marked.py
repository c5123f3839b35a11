"""What a person gave and wrote in formgrader: points and comments, by student and cell."""

from nbgrader.api import Assignment, BaseCell, Comment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.coursedir import CourseDirectory

from autograder.classroom.feedback import Mark
from autograder.classroom.gradebook import book


def marked(course: CourseDirectory, assignment: str) -> dict[str, dict[str, Mark]]:
    """The marks of each student on an assignment, by the cell's grade id."""
    with book(course) as gradebook:
        comments = _rows(gradebook, assignment, Comment, Comment.manual_comment)
        points = _rows(gradebook, assignment, Grade, Grade.manual_score)
    found: dict[str, dict[str, Mark]] = {}
    for student, cell, comment in comments:
        found.setdefault(student, {})[cell] = Mark(comment=comment)
    for student, cell, score in points:
        own = found.setdefault(student, {})
        own[cell] = Mark(score, own.get(cell, Mark()).comment)
    return found


def _rows(gradebook: Gradebook, assignment: str, kind, column) -> list[tuple]:
    """(student, grade id, value) wherever a person filled the column; one query for the class, as a class is large."""
    return (
        gradebook.db.query(SubmittedAssignment.student_id, BaseCell.name, column)
        .select_from(kind)
        .join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(BaseCell, kind.cell_id == BaseCell.id)
        .filter(Assignment.name == assignment, column.isnot(None))
        .all()
    )

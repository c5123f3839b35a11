"""Ways out of the gradebook for `nbgrader export --exporter=...`: a safe CSV, and a platform's own sheet filled in."""

from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Unicode

from autograder.bad_input import BadInput
from autograder.campus.csv_file import Table, read, text
from autograder.campus.fill_in import Choice, Filled, fill_in
from autograder.campus.grades import grades, names, penalties
from autograder.notebooks.notebook import write

# nbgrader's own columns, and whether a person must still give points.
COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score", "needs_manual_grade"),
)


class GradesCsv(ExportPlugin):
    """nbgrader's table of grades, quoted where need be, with no cell that a spreadsheet would run as a formula."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the grades of the chosen assignments and students, or of all, to `--to`."""
        chosen, who = {str(each) for each in self.assignment}, {str(each) for each in self.student}
        rows = [
            row
            for assignment in gradebook.assignments
            if not chosen or assignment.name in chosen
            for row in _rows(gradebook, assignment)
            if not who or row[COLUMNS.index("student_id")] in who
        ]
        write(Path(self.to or "grades.csv"), text(Table(COLUMNS, tuple(rows))))


class FilledSheet(ExportPlugin):
    """A sheet that Canvas or Moodle exported, with the points of one assignment filled in."""

    sheet = Unicode("", help="the sheet as it was exported").tag(config=True)
    match = Unicode(None, allow_none=True, help="the column that names the students").tag(config=True)
    into = Unicode(None, allow_none=True, help="the column that takes the points").tag(config=True)
    scale = Bool(False, help="scale the points to the sheet's most points").tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write the filled sheet to `--to`; whoever was left out is named in the log."""
        if len(self.assignment) != 1 or not self.sheet or not self.to:
            self.exit("name one assignment by --assignment, the sheet by --FilledSheet.sheet, the new file by --to")
        try:
            choice = Choice(self.match, self.into, self.scale)
            filled = export(gradebook, str(self.assignment[0]), Path(self.sheet), Path(self.to), choice)
        except BadInput as error:
            self.exit(str(error))
        for note in filled.notes:
            self.log.warning(note)

    def exit(self, reason: str) -> None:
        """One line and no traceback, as our own commands have it."""
        self.log.error(reason)
        raise SystemExit(2)


def export(gradebook: Gradebook, assignment: str, sheet: Path, to: Path, choice: Choice) -> Filled:
    """Fill in the `sheet` and write it to another file."""
    table = read(sheet)
    if to.exists() and to.samefile(sheet):
        raise BadInput(f"{to}: is the sheet itself; write the filled one to another file")
    filled = fill_in(table, (assignment,), grades(gradebook, assignment), names(gradebook), choice)
    write(to, text(filled.table))
    return filled


def _rows(gradebook: Gradebook, assignment) -> list[tuple[str, ...]]:
    """A line a student, whether or not they handed something in."""
    given = {each["student"]: each for each in gradebook.submission_dicts(assignment.name)}
    late = penalties(gradebook, assignment.name)
    rows = []
    for student in gradebook.students:
        found, penalty = given.get(student.id, {}), late.get(student.id, 0.0)
        raw = found.get("score", 0.0)
        cells = (
            *(assignment.name, assignment.duedate, found.get("timestamp"), student.id),
            *(student.last_name, student.first_name, student.email),
            *(raw, penalty, max(0.0, raw - penalty), assignment.max_score, bool(found.get("needs_manual_grade"))),
        )
        rows.append(tuple("" if cell is None else str(cell) for cell in cells))
    return rows

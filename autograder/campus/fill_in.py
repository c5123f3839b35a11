"""A sheet that Canvas or Moodle exported, filled in with the gradebook's points; who was left out is named."""

from dataclasses import dataclass, replace

from autograder.bad_input import BadInput
from autograder.campus.csv_file import Table, harmless
from autograder.campus.grades import Grade
from autograder.campus.platforms import is_person, most_points, people_column, platform, points_column


@dataclass(frozen=True)
class Choice:
    """What the teacher says of a sheet: which column names people, which takes points, whether to scale these."""

    match: str | None = None
    into: str | None = None
    scale: bool = False


@dataclass(frozen=True)
class Filled:
    """A sheet with points in it: how many rows took them, and a line for each person or cell that needs a look."""

    table: Table
    count: int
    notes: tuple[str, ...]


def fill_in(
    table: Table, titles: tuple[str, ...], grades: dict[str, Grade], names: dict[str, set[str]], choice: Choice
) -> Filled:
    """The sheet with the `grades` in the column of the assignment that has these `titles`."""
    kind = platform(table)
    who = people_column(table, kind, set(names), choice.match)
    into = points_column(table, kind, titles, choice.into)
    rows, notes, met = [], [], set()
    for row, most in zip(table.rows, most_points(table, kind, into), strict=True):
        given = row[table.place(who)].strip()
        if not is_person(table, row):
            rows.append(row)
            continue
        grade, note = _grade_of(given, grades, names, met)
        if grade:
            cell = _points(grade, most, choice.scale)
            before = row[table.place(into)].strip()
            note = f"{given}: {before} became {cell}" if before and before != cell else ""
            row = _with_cell(row, table.place(into), cell)
        rows.append(row)
        notes += [note] if note else []
    missing = [f"{name}: graded, but not in the sheet" for name in grades if name not in met]
    count = sum(name in met and not grade.waits for name, grade in grades.items())
    return Filled(replace(table, rows=tuple(rows)), count, (*notes, *missing, *_escaped(table)))


def _grade_of(given: str, grades: dict[str, Grade], names: dict[str, set[str]], met: set[str]):
    """The grade that a row takes, or none and why."""
    students = names.get(given.casefold(), set())
    if not students:
        return None, f"{given or 'a row without a name'}: not in the gradebook"
    if len(students) > 1:
        return None, f"{given}: the gradebook has {' and '.join(sorted(students))} under that name"
    (student,) = students
    if student in met:
        raise BadInput(f"the sheet has two rows for {student!r}; leave one")
    if student not in grades:
        return None, f"{given}: handed in nothing; left as it is"
    met.add(student)
    if grades[student].waits:
        return None, f"{given}: a person must still give points; left as it is"
    return grades[student], ""


def _points(grade: Grade, most: float | None, scale: bool) -> str:
    """The cell's text: the sheet's most points must be the gradebook's, unless the teacher has them scaled."""
    if most is None or most == grade.most:
        return f"{grade.points:.6g}"
    if not scale:
        raise BadInput(
            f"the sheet gives at most {most:g} points, the gradebook {grade.most:g}; change the sheet, or use --scale"
        )
    return f"{grade.points * most / grade.most:.6g}"


def _with_cell(row: tuple[str, ...], place: int, cell: str) -> tuple[str, ...]:
    return (*row[:place], cell, *row[place + 1 :])


def _escaped(table: Table) -> list[str]:
    """A line for each cell that the written file has behind an apostrophe."""
    cells = [(0, cell) for cell in table.header]
    cells += [(place, cell) for place, row in enumerate(table.rows, start=1) for cell in row]
    return [
        f"row {place + 1}: {cell[:40]!r} was a formula, now it is text"
        for place, cell in cells
        if harmless(cell) != cell
    ]

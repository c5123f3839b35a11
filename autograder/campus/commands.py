"""What the commands `collect` and `export` do with a classroom, and what they print."""

import sys
from pathlib import Path

from autograder.campus.collect import collect as collected
from autograder.campus.csv_file import read
from autograder.campus.exporters import export as exported
from autograder.campus.fill_in import Choice
from autograder.campus.grades import names
from autograder.campus.senders import directory
from autograder.classroom.classroom import opened
from autograder.classroom.gradebook import book, course, require_assignment


def collect(folder: Path, assignment: str, source: Path, sheet: Path | None, add: bool, update: bool) -> int:
    """Take in what was handed in elsewhere, and name each file that was left; 1 if any was."""
    found = course(opened(folder).root)
    require_assignment(found, assignment)
    with book(found) as gradebook:
        known = directory(names(gradebook), read(sheet) if sheet else None)
    taken = collected(source, Path(found.root) / found.submitted_directory, assignment, known, add, update)
    print(f"{len(taken.students)} collected, {taken.same} there already, {len(taken.notes)} left out")
    return _named(taken.notes)


def export(folder: Path, assignment: str, sheet: Path, to: Path, choice: Choice) -> int:
    """Fill in a sheet, and name whoever was left out; 1 if anybody was."""
    with book(course(opened(folder).root)) as gradebook:
        filled = exported(gradebook, assignment, sheet, to, choice)
    print(f"{to}: {filled.count} of {len(filled.table.rows)} rows have their points")
    return _named(filled.notes)


def _named(notes: tuple[str, ...]) -> int:
    for note in notes:
        print(note, file=sys.stderr)
    return int(bool(notes))

"""Whose a handed-in file is: by the names that Moodle and Canvas give to files, or by a folder's or file's name."""

import re
from pathlib import PurePosixPath

from autograder.bad_input import BadInput
from autograder.campus.csv_file import Table
from autograder.campus.platforms import is_person

# Moodle: Ada Lovelace_4711_assignsubmission_file_/notebook.ipynb, or all in one name.
MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(file|onlinetext).*")
# Canvas: lovelaceada_LATE_7001_88123_04_delta_recursion-1.ipynb
CANVAS = re.compile(r"(?P<name>[^_/]+)_(LATE_)?(?P<number>\d+)_\d+_.+")
# In a sheet, the columns that say something of a person and that a path may say too.
SAID_OF_A_PERSON = (
    *("SIS Login ID", "SIS User ID", "Integration ID", "ID", "Student"),
    *("Username", "ID number", "Email address", "Identifier", "Full name"),
)


def names_in(path: PurePosixPath, assignment: str) -> list[str]:
    """What a path says of its sender, the surest first."""
    for pattern in (MOODLE, CANVAS):
        for part in path.parts:
            if found := pattern.fullmatch(part):
                return [found["number"], found["name"]]
    stem = path.name.removesuffix("".join(path.suffixes))
    bare = re.sub(rf"[\s_-]*{re.escape(assignment)}[\s_-]*", "", stem)
    return [each for each in (*path.parts[:-1][::-1], bare) if each and each != assignment]


def directory(names: dict[str, set[str]], sheet: Table | None) -> dict[str, set[str]]:
    """The students who go by a name: the gradebook's names, and what a platform's `sheet` says of the same people."""
    found = {name: set(students) for name, students in names.items()}
    for row in sheet.rows if sheet else ():
        if not is_person(sheet, row):
            continue
        said = {_plain(row[sheet.place(column)]) for column in SAID_OF_A_PERSON if column in sheet.header} - {""}
        students = set().union(*(names.get(each, set()) for each in said))
        if len(students) == 1:
            for each in said:
                found.setdefault(each, set()).update(students)
    return found


def sender(path: PurePosixPath, assignment: str, known: dict[str, set[str]], add: bool) -> str:
    """The student whose file this is; BadInput says why there is none. With `add` a new name is a new student."""
    said = names_in(path, assignment)
    for each in said:
        students = known.get(_plain(each), set())
        if len(students) > 1:
            raise BadInput(f"{path}: {each!r} may be {' or '.join(sorted(students))}")
        if students:
            return next(iter(students))
    if not said:
        raise BadInput(f"{path}: nothing in the path names a student")
    if not add:
        raise BadInput(f"{path}: nobody in the gradebook is called {' or '.join(map(repr, said))}")
    return _fit_for_a_folder(said[-1], path)


def _fit_for_a_folder(name: str, path: PurePosixPath) -> str:
    """A student's id is a folder's name; nothing that could lead elsewhere."""
    if not re.fullmatch(r"[\w@][\w@.+ -]{0,100}", name):
        raise BadInput(f"{path}: {name!r} cannot be a student's id; use letters, digits and . _ - @ +")
    return name


def _plain(name: str) -> str:
    """A name in small letters, with Moodle's `Participant 11` as 11 and Canvas' `Last, First` as first last."""
    name = name.strip().casefold().removeprefix("participant ")
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma else name

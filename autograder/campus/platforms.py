"""How Canvas and Moodle set out their sheets: which columns name a person, and where the most points stand."""

from dataclasses import dataclass

from autograder.bad_input import BadInput
from autograder.campus.csv_file import Table, number


@dataclass(frozen=True)
class Platform:
    """A kind of sheet: it has all columns in `told_by`; those in `people` may name a person, the likeliest first."""

    name: str
    told_by: frozenset[str]
    people: tuple[str, ...]
    # The column that takes the points of every assignment, where it is always the same.
    points: str = ""
    # The column that says the most points row by row.
    most: str = ""


CANVAS = Platform(
    "Canvas", frozenset({"Student", "ID", "Section"}), ("SIS Login ID", "SIS User ID", "Integration ID", "ID")
)
WORKSHEET = Platform(
    "Moodle's grading worksheet",
    frozenset({"Identifier", "Grade"}),
    ("Username", "ID number", "Email address", "Identifier"),
    points="Grade",
    most="Maximum Grade",
)
GRADER_REPORT = Platform("Moodle's grades", frozenset({"Email address"}), ("Username", "ID number", "Email address"))
PLATFORMS = (CANVAS, WORKSHEET, GRADER_REPORT)
OTHER = Platform("a sheet", frozenset(), ())
# Canvas writes these where a person's name should be.
NOBODY = ("points possible", "student, test")


def platform(table: Table) -> Platform:
    """The kind of sheet that a table is."""
    return next((each for each in PLATFORMS if each.told_by <= set(table.header)), OTHER)


def is_person(table: Table, row: tuple[str, ...]) -> bool:
    """Whether a row stands for a person: Canvas has others for the most points, for what it posts, and for a test."""
    if "Student" not in table.header:
        return True
    name = row[table.place("Student")].strip().casefold()
    return bool(name) and name not in NOBODY


def points_column(table: Table, kind: Platform, titles: tuple[str, ...], wanted: str | None) -> str:
    """The column for the points of an assignment that has these `titles`, or the `wanted` one."""
    if wanted is not None:
        return _there(table, wanted)
    if kind.points:
        return kind.points
    found = [name for name in table.header if any(title.casefold() in name.casefold() for title in titles)]
    if len(found) != 1:
        many = f"{len(found)} columns are" if found else "no column is"
        raise BadInput(f"{many} named after {titles[0]!r}; choose one by --into: {_columns(table)}")
    return found[0]


def people_column(table: Table, kind: Platform, known: set[str], wanted: str | None) -> str:
    """The column in which most rows name somebody `known`, or the `wanted` one."""
    if wanted is not None:
        return _there(table, wanted)
    # Of a sheet that we do not know any column may be it.
    candidates = [name for name in kind.people or table.header if name in table.header]
    counted = {name: sum(cell.strip().casefold() in known for cell in table.column(name)) for name in candidates}
    best = max(counted, key=counted.get, default=None)
    if not best or not counted[best]:
        raise BadInput(f"no column of the sheet names a student of the gradebook; choose by --match: {_columns(table)}")
    return best


def most_points(table: Table, kind: Platform, column: str) -> list[float | None]:
    """The most points that the sheet knows for each row's cell in a `column`, None where it does not say so."""
    if kind.most in table.header:
        return [number(cell) for cell in table.column(kind.most)]
    names = [name.strip().casefold() for name in table.column("Student")] if kind is CANVAS else []
    most = number(table.column(column)[names.index(NOBODY[0])]) if NOBODY[0] in names else None
    return [most] * len(table.rows)


def _there(table: Table, column: str) -> str:
    if column not in table.header:
        raise BadInput(f"the sheet has no column {column!r}; it has: {_columns(table)}")
    return column


def _columns(table: Table) -> str:
    return ", ".join(name for name in table.header if name)

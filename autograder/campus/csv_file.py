"""A file of comma-separated values as rows of text, and back to the same kind of file, without live formulas."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from autograder.bad_input import BadInput

LIMIT_MB = 50
# A spreadsheet takes a cell that begins with one of these for a formula, which may send data away.
FORMULA = tuple("=+-@\t\r")


@dataclass(frozen=True)
class Table:
    """The cells of a file, its first row the `header`, and how it was written."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","
    mark: bool = False

    def place(self, column: str) -> int:
        """Where a column stands."""
        return self.header.index(column)

    def column(self, name: str) -> list[str]:
        """The cells of a column, one a row."""
        place = self.place(name)
        return [row[place] for row in self.rows]


def read(path: Path) -> Table:
    """The table in a file; rows that are too short are filled up with empty cells."""
    text = _text(path)
    delimiter = max(",;\t", key=text.splitlines()[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise BadInput(f"{path}: not a sheet of comma-separated values: {error}") from None
    header = tuple(cell.strip() for cell in rows[0])
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice:
        raise BadInput(f"{path}: two columns are called {twice!r}; rename one")
    if any(len(row) > len(header) for row in rows):
        raise BadInput(f"{path}: a row has more cells than the first row; export the sheet anew as CSV")
    whole = (tuple(row) + ("",) * (len(header) - len(row)) for row in rows[1:] if any(row))
    return Table(header, tuple(whole), delimiter, _text_mark(path))


def text(table: Table) -> str:
    """The file's text, each cell that a spreadsheet would run made plain text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=table.delimiter, lineterminator="\r\n")
    writer.writerow(map(harmless, table.header))
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return ("\ufeff" if table.mark else "") + out.getvalue()


def harmless(cell: str) -> str:
    """The cell, behind an apostrophe if a spreadsheet would take it for a formula; numbers stay numbers."""
    return cell if not cell.startswith(FORMULA) or number(cell) is not None else f"'{cell}"


def number(cell: str) -> float | None:
    """The number in a cell, or None."""
    try:
        return float(cell)
    except ValueError:
        return None


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LIMIT_MB * 1_000_000:
            raise BadInput(f"{path}: more than {LIMIT_MB} MB, no sheet of grades")
        found = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path}: not UTF-8 text; export the sheet as CSV in UTF-8") from None
    if not found.strip():
        raise BadInput(f"{path}: an empty file")
    return found


def _text_mark(path: Path) -> bool:
    with open(path, "rb") as file:
        return file.read(3) == b"\xef\xbb\xbf"

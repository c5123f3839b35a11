"""The teachers' guide with its tables, made from lessons, mistakes and solutions: what stands between its marks."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module

from autograder import mistakes
from autograder.bad_input import BadInput
from autograder.mistakes.catalogue import WORDS
from autograder.weaving.lessons import Cell, Lesson
from autograder.weaving.plan import numbers
from autograder.weaving.sheet import SHEET

PLACE = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def guide(text: str, lessons: list[Lesson]) -> str:
    """The guide's `text` with each of its tables made anew."""
    tables = {"lessons": schedule, "numbers": pencilled, "mistakes": caught, "sheet": met}
    found = [name for _, name, _ in PLACE.findall(text)]
    if sorted(found) != sorted(tables):
        raise BadInput(f"the guide has places for {', '.join(found) or 'no table'}; it needs {', '.join(tables)}")
    return PLACE.sub(lambda place: f"{place[1]}{_lines(tables[place[2]](lessons))}\n{place[3]}", text)


def schedule(lessons: list[Lesson]) -> Iterator[tuple[str, ...]]:
    """Each lesson with its minutes, the points that tests give, and the cells that a person reads."""
    yield "lesson", "minutes", "points by tests", "points by hand, for"
    for lesson in lessons:
        by_hand = [f"`{cell.name}` {cell.points:g}" for cell in lesson.cells if cell.role == "written"]
        tested = sum(cell.points for cell in lesson.cells if cell.role == "test")
        yield lesson.title, str(lesson.minutes), f"{tested:g}", ", ".join(by_hand)


def pencilled(lessons: list[Lesson]) -> Iterator[tuple[str, ...]]:
    """Each number that a lesson asks of a pencil, with the wrong ones, if any are known, and what each is asked."""
    yield "lesson § section", "number", "right", "wrong: what the check asks"
    for lesson in lessons:
        known = getattr(import_module(f"solutions.{lesson.module}"), "NUMBERS", {})
        for section, name in _asked_for(lesson):
            right, wrong = known[name]
            asked = [f"{_plain(each)}: {question}" for each, question in wrong.items()]
            yield f"{_number(lesson)} § {section}", f"`{name}`", _plain(right), "<br>".join(asked) or "-"


def caught(lessons: list[Lesson]) -> Iterator[tuple[str, ...]]:
    """Each mistake of the catalogue with the functions whose tests catch it, and the name that it has there."""
    yield "no.", "mistake", "caught in (lesson: function, name)"
    for number, words in WORDS.items():
        places = [place for lesson in lessons if (place := _caught_in(lesson, number))]
        yield str(number), words, "<br>".join(places)


def met(lessons: list[Lesson]) -> Iterator[tuple[str, ...]]:
    """Each equation and each slip of the sheet with the code cells that meet it: section, and first line."""
    yield "sheet", "it says", "met in (lesson § section: the cell's first line)"
    for name, words in SHEET.items():
        places = [
            f"{_number(lesson)} § {section}: `{first_line(cell)}`"
            for lesson in lessons
            for section, cell in sections(lesson)
            if name in cell.meets
        ]
        yield name, words, "<br>".join(places)


def sections(lesson: Lesson) -> Iterator[tuple[str, Cell]]:
    """Every cell with the heading of the section in which it stands."""
    heading = ""
    for cell in lesson.cells:
        if cell.kind == "markdown":
            heading = next(reversed(re.findall(r"^## (.+?)(?: \(\d+ min.*)?$", cell.source, re.MULTILINE)), heading)
        yield heading, cell


def first_line(cell: Cell) -> str:
    """The line with which a code cell's first statement begins."""
    statement = ast.parse(cell.source).body[0]
    return cell.source.split("\n")[statement.lineno - 1].strip()


def _asked_for(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """The names of the numbers that a lesson asks for, each with its section."""
    for section, cell in sections(lesson):
        yield from ((section, name) for name in numbers(cell))


def _plain(value: object) -> str:
    """A number, or several in brackets, as one writes them."""
    if isinstance(value, tuple):
        return f"({', '.join(map(_plain, value))})"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _caught_in(lesson: Lesson, number: int) -> str:
    known = [mistake for mistake in mistakes.all_of(lesson.module) if mistake.number == number]
    found = "; ".join(f"{', '.join(f'`{name}`' for name in each.of)} {each.name}" for each in known)
    return f"{_number(lesson)}: {found}" if found else ""


def _number(lesson: Lesson) -> str:
    return lesson.title.split()[0]


def _lines(rows: Iterator[tuple[str, ...]]) -> str:
    head, *rest = ([part.replace("|", r"\|") for part in row] for row in rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rest))

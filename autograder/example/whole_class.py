"""A class for any lesson: the right ones write in other styles, the others make the mistakes that are known."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from autograder import mistakes
from autograder.bad_input import BadInput
from autograder.example.damage import lost_metadata
from autograder.example.example_class import SOLUTIONS, SUBMISSIONS
from autograder.example.texts import defined, needs, standing_alone
from autograder.verdicts import Judgement, function_of
from autograder.weaving.fill import by_function, filled

STYLES = SUBMISSIONS.parent / "right_answers"
RIGHT = ("ada", "emmy", "sofia", "grace", "srinivasa")
WRONG = ("carl", "evariste", "gottfried", "isaac", "joseph", "leonhard", "pierre", "simon", "augustin", "kurt")
DIFFERENT = 7  # mistakes in a lesson: some make the same one, and the report says what to talk about


@dataclass(frozen=True)
class Work:
    """What a student hands in for a lesson: a text for each answer cell.

    `mistake` is made in the function `wrong`; `callers` are functions that call that one, and may fail with it.
    """

    student: str
    texts: dict[str, str]
    wrong: str = ""
    mistake: str = ""
    callers: tuple[str, ...] = ()
    damaged: bool = False

    def fill(self, notebook: dict) -> dict:
        """The released notebook as the student hands it in."""
        notebook = filled(notebook, self.texts)
        return lost_metadata(notebook) if self.damaged else notebook

    def surprising(self, judgement: Judgement) -> bool:
        """Did the student get what the work is not worth? A wrong function must fail a test of its own."""
        failed = {function_of(verdict.grade_id) for verdict in judgement.verdicts if verdict.outcome != "passed"}
        if not self.texts:
            return any(verdict.outcome == "passed" for verdict in judgement.verdicts)
        return failed - set(self.callers) != ({self.wrong} if self.wrong else set())


def class_of(module: str, functions: list[str]) -> list[Work]:
    """What the class hands in for the lesson with this module, which asks for these functions."""
    return [*_right(module, functions), *_wrong(module, functions), Work("blaise", {})]


def _right(module: str, functions: list[str]) -> Iterator[Work]:
    text, styles = _read(STYLES / f"{module}.py"), _styles(STYLES / f"{module}.py")
    for place, student in enumerate(RIGHT):
        names = {each: styles[each][place % len(styles[each])].__name__ for each in functions}
        yield Work(student, {each: standing_alone(text, name, each) for each, name in names.items()})
    yield Work("rosa", by_function(_read(SOLUTIONS / f"{module}.py"), functions), damaged=True)


def _wrong(module: str, functions: list[str]) -> Iterator[Work]:
    """A known mistake for each student, from all over the lesson; everything else is right."""
    text, solutions = _read(Path(mistakes.__file__).with_name(f"{module}.py")), _read(SOLUTIONS / f"{module}.py")
    # Some are made by a loop of the module: they have no text of their own.
    known = [(each, name) for each in mistakes.all_of(module) for name in each.of if each.name in defined(text)]
    for place, student in enumerate(WRONG):
        mistake, name = known[place % DIFFERENT * len(known) // DIFFERENT]
        # One that remembers is written as a function that makes it.
        answer = standing_alone(text, mistake.name, name, made=mistake.function.__name__ != mistake.name)
        callers = tuple(each for each in functions if each != name and name in needs(solutions, each))
        yield Work(student, by_function(solutions, functions) | {name: answer}, name, mistake.name, callers)


def _styles(path: Path) -> dict:
    spec = spec_from_file_location(f"_styles_{path.stem}", path)
    found = module_from_spec(spec)
    spec.loader.exec_module(found)
    return found.STYLES


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        what = "the class is part of the repository, not of an installed package"
        raise BadInput(f"{path}: no such file; {what}") from None

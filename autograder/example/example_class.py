"""A class of students kept as data: who hands in what, and what must come of it."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.example.damage import DAMAGES
from autograder.weaving.fill import by_function, filled
from autograder.weaving.released import names

SUBMISSIONS = Path(__file__).resolve().parents[2] / "tests" / "submissions"
SOLUTIONS = Path(__file__).resolve().parents[2] / "solutions"


@dataclass(frozen=True, eq=False)
class Student:
    """`fails` names the questions that must not pass, with the mistake to be named; `only` those that do, if few."""

    id: str
    why: str
    answers: tuple[str, ...]
    damage: str = ""
    fails: dict[str, str] = field(default_factory=dict)
    only: tuple[str, ...] | None = None
    hostile: bool = False

    def expected(self, questions: list[str]) -> dict[str, str | None]:
        """What must come of each question: None where it passes, else the mistake named, or ""."""
        if self.only is not None:
            return {name: None if name in self.only else "" for name in questions}
        return {name: self.fails.get(name) for name in questions}


def students(folder: Path = SUBMISSIONS) -> list[Student]:
    """The class in `expected.toml`."""
    path = folder / "expected.toml"
    if not path.is_file():
        raise BadInput(f"{path}: no such file; the class is part of the repository, not of an installed package")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["student"]
    return [Student(**{key: tuple(v) if isinstance(v, list) else v for key, v in row.items()}) for row in rows]


def handed_in(student: Student, notebook: dict, module: str, folder: Path = SUBMISSIONS) -> dict:
    """What `student` makes of the released `notebook`: filled in, and damaged on the way where that is their lot."""
    known, texts = names(notebook, "answer"), {}
    for name in student.answers:
        path = SOLUTIONS / f"{module}.py" if name == "solutions" else folder / name
        texts |= by_function(path.read_text(encoding="utf-8"), known)
    notebook = filled(notebook, texts)
    return DAMAGES[student.damage](notebook) if student.damage else notebook

"""A class of any size, the same for the same seed: right answers in many styles, known mistakes, no two texts alike."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import numpy as np

from autograder import mistakes
from autograder.examiner.exam import module_name
from autograder.example.example_class import handed_in, students
from autograder.example.texts import defined, standing_alone
from autograder.notebooks.notebook import dumps, write
from autograder.weaving.fill import filled
from autograder.weaving.released import names, released

MISTAKEN = 0.15  # Of a student's functions: with six to write, two students in three have something wrong.
Texts = dict[str, list[str]]


def hand_ins(assignment: str, count: int, seed: int = 0) -> Iterator[tuple[str, dict]]:
    """`count` students and their notebooks: those that the tests keep first, then as many as are wanted."""
    module, release = module_name(assignment), released(assignment)
    kept = [each for each in students() if not each.hostile and not each.damage] if module == KEPT else []
    for student in kept[:count]:
        yield student.id, handed_in(student, release, module)
    rng, right, wrong = np.random.default_rng(seed), right_texts(module), wrong_texts(module)
    for number in range(count - len(kept)):
        name = f"student-{number:06d}"
        texts = {each: _drawn(rng, right[each], wrong[each]) for each in names(release, "answer")}
        yield name, filled(release, {each: f"# {name}\n{text}" for each, text in texts.items()})


KEPT = "delta_recursion"  # The lesson that the students in tests/submissions took.


def hand_in(root: Path, assignment: str, count: int, seed: int = 0) -> None:
    """Put a class's notebooks into the folder `submitted` of a classroom."""
    for student, notebook in hand_ins(assignment, count, seed):
        folder = root / "submitted" / student / assignment
        folder.mkdir(parents=True)
        write(folder / f"{assignment}.ipynb", dumps(notebook))


def right_texts(module: str) -> Texts:
    """The right answers of tests/right_answers to each function, as cells."""
    home = import_module(f"right_answers.{module}")
    text = inspect.getsource(home)
    return {
        name: [standing_alone(text, style.__name__, name) for style in styles] for name, styles in home.STYLES.items()
    }


def wrong_texts(module: str) -> Texts:
    """The known mistakes in each function that are written out, as cells."""
    text = inspect.getsource(import_module(f"autograder.mistakes.{module}"))
    written, found = defined(text), {}
    for each in mistakes.all_of(module):
        if each.name in written:
            for name in each.of:
                found.setdefault(name, []).append(standing_alone(text, each.name, name, made=each.remembers))
    return found


def _drawn(rng: np.random.Generator, right: list[str], wrong: list[str]) -> str:
    choice = wrong if rng.random() < MISTAKEN else right
    return choice[int(rng.integers(len(choice)))]

"""The model proofs and rubrics of a lesson, read from its Markdown file in solutions."""

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.examiner.exam import module_name
from autograder.weaving.lessons import rooms

SECTION = re.compile(r"^## (\w+)$", re.MULTILINE)
PARTS = re.compile(r"^### Rubric$(?P<rubric>.*?)^### Model$(?P<model>.*)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Proof:
    """What earns points in a hand-graded cell, and an answer that earns them all."""

    rubric: str
    model: str


def proofs_of(assignment: str, solutions: Path | None = None) -> dict[str, Proof]:
    """The proofs in a lesson's file in `solutions`, by default the course's; without such a file none."""
    path = (solutions or rooms().solutions) / f"{module_name(assignment)}.md"
    return proofs(path.read_text(encoding="utf-8")) if path.is_file() else {}


def proofs(text: str) -> dict[str, Proof]:
    """The proofs in a file by the name of their cell; a section without rubric or model is left out."""
    _, *parts = SECTION.split(text)
    found = zip(parts[::2], map(PARTS.search, parts[1::2]), strict=True)
    return {name: Proof(part["rubric"].strip(), part["model"].strip()) for name, part in found if part}

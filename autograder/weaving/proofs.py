"""The model proofs and rubrics of a lesson, read from its Markdown file in solutions."""

import re
from dataclasses import dataclass

SECTION = re.compile(r"^## (\w+)$", re.MULTILINE)
PARTS = re.compile(r"^### Rubric$(?P<rubric>.*?)^### Model$(?P<model>.*)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Proof:
    """What earns points in a hand-graded cell, and an answer that earns them all."""

    rubric: str
    model: str


def proofs(text: str) -> dict[str, Proof]:
    """The proofs in a file by the name of their cell; a section without rubric or model is left out."""
    _, *parts = SECTION.split(text)
    found = zip(parts[::2], map(PARTS.search, parts[1::2]), strict=True)
    return {name: Proof(part["rubric"].strip(), part["model"].strip()) for name, part in found if part}

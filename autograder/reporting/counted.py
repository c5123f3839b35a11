"""A class in numbers: how each function went, which mistakes many share, which exercises tell students apart."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import correlation, mean

from autograder.examiner.exam import module_name
from autograder.mistakes import Mistake, of
from autograder.mistakes.catalogue import WORDS
from autograder.verdicts import Judgement, function_of

Class = dict[str, Judgement]
# With fewer on either side a difference is chance.
ENOUGH = 3
TO_DISCUSS = 5


@dataclass(frozen=True)
class Shared:
    """A known mistake and the students who made it; `words` say it in the catalogue's words, where it stands there."""

    function: str
    name: str
    equation: str
    ask: str
    words: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class Exercise:
    """How one function went: who has it right, the known mistakes, the commonest first, and who else is wrong."""

    name: str
    right: tuple[str, ...]
    mistakes: tuple[Shared, ...]
    otherwise: tuple[str, ...]


@dataclass(frozen=True)
class Separation:
    """How an exercise tells students apart: the mean share of all other points of those who passed, and of the others.

    `r` is the correlation of passing with those points.
    """

    name: str
    passed: float
    others: float
    r: float


def exercise(name: str, judgements: Class) -> Exercise:
    """How a function went: a student's mistake counts once, however many questions it cost."""
    mistakes, right, otherwise = defaultdict(list), [], []
    for student, judgement in judgements.items():
        verdicts = [each for each in judgement.verdicts if function_of(each.grade_id) == name]
        found = dict.fromkeys(each.mistake for each in verdicts if each.mistake)
        for each in found:
            mistakes[each].append(student)
        if all(each.outcome == "passed" for each in verdicts):
            right.append(student)
        elif not found and any(each.outcome == "failed" for each in verdicts):
            otherwise.append(student)
    known = {mistake.name: mistake for mistake in of(module_name(_assignment(judgements)), name)}
    shared = [_shared(name, each, known.get(each), students) for each, students in mistakes.items()]
    shared.sort(key=lambda each: -len(each.students))
    return Exercise(name, tuple(right), tuple(shared), tuple(otherwise))


def to_discuss(exercises: list[Exercise]) -> list[Shared]:
    """What is worth a word next lesson: the mistakes that more than one student made, the commonest first."""
    found = [each for one in exercises for each in one.mistakes if len(each.students) > 1]
    return sorted(found, key=lambda each: -len(each.students))[:TO_DISCUSS]


def separations(functions: list[str], judgements: Class) -> list[Separation]:
    """The exercises that enough passed and enough did not, the one that tells most first."""
    found = [each for name in functions if (each := _separation(name, judgements))]
    return sorted(found, key=lambda each: -each.r)


def share(judgement: Judgement) -> float:
    """The part of the points of the hidden tests that a student has."""
    return judgement.points / judgement.max_points if judgement.max_points else 0.0


def _separation(name: str, judgements: Class) -> Separation | None:
    passed, rest = [], []
    for judgement in judgements.values():
        own = [each for each in judgement.verdicts if function_of(each.grade_id) == name]
        others = [each for each in judgement.verdicts if function_of(each.grade_id) != name]
        most = sum(each.max_points for each in others)
        if not own or not most:
            return None
        passed.append(all(each.outcome == "passed" for each in own))
        rest.append(sum(each.points for each in others) / most)
    if min(passed.count(True), passed.count(False)) < ENOUGH or len(set(rest)) == 1:
        return None
    groups = [mean(part for part, ok in zip(rest, passed, strict=True) if ok is side) for side in (True, False)]
    return Separation(name, *groups, correlation([float(ok) for ok in passed], rest))


def _shared(function: str, name: str, mistake: Mistake | None, students: list[str]) -> Shared:
    if mistake is None:  # A judgement of an older version may name one that is gone.
        return Shared(function, name, "", "", "", tuple(students))
    words = WORDS.get(mistake.number, "")
    return Shared(function, name, mistake.equation, mistake.ask, words, tuple(students))


def _assignment(judgements: Class) -> str:
    return next(iter(judgements.values())).assignment

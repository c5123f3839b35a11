"""The hidden tests are tested: no mutant of a right answer that computes something else may pass them.

`python tests/mutation.py` runs every mutant and prints a table; with names of exercises, only theirs.
"""

import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chainrule.exercises import EXERCISES
from mutants.make import Mutant, mutants
from mutants.reasons import why
from mutants.trial import agrees, answers, bounded, made, survives, tree_of

LIST = Path(__file__).with_name("equivalent_mutants.toml")
ROW = "{:30}{:38}{:>8}{:>8}{:>12}{:>13}"


def plain(change: str) -> str:
    """A change without brackets and spaces, for each version of Python sets them in its own way."""
    return change.translate(str.maketrans("", "", "() "))


# The reason for each (answer, plain change) that is known to be right.
LISTED = {
    (answer, plain(change)): reason
    for reason, places in tomllib.loads(LIST.read_text(encoding="utf-8")).items()
    for answer, changes in places.items()
    for change in changes
}


@dataclass(frozen=True)
class Survivor:
    """A mutant of an `answer` that passes the hidden tests; `same` if it gives the answer's numbers wherever legal."""

    answer: str
    mutant: Mutant
    same: bool

    @property
    def reason(self) -> str:
        """Why it is right: it stands in the list, or a rule covers it; nothing, if it is not known to be right."""
        if not self.same:
            return ""
        return LISTED.get((self.answer, plain(self.mutant.change))) or why(self.mutant)

    def __str__(self) -> str:
        verdict = "the same numbers, for no known reason" if self.same else "OTHER NUMBERS, and the hidden tests pass"
        return f"{self.answer}, {self.mutant.kind}: {verdict}\n    {self.mutant.change}"


@dataclass(frozen=True)
class Run:
    """How many mutants of an `answer` to an `exercise` ran, and which of them survived."""

    exercise: str
    answer: str
    count: int
    survivors: list[Survivor]

    @property
    def unexplained(self) -> list[Survivor]:
        return [each for each in self.survivors if not each.reason]


def runs(exercise: str, sample: int | None = None) -> Iterator[Run]:
    """A run for each right answer to `exercise`, over all its mutants or a fixed `sample` of them."""
    for answer in answers(exercise):
        chosen = list(mutants(tree_of(answer)))
        if sample and sample < len(chosen):
            chosen = random.Random(answer.__name__).sample(chosen, sample)
        with bounded():
            alive = [(each, made(answer, each.source)) for each in chosen]
            alive = [(each, function) for each, function in alive if survives(exercise, function)]
            found = [Survivor(answer.__name__, each, agrees(exercise, answer, function)) for each, function in alive]
        yield Run(exercise, answer.__name__, len(chosen), found)


def needless(done: list[Run]) -> list[str]:
    """What is listed though it did not survive."""
    alive = {(each.answer, plain(each.mutant.change)) for run in done for each in run.survivors}
    return [
        f"{answer}, listed but not needed:\n    {change}" for answer, change in LISTED if (answer, change) not in alive
    ]


def main(wanted: list[str]) -> int:
    print(ROW.format("exercise", "answer", "mutants", "killed", "equivalent", "unexplained"))
    done = []
    for exercise in wanted or EXERCISES:
        for run in runs(exercise):
            done.append(run)
            print(_row(exercise, run.answer, [run]), flush=True)
    print(_row("all", "", done), end="\n\n")
    _print_reasons(done)
    faults = [each for run in done for each in run.unexplained] + ([] if wanted else needless(done))
    print(*faults, sep="\n")
    return 1 if faults else 0


def _row(exercise, answer, done):
    count = sum(run.count for run in done)
    alive = sum(len(run.survivors) for run in done)
    bad = sum(len(run.unexplained) for run in done)
    return ROW.format(exercise, answer, count, count - alive, alive - bad, bad)


def _print_reasons(done):
    reasons = Counter(each.reason for run in done for each in run.survivors if each.reason)
    for reason, count in reasons.most_common():
        print(f"{count:6}  {reason}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

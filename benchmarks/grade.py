"""How fast, and beside whom: python benchmarks/grade.py compares ways to grade the same hand-ins of a lesson.

Every command is timed as a whole process, once with few hand-ins and once with many; the difference is what one more
costs. A machine is not always as fast, so the floor is timed anew beside every way, and ratios are made of times of it.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import otter_home
from cost import Cost
from table import markdown, number
from ways import AUTOGRADE, AUTOGRADER, FEEDBACK, GRADE, GRADE_ON_TWO, JUDGING, OTTER, Turn, copied, rooms, turns

from autograder.show import with_tools


@dataclass(frozen=True)
class Row:
    """What a way costs: to start, and for each hand-in, in seconds and in `times` what the floor took beside it."""

    name: str
    start: float
    each: float
    times: float
    cpu: float | None
    megabytes: float
    points: float | None


def main() -> None:
    chosen = _arguments()
    print(f"{chosen.count} hand-ins of {chosen.assignment}; one core where nothing else is said\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="grade-") as folder:
        root = Path(folder)
        otter, why = (None, "left out") if chosen.without_otter else otter_home.install(chosen.cache)
        rooms(root, chosen.assignment, chosen.count, otter)
        rows = {}
        ways = list(turns(chosen.assignment, otter))
        *_, floor = ways
        for turn in ways:
            for row in _rows(turn, floor, root, chosen):
                rows[row.name] = row
                print(f"{row.name}: {row.each:.3f} s each", file=sys.stderr, flush=True)
        first = median(first_verdict(copied(root, "ours", 1), chosen.assignment) for _ in range(chosen.repeats))
    print(markdown(HEAD, [_cells(row) for row in rows.values()] + ([] if otter else [_absent(why)])))
    print()
    print(markdown(("what must stand", "wanted", "found"), targets(rows, first)))


HEAD = ("way", "start, s", "a hand-in, s", "processor, s", "peak, MB", "times the floor", "points given")


def targets(rows: dict[str, Row], first: float) -> Iterator[tuple[str, str, str]]:
    """Each thing that was promised, and how it is."""
    times = {name: row.times for name, row in rows.items()}
    faster, whole = times[AUTOGRADE] / times[JUDGING], (times[AUTOGRADE] + times[FEEDBACK]) / times[GRADE]
    yield (
        "judging alone against nbgrader's autograde",
        "50 times faster",
        f"{faster:.0f} times",
    )
    yield "judging alone against the floor", "at most 2 times", f"{times[JUDGING]:.1f} times"
    yield "all of `autograder grade` against autograde and feedback", "20 times faster", f"{whole:.0f} times"
    yield "two cores against one", "1.8 times", f"{times[GRADE] / times[GRADE_ON_TWO]:.2f} times"
    yield "from the command to the first verdict", "1.5 s", f"{first:.2f} s"


def first_verdict(room: Path, assignment: str) -> float:
    """Seconds from the start of `autograder grade` to the first judgement that is kept."""
    began = time.perf_counter()
    command = [str(AUTOGRADER), "grade", assignment]
    with subprocess.Popen(command, cwd=room, env=with_tools(), stdout=subprocess.DEVNULL) as process:
        while not any((room / ".judged" / assignment).glob("*.json")):
            if process.poll() is not None:
                raise SystemExit("autograder grade ended without a verdict")
            time.sleep(0.002)
        return time.perf_counter() - began


def _rows(turn: Turn, clock: Turn, root: Path, chosen: argparse.Namespace) -> Iterator[Row]:
    """A row for each way of a turn, with the floor for a clock."""
    tries = [_tried(turn, clock, root, chosen) for _ in range(1 if turn.slow else chosen.repeats)]
    floors = [above for *_, (_, above, _, _) in tries]
    for way, runs in zip(turn.ways, zip(*tries, strict=True), strict=False):
        few, more, many, points = zip(*runs, strict=True)
        seconds = median(each.seconds for each in more)
        yield Row(
            way.name,
            start=max(median(each.seconds for each in few) - chosen.few * seconds, 0),
            each=seconds,
            times=median(one.seconds / floor.seconds for one, floor in zip(more, floors, strict=True)),
            cpu=None if more[0].cpu is None else median(each.cpu for each in more),
            megabytes=max(each.megabytes for each in many),
            points=points[-1],
        )


def _tried(turn: Turn, clock: Turn, root: Path, chosen: argparse.Namespace) -> list[tuple]:
    """For each way of the turn, and last for the clock: few hand-ins, what one more costs, many, and the points."""
    few, many = (
        [found for each in (turn, clock) for found in _run(each, copied(root, each.room, count))]
        for count in (chosen.few, chosen.count)
    )
    by = chosen.count - chosen.few
    return [(less, all_.above(less, by), all_, points) for (less, _), (all_, points) in zip(few, many, strict=True)]


def _run(turn: Turn, folder: Path) -> list[tuple[Cost, float | None]]:
    """What each way of a turn costs, and the points that it gives."""
    return [(found := way.run(folder), way.points(folder, found)) for way in turn.ways]


def _cells(row: Row) -> tuple[str, ...]:
    numbers = number(row.start), number(row.each), number(row.cpu)
    return row.name, *numbers, f"{row.megabytes:.0f}", f"{row.times:.1f}", number(row.points)


def _absent(why: str) -> tuple[str, ...]:
    return (f"{OTTER}: {why}", *["-"] * (len(HEAD) - 1))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare ways to grade the same hand-ins.")
    parser.add_argument("--assignment", default="04_delta_recursion")
    parser.add_argument("--count", type=int, default=36, help="hand-ins, at least two more than --few")
    parser.add_argument("--few", type=int, default=6)
    parser.add_argument("--repeats", type=int, default=5, help="of the fast ways")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "chainrule-benchmarks")
    parser.add_argument("--without-otter", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()

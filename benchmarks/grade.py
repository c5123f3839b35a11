"""How fast, and beside whom: python benchmarks/grade.py compares ways to grade the same hand-ins of a lesson.

Every command is timed as a whole process, once with few hand-ins and once with many; the difference is what one more
costs. All ratios are of one run, and of medians where ways are run more than once, in turn.
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
from ways import AUTOGRADE, AUTOGRADER, FEEDBACK, FLOOR, GRADE, GRADE_ON_TWO, JUDGING, OTTER, Turn, copied, rooms, turns

from autograder.show import with_tools


@dataclass(frozen=True)
class Row:
    """What a way costs: to start, and for each hand-in."""

    name: str
    start: float
    each: float
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
        slow, fast = ([turn for turn in ways if turn.slow == which] for which in (True, False))
        for some, tries in ((slow, 1), (fast, chosen.repeats)):
            for row in _rows(some, tries, root, chosen):
                rows[row.name] = row
                print(f"{row.name}: {row.each:.3f} s each", file=sys.stderr, flush=True)
        first = median(first_verdict(copied(root, "ours", 1), chosen.assignment) for _ in range(chosen.repeats))
    print(markdown(HEAD, [_cells(row, rows[FLOOR]) for row in rows.values()] + ([] if otter else [_absent(why)])))
    print()
    print(markdown(("what must stand", "wanted", "found"), targets(rows, first)))


HEAD = ("way", "start, s", "a hand-in, s", "processor, s", "peak, MB", "times the floor", "points given")


def targets(rows: dict[str, Row], first: float) -> Iterator[tuple[str, str, str]]:
    """Each thing that was promised, and how it is."""
    each = {name: row.each for name, row in rows.items()}
    faster, whole = each[AUTOGRADE] / each[JUDGING], (each[AUTOGRADE] + each[FEEDBACK]) / each[GRADE]
    yield (
        "judging alone against nbgrader's autograde",
        "50 times faster",
        f"{faster:.0f} times",
    )
    yield "judging alone against the floor", "at most 2 times", f"{each[JUDGING] / each[FLOOR]:.1f} times"
    yield "all of `autograder grade` against autograde and feedback", "20 times faster", f"{whole:.0f} times"
    yield "two cores against one", "1.8 times", f"{each[GRADE] / each[GRADE_ON_TWO]:.2f} times"
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


def _rows(turns: list[Turn], tries: int, root: Path, chosen: argparse.Namespace) -> Iterator[Row]:
    """A row for each way; what is tried more than once is tried in turn, for a machine is not always as fast."""
    runs = [
        [tuple(_run(turn, copied(root, turn.room, count)) for count in (chosen.few, chosen.count)) for turn in turns]
        for _ in range(tries)
    ]
    for turn, tried in zip(turns, zip(*runs, strict=True), strict=True):
        for place, way in enumerate(turn.ways):
            yield _row(
                way.name, [(few[place][0], many[place][0]) for few, many in tried], tried[-1][1][place][1], chosen
            )


def _row(name: str, tried: list[tuple[Cost, Cost]], points: float | None, chosen: argparse.Namespace) -> Row:
    """What the runs with few hand-ins and with many come to."""
    more = [many.above(few, chosen.count - chosen.few) for few, many in tried]
    seconds = median(each.seconds for each in more)
    cpu = None if more[0].cpu is None else median(each.cpu for each in more)
    start = max(median(few.seconds for few, _ in tried) - chosen.few * seconds, 0)
    return Row(name, start, seconds, cpu, max(many.megabytes for _, many in tried), points)


def _run(turn: Turn, folder: Path) -> list[tuple[Cost, float | None]]:
    """What each way of a turn costs, and the points that it gives."""
    return [(found := way.run(folder), way.points(folder, found)) for way in turn.ways]


def _cells(row: Row, floor: Row) -> tuple[str, ...]:
    times = f"{row.each / floor.each:.1f}"
    return (
        row.name,
        number(row.start),
        number(row.each),
        number(row.cpu),
        f"{row.megabytes:.0f}",
        times,
        number(row.points),
    )


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

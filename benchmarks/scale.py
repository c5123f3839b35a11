"""How it grows: python benchmarks/scale.py grades generated classes of several sizes; what a million would cost."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from cost import Cost, cost
from hand_ins import hand_in
from table import markdown, number
from ways import AUTOGRADER, NBGRADER

from autograder.classroom.classroom import new

MILLION = 1_000_000


@dataclass(frozen=True)
class Class:
    """A class of so many hand-ins: graded, graded again with nothing to judge, and its megabytes on the disk."""

    count: int
    first: Cost
    again: Cost
    disk: float


def main() -> None:
    chosen = _arguments()
    cores = chosen.cores or len(os.sched_getaffinity(0))
    classes = []
    with tempfile.TemporaryDirectory(prefix="scale-", dir=chosen.folder) as folder:
        pattern = new(Path(folder) / "pattern").root
        cost([NBGRADER, "generate_assignment", chosen.assignment], pattern)
        for count in chosen.counts:
            classes.append(_graded(pattern, Path(folder) / "class", chosen.assignment, count, cores))
            print(f"{count} hand-ins: {classes[-1].first.seconds:.1f} s", file=sys.stderr, flush=True)
    print(f"`autograder grade {chosen.assignment} --jobs {cores}`, each hand-in another text\n")
    print(markdown(HEAD, map(_cells, classes)))
    print("\nA million, reckoned from the largest class and the smallest:\n")
    print(markdown(("what", "how much", "assumed"), million(classes[0], classes[-1], chosen)))


HEAD = (
    "hand-ins",
    "seconds",
    "a second",
    "processor, s each",
    "peak, MB",
    "again, with nothing to judge, s",
    "disk, MB",
)


def million(small: Class, large: Class, chosen: argparse.Namespace) -> Iterator[tuple[str, str, str]]:
    """What a million hand-ins take on a cluster, line by line, each with what is assumed for it."""
    more = large.count - small.count
    whole, writing = (_seconds(b.above(a, more)) for a, b in ((small.first, large.first), (small.again, large.again)))
    judging, hours, cores = whole - writing, MILLION / 3600, chosen.nodes * chosen.node_cores
    terabytes = large.disk / large.count * MILLION / 1e6
    yield "judging", f"{judging * hours:.0f} core hours", "cores as fast as these, nothing kept from an earlier run"
    yield "on the cluster", f"{judging * hours / cores:.2f} h", f"{chosen.nodes} nodes of {chosen.node_cores} cores"
    yield "its price", f"{judging * hours * chosen.price:.2f}", f"{chosen.price:g} for a core hour, an example"
    yield "files, pages, gradebook", f"{writing * hours:.1f} h", "one writer; each assignment of a course has its own"
    yield "disk", f"{terabytes:.2f} TB", "hand-in, autograded notebook, page, judgement"


def _seconds(cost: Cost) -> float:
    """Of a processor, where they can be counted."""
    return cost.seconds if cost.cpu is None else cost.cpu


def _graded(pattern: Path, folder: Path, assignment: str, count: int, cores: int) -> Class:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(pattern, folder)
    hand_in(folder, assignment, count)
    command = [AUTOGRADER, "grade", assignment, "--jobs", str(cores)]
    first, again = cost(command, folder, cores), cost(command, folder, cores)
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    return Class(count, first, again, disk)


def _cells(each: Class) -> tuple[str, ...]:
    cpu = None if each.first.cpu is None else each.first.cpu / each.count
    rate, seconds = each.count / each.first.seconds, (number(one.seconds) for one in (each.first, each.again))
    first, again = seconds
    return f"{each.count:,}", first, number(rate), number(cpu), f"{each.first.megabytes:.0f}", again, f"{each.disk:.0f}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Grade generated classes of several sizes.")
    parser.add_argument("counts", type=int, nargs="*", default=[100, 1000, 10000], help="default: 100 1000 10000")
    parser.add_argument("--assignment", default="04_delta_recursion")
    parser.add_argument("--cores", type=int, help="default: all")
    parser.add_argument("--folder", type=Path, help="where the classes are made; 10,000 hand-ins need some 3 GB")
    parser.add_argument("--nodes", type=int, default=10)
    parser.add_argument("--node-cores", type=int, default=32)
    parser.add_argument("--price", type=float, default=0.04, help="of a core hour, in whatever you pay with")
    return parser.parse_args()


if __name__ == "__main__":
    main()

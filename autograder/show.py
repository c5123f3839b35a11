"""What the commands print: judgements as lines or JSON, a class as a progress bar and a table."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.classroom.check import as_json
from autograder.classroom.check import check as judged
from autograder.classroom.classroom import opened
from autograder.classroom.grade import Graded, judge_part
from autograder.classroom.grade import grade as graded
from autograder.classroom.shard import Shard
from autograder.classroom.shown import SIGNS, words
from autograder.examiner.words import clean
from autograder.progress import progress
from autograder.sandbox.protection import start_worker
from autograder.verdicts import Judgement

STYLES = {"passed": "green", "failed": "red", "not judged": "yellow"}


def check(path: Path, as_object: bool) -> int:
    """Print the judgement on a notebook; 1 if something could not be judged."""
    with start_worker(protected=False) as worker:
        if worker.level == "none":
            print("autograder: no sandbox here: the notebook runs with your rights", file=sys.stderr)
        judgement = judged(path, worker)
    if as_object:
        print(json.dumps(as_json(judgement), ensure_ascii=False))
    else:
        _print_judgement(judgement)
    return status([judgement])


def grade(
    folder: Path, assignment: str, student: str | None, jobs: int | None, cluster: str | None, part: Shard | None
) -> int:
    """Grade a class, or judge a part of it, before the teacher's eyes; 1 if something could not be judged."""
    classroom = opened(folder)
    judge = partial(graded, student=student) if part is None else partial(judge_part, part=part)
    with progress() as watch:
        found = judge(classroom, assignment, jobs=jobs, cluster=cluster, watch=watch)
    Console().print(table(found))
    for each in found:
        for note in each.judgement.notes:
            print(f"{_name(each.student)}: {note}")
    if part is not None:
        print(f"part {part.number} of {part.of} is judged; without --shard the gradebook is written from all parts")
    return status([each.judgement for each in found])


def status(judgements: list[Judgement]) -> int:
    """The exit status that says whether all was judged."""
    return int(any(verdict.outcome == "not judged" for each in judgements for verdict in each.verdicts))


def table(found: list[Graded]) -> Table:
    """The class, a line a student: points, a sign for each question, the known mistakes."""
    grid = Table("student", "points", "questions", "known mistakes", box=None, pad_edge=False)
    for each in found:
        # Text, not str: in a str rich would read a student's brackets as markup.
        grid.add_row(Text(_name(each.student)), *summary(each.judgement))
    return grid


def summary(judgement: Judgement) -> tuple[str, Text, Text]:
    """A judgement as cells of a table: points, a sign for each question, the known mistakes."""
    verdicts = judgement.verdicts
    signs = Text.assemble(*((SIGNS[verdict.outcome], STYLES[verdict.outcome]) for verdict in verdicts))
    mistakes = ", ".join(dict.fromkeys(verdict.mistake for verdict in verdicts if verdict.mistake))
    return f"{judgement.points:g} of {judgement.max_points:g}", signs, Text(mistakes)


def _name(student: str) -> str:
    # It is the name of a folder, which may hold what a terminal would obey.
    return clean(student, 100)


def with_tools() -> dict[str, str]:
    """The environment for a command of Jupyter's or nbgrader's: they call others by name, so ours are on PATH."""
    tools = Path(sys.executable).parent
    return os.environ | {"PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"}


def serve(command: list[str], folder: Path) -> int:
    """Run a server in a folder until it ends or is interrupted."""
    try:
        return subprocess.run(command, cwd=folder, env=with_tools(), check=False).returncode
    except KeyboardInterrupt:
        return 0


def _print_judgement(judgement: Judgement) -> None:
    for verdict in judgement.verdicts:
        first, *rest = words(verdict).splitlines()
        print(f"{verdict.grade_id}: {first}", *(f"    {line}" for line in rest), sep="\n")
    print(f"{judgement.points:g} of {judgement.max_points:g} points")
    for note in judgement.notes:
        print(f"note: {note}")

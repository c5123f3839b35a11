"""The benchmarks run and fill their tables; what stands in them is for a quiet machine to say."""

import re
import subprocess
from pathlib import Path

import pytest

from autograder.sandbox.protection import protection
from autograder.show import with_tools

ROOT = Path(__file__).parents[1]
GRADE = "--count 2 --few 1 --repeats 1 --without-otter"
ROWS = {
    "way": 9,  # eight that are timed, and otter's, which is left out here
    "what must stand": 5,
    "hand-ins": 2,
    "what": 5,
}

pytestmark = pytest.mark.skipif(protection().level == "none", reason="no sandbox on this machine: grade refuses")


def tables(text):
    """Each Markdown table's rows of cells below the first cell of its head."""
    found = {}
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
        found[head[0]] = rows
    return found


@pytest.mark.long
def test_make_bench_fills_its_tables():
    command = ["make", "bench", f"GRADE={GRADE}", "SCALE=2 4"]
    done = subprocess.run(command, cwd=ROOT, env=with_tools(), capture_output=True, text=True, timeout=1500)

    assert done.returncode == 0, done.stdout + done.stderr
    found = tables(done.stdout)
    assert {head: len(rows) for head, rows in found.items()} == ROWS
    given = {row[0]: row[-1] for row in found["way"]}
    ours = {points for name, points in given.items() if "autograder grade" in name or "judging" in name}
    assert ours == {"32"}, "two students who have everything right"

"""The worked example of CONTRIBUTING.md, done step by step as it is written there, in a copy of the repository."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = Path(sys.executable).parent
LEFT = {".git", ".venv", "classroom", "__pycache__"}
SECTION = "## To add an exercise, step by step"
SPAN = r"(?:`` (.+?) ``|`([^`\n]+)`)"
FENCED = r"\n\n```(?:python|text)\n(.*?\n)```"
# Each way in which a step may be written; what it says, then the block that it is about.
STEPS = {
    "below": rf"In `(\S+)`, below the line {SPAN}:{FENCED}",
    "above": rf"In `(\S+)`, above the line {SPAN}:{FENCED}",
    "instead": rf"In `(\S+)`, put {SPAN} in place of {SPAN}\.",
    "end": rf"[Aa]t the end of `(\S+)`:{FENCED}",
    "write": rf"Write `(\S+)`, outside the repository:{FENCED}",
    "run": r"```sh\n(.*?\n)```",
    "said": r"among other things:\n\n```text\n(.*?\n)```",
}


def steps():
    """The steps in their order: how each is written, and its parts."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = re.search(rf"^{SECTION}\n(.*?)^## ", text, re.MULTILINE | re.DOTALL)[1]
    found = [
        (match.start(), kind, [part for part in match.groups() if part is not None])
        for kind, pattern in STEPS.items()
        for match in re.finditer(pattern, section, re.DOTALL)
    ]
    assert len(found) - sum(kind == "instead" for _, kind, _ in found) == section.count("```") // 2
    return [(kind, parts) for _, kind, parts in sorted(found)]


def beside(path, line, block, after):
    """Put a block below the one line of a file that reads so, or above it."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    [place] = [place for place, each in enumerate(lines) if each.strip() == line]
    lines.insert(place + after, f"\n{block}" if block.startswith("# %%") else block)
    path.write_text("".join(lines), encoding="utf-8")


def instead(path, new, old):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: {old!r} stands there {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(copy, line):
    """What a command said; it must end well, but for a check that finds something wrong."""
    path = os.pathsep.join([str(TOOLS), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "PYTHONPATH": os.pathsep.join([str(copy), str(copy / "course")])}
    done = subprocess.run(["sh", "-c", line], cwd=copy, env=environment, capture_output=True, text=True)
    assert done.returncode in ((0, 1) if "autograder check" in line else (0,)), done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The files of the repository in a folder of their own, with this environment."""
    place = tmp_path_factory.mktemp("copy") / "repository"
    shutil.copytree(ROOT, place, ignore=lambda folder, _: LEFT if Path(folder) == ROOT else {"__pycache__"})
    (place / ".venv").mkdir()
    for each in TOOLS.parent.iterdir():
        (place / ".venv" / each.name).symlink_to(each)
    # Ready, so that `make` leaves the environment as it is: a set-up here would tie it to the copy.
    (place / ".venv" / "ready").unlink(missing_ok=True)
    (place / ".venv" / "ready").touch()
    return place


def do(copy, kind, parts, said):
    """One step; what its commands said is added to `said`."""
    match kind, parts:
        case "below" | "above", [path, line, block]:
            beside(copy / path, line, block, after=kind == "below")
        case "instead", [path, new, old]:
            instead(copy / path, new, old)
        case "end", [path, block]:
            with open(copy / path, "a", encoding="utf-8") as file:
                file.write(f"\n\n{block}")
        case "write", [path, block]:
            (copy / path).write_text(block, encoding="utf-8")
        case "run", [commands]:
            for line in commands.splitlines():
                said.append(run(copy, line))
        case "said", [words]:
            assert words.strip() in said[-1]


def test_the_steps_lead_to_an_exercise_that_is_checked_and_graded_right_and_wrong(copy):
    said = []
    for kind, parts in steps():
        do(copy, kind, parts, said)

    _, _, styles, project, _, right, _, wrong = said
    assert "failed" not in styles + project
    assert re.search(r"\b\d\d passed", styles)
    assert "25 of 25 points" in right
    assert "test_swish_prime: ✗ 0 of 2 points" in wrong

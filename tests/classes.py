"""A classroom on disk, for tests: what is handed in, graded by the command, and what the gradebook then holds."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ASSIGNMENT, MODULE = "04_delta_recursion", "delta_recursion"
TOOLS = Path(sys.executable).parent
ENVIRONMENT = os.environ | {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}
GRADE = [sys.executable, "-m", "autograder", "grade", ASSIGNMENT]


def nbgrader(classroom, *command):
    run = [str(TOOLS / "nbgrader"), *command]
    subprocess.run(run, cwd=classroom.root, env=ENVIRONMENT, capture_output=True, check=True, timeout=300)


def change_settings(classroom, line):
    with (classroom.root / "nbgrader_config.py").open("a") as config:
        config.write(f"\n{line}\n")


def hand_in(classroom, student, text, timestamp="2026-11-20 10:00:00.000000 UTC", assignment=ASSIGNMENT):
    folder = classroom.root / "submitted" / student / assignment
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{assignment}.ipynb").write_text(text)
    (folder / "timestamp.txt").write_text(timestamp)


def only(classroom, *names):
    """Leave these students alone in the class."""
    for folder in (classroom.root / "submitted").iterdir():
        if folder.name not in names:
            shutil.rmtree(folder)

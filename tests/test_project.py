"""The project's files say the same thing: dependencies, licences, dependencies' directions, what students may see."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from rattler import MatchSpec

from autograder.weaving.lessons import parse_all, rooms

ROOT = Path(__file__).parents[1]
COURSE = ROOT / "course"


def requirements(path):
    return tomllib.loads(path.read_text())["project"]["dependencies"]


def normal(requirement):
    return re.sub(r"\s+", "", requirement)


def environment():
    """The `dependencies` of environment.yml: conda's and, apart, pip's. It is a plain list, so lines will do."""
    lines = (ROOT / "environment.yml").read_text().splitlines()
    conda = [line[4:] for line in lines if re.match(r"  - [a-z].*[^:]$", line) and "conda-forge" not in line]
    pip = [line[8:] for line in lines if line.startswith("      - ")]
    return conda, pip


def test_conda_and_pyproject_name_the_same_packages_and_ranges():
    conda, pip = environment()
    wanted = {normal(each) for each in requirements(ROOT / "pyproject.toml") + requirements(COURSE / "pyproject.toml")}

    found = {normal(each) for each in conda + pip if not each.startswith(("-e", "pip", "python "))}

    assert found == wanted - {"chainrule"}


def test_conda_asks_for_the_same_python():
    conda, _ = environment()
    python = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]

    assert normal(f"python{python}") in {normal(each) for each in conda}


def test_each_conda_requirement_is_one_that_conda_can_read():
    for each in environment()[0]:
        assert MatchSpec(each).name is not None


@pytest.mark.parametrize("room", ["chainrule"])
def test_the_students_library_imports_nothing_of_the_teachers(room):
    for path in (COURSE / room).rglob("*.py"):
        assert imported(path).isdisjoint({"autograder", "solutions"}), path


def test_the_answers_import_nothing_of_the_examiner():
    for path in (ROOT / "solutions").rglob("*.py"):
        assert "autograder" not in imported(path), path


def imported(path):
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_ruff_finds_nothing():
    for command in (["check"], ["format", "--check"]):
        found = subprocess.run([sys.executable, "-m", "ruff", *command], cwd=ROOT, capture_output=True, text=True)
        assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("command", ["lab", "teach", "demo", "demo-all", "test", "bench"])
def test_the_readme_and_make_help_name_each_command(command):
    assert f"make {command}" in (ROOT / "README.md").read_text()
    assert f"make {command}" in (ROOT / "Makefile").read_text()


def test_the_version_is_the_newest_in_the_changelog():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    assert re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[1] == version


@pytest.mark.parametrize("lesson", parse_all(rooms().lessons), ids=lambda lesson: lesson.assignment)
def test_the_readme_lists_each_lesson_with_its_minutes_and_functions(lesson):
    row = next(line for line in (ROOT / "README.md").read_text().splitlines() if f"{lesson.assignment}.ipynb" in line)

    assert f"| {minutes(lesson)} |" in row
    assert all(f"`{name}`" in row for name in lesson.names("answer"))


@pytest.mark.parametrize("lesson", parse_all(rooms().lessons), ids=lambda lesson: lesson.assignment)
def test_the_minutes_of_a_lessons_sections_add_up(lesson):
    sections = re.findall(r"^## \d+ .*\((\d+) min", "\n\n".join(cell.source for cell in lesson.cells), re.MULTILINE)

    assert sum(map(int, sections)) == minutes(lesson)


def minutes(lesson):
    return int(re.search(r"minutes=(\d+)", lesson.path.read_text(encoding="utf-8"))[1])

"""What is wrong with a set-up, in plain words, and how to mend it: `chainrule doctor`."""

import ast
import json
import os
import pkgutil
import shutil
import sys
import warnings
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from subprocess import DEVNULL

from chainrule.shadows import hiding

ROOM_MB = 100
KERNEL_SECONDS = 60
MODULES = {"check", "draw", "explore"}
# What a lesson's first cell does, in the kernel that a notebook here would have.
TRIAL = """import sys
try:
    from chainrule import check, draw, explore
    print("knows it")
except Exception as error:
    gone = isinstance(error, ModuleNotFoundError) and error.name == "chainrule"
    print("without " + sys.executable if gone else error)
"""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, and what to do where it is `wrong`."""

    words: str
    remedy: str = ""

    @property
    def wrong(self):
        """Whether something must be done."""
        return bool(self.remedy)

    def __str__(self):
        return f"✗ {self.words}\n  → {self.remedy}" if self.wrong else f"✓ {self.words}"


def examine(folder):
    """Each finding for a student who works in `folder`, as soon as it is made."""
    yield python()
    yield from packages()
    yield from shadows(folder)
    yield from notebooks(folder)
    yield room(folder)
    yield kernel(folder)


def python(found=sys.version_info):
    """Whether this Python is new enough."""
    words = f"Python {found[0]}.{found[1]}"
    if tuple(found[:2]) >= (3, 11):
        return Finding(words)
    return Finding(f"{words} is too old", "install Python 3.11 or newer, and set the course up with it")


def packages(wanted=None):
    """Whether each package that the lessons and JupyterLab need is there, in a version that will do."""
    from packaging.requirements import Requirement

    bad = []
    for text in requires("chainrule") or () if wanted is None else wanted:
        needed = Requirement(text)
        if needed.marker and not needed.marker.evaluate({"extra": "lab"}):
            continue  # what a hub or a developer wants is none of a student's
        try:
            found = version(needed.name)
        except PackageNotFoundError:
            found = None
        if found is None or not needed.specifier.contains(found, prereleases=True):
            words = f"{needed.name} is {found or 'missing'}, the course wants {needed.specifier}"
            bad.append(Finding(words, f"pip install '{needed.name}{needed.specifier}'"))
    return bad or [Finding("all packages are there")]


def shadows(folder):
    """Files beside the notebooks that Python would take for a module of the same name."""
    return [
        Finding(f"{path.name} hides the module {path.stem} from your notebooks", f"rename {path}")
        for path in hiding(folder)
    ] or [Finding("no file hides a module")]


def notebooks(folder):
    """Whether there are lessons here, and whether the library has every name that they ask it for."""
    lessons = {path: cells for path in sorted(Path(folder).glob("*.ipynb")) if (cells := _lesson(path))}
    if not lessons:
        return [Finding(f"no lesson lies in {Path(folder).resolve()}", "call this in the folder of your notebooks")]
    old = []
    for path, cells in lessons.items():
        unknown = [name for name in _asked_for(cells) if not _has(name)]
        if unknown:
            words = f"{path.name} asks for {unknown[0]}, which this library does not have"
            old.append(Finding(words, "notebook and library are of two versions: take both from the same place"))
    return old or [Finding(f"{len(lessons)} {'lesson' if len(lessons) == 1 else 'lessons'}, of this library's version")]


def room(folder):
    """Whether a notebook can be saved here."""
    if not os.access(folder, os.W_OK):
        return Finding(f"nothing can be saved in {folder}", "copy the lessons to a folder of your own")
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < ROOM_MB:
        return Finding(f"the disk has {free} MB left", "make room before you work")
    return Finding("notebooks can be saved here")


def kernel(folder, seconds=KERNEL_SECONDS):
    """Whether the kernel that notebooks start here loads the library within `seconds`; it is really started."""
    try:
        return _of_kernel(_said_by_kernel(folder, seconds))
    except ImportError as error:
        words = f"no kernel can be started without jupyter_client, which comes with JupyterLab: {error}"
        return Finding(words, "mend the packages named above, or pip install --force-reinstall jupyter_client")
    except TimeoutError:
        words = f"the notebooks' kernel did not load the library in {seconds} seconds"
        return Finding(words, "ask again: the first time is slow; or pip install --force-reinstall ipykernel numpy")
    except Exception as error:  # whatever a broken kernel makes jupyter_client raise
        return Finding(f"no kernel starts: {type(error).__name__}: {error}", "pip install --force-reinstall ipykernel")


def _said_by_kernel(folder, seconds):
    """What a kernel of its own in `folder` says to `TRIAL`. Raises what jupyter_client raises, or ImportError."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(
        kernel_name="python3", cwd=str(folder), startup_timeout=KERNEL_SECONDS, stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        heard = []
        client.execute_interactive(
            TRIAL, output_hook=lambda message: heard.append(message["content"].get("text", "")), timeout=seconds
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return "".join(heard).strip()


def _of_kernel(said):
    """The finding from what a kernel said to `TRIAL`."""
    if said.endswith("knows it"):
        return Finding("the notebooks' kernel knows the library")
    if said.startswith("without"):
        remedy = f"{sys.executable} -m ipykernel install --user, then restart JupyterLab"
        return Finding(f"the notebooks' kernel, {said.removeprefix('without ')}, has no chainrule", remedy)
    return Finding(f"the notebooks' kernel cannot load the library: {said}", "mend what is named above, then ask again")


def _asked_for(cells):
    """The dotted names that a lesson wants of the library: `check.x`, `draw.x`, `explore.x`, and what it imports."""
    nodes = [node for cell in cells for node in ast.walk(_parsed(cell))]
    own = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return sorted({name for node in nodes for name in _named(node, MODULES - own)})


def _parsed(cell):
    """The tree of a cell; an empty one where it holds a magic or is no Python."""
    try:
        with warnings.catch_warnings(action="ignore"):  # Of a backslash in a text: it is none of our business.
            return ast.parse(cell)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _named(node, modules):
    """The dotted names of what a node calls in one of `modules`, or imports from the library."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=name)) if module in modules:
            return {f"{module}.{name}"}
        case ast.ImportFrom(module=str(module), names=names, level=0) if module.split(".")[0] == "chainrule":
            return {".".join([*module.split(".")[1:], each.name]) for each in names if each.name != "*"}
    return set()


def _has(name):
    """Whether the library has this dotted name."""
    try:
        pkgutil.resolve_name(f"chainrule.{name}")
    except (ImportError, AttributeError):
        return False
    return True


def _lesson(path):
    """The texts of the code cells of a lesson of this course; none for any other file."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        cells = found["cells"] if "chainrule" in found["metadata"] else []
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return []

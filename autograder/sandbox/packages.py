"""The packages that student code may import: chainrule and what it requires, wherever they are installed."""

import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = "chainrule"
# What takes a second to import and few notebooks need: loaded when the first notebook speaks of it.
LATE = {"anywidget": "anywidget", "ipywidgets": "ipywidgets", "matplotlib": "matplotlib.pyplot"}


def needed(root: str = ROOT) -> dict[str, Path]:
    """Each top-level file or folder by the name that it must have on the path."""
    places: dict[str, Path] = {}
    for found in closure(root):
        places |= dict(top_level(found))
    return places | {root: _editable(root)}


def mentioned(sources: Iterable[str]) -> tuple[str, ...]:
    """The modules among `LATE` of which a notebook's cells speak."""
    words = {word for source in sources for word in re.findall(r"\w+", source)}
    return tuple(module for word, module in LATE.items() if word in words)


def closure(root: str) -> list[Distribution]:
    """The installed distribution `root` and all that it requires here."""
    seen: dict[str, Distribution] = {}
    todo = [root]
    while todo:
        name = canonicalize_name(todo.pop())
        if name in seen:
            continue
        try:
            seen[name] = distribution(name)
        except PackageNotFoundError:
            continue  # conda has some under other names; an import that fails says so at once
        requirements = map(Requirement, seen[name].requires or ())
        todo += [r.name for r in requirements if r.marker is None or r.marker.evaluate({"extra": ""})]
    return list(seen.values())


def top_level(found: Distribution) -> Iterator[tuple[str, Path]]:
    """What a distribution has directly in its folder of packages, by name; it may list files elsewhere."""
    files = found.files or [Path(name) for name in (found.read_text("top_level.txt") or "").split()]
    names = {path.parts[0] for path in map(Path, files) if path.parts and not path.is_absolute()}
    for name in names | {f"{name}.py" for name in names}:
        place = Path(str(found.locate_file(name)))
        if name not in ("..", "__pycache__") and not name.endswith(".pth") and place.exists():
            yield name, place.resolve()


def _editable(root: str) -> Path:
    """The folder of the package itself: an editable installation lists only a pointer to it."""
    spec = find_spec(root)
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(f"the package {root!r} is not installed for {sys.executable}")
    return Path(next(iter(spec.submodule_search_locations))).resolve()

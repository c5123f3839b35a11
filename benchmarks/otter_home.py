"""otter-grader in an environment of its own, and the same hidden tests in its format."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from in_kernel import in_kernel

from autograder.notebooks.notebook import marks, role

VERSION = "7.0.0"
PACKAGES = (f"otter-grader=={VERSION}", "ipykernel", "numpy", "matplotlib", "ipywidgets", "anywidget")
ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = (("PYTHONPATH", f"{ROOT}:{ROOT / 'course'}"),)


def install(cache: Path) -> tuple[Path | None, str]:
    """Its environment below the folder `cache`, made if need be, or None and why there is none."""
    home = cache / f"otter-{VERSION}"
    if (home / "whole").exists():
        return home, ""
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if not uv:
        return None, "uv is not on this machine"
    python = ["--python", str(home / "bin" / "python")]
    for command in (
        [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(home)],
        [uv, "pip", "install", "--quiet", "--compile-bytecode", *python, *PACKAGES],
    ):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            return None, (done.stderr.strip().splitlines() or ["uv failed"])[-1]
    (home / "whole").touch()
    return home, ""


def furnish(folder: Path, assignment: str, release: dict, secret: bytes) -> None:
    """otter's autograder.zip for an assignment."""
    folder.mkdir()
    with zipfile.ZipFile(folder / "autograder.zip", "w") as archive:
        archive.writestr("otter_config.json", json.dumps({"show_stdout": False, "pdf": False}))
        for cell in release["cells"]:
            if role(cell) == "test":
                name, points = marks(cell)["grade_id"], marks(cell)["points"]
                archive.writestr(f"tests/{name}.py", _test(name, points, in_kernel(assignment, name, secret)))


def _test(name: str, points: float, lines: str) -> str:
    code = "".join(f">>> {line}\n" for line in lines.splitlines())
    case = {"code": code, "hidden": True, "locked": False}
    suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    return f"OK_FORMAT = True\ntest = { ({'name': name, 'points': points, 'suites': [suite]})!r}\n"

"""A classroom: an nbgrader course directory with our settings, the lessons' sources and a secret of its own."""

import json
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.notebooks.notebook import dumps, read, write
from autograder.weaving.lessons import rooms
from autograder.weaving.released import assignments
from autograder.weaving.ties import EPILOGUE

CONFIG = Path(__file__).with_name("templates") / "nbgrader_config.py.txt"
IGNORED = "# Never to be shared: the secret foretells the hidden tests' numbers.\n.secret\n.judged/\ngradebook.db*\n"


@dataclass(frozen=True)
class Classroom:
    """A folder that `new` has made."""

    root: Path

    @property
    def secret(self) -> bytes:
        """What the hidden tests' random numbers depend on; nobody but the teacher can read it."""
        return _file(self.root / ".secret", "a classroom made by `autograder new` has one").read_bytes()

    def release(self, assignment: str, notebook: str = "") -> dict:
        """The notebook that students were given; in our lessons it has the assignment's name."""
        path = self.root / "release" / assignment / f"{notebook or assignment}.ipynb"
        return read(_file(path, f"run `nbgrader generate_assignment {assignment}` first"))[0]

    def judged(self, assignment: str) -> Path:
        """The folder that keeps the judgements on an assignment, a file a student."""
        return self.root / ".judged" / assignment


def opened(folder: Path) -> Classroom:
    """The classroom in a folder."""
    if not (folder / "nbgrader_config.py").is_file() or not (folder / ".secret").is_file():
        raise BadInput(f"{folder}: not a classroom; make one with `autograder new DIR`, and call this command in it")
    return Classroom(folder.resolve())


def new(folder: Path) -> Classroom:
    """Make a classroom with every lesson's source in a folder that is new or empty."""
    from autograder.weaving.weave import source_notebooks  # jupytext costs seconds

    folder = folder.absolute()
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise BadInput(f"{folder}: is there already, and it is no folder")
    if folder.exists() and any(folder.iterdir()):
        raise BadInput(f"{folder}: is not empty; a classroom is made in a new or empty folder")
    files = {f"source/{name}/{name}.ipynb": dumps(each) for name, each in source_notebooks().items()}
    files["nbgrader_config.py"] = CONFIG.read_text(encoding="utf-8").replace("COURSE_ID", json.dumps(folder.name))
    files[".gitignore"] = IGNORED
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as draft:
            _furnish(Path(draft) / "room", files)
            if folder.exists():
                folder.rmdir()
            os.replace(Path(draft) / "room", folder)
    except OSError as error:
        raise BadInput(f"{folder}: cannot be made: {error.strerror}") from None
    return Classroom(folder.resolve())


def _furnish(room: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (room / name).parent.mkdir(parents=True, exist_ok=True)
        write(room / name, text)
    write(room / ".secret", secrets.token_hex(32), mode=0o600)


def work(folder: Path) -> list[Path]:
    """Copy the students' notebooks into `folder`, all but those that are there already; gives back the copies."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder}: cannot be made: {error.strerror}") from None
    copies = [folder / f"{name}.ipynb" for name in (*assignments(), EPILOGUE)]
    copies = [path for path in copies if not os.path.lexists(path)]
    for path in copies:
        write(path, (rooms().notebooks / path.name).read_text(encoding="utf-8"))
    return copies


def _file(path: Path, otherwise: str) -> Path:
    if not path.is_file():
        raise BadInput(f"{path}: there is no such file; {otherwise}")
    return path

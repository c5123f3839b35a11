"""A classroom's nbgrader_config.py, read without nbgrader, which takes seconds to load."""

import os
from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from traitlets import TraitError
from traitlets.config import Application, Config, ConfigFileNotFound

from autograder.bad_input import BadInput

STRUCTURE = "{nbgrader_step}/{student_id}/{assignment_id}"  # nbgrader's, where the file says nothing else
ANYBODY = "\0"  # stands for a student's name, and is part of none
# A configuration is a program of the teacher's; these are the ways in which one ends.
MISCONFIGURED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ConfigFileNotFound,
    ImportError,
    LookupError,
    NameError,
    OSError,
    RuntimeError,
    SyntaxError,
    TraitError,
    TypeError,
    ValueError,
)


def configured(root: Path) -> Config:
    """What the file in the folder `root` sets, and Jupyter's own folders, as nbgrader's commands there read it."""
    loader = Application(raise_config_file_errors=True)
    try:
        loader.load_config_file("nbgrader_config", [str(root), *jupyter_config_path()])
    except MISCONFIGURED as error:
        raise misconfigured(root, error) from None
    return loader.config


def misconfigured(root: Path, error: Exception) -> BadInput:
    return BadInput(f"{root / 'nbgrader_config.py'}: {type(error).__name__}: {error}")


def submitted(config: Config, root: Path, assignment: str) -> dict[str, Path]:
    """The folder of each student who handed in, in the order of their names; BadInput where no part is the name."""
    course = config.CourseDirectory
    try:
        step = course.get("submitted_directory", "submitted")
        place = str(course.get("directory_structure", STRUCTURE))
        pattern = root / place.format(nbgrader_step=step, student_id=ANYBODY, assignment_id=assignment)
    except MISCONFIGURED as error:
        raise misconfigured(root, error) from None
    if [part for part in pattern.parts if ANYBODY in part] != [ANYBODY]:
        words = "let {student_id} be the name of a folder in it, once"
        raise BadInput(f"c.CourseDirectory.directory_structure is {place!r}; {words}")
    depth = pattern.parts.index(ANYBODY)
    everybody, rest = Path(*pattern.parts[:depth]), pattern.parts[depth + 1 :]
    return {each.name: path for each in sorted(everybody.glob("*")) if (path := each.joinpath(*rest)).is_dir()}


def require_text(folders: dict[str, Path]) -> None:
    """Raise BadInput for a student's name that is not UTF-8: no gradebook takes it."""
    for name, path in folders.items():
        try:
            name.encode()
        except UnicodeEncodeError:
            seen, where = (os.fsencode(each).decode(errors="backslashreplace") for each in (name, path))
            raise BadInput(f"{where}: its name is not UTF-8; rename the folder: mv $'{seen}' STUDENT") from None

"""A classroom's nbgrader_config.py, read without nbgrader, which takes seconds to load."""

from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from traitlets import TraitError
from traitlets.config import Application, Config, ConfigFileNotFound

from autograder.bad_input import BadInput

STRUCTURE = "{nbgrader_step}/{student_id}/{assignment_id}"  # nbgrader's, where the file says nothing else
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
    """The folder of each student who handed in, in the order of their names."""
    course = config.CourseDirectory
    try:
        step = course.get("submitted_directory", "submitted")
        place = str(course.get("directory_structure", STRUCTURE))
        pattern = root / place.format(nbgrader_step=step, student_id="*", assignment_id=assignment)
    except MISCONFIGURED as error:
        raise misconfigured(root, error) from None
    depth = len(pattern.parts) - 1 - pattern.parts[::-1].index("*") if "*" in pattern.parts else -1
    folders = sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))
    return {path.parts[depth]: path for path in folders if path.is_dir()}

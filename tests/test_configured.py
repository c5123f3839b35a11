"""What a classroom's nbgrader_config.py says: where the hand-ins are, and what one may use up."""

import pytest
from traitlets.config import Config

from autograder.bad_input import BadInput
from autograder.classroom.configured import submitted
from autograder.classroom.grade import _settings
from autograder.classroom.settings import settings
from autograder.verdicts import Limits

ASSIGNMENT = "04_delta_recursion"
STRUCTURE = "{nbgrader_step}/{student_id}/{assignment_id}"


def found(root, structure=STRUCTURE, **course):
    """Who handed in, and the folder of each below `root`."""
    config = Config(CourseDirectory=Config(directory_structure=structure, **course))
    return {name: str(path.relative_to(root)) for name, path in submitted(config, root, ASSIGNMENT).items()}


@pytest.mark.parametrize(
    "structure", [STRUCTURE, "{nbgrader_step}/x/{assignment_id}/{student_id}", "all [1]/" + STRUCTURE]
)
@pytest.mark.parametrize("course", ["maths", "maths [2026]", "what?*"])
def test_whatever_the_folders_are_called_the_students_are_found(tmp_path, structure, course):
    root, wanted = tmp_path / course, {}
    for name in ("ada", "blaise [2]"):
        wanted[name] = structure.format(nbgrader_step="submitted", student_id=name, assignment_id=ASSIGNMENT)
        (root / wanted[name]).mkdir(parents=True)

    assert found(root, structure) == wanted


def test_a_step_of_another_name_and_files_and_other_assignments(tmp_path):
    (tmp_path / "in [a]" / "ada" / ASSIGNMENT).mkdir(parents=True)
    (tmp_path / "in [a]" / "carl" / "05_other").mkdir(parents=True)
    (tmp_path / "in [a]" / "note.txt").write_text("")

    assert found(tmp_path, submitted_directory="in [a]") == {"ada": f"in [a]/ada/{ASSIGNMENT}"}
    assert found(tmp_path) == {}


@pytest.mark.parametrize(
    "structure", ["{nbgrader_step}", "{student_id}-{assignment_id}", "{student_id}/x_{student_id}"]
)
def test_a_structure_that_does_not_tell_the_students_apart_is_refused(tmp_path, structure):
    with pytest.raises(BadInput, match=r"let \{student_id\} be the name of a folder in it, once"):
        found(tmp_path, structure)


def test_limits_may_be_set_one_by_one():
    config = Config()
    config.Judge.limits.update({"cell_seconds": 0.5})

    assert _settings(config).limits == Limits(cell_seconds=0.5)


def test_seconds_may_be_parts_and_the_rest_is_whole():
    limits = settings({"cell_seconds": 2.5, "megabytes": 512.0}, allow_unprotected=False).limits

    assert (limits.cell_seconds, limits.megabytes) == (2.5, 512)
    assert isinstance(limits.megabytes, int)


NONE = [0, -1, float("inf"), float("nan"), -(10**400), True, "5", None]


@pytest.mark.parametrize(
    ("name", "value"),
    [*(("cell_seconds", each) for each in (*NONE, 10**400)), *(("megabytes", each) for each in (*NONE, 0.5))],
)
def test_what_is_no_limit_is_told(name, value):
    with pytest.raises(BadInput, match=f"c.Judge.limits: {name} is .*; give a (whole )?number above 0"):
        settings({name: value}, allow_unprotected=False)

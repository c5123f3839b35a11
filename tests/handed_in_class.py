"""A class that has handed in, for the tests of grading beyond one process, and what the gradebook then says."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import classes
from autograder.classroom.classroom import Classroom, new
from autograder.classroom.judging import Job
from autograder.examiner.exam import module_name
from autograder.example.example_class import handed_in, students
from autograder.notebooks.notebook import dumps
from autograder.verdicts import Limits
from autograder.weaving.released import questions, released
from classes import ASSIGNMENT, ENVIRONMENT, TOOLS, change_settings, nbgrader

CLASS = ("ada", "blaise", "carl", "hypatia", "mary", "trudy")  # right, empty, mistaken, copied, deleted, ending
SOON = 'c.Judge.limits = {"cell_seconds": 2, "question_seconds": 2, "submission_seconds": 20}'  # what loops is ended


def class_that_handed_in(root: Path, *settings: str, assignments=(ASSIGNMENT,), names=CLASS) -> Classroom:
    """A classroom in `root` whose assignments are generated and handed in, and not yet graded."""
    classroom = new(root)
    change_settings(classroom, "\n".join(settings))
    for assignment in assignments:
        nbgrader(classroom, "generate_assignment", assignment)
        for student in students():
            if student.id in names:
                hand_in(classroom, student if assignment == ASSIGNMENT else elsewhere(student), assignment)
    return classroom


def elsewhere(student):
    """The student in another lesson than the one that the class is about: right, or empty."""
    return replace(student, answers=("solutions",) if student.answers else (), damage="")


def hand_in(classroom, student, assignment):
    text = dumps(handed_in(student, classroom.release(assignment), module_name(assignment)))
    classes.hand_in(classroom, student.id, text, assignment=assignment)


def copy(classroom, folder):
    """The classroom once more, secret and all."""
    return Classroom(Path(shutil.copytree(classroom.root, folder / classroom.root.name)))


def job(**metadata):
    """The job of an untouched notebook."""
    notebook = released(ASSIGNMENT)
    return Job(notebook | {"metadata": metadata}, ASSIGNMENT, questions(notebook), b"secret", Limits())


def run(classroom, *command, **settings):
    """What a command says in a classroom, as a process of its own; `settings` are variables of its environment."""
    command = [str(TOOLS / command[0]), *command[1:]]
    environment = ENVIRONMENT | settings
    return subprocess.run(command, cwd=classroom.root, env=environment, capture_output=True, text=True, timeout=300)


def shadow(folder, module, text="raise ImportError"):
    """Settings under which a Python process finds another module of that name first."""
    folder.mkdir(exist_ok=True)
    (folder / f"{module}.py").write_text(text)
    return {"PYTHONPATH": str(folder), "PATH": str(TOOLS)}


def judged(classroom, assignment=ASSIGNMENT):
    """What is kept of each student's judgement."""
    return {path.stem: json.loads(path.read_text()) for path in classroom.judged(assignment).glob("*.json")}

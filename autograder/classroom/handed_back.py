"""What goes back to a student: the autograded notebook and the feedback page, with what a person gave by then."""

import functools
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.classroom import feedback
from autograder.classroom.classroom import Classroom
from autograder.classroom.handed_in import Submission, copy_attachments, take_in, untouched
from autograder.classroom.judging import is_on, kept_in, work
from autograder.classroom.own_plots import own_plots
from autograder.classroom.shown import shown
from autograder.examiner.exam import module_name
from autograder.notebooks.notebook import dumps, write
from autograder.verdicts import Judgement
from autograder.weaving.lessons import rooms
from autograder.weaving.proofs import proofs
from autograder.weaving.released import names

Marks = dict[str, feedback.Mark]


def hand_back(course, submission: Submission, judgement: Judgement, release: dict, given: Marks) -> Path:
    """Write both, each folder's files renamed into place; gives back the page."""
    assignment = judgement.assignment
    graded = Path(course.format_path(course.autograded_directory, submission.student, assignment))
    copy_attachments(submission, graded, assignment)
    # As nbgrader leaves it: nobody is to edit what was graded.
    notebook = shown(submission.notebook, judgement, judgement.notes)
    write(graded / f"{assignment}.ipynb", dumps(notebook, indent=None), mode=0o444)
    return write_page(course, submission, judgement, release, given)


def write_page(course, submission: Submission, judgement: Judgement, release: dict, given: Marks) -> Path:
    """Write the feedback page."""
    assignment = judgement.assignment
    told = Path(course.format_path(course.feedback_directory, submission.student, assignment))
    copy_attachments(submission, told, assignment)  # its timestamp too: without it nbgrader releases no feedback
    page = told / f"{assignment}.html"
    extras = feedback.Extras(given, own_plots(submission.file, names(release, "answer")), rubrics(assignment))
    blank = untouched(submission.notebook, release)
    write(page, feedback.page(submission.student, submission.notebook, judgement, blank, extras))
    return page


def write_pages(classroom: Classroom, assignment: str) -> tuple[list[Path], list[str]]:
    """Write the page of everyone who is graded anew, with the points and comments that a person gave since.

    Gives back the pages, and the students without one, since they handed in anew and that is not graded.
    """
    from autograder.classroom.gradebook import course as course_in  # nbgrader costs seconds
    from autograder.classroom.marked import marked

    course, release = course_in(classroom.root), classroom.release(assignment)
    given = marked(course, assignment)
    pages, anew = [], []
    for student, judgement in kept_in(classroom.judged(assignment)).items():
        folder = Path(course.format_path(course.submitted_directory, student, assignment))
        if not folder.is_dir():
            continue
        submission = take_in(folder, student, assignment, release)
        if not is_on(classroom.judged(assignment) / f"{student}.json", work(submission.notebook, classroom.secret)):
            anew.append(student)
        else:
            pages.append(write_page(course, submission, judgement, release, given.get(student, {})))
    if not pages and not anew:
        raise BadInput(f"nobody's {assignment} is graded yet; run `autograder grade {assignment}`")
    return pages, anew


@functools.cache  # The same for everybody in the class.
def rubrics(assignment: str) -> dict[str, str]:
    """The rubric of each hand-graded cell, which a student may read once it was applied."""
    path = rooms().solutions / f"{module_name(assignment)}.md"
    found = proofs(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {name: proof.rubric for name, proof in found.items()}

"""Judging alone, or its floor, in this process: python benchmarks/alone.py ASSIGNMENT judging|floor, in a classroom.

The floor is the same cells and the same hidden tests with nothing between them: no walls, no line, no second process.
"""

import sys
from pathlib import Path

from autograder.classroom.classroom import opened
from autograder.classroom.handed_in import take_in
from autograder.examiner.exam import Exam, functions_of, load_exam
from autograder.examiner.judge import judge, random_numbers, steps
from autograder.examiner.session import Run
from autograder.sandbox import cells
from autograder.sandbox.protection import start_worker
from autograder.sandbox.worker import silence
from autograder.verdicts import Limits
from autograder.weaving.released import questions


def main(assignment: str, way: str) -> None:
    """Print the points of the class in this folder."""
    classroom = opened(Path())
    release = classroom.release(assignment)
    exam = load_exam(assignment, questions(release))
    folders = sorted(Path("submitted").glob(f"*/{assignment}"))
    notebooks = (take_in(each, each.parent.name, assignment, release).notebook for each in folders)
    print(sum({"judging": _judging, "floor": _floor}[way](notebooks, exam, classroom.secret)))


def _judging(notebooks, exam: Exam, secret: bytes):
    with start_worker() as worker:
        for notebook in notebooks:
            yield judge(notebook, exam, secret, worker).points


def _floor(notebooks, exam: Exam, secret: bytes):
    silence()
    shell, recorder = cells.new_shell(), cells.Recorder(Limits.output_characters)
    cells.warm_up(shell)
    streams = sys.stdout, sys.stderr
    for notebook in notebooks:
        cells.record(shell, recorder)
        shell.user_ns.clear()
        shell.init_user_ns()
        for step in steps(notebook, exam):
            if isinstance(step, Run):
                recorder.clear()
                shell.run_cell(step.source, store_history=True)
        points = sum(each.max_points for each in exam.questions if _passes(each.grade_id, exam, secret, shell.user_ns))
        sys.stdout, sys.stderr = streams
        yield points


def _passes(name: str, exam: Exam, secret: bytes, here: dict) -> bool:
    test = exam.tests[name]
    try:
        test(*(here[each] for each in functions_of(test)), random_numbers(secret, exam.assignment, name))
    except Exception:  # a student's function may raise anything
        return False
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])

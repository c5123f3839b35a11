"""The class report on an assignment, or on the whole course: one HTML file with nothing from elsewhere in it."""

from pathlib import Path

from autograder.bad_input import BadInput
from autograder.classroom.classroom import Classroom
from autograder.classroom.feedback import templates, title
from autograder.classroom.judging import kept_in
from autograder.notebooks.notebook import write
from autograder.reporting import counted, pictures
from autograder.reporting.counted import Class
from autograder.weaving.released import assignments, names

COURSE = "course"
OPEN = "not judged"


def report(classroom: Classroom, assignment: str | None = None, named: bool = True) -> Path:
    """Write the report on an assignment, or without one on all that are graded; gives back the file.

    Where students are not `named`, each has a number, by the order of their points.
    """
    if assignment is None:
        return _written(classroom, COURSE, course_page(classroom, named))
    judgements = judged_class(classroom, assignment)
    release = classroom.release(assignment)
    text = page(title(release, assignment), names(release, "answer"), judgements, named)
    return _written(classroom, assignment, text)


def judged_class(classroom: Classroom, assignment: str) -> Class:
    """The kept judgement of each student, by either way of grading."""
    found = kept_in(classroom.judged(assignment))
    if not found:
        raise BadInput(f"nobody's {assignment} is graded yet; run `autograder grade {assignment}`")
    return found


def page(heading: str, functions: list[str], judgements: Class, named: bool = True) -> str:
    """The page on one assignment."""
    judgements = judgements if named else numbered([judgements])[0]
    exercises = [counted.exercise(name, judgements) for name in functions]
    separations = counted.separations(functions, judgements)
    everyone = list(judgements.values())
    return _template("class_report").render(
        title=heading,
        judgements=judgements,
        exercises=exercises,
        discuss=counted.to_discuss(exercises),
        points=pictures.points([each.points for each in everyone], everyone[0].max_points),
        separation=pictures.separation(separations) if separations else "",
        questions=[verdict.grade_id for verdict in everyone[0].verdicts],
        waiting=[(who, verdict) for who, each in judgements.items() for verdict in _open(each)],
        named=named,
    )


def course_page(classroom: Classroom, named: bool = True) -> str:
    """The page on all assignments that are graded: the trend, who has how much, what many share."""
    found = {name: each for name in assignments() if (each := kept_in(classroom.judged(name)))}
    if not found:
        raise BadInput("nothing is graded yet; run `autograder grade ASSIGNMENT`")
    if not named:
        found = dict(zip(found, numbered(list(found.values())), strict=True))
    titles = {name: title(classroom.release(name), name) for name in found}
    exercises = {
        name: [counted.exercise(each, judgements) for each in names(classroom.release(name), "answer")]
        for name, judgements in found.items()
    }
    shares = {name: {who: counted.share(each) for who, each in one.items()} for name, one in found.items()}
    return _template("course_report").render(
        title="The course so far",
        classes=found,
        titles=titles,
        students=sorted({who for one in found.values() for who in one}, key=_by_number),
        discuss={name: counted.to_discuss(each) for name, each in exercises.items()},
        trend=pictures.trend(shares),
        waiting={name: sum(len(_open(each)) for each in one.values()) for name, one in found.items()},
        named=named,
    )


def numbered(classes: list[Class]) -> list[Class]:
    """The same classes with a number for each name, the most points first: no order of names shows through."""
    total = {}
    for one in classes:
        for who, each in one.items():
            total[who] = total.get(who, 0) + each.points
    order = sorted(total, key=lambda who: (-total[who], who))
    numbers = {who: f"student {place}" for place, who in enumerate(order, start=1)}
    return [{numbers[who]: one[who] for who in order if who in one} for one in classes]


def _open(judgement) -> list:
    return [verdict for verdict in judgement.verdicts if verdict.outcome == OPEN]


def _by_number(name: str) -> tuple:
    """A key by which student 10 comes after student 9."""
    words, _, number = name.rpartition(" ")
    return (words, int(number), "") if number.isdecimal() else (name, 0, name)


def _template(name: str):
    return templates().get_template(f"{name}.html.j2")


def _written(classroom: Classroom, name: str, text: str) -> Path:
    path = classroom.root / "reports" / f"{name}.html"
    path.parent.mkdir(exist_ok=True)
    write(path, text)
    return path

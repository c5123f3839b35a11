"""A class graded: submissions read, judged in parallel, written beside nbgrader's own files, recorded at the end."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.classroom.classroom import Classroom
from autograder.classroom.handed_back import hand_back
from autograder.classroom.handed_in import Submission, handed_in_at, take_in, untouched
from autograder.classroom.judges import judges_at
from autograder.classroom.judging import Job, keep, kept, key
from autograder.classroom.settings import Settings, settings
from autograder.classroom.shard import WHOLE, Shard
from autograder.verdicts import Judgement, Question, Verdict
from autograder.weaving.released import names, questions


@dataclass(frozen=True)
class Graded:
    """A student's judgement, and the feedback page that was written on it; a part of a class has none yet."""

    student: str
    judgement: Judgement
    page: Path | None = None


def grade(
    classroom: Classroom,
    assignment: str,
    student: str | None = None,
    jobs: int | None = None,
    watch: Callable[[int, int], None] = lambda done, of: None,
    cluster: str | None = None,
) -> list[Graded]:
    """Judge and record what is in `submitted/`; `watch` is told how many are done, of how many.

    The processes of this machine judge, `jobs` of them, or the workers of the Dask scheduler at the address `cluster`.
    """
    from autograder.classroom import gradebook  # nbgrader costs seconds
    from autograder.classroom.marked import marked

    course = gradebook.course(classroom.root)
    gradebook.require_assignment(course, assignment)
    release, chosen = classroom.release(assignment), _settings(course.config)
    given = marked(course, assignment)
    submissions = {each.student: each for each in _submissions(course, assignment, student, release)}
    done = {}
    watch(0, len(submissions))
    # Closed at once if we cannot go on: nobody waits for what is being judged then.
    with closing(
        judge_all(classroom, assignment, release, list(submissions.values()), chosen, jobs, cluster)
    ) as judged:
        for name, judgement in judged:
            page = hand_back(course, submissions[name], judgement, release, given.get(name, {}))
            done[name] = Graded(name, judgement, page)
            watch(len(done), len(submissions))
    entries = [_entry(submissions[name], done[name].judgement, release) for name in submissions]
    gradebook.record(course, assignment, entries)
    return [done[name] for name in submissions]


def judge_part(
    classroom: Classroom,
    assignment: str,
    part: Shard,
    jobs: int | None = None,
    watch: Callable[[int, int], None] = lambda done, of: None,
    cluster: str | None = None,
) -> list[Graded]:
    """Judge a part of what is in `submitted/` and keep the judgements for `grade`; the gradebook is not touched."""
    from . import gradebook  # only to read the settings

    course, release = gradebook.course(classroom.root), classroom.release(assignment)
    submissions, chosen = list(_submissions(course, assignment, None, release, part)), _settings(course.config)
    done = {}
    for name, judgement in judge_all(classroom, assignment, release, submissions, chosen, jobs, cluster):
        done[name] = Graded(name, judgement)
        watch(len(done), len(submissions))
    return [done[each.student] for each in submissions]


def judge_all(
    classroom: Classroom,
    assignment: str,
    release: dict,
    submissions: list[Submission],
    chosen: Settings,
    jobs: int | None = None,
    cluster: str | None = None,
) -> Iterator[tuple[str, Judgement]]:
    """Each student's judgement as soon as it is made; those that are kept from an earlier run come first."""
    judges, folder, asked = judges_at(cluster, chosen.protected, jobs), classroom.judged(assignment), questions(release)
    todo = {}
    for each in submissions:
        job = Job(each.notebook, assignment, asked, classroom.secret, chosen.limits)
        found = _unreadable(assignment, asked, each) or kept(folder / f"{each.student}.json", key(job))
        if found is None:
            todo[each.student] = (job, each)
        else:
            yield _kept_and_noted(folder, key(job), found, each)
    for name, found in judges({name: job for name, (job, _) in todo.items()}):
        if isinstance(found, BaseException):
            # One submission that we stumble over must not stop the next.
            found = _faulty(assignment, asked, f"{type(found).__name__}: {found}")
        job, each = todo[name]
        yield _kept_and_noted(folder, key(job), found, each)


def _kept_and_noted(folder: Path, made_by: str, found: Judgement, submission: Submission) -> tuple[str, Judgement]:
    keep(folder, submission.student, made_by, found, list(submission.repairs))
    notes = (*submission.repairs, *found.notes)
    return submission.student, Judgement(found.assignment, found.verdicts, notes, found.outputs)


def _unreadable(assignment: str, asked: tuple[Question, ...], submission: Submission) -> Judgement | None:
    return _faulty(assignment, asked, submission.problem) if submission.problem else None


def _faulty(assignment: str, asked: tuple[Question, ...], reason: str) -> Judgement:
    """Nothing judged, and why."""
    verdicts = tuple(Verdict(each.grade_id, "not judged", 0, each.max_points, reason) for each in asked)
    return Judgement(assignment, verdicts, (f"could not be judged: {reason}",))


def _settings(config) -> Settings:
    return settings(dict(config.Judge.get("limits", {})), bool(config.Judge.get("allow_unprotected", False)))


def _submissions(
    course, assignment: str, student: str | None, release: dict, part: Shard = WHOLE
) -> Iterator[Submission]:
    """What the students handed in, in the order of their names."""
    pattern = Path(course.format_path(course.submitted_directory, "*", assignment))
    depth = len(pattern.parts) - 1 - pattern.parts[::-1].index("*") if "*" in pattern.parts else -1
    folders = sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))
    found = {path.parts[depth]: path for path in folders if path.is_dir()}
    if student is not None:
        found = {name: path for name, path in found.items() if name == student}
    if not found:
        who = f"by {student!r} " if student else ""
        raise BadInput(f"no submission {who}of {assignment} in {course.submitted_directory}/; run `nbgrader collect`")
    return (take_in(found[name], name, assignment, release) for name in part.names(list(found)))


def _entry(submission: Submission, judgement: Judgement, release: dict):
    """What the gradebook is told; untouched written answers are zero, as nbgrader has it."""
    from autograder.classroom.gradebook import Entry, Score, timestamp

    blank = untouched(submission.notebook, release) if not submission.problem else frozenset()
    scores = [
        Score(each.grade_id, None if each.outcome == "not judged" else each.points) for each in judgement.verdicts
    ]
    scores += [Score(name, 0.0 if name in blank else None) for name in names(release, "written")]
    answers = (*names(release, "answer"), *names(release, "written"))
    return Entry(submission.student, tuple(scores), answers, blank, timestamp(handed_in_at(submission)))

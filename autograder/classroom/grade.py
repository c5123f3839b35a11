"""A class graded: submissions read, judged in parallel, written beside nbgrader's own files, recorded at the end."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from traitlets.config.loader import LazyConfigValue

from autograder.bad_input import BadInput
from autograder.classroom.classroom import Classroom
from autograder.classroom.configured import configured, require_text, submitted
from autograder.classroom.handed_back import hand_back
from autograder.classroom.handed_in import Submission, handed_in_at, untouched
from autograder.classroom.judges import judges_at
from autograder.classroom.judging import Job
from autograder.classroom.plan import Judged, Plan
from autograder.classroom.settings import Settings, settings
from autograder.classroom.shard import WHOLE, Shard
from autograder.verdicts import Judgement
from autograder.weaving.released import names


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
    plan = _plan(classroom, assignment, student)
    with closing(judge_all(plan, jobs, cluster)) as judged:
        # nbgrader takes seconds to load: the first is judged, and more are on the way, before they are spent.
        watched = _watched(judged, len(plan.folders), watch)
        return _recorded(plan, chain([next(watched)], watched))


def judge_part(
    classroom: Classroom,
    assignment: str,
    part: Shard,
    jobs: int | None = None,
    watch: Callable[[int, int], None] = lambda done, of: None,
    cluster: str | None = None,
) -> list[Graded]:
    """Judge a part of what is in `submitted/` and keep the judgements for `grade`; the gradebook is not touched."""
    plan, done = _plan(classroom, assignment, None, part), {}
    with closing(judge_all(plan, jobs, cluster)) as judged:
        for submission, judgement in _watched(judged, len(plan.folders), watch):
            done[submission.student] = Graded(submission.student, _lean(judgement))
    return [done[name] for name in plan.folders]


def judge_all(plan: Plan, jobs: int | None = None, cluster: str | None = None) -> Iterator[Judged]:
    """Each submission with its judgement as soon as it is made; those that are kept from an earlier run come first.

    Only those that are being judged are in memory, however many there are.
    """
    judges, left = judges_at(cluster, plan.settings.protected, jobs), []
    for name in plan.folders:
        found = plan.kept(name)
        if found is None:
            left.append(name)
        else:
            yield found
    under_way: dict[str, Submission] = {}
    unreadable: list[Submission] = []
    for name, found in judges(_jobs(plan, left, under_way, unreadable)):
        # One submission that we stumble over must not stop the next.
        fault = f"{type(found).__name__}: {found}" if isinstance(found, BaseException) else ""
        yield plan.finished(under_way.pop(name), plan.faulty(fault) if fault else found)
    for submission in unreadable:
        yield plan.finished(submission, plan.faulty(submission.problem))


def _jobs(plan: Plan, left: list[str], under_way: dict, unreadable: list) -> Iterator[tuple[str, Job]]:
    """A job for each name, when it is asked for; what cannot be read is put aside."""
    for name in left:
        submission = plan.take_in(name)
        if submission.problem:
            unreadable.append(submission)
        else:
            under_way[name] = submission
            yield name, plan.job(submission)


def _plan(classroom: Classroom, assignment: str, student: str | None, part: Shard = WHOLE) -> Plan:
    config, release = configured(classroom.root), classroom.release(assignment)
    found = submitted(config, classroom.root, assignment)
    if student is not None:
        found = {name: path for name, path in found.items() if name == student}
    if not found:
        who = f"by {student!r} " if student else ""
        where = config.CourseDirectory.get("submitted_directory", "submitted")
        raise BadInput(f"no submission {who}of {assignment} in {where}/; run `nbgrader collect`")
    require_text(found)
    folders = {name: found[name] for name in part.names(list(found))}
    return Plan(classroom, assignment, release, folders, _settings(config), classroom.secret)


def _watched(judged: Iterable[Judged], total: int, watch: Callable[[int, int], None]) -> Iterator[Judged]:
    watch(0, total)
    for done, each in enumerate(judged, 1):
        watch(done, total)
        yield each


def _recorded(plan: Plan, judged: Iterable[Judged]) -> list[Graded]:
    """What is judged, handed back and then, in one go, in the gradebook."""
    from autograder.classroom import gradebook
    from autograder.classroom.marked import marked

    course = gradebook.course(plan.classroom.root)
    gradebook.require_assignment(course, plan.assignment)
    penalties = gradebook.late_penalties(course)
    given, done, entries = marked(course, plan.assignment), {}, {}
    for submission, judgement in map(_timed, judged):
        name = submission.student
        page = hand_back(course, submission, judgement, plan.release, given.get(name, {}))
        done[name] = Graded(name, _lean(judgement), page)
        entries[name] = _entry(submission, judgement, plan.release)
    gradebook.record(course, plan.assignment, [entries[name] for name in plan.folders], penalties)
    return [done[name] for name in plan.folders]


def _timed(judged: Judged) -> Judged:
    """With a note if nobody can say when it was handed in."""
    from autograder.classroom.gradebook import timestamp

    submission, judgement = judged
    text = handed_in_at(submission).strip()
    if not text or timestamp(text) is not None:
        return judged
    note = "its timestamp.txt holds no time, so nobody knows whether it was late"
    return submission, replace(judgement, notes=(*judgement.notes, note))


def _lean(judgement: Judgement) -> Judgement:
    """Without what the cells put out, which is in the student's files by now."""
    return replace(judgement, outputs={})


def _settings(config) -> Settings:
    limits = config.Judge.get("limits", {})
    if isinstance(limits, LazyConfigValue):  # by c.Judge.limits.update
        limits = limits.get_value({})
    return settings(limits, config.Judge.get("allow_unprotected", False))


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

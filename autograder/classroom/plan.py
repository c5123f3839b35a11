"""What is to be judged: an assignment of a classroom, the folders of those who handed it in, and what is kept of it."""

from dataclasses import dataclass, replace
from pathlib import Path

from autograder.classroom.classroom import Classroom
from autograder.classroom.handed_in import Submission, take_in
from autograder.classroom.judging import Job, keep, kept, key, work
from autograder.classroom.settings import Settings
from autograder.verdicts import Judgement, Question, Verdict
from autograder.weaving.released import questions

Judged = tuple[Submission, Judgement]


@dataclass(frozen=True)
class Plan:
    """`folders` are by student; the `release` is what all of them were given."""

    classroom: Classroom
    assignment: str
    release: dict
    folders: dict[str, Path]
    settings: Settings
    secret: bytes

    @property
    def questions(self) -> tuple[Question, ...]:
        return questions(self.release)

    def take_in(self, student: str) -> Submission:
        return take_in(self.folders[student], student, self.assignment, self.release)

    def job(self, submission: Submission) -> Job:
        return Job(submission.notebook, self.assignment, self.questions, self.secret, self.settings.limits)

    def kept(self, student: str) -> Judged | None:
        """The judgement that an earlier run kept, if it is still the one that would be made."""
        file = self.classroom.judged(self.assignment) / f"{student}.json"
        if not file.is_file():  # which is sooner seen than the submission is read
            return None
        submission = self.take_in(student)
        found = None if submission.problem else kept(file, key(self.job(submission)))
        return None if found is None else self.finished(submission, found)

    def finished(self, submission: Submission, judgement: Judgement) -> Judged:
        """The judgement, kept, and with what was repaired in its notes."""
        folder, job = self.classroom.judged(self.assignment), self.job(submission)
        keep(folder, submission.student, key(job), judgement, list(submission.repairs), work(job.notebook, job.secret))
        return submission, replace(judgement, notes=(*submission.repairs, *judgement.notes))

    def faulty(self, reason: str) -> Judgement:
        """Nothing judged, and why."""
        verdicts = tuple(Verdict(each.grade_id, "not judged", 0, each.max_points, reason) for each in self.questions)
        return Judgement(self.assignment, verdicts, (f"could not be judged: {reason}",))

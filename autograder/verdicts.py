"""What judging takes and gives: questions, verdicts, limits."""

from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["passed", "failed", "not judged"]


@dataclass(frozen=True)
class Question:
    """One graded test cell: the hidden test of the same name decides its points."""

    grade_id: str
    max_points: float


def function_of(grade_id: str) -> str:
    """The function that a question is about: `f` for test_f and test_f__aspect."""
    return grade_id.removeprefix("test_").split("__")[0]


@dataclass(frozen=True)
class Verdict:
    """How one question went; `mistake` names the known mistake whose numbers the answer gave."""

    grade_id: str
    outcome: Outcome
    points: float
    max_points: float
    message: str = ""
    mistake: str | None = None


@dataclass(frozen=True)
class Judgement:
    """All verdicts on one submission, what was noticed on the way, and what each cell printed, by its place."""

    assignment: str
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...] = ()
    outputs: dict[int, list[dict]] = field(default_factory=dict)

    @property
    def points(self) -> float:
        return sum(verdict.points for verdict in self.verdicts)

    @property
    def max_points(self) -> float:
        return sum(verdict.max_points for verdict in self.verdicts)


@dataclass(frozen=True)
class Limits:
    """What one submission may use up; seconds are wall-clock, the memory is that of all its processes together."""

    cell_seconds: float = 10
    question_seconds: float = 10
    submission_seconds: float = 60
    megabytes: int = 1024
    scratch_megabytes: int = 64
    processes: int = 32
    reply_bytes: int = 16_000_000
    question_bytes: int = 64_000_000
    output_characters: int = 20_000
    calls_per_question: int = 20_000

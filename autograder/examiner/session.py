"""One submission from its first cell to its last question, through as many processes as it ends."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from autograder.examiner.words import clean, length, outputs
from autograder.sandbox.packages import mentioned
from autograder.sandbox.sitting import SandboxError, Silence, Sitting
from autograder.sandbox.warm import Warm
from autograder.verdicts import Limits

RESTARTS = 3
FULL_CELLS = 50  # so many cells can put out all that one cell may
ON_THE_LINE = 50_000  # characters of cells that are sent ahead: they must not fill the line
CUT = 100  # characters for the worker's own mark that something was cut


@dataclass(frozen=True)
class Run:
    """A step: the cell at `place` is run."""

    place: int
    source: str

    def message(self) -> dict:
        return {"do": "run", "source": self.source}


@dataclass(frozen=True)
class Keep:
    """A step: a question's test cell is reached, and what has a name now is what counts for it."""

    question: str

    def message(self) -> dict:
        return {"do": "keep", "question": self.question}


Step = Run | Keep


class Session:
    """A submission that can be asked; what it printed and what was noticed are in `outputs` and `notes`."""

    def __init__(self, steps: Iterable[Step], worker: Warm, limits: Limits):
        self.steps, self.worker, self.limits = tuple(steps), worker, limits
        self.outputs: dict[int, list[dict]] = {}
        self.notes: list[str] = []
        self.gone = ""  # why nothing can be asked any more
        self.losses = 0  # of processes, by faults of ours
        self._modules = mentioned(step.source for step in self.steps if isinstance(step, Run))
        self._sitting: Sitting | None = None
        self._left_out: set[int] = set()
        self._spent = 0.0
        self._heard = 0
        self._room = FULL_CELLS * limits.output_characters

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *error: object) -> None:
        self._close()

    def look(self, question: str, names: Iterable[str]) -> dict[str, str]:
        """The kind of each of the student's things of these names: function, or the name of its type."""
        reply, _ = self.ask({"do": "look", "question": question, "names": list(names)})
        found = reply.get("found")
        return {name: clean(kind, 100) for name, kind in found.items()} if isinstance(found, dict) else {}

    def ask(self, message: dict, body: bytes = b"", seconds: float = 0, back: Any = None) -> tuple[dict, bytes]:
        """The answer to a question's `message`; after Silence or a fault the next question gets a new process."""
        sitting = self._seated()
        seconds = min(seconds or self.limits.question_seconds, self.left())
        try:
            reply, body = sitting.ask(message, body, seconds, back)
        except Silence:
            self._close()
            raise
        except SandboxError:
            self._lose(sitting)
            raise
        if reply.get("late"):
            raise Silence(f"no answer within {self.limits.question_seconds:g} s")
        return reply, body

    def left(self) -> float:
        """The seconds that the submission still has; the examiner's own work does not count."""
        return self.limits.submission_seconds - self._spent - (self._sitting.spent if self._sitting else 0)

    def heard(self) -> int:
        """The bytes that its processes have said so far."""
        return self._heard + (self._sitting.heard if self._sitting else 0)

    def start(self) -> None:
        """Run the cells now, so that outputs and notes are there even if nothing is asked."""
        if self._sitting is None and not self.gone:
            try:
                self._sit()
            except SandboxError:
                self._lose(self._sitting)
                raise

    def _seated(self) -> Sitting:
        self.start()
        if self._sitting is None or self.left() <= 0:
            self._close()
            self.gone = self.gone or f"the submission used up its {self.limits.submission_seconds:g} s"
            raise Silence(self.gone)
        return self._sitting

    def _sit(self) -> None:
        """A process that has run all cells but those that ended an earlier one."""
        for _ in range(RESTARTS + 1):
            if self.left() <= 0:
                break
            self._sitting = self.worker.open(self.limits, self._modules)
            under_way: deque[tuple[Step, float]] = deque()
            try:
                self._run_through(self._sitting, under_way)
                return
            except Silence as silence:
                self._close()
                self._leave_out(under_way[0][0], str(silence))
        else:
            self.gone = f"{RESTARTS + 1} cells ended the process"

    def _run_through(self, sitting: Sitting, under_way: deque[tuple[Step, float]]) -> None:
        """Take all steps; those that are asked for and not answered yet are `under_way`, with their seconds."""
        steps = deque(step for step in self.steps if isinstance(step, Keep) or step.place not in self._left_out)
        while steps or under_way:
            while steps and self._may_go_ahead([*under_way, (steps[0], 0)]):
                seconds = min(self.limits.cell_seconds, max(self.left(), 0.01))
                under_way.append((steps.popleft(), seconds))
                sitting.send(under_way[-1][0].message(), seconds=seconds)
            step, seconds = under_way[0]
            reply, _ = sitting.answer(seconds)
            under_way.popleft()
            if isinstance(step, Run) and step.place not in self.outputs:
                self._put_down(step.place, reply.get("outputs"), seconds)

    def _may_go_ahead(self, steps: list[tuple[Step, float]]) -> bool:
        """Will the last of these have its full time, whatever those before it take, and find room on the line?"""
        size = sum(len(step.source) for step, _ in steps if isinstance(step, Run))
        return len(steps) == 1 or (len(steps) * self.limits.cell_seconds <= self.left() and size <= ON_THE_LINE)

    def _leave_out(self, step: Step, reason: str) -> None:
        place = step.place if isinstance(step, Run) else self._last_run(step)
        if place not in self._left_out:
            self._left_out.add(place)
            self.notes.append(f"cell {place + 1} was left out: {reason}")
            error = {"ename": "LeftOut", "evalue": reason, "traceback": [f"this cell was left out: {reason}"]}
            self.outputs[place] = [{"output_type": "error", **error}]

    def _last_run(self, step: Keep) -> int:
        before = self.steps[: self.steps.index(step)]
        places = [s.place for s in before if isinstance(s, Run) and s.place not in self._left_out]
        return places[-1] if places else 0

    def _put_down(self, place: int, said: Any, seconds: float) -> None:
        """Keep what a cell put out the first time."""
        found = outputs(said, min(self.limits.output_characters + CUT, self._room))
        self.outputs[place] = found
        self._room -= sum(map(length, found))
        if _was_interrupted(found):
            self.notes.append(f"cell {place + 1} was stopped after {seconds:g} s")

    def _lose(self, sitting: Sitting | None) -> None:
        """Give up a process that a fault of ours ended; the seconds of the first one are not the submission's."""
        if sitting is not self._sitting:
            return  # a call within a call has lost it already
        self.losses += 1
        if sitting is not None and self.losses == 1:
            sitting.spent = 0.0
        self._close()

    def _close(self) -> None:
        if self._sitting is not None:
            sitting, self._sitting = self._sitting, None
            self._spent += sitting.spent
            self._heard += sitting.heard
            sitting.close()


def _was_interrupted(outputs: list[dict]) -> bool:
    return any(output.get("ename") == "OutOfTime" for output in outputs)

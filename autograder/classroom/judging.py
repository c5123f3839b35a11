"""Judgements made and kept: a submission is judged again only if something that its judgement depends on changed."""

import functools
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import chainrule
from autograder.bad_input import BadInput
from autograder.examiner.exam import load_exam
from autograder.examiner.judge import judge
from autograder.notebooks.notebook import marks, role, write
from autograder.sandbox.protection import own_worker
from autograder.sandbox.walls import Level
from autograder.verdicts import Judgement, Limits, Question, Verdict

FILES = ("*.py", "*.json")


@dataclass(frozen=True)
class Job:
    """All that a judgement depends on, but for our own files; `notebook` is repaired."""

    notebook: dict
    assignment: str
    questions: tuple[Question, ...]
    secret: bytes
    limits: Limits


def key(job: Job) -> str:
    """A hash of the job and of our own files; without the secret nobody can foresee it."""
    cells = [
        (place, role(cell), marks(cell).get("grade_id"), "" if role(cell) == "test" else cell["source"])
        for place, cell in enumerate(job.notebook["cells"])
        if cell["cell_type"] == "code"
    ]
    everything = [cells, job.assignment, [asdict(each) for each in job.questions], asdict(job.limits), our_files()]
    return hmac.digest(job.secret, json.dumps(everything).encode(), hashlib.sha256).hex()


def work(notebook: dict, secret: bytes) -> str:
    """A hash of what a student wrote into a repaired notebook, code and words: it changes with a new hand-in alone."""
    written = [
        (marks(cell).get("grade_id"), cell["source"])
        for cell in notebook["cells"]
        if role(cell) in ("answer", "written") or (cell["cell_type"] == "code" and not marks(cell))
    ]
    return hmac.digest(secret, json.dumps(written).encode(), hashlib.sha256).hex()


def run(job: Job, level: Level) -> Judgement:
    """The judgement on a job, by this process's own worker."""
    worker = own_worker(level)
    worker.wake()  # it loads while we load the exam
    return judge(job.notebook, load_exam(job.assignment, job.questions), job.secret, worker, job.limits)


def keep(
    folder: Path, student: str, made_by: str, judgement: Judgement, repairs: list[str], on: str | None = None
) -> None:
    """Keep a judgement on a work under the key of its job; one that is not whole is shown, but made again next time."""
    whole = all(verdict.outcome != "not judged" for verdict in judgement.verdicts)
    kept = {"key": made_by if whole else "", "work": on, "repairs": repairs, "judgement": asdict(judgement)}
    write(folder / f"{student}.json", json.dumps(kept, ensure_ascii=False))


def kept(path: Path, made_by: str | None = None) -> Judgement | None:
    """The judgement in a file, if there is one, and if it was made by that key; `None` takes any, with the repairs."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        judgement, repairs = judgement_of(found["judgement"]), tuple(found["repairs"])
        ours = made_by is None or hmac.compare_digest(found["key"].encode(), made_by.encode())
    except (AttributeError, KeyError, OSError, RecursionError, TypeError, ValueError):
        return None
    if made_by is None:
        return replace(judgement, notes=(*repairs, *judgement.notes))
    return judgement if ours else None


def kept_in(folder: Path) -> dict[str, Judgement]:
    """Every judgement that is kept in a folder, by its student, without what cells put out; BadInput if one is none."""
    return {path.stem: _shown(path) for path in sorted(folder.glob("*.json"))}


def is_on(path: Path, what: str) -> bool:
    """Is the judgement in a file on this work, for all that the file says?"""
    return json.loads(path.read_text(encoding="utf-8")).get("work") in (None, what)


def _shown(path: Path) -> Judgement:
    found = kept(path)
    if found is None:
        again = f"run `autograder grade {path.parent.name}`"
        raise BadInput(f"{path}: no judgement can be read in it; {again}, or remove it if its student has left")
    return replace(found, outputs={})  # a class of them would fill the memory


def judgement_of(found: dict) -> Judgement:
    """The judgement that `asdict` and JSON made this of."""
    verdicts = tuple(Verdict(**verdict) for verdict in found["verdicts"])
    outputs = {int(place): each for place, each in found["outputs"].items()}
    return Judgement(found["assignment"], verdicts, tuple(found["notes"]), outputs)


@functools.cache
def our_files() -> str:
    """A hash of the examiner and of the students' library: when they change, everything is judged anew."""
    digest = hashlib.sha256()
    for package in (Path(__file__).parents[1], Path(next(iter(chainrule.__path__)))):
        for path in sorted(path for pattern in FILES for path in package.rglob(pattern)):
            digest.update(f"{path.relative_to(package)}\0".encode() + path.read_bytes())
    return digest.hexdigest()

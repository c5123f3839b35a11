"""What was handed in: each student's notebook read and repaired, or why it could not be read."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from autograder.bad_input import BadInput
from autograder.notebooks.notebook import marks, read, role
from autograder.notebooks.repair import repair

ATTACHMENT_MB = 20


@dataclass(frozen=True)
class Submission:
    """One student's work; with a `problem` there is none that can be judged, and the notebook is the empty release."""

    student: str
    folder: Path
    notebook: dict
    repairs: tuple[str, ...] = ()
    problem: str = ""
    name: str = ""

    @property
    def file(self) -> Path:
        """The notebook as it was handed in."""
        return self.folder / self.name


def take_in(folder: Path, student: str, assignment: str, release: dict) -> Submission:
    """The submission in a student's folder."""
    try:
        path, notes = _notebook_in(folder, assignment)
        found, read_notes = read(path)
    except BadInput as error:
        # The path is the teacher's; a student will read this.
        reason = str(error).removeprefix(f"{folder}/")
        return Submission(student, folder, repair(release, release)[0], problem=reason)
    whole, repairs = repair(found, release)
    return Submission(student, folder, whole, (*notes, *read_notes, *repairs), name=path.name)


def copy_attachments(submission: Submission, target: Path) -> None:
    """Copy what was handed in beside the notebook, pictures of proofs for example, to where it is graded."""
    for path in sorted(submission.folder.rglob("*")):
        inside = path.relative_to(submission.folder)
        linked = any((submission.folder / parent).is_symlink() for parent in (inside, *inside.parents))
        if linked or not path.is_file() or path.suffix == ".ipynb" or path.stat().st_size > ATTACHMENT_MB * 1_000_000:
            continue
        (target / inside).parent.mkdir(parents=True, exist_ok=True)
        (target / inside).unlink(missing_ok=True)
        shutil.copyfile(path, target / inside)


def untouched(notebook: dict, release: dict) -> frozenset[str]:
    """The grade ids of the answers, coded or written, that are as they were given out."""
    given = {marks(cell)["grade_id"]: cell["source"] for cell in release["cells"] if role(cell)}
    cells = [cell for cell in notebook["cells"] if role(cell) in ("answer", "written")]
    return frozenset(name for cell in cells if given[name := marks(cell)["grade_id"]] == cell["source"])


def _notebook_in(folder: Path, assignment: str) -> tuple[Path, tuple[str, ...]]:
    """The notebook of the assignment's name, or the only one that there is."""
    path = folder / f"{assignment}.ipynb"
    others = sorted(folder.glob("*.ipynb"))
    if path in others or len(others) != 1:
        return path, ()
    return others[0], (f"the notebook is called {others[0].name}",)

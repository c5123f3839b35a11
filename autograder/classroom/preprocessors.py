"""nbgrader's rim: our steps in its `autograde`, as the classroom's nbgrader_config.py names them."""

from pathlib import Path

import nbformat
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import is_solution
from traitlets import Bool, Dict

from autograder.classroom.classroom import Classroom
from autograder.classroom.judging import Job, keep, kept, key, run, work
from autograder.classroom.settings import settings
from autograder.classroom.shown import shown
from autograder.notebooks import repair as mending
from autograder.notebooks.notebook import clean
from autograder.sandbox.protection import start_worker
from autograder.weaving.released import questions


class Repair(NbGraderPreprocessor):
    """Puts a submission right before nbgrader looks at it."""

    def preprocess(self, nb, resources):
        """The notebook with every cell of the release in it once; what was done is noted in its metadata."""
        release = _classroom(self).release(resources["nbgrader"]["assignment"], resources["nbgrader"]["notebook"])
        whole, notes = mending.repair(nb, release)
        for note in notes:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], note)
        mended = nbformat.from_dict(whole)
        mended.metadata.setdefault("chainrule", nbformat.NotebookNode())["notes"] = notes
        return mended, resources


class Judge(NbGraderPreprocessor):
    """Takes the place of Execute: student code runs in the sandbox, hidden tests here."""

    limits = Dict({}, help="What a submission may use up, by the names of autograder.verdicts.Limits").tag(config=True)
    allow_unprotected = Bool(False, help="Grade even where no sandbox can run").tag(config=True)

    def preprocess(self, nb, resources):
        """The notebook with outputs and verdicts in it; the judgement goes on in the resources."""
        classroom, chosen = _classroom(self), settings(self.limits, self.allow_unprotected)
        level = start_worker(chosen.protected).level
        assignment, student = resources["nbgrader"]["assignment"], resources["nbgrader"]["student"]
        notebook, notes = clean(nb), list(nb.metadata.get("chainrule", {}).get("notes", ()))
        asked = questions(classroom.release(assignment, resources["nbgrader"]["notebook"]))
        job = Job(notebook, assignment, asked, classroom.secret, chosen.limits)
        made_by, folder = key(job), classroom.judged(assignment)
        judgement = kept(folder / f"{student}.json", made_by) or run(job, level)
        keep(folder, student, made_by, judgement, notes, work(notebook, job.secret))
        resources["verdicts"] = {verdict.grade_id: verdict for verdict in judgement.verdicts}
        return nbformat.from_dict(shown(notebook, judgement, (*notes, *judgement.notes))), resources


class SaveVerdicts(SaveAutoGrades):
    """Saves grades as SaveAutoGrades does, but what was not judged has no score and waits for a person."""

    def _add_score(self, cell, resources):
        if is_solution(cell):
            super()._add_score(cell, resources)
            return
        names = (cell.metadata["nbgrader"]["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        grade = self.gradebook.find_grade(*names)
        verdict = resources["verdicts"].get(names[0])
        judged = verdict is not None and verdict.outcome != "not judged"
        grade.auto_score = verdict.points if judged else None
        grade.needs_manual_grade = not judged or grade.manual_score is not None
        self.gradebook.db.commit()


def _classroom(step) -> Classroom:
    """The classroom whose nbgrader runs this step."""
    owner = step
    while not isinstance(getattr(owner, "coursedir", None), CourseDirectory):
        owner = owner.parent
    return Classroom(Path(owner.coursedir.root))

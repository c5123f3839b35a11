"""In formgrader: the rubric beside what a student wrote, and the model answer folded below it."""

import functools

import jinja2

from autograder.classroom import markup
from autograder.examiner.exam import module_name
from autograder.weaving.lessons import rooms
from autograder.weaving.proofs import Proof, proofs

BESIDE = """\
<div style="display: flex; flex-wrap: wrap; gap: 1em 2em">
<div style="flex: 3 1 25em; min-width: 0">{words}</div>
<aside aria-label="Rubric" style="flex: 2 1 20em; min-width: 0; border-left: 1px solid #ccc; padding-left: 1em">
<strong>Rubric</strong>
{rubric}
<details><summary style="display: list-item; cursor: pointer">A model answer</summary>{model}</details>
</aside>
</div>
"""


@jinja2.pass_context
def markdown2html(context: jinja2.runtime.Context, source: str) -> str:
    """A cell's text without what could act there, on formgrader's page with the rubric beside a written answer."""
    words = markup.markdown2html(context, source)
    # Only that page has the id of a submission: a student's own, nbgrader's feedback, is to show no model.
    if not context.get("resources", {}).get("submission_id"):
        return words
    cell = context.get("cell", {})
    name = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")
    proof = _proofs(context["resources"].get("assignment_id", "")).get(name)
    if proof is None:
        return words
    rubric, model = (markup.markdown2html(context, text) for text in (proof.rubric, proof.model))
    return BESIDE.format(words=words, rubric=rubric, model=model)


@functools.cache
def _proofs(assignment: str) -> dict[str, Proof]:
    path = rooms().solutions / f"{module_name(assignment)}.md"
    return proofs(path.read_text(encoding="utf-8")) if path.is_file() else {}

"""The rubric beside a written answer, as formgrader makes its page; and in no page that goes back to a student."""

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers

from autograder.classroom.classroom import new
from autograder.classroom.configured import configured
from autograder.classroom.handed_back import rubrics
from autograder.weaving.released import released
from classes import ASSIGNMENT

RESOURCES = dict.fromkeys(("student", "last_name", "first_name", "notebook_path"), "ada") | {
    "assignment_id": ASSIGNMENT,
    "notebook_id": ASSIGNMENT,
    "index": 0,
    "total": 1,
    "base_url": "/",
}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A function that makes a page of lesson 4 by one of nbgrader's templates, with a new classroom's settings."""
    config = configured(new(tmp_path_factory.mktemp("room") / "maths").root)
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    notebook = nbformat.from_dict(released(ASSIGNMENT))

    def made(template, **more):
        config.HTMLExporter.template_name = template
        return HTMLExporter(config=config).from_notebook_node(notebook, resources=RESOURCES | more)[0]

    return made


def test_formgrader_shows_each_rubric_beside_its_answer(page):
    html = page("formgrade", submission_id="one")

    assert html.count('aria-label="Rubric"') == html.count("A model answer") == len(rubrics(ASSIGNMENT)) == 3
    beside = html.split('id="derive_hidden_delta"')[1].split("</aside>")[0]
    assert "1 point: the transpose named" in beside
    assert "which is S6" in beside


def test_a_page_without_a_submission_shows_no_model(page):
    assert "which is S6" not in page("formgrade")

"""A lesson on a real JupyterHub, by a teacher and two students in real browsers: from release to feedback."""

import os
import pwd
from pathlib import Path

import pytest
from playwright.sync_api import expect

import student
from classes import ASSIGNMENT
from hub_browser import PATIENCE, in_formgrader, in_the_list, log_in
from hub_here import hub_here
from hub_tricks import closed, play_tricks
from in_browser import SHOTS
from test_browser import WRONG

PROOF = "c depends on $a_j$ through **all** $z_k$, so the sum runs over k."
COMMENT = "And where does W_jk come from?"

pytestmark = pytest.mark.hub


@pytest.fixture(scope="module")
def hub():
    with hub_here("ada", "blaise") as hub:
        yield hub


@pytest.fixture(scope="module")
def pages(hub, browser):
    """Everybody's browser, by name, logged in and in JupyterLab."""
    pages = {name: browser.new_context(viewport={"width": 1280, "height": 900}).new_page() for name in everybody(hub)}
    for name, page in pages.items():
        log_in(hub, page, name)
    for name, page in pages.items():
        page.wait_for_url(f"**/user/{name}/lab**", timeout=2 * PATIENCE)
        page.get_by_role("menuitem", name="Nbgrader").wait_for()
    yield pages
    for page in pages.values():
        page.context.close()


def everybody(hub):
    return (hub.teacher, *hub.students)


@pytest.fixture(scope="module")
def released(hub, pages):
    in_formgrader(hub, pages[hub.teacher], "assign")
    in_formgrader(hub, pages[hub.teacher], "release")


@pytest.fixture(scope="module")
def handed_in(hub, pages, released):
    """Ada is right, Blaise forgot the transpose; and he leaves three things in the exchange that he should not."""
    wrong = Path(student.import_module("solutions.delta_recursion").__file__).read_text() + WRONG
    for name, answers in zip(hub.students, (None, wrong), strict=True):
        in_the_list(pages[name], "Fetch", "released", "button:text('Submit')")
        notebook = hub.home(name) / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        student.write(with_a_proof(student.done(ASSIGNMENT, answers)), notebook)
        in_the_list(pages[name], "Submit", "fetched", "button:text('Fetch Feedback')")
    play_tricks(hub)


def with_a_proof(notebook):
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "derive_hidden_delta":
            cell["source"] = PROOF
    return notebook


@pytest.fixture(scope="module")
def graded(hub, pages, handed_in):
    """What `autograder grade` says when the teacher has collected by the button."""
    in_formgrader(hub, pages[hub.teacher], "collect")
    return hub.run(hub.teacher, "autograder", "grade", ASSIGNMENT)


@pytest.fixture(scope="module")
def marked(hub, pages, graded):
    """The teacher at Ada's proof, which got four points and a comment."""
    page = pages[hub.teacher]
    page.goto(f"{hub.address}/user/{hub.teacher}/formgrader/manage_students/{hub.students[0]}/{ASSIGNMENT}")
    page.get_by_role("link", name=ASSIGNMENT).last.click()
    cell = page.locator(".nbgrader_cell", has=page.locator("#derive_hidden_delta"))
    cell.locator(".score.needs_manual_grade").fill("4")
    cell.locator("textarea[placeholder]").fill(COMMENT)
    with page.expect_response(lambda response: "/api/comment/" in response.url):
        cell.locator("textarea").blur()
    expect(cell.locator(".needs_manual_grade")).to_have_count(0)
    if SHOTS.name:
        page.screenshot(path=SHOTS / "formgrader.png")
    return cell


@pytest.fixture(scope="module")
def told(hub, pages, marked):
    """The text of the feedback page that each student fetched."""
    done = hub.run(hub.teacher, "autograder", "feedback", ASSIGNMENT)
    assert done.returncode == 0, done.stderr
    in_formgrader(hub, pages[hub.teacher], "release-feedback")
    texts = {}
    for name in hub.students:
        in_the_list(pages[name], "Fetch Feedback", "submitted", "a:text('view feedback')")
        (path,) = (hub.home(name) / ASSIGNMENT / "feedback").glob("*/*.html")
        pages[name].goto(f"{hub.address}/user/{name}/files/{path.relative_to(hub.home(name))}")
        texts[name] = pages[name].locator("body").inner_text()
    return texts


def test_the_owner_of_a_submission_tells_who_sent_it(hub, handed_in):
    ada, blaise = hub.students
    found = [(each.name.split("+")[0], each.owner()) for each in (hub.exchange / "inbound").iterdir()]

    assert sorted(found) == [(ada, ada), (ada, blaise), (blaise, blaise), (blaise, blaise)]


def test_the_teacher_grades_what_each_student_sent(hub, graded):
    ada, blaise = hub.students

    assert graded.returncode == 0, graded.stderr
    rows = {line.split()[0]: line for line in graded.stdout.splitlines() if line.startswith(hub.students)}
    assert "16 of 16" in rows[ada]
    assert "transpose_forgotten" in rows[blaise]


def test_nothing_that_a_student_pointed_at_is_collected(hub, graded):
    collected = hub.classroom / "submitted" / hub.students[1] / ASSIGNMENT

    assert (collected / f"{ASSIGNMENT}.ipynb").is_file()
    assert not (collected / "model.html").exists()


def test_the_rubric_stands_beside_the_proof(marked):
    # Both at once: formgrader may still be scrolling.
    places = "cell => ['p', 'aside'].map(tag => cell.querySelector(tag).getBoundingClientRect().toJSON())"
    words, rubric = marked.evaluate(places)

    assert rubric["left"] >= words["right"]
    assert rubric["top"] <= words["bottom"]
    expect(marked.get_by_label("Rubric")).to_contain_text("the transpose named")


def test_a_student_reads_what_was_given_and_why(hub, told):
    ada = told[hub.students[0]]

    assert "4 of 6" in ada
    assert COMMENT in ada
    assert "Which index does the sum run over" in told[hub.students[1]]


def test_a_student_reads_of_nobody_else(hub, told):
    ada, blaise = hub.students

    assert blaise not in told[ada]
    assert ada not in told[blaise]
    assert COMMENT not in told[blaise]


def test_a_student_can_read_nothing_of_the_teachers_or_of_another_students(hub, told):
    assert hub.run(hub.students[1], "test", "-r", hub.home(hub.students[1])).returncode == 0
    for path in closed(hub):
        assert os.path.lexists(path), path
        assert hub.run(hub.students[1], "test", "-r", path).returncode == 1, path


def test_a_student_can_write_nothing_that_others_take_for_the_teachers(hub, told):
    assert hub.run(hub.students[1], "test", "-w", hub.exchange / "inbound").returncode == 0
    outbound = hub.exchange / "outbound"
    places = (hub.exchange.parent, hub.exchange, outbound, outbound / ASSIGNMENT, hub.exchange / "feedback", hub.place)
    for path in (*places, hub.place / "students", hub.place / "students/etc/jupyter/nbgrader_config.py"):
        assert hub.run(hub.students[1], "test", "-w", path).returncode == 1, path


@pytest.mark.parametrize("module", ["solutions", "autograder"])
def test_a_students_python_knows_the_library_and_no_answers(hub, module):
    found = hub.run(hub.students[1], "python", "-c", f"import chainrule; import {module}")

    assert found.stderr.splitlines()[-1] == f"ModuleNotFoundError: No module named '{module}'"


def test_a_student_is_not_let_into_another_server(hub, pages):
    page = pages[hub.students[1]]
    for name in (hub.teacher, hub.students[0]):
        assert page.request.get(f"{hub.address}/user/{name}/api/contents").status == 403
    assert page.request.get(f"{hub.address}/hub/admin").status == 403


def test_users_and_folders_are_gone_when_a_hub_could_not_be_made():
    before = set(pwd.getpwall())
    with (
        pytest.raises(AssertionError, match=r"useradd(.*\n)*.*stopped at: runuser"),
        hub_here("carl", python="/none"),
    ):
        pass

    assert set(pwd.getpwall()) == before

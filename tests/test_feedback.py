"""The page that a student gets back: a person's points and words, the rubric once applied, the student's own plots."""

import base64
import json
import re
from dataclasses import replace

import matplotlib.pyplot as plt
import pytest
from nbgrader.api import Gradebook

from autograder.classroom.classroom import new
from autograder.classroom.feedback import Extras, Mark, page
from autograder.classroom.handed_back import rubrics
from autograder.classroom.judging import keep, kept_in, work
from autograder.classroom.own_plots import AN_ANSWER, LETTERS, own_plots
from autograder.cli import main
from autograder.notebooks.notebook import dumps, marks, write
from autograder.notebooks.repair import repair
from autograder.verdicts import Judgement, Verdict
from autograder.weaving.released import names, questions, released
from chainrule.draw.paper import page as drawing
from classes import gradebook

ASSIGNMENT = "04_delta_recursion"
PROOF, OTHER = "derive_hidden_delta", "explain_transpose"
EVIL = "<script>alert(1)</script>"
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 60).decode()


@pytest.fixture
def notebook():
    return released(ASSIGNMENT)


def judgement():
    asked = questions(released(ASSIGNMENT))
    return Judgement(
        ASSIGNMENT, tuple(Verdict(each.grade_id, "passed", each.max_points, each.max_points) for each in asked)
    )


def shown(notebook, **extras):
    return page("ada", notebook, judgement(), frozenset(), Extras(**extras))


def test_a_persons_points_stand_beside_the_tests(notebook):
    text = shown(notebook, given={PROOF: Mark(4, "Where is the induction?")})

    assert "and 4 of 6" in re.sub(r"\s+", " ", re.sub("<.*?>", "", text))
    assert "Where is the induction?" in text


@pytest.mark.parametrize("outcome", ["not judged", "failed"])
def test_a_persons_points_for_a_test_take_the_verdicts_place(notebook, outcome):
    first, *others = judgement().verdicts
    verdicts = replace(first, outcome=outcome, points=0), *others
    text = page("ada", notebook, Judgement(ASSIGNMENT, verdicts), frozenset(), Extras({first.grade_id: Mark(0.5)}))
    words = re.sub(r"\s+", " ", re.sub("<.*?>", "", text))

    assert f"0.5 of {first.max_points:g} points, given by a person {first.grade_id}" in words
    assert f"{judgement().points - first.max_points + 0.5:g} of {judgement().max_points:g} points" in words


def test_the_rubric_is_shown_only_where_it_was_applied(notebook):
    text = shown(notebook, given={PROOF: Mark(4)}, rubrics=rubrics(ASSIGNMENT))

    assert text.count("What gave points") == 1
    assert "the transpose named" in text


def test_the_model_proof_is_on_no_page(notebook):
    text = shown(notebook, given={PROOF: Mark(4), OTHER: Mark(1)}, rubrics=rubrics(ASSIGNMENT))

    assert "By induction it holds" not in text


def test_nothing_that_anybody_wrote_is_run(notebook):
    text = shown(notebook, given={PROOF: Mark(4, EVIL)}, rubrics={PROOF: EVIL})

    assert "<script" not in text


def cell(source, *outputs, name=None):
    marks = {"nbgrader": {"grade_id": name, "solution": True, "grade": False}} if name else {}
    return {"cell_type": "code", "source": source, "metadata": marks, "outputs": list(outputs)}


def output(**data):
    kinds = {"png": "image/png", "html": "text/html"}
    return {"output_type": "display_data", "data": {kinds[kind]: each for kind, each in data.items()}}


def saved(tmp_path, *cells):
    (tmp_path / "saved.ipynb").write_text(json.dumps({"cells": cells}))
    return own_plots(tmp_path / "saved.ipynb", ["hidden_delta", "deltas"])


def test_a_plot_belongs_to_the_answer_above_it(tmp_path):
    found = saved(
        tmp_path, cell("x"), cell("def hidden_delta(): pass"), cell("plot", output(png=PNG)), cell("", name="deltas")
    )

    assert found == {"hidden_delta": [PNG]}


def test_a_drawing_of_the_course_is_a_plot_too(tmp_path):
    figure, ax = drawing(2, 2, "words")
    ax.plot([0, 1])
    html = figure._repr_mimebundle_()["text/html"]
    (plot,) = saved(tmp_path, cell("", output(html=html.splitlines(keepends=True)), name="deltas"))["deltas"]

    assert base64.b64decode(plot).startswith(b"\x89PNG")
    plt.close("all")


@pytest.mark.parametrize(
    "bad",
    [
        output(png="not base64 at all!"),
        output(png=base64.b64encode(b"GIF89a").decode()),
        output(png=PNG + "A" * LETTERS),
        output(html=f"<img src=x onerror=alert(1)>{EVIL}"),
        {"output_type": "display_data", "data": "no dict"},
        "no output",
        output(png=[1, None]),
    ],
)
def test_what_is_no_small_picture_is_left_out(tmp_path, bad):
    assert saved(tmp_path, cell("", bad, name="deltas")) == {}


def test_plots_are_few(tmp_path):
    found = saved(tmp_path, cell("", *[output(png=PNG)] * 9, name="deltas"))

    assert len(found["deltas"]) == AN_ANSWER


@pytest.mark.parametrize("text", ["", "[]", "{", '{"cells": 3}', '{"cells": [1, {"cell_type": "code"}]}'])
def test_a_file_that_is_no_notebook_has_no_plots(tmp_path, text):
    (tmp_path / "x.ipynb").write_text(text)

    assert own_plots(tmp_path / "x.ipynb", ["f"]) == {}


@pytest.fixture
def graded(tmp_path):
    """A classroom in which Ada's proof has 4 points and a word from a person, given after the grading."""
    room = new(tmp_path / "maths")
    for folder in (room.root / "release" / ASSIGNMENT, room.root / "submitted" / "ada" / ASSIGNMENT):
        folder.mkdir(parents=True)
        write(folder / f"{ASSIGNMENT}.ipynb", dumps(released(ASSIGNMENT)))
    keep(room.judged(ASSIGNMENT), "ada", "", judgement(), [])
    with Gradebook(f"sqlite:///{room.root}/gradebook.db", "maths") as book:
        book.add_assignment(ASSIGNMENT)
        book.add_notebook(ASSIGNMENT, ASSIGNMENT)
        for name in names(released(ASSIGNMENT), "written"):
            book.add_grade_cell(name, ASSIGNMENT, ASSIGNMENT, max_score=6, cell_type="markdown")
            book.add_solution_cell(name, ASSIGNMENT, ASSIGNMENT)
        book.add_student("ada")
        book.add_submission(ASSIGNMENT, "ada")
        book.find_grade(PROOF, ASSIGNMENT, ASSIGNMENT, "ada").manual_score = 4
        book.find_comment(PROOF, ASSIGNMENT, ASSIGNMENT, "ada").manual_comment = "Where is the induction?"
        book.db.commit()
    return room


def test_the_command_puts_what_a_person_gave_on_the_page(graded, capsys):
    assert main(["feedback", ASSIGNMENT, "--classroom", str(graded.root)]) == 0
    assert capsys.readouterr().out.startswith("1 pages")
    text = (graded.root / "feedback" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    assert "Where is the induction?" in text
    assert "the transpose named" in text


def test_there_is_no_page_on_nobody(tmp_path, capsys):
    room = new(tmp_path / "maths")
    (room.root / "release" / ASSIGNMENT).mkdir(parents=True)
    write(room.root / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", dumps(released(ASSIGNMENT)))
    with gradebook(room):
        pass  # it is made, and empty

    assert main(["feedback", ASSIGNMENT, "--classroom", str(room.root)]) == 2
    assert "nobody's" in capsys.readouterr().err


def graded_on(room, notebook):
    """What is kept says that Ada's judgement is on this notebook."""
    keep(
        room.judged(ASSIGNMENT),
        "ada",
        "",
        judgement(),
        [],
        work(repair(notebook, released(ASSIGNMENT))[0], room.secret),
    )


def changed(name):
    cells = released(ASSIGNMENT)["cells"]
    return released(ASSIGNMENT) | {
        "cells": [cell | {"source": "pass"} if marks(cell).get("grade_id") == name else cell for cell in cells]
    }


@pytest.mark.parametrize("name", ["deltas", PROOF])
def test_no_page_is_written_on_what_is_not_graded_yet(graded, capsys, name):
    graded_on(graded, changed(name))

    assert main(["feedback", ASSIGNMENT, "--classroom", str(graded.root)]) == 1
    assert capsys.readouterr().err == f"ada: handed in anew; run `autograder grade {ASSIGNMENT}` first\n"
    assert not (graded.root / "feedback").exists()


@pytest.mark.parametrize("name", ["test_deltas", ""])
def test_a_page_is_written_on_what_is_graded(graded, name):
    graded_on(graded, changed(name))

    assert main(["feedback", ASSIGNMENT, "--classroom", str(graded.root)]) == 0


def test_a_kept_judgement_that_cannot_be_read_is_named(graded, capsys):
    file = graded.judged(ASSIGNMENT) / "blaise.json"
    file.write_text("{")

    assert main(["feedback", ASSIGNMENT, "--classroom", str(graded.root)]) == 2
    assert f"{file}: no judgement can be read in it; run `autograder grade" in capsys.readouterr().err


def test_a_class_is_read_without_what_its_cells_put_out(graded):
    keep(graded.judged(ASSIGNMENT), "ada", "", replace(judgement(), outputs={1: [{}]}), [])

    assert kept_in(graded.judged(ASSIGNMENT))["ada"] == judgement()

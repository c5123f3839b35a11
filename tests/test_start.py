"""The start page in a student's folder: fresh at each start, and never at the cost of a student's words."""

import json

import pytest

from autograder.classroom.start import refresh
from autograder.cli import main
from autograder.weaving.ties import START
from chainrule.progress.kept import add


@pytest.fixture
def desk(tmp_path):
    refresh(tmp_path)
    return tmp_path


def page(desk):
    return json.loads((desk / f"{START}.ipynb").read_text())


def save(desk, page):
    (desk / f"{START}.ipynb").write_text(json.dumps(page))


def cell(page, name):
    [found] = [cell for cell in page["cells"] if cell["id"] == name]
    return found


def table(desk):
    [output] = cell(page(desk), "progress")["outputs"]
    return output["data"]["text/html"]


def test_it_shows_how_things_stand_without_a_cell_being_run(desk):
    assert "Begin with" in table(desk)
    add(desk, "chain")

    assert refresh(desk) == ""
    assert "1 of 9" in table(desk)
    assert "Go on with" in table(desk)


def test_a_page_that_the_student_only_ran_is_made_anew(desk):
    ran = page(desk)
    cell(ran, "progress").update(outputs=[], execution_count=3)
    save(desk, ran)

    assert refresh(desk) == ""
    assert "Begin with" in table(desk)


def test_an_older_page_is_replaced(desk):
    old = page(desk)
    cell(old, "welcome")["source"] = "An older welcome."
    old["metadata"]["chainrule"]["words"] = fingerprint(old)
    save(desk, old)

    assert refresh(desk) == ""
    assert "An older welcome." not in (desk / f"{START}.ipynb").read_text()


def fingerprint(page):
    from autograder.weaving.ties import words_of

    return words_of({"cells": [each | {"source": "".join(each["source"])} for each in page["cells"]]})


def added(page):
    mine = {"cell_type": "code", "id": "mine", "metadata": {}, "source": "1 + 1", "execution_count": 1}
    page["cells"].append(mine | {"outputs": [{"output_type": "stream", "name": "stdout", "text": "my output"}]})


def edited(page):
    cell(page, "welcome")["source"] = "My own welcome."


def removed(page):
    page["cells"].remove(cell(page, "progress"))


@pytest.mark.parametrize("change", [added, edited, removed])
def test_what_a_student_wrote_on_it_stays_and_the_table_is_fresh(change, desk):
    mine = page(desk)
    change(mine)
    save(desk, mine)
    add(desk, "chain")

    assert "you changed it, so its words stay yours" in refresh(desk)
    after = page(desk)
    assert [words(each) for each in after["cells"]] == [words(each) for each in mine["cells"]]
    if change is not removed:
        assert "1 of 9" in table(desk)
    if change is added:
        assert after["cells"][-1]["outputs"] == mine["cells"][-1]["outputs"]


def words(cell):
    return cell["id"], "".join(cell["source"])


BROKEN = {"no JSON": "my notes", "empty": "", "no notebook": "[]", "strange cells": '{"nbformat": 4, "cells": [7]}'}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_page_that_cannot_be_read_is_left_alone_and_named(text, desk):
    (desk / f"{START}.ipynb").write_text(text)

    assert "start.ipynb: cannot be read, and stays as it is" in refresh(desk)
    assert (desk / f"{START}.ipynb").read_text() == text


def test_a_link_is_not_written_through(desk):
    elsewhere = desk / "elsewhere.ipynb"
    (desk / f"{START}.ipynb").rename(elsewhere)
    (desk / f"{START}.ipynb").symlink_to(elsewhere)
    before = elsewhere.read_text()

    assert "stays as it is" in refresh(desk)
    assert elsewhere.read_text() == before


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path, capsys):
    (tmp_path / "file").write_text("")

    assert main(["lab", str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err.count("\n") == 1

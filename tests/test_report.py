"""The class report: its counts and names are right, it stands alone, shows no names where asked, tells a trend."""

import re
from dataclasses import replace

import pytest

from autograder.classroom.classroom import new
from autograder.classroom.judging import keep
from autograder.cli import main
from autograder.notebooks.notebook import dumps, write
from autograder.reporting import counted
from autograder.reporting.report import course_page, numbered, page, report
from autograder.verdicts import Judgement, Verdict
from autograder.weaving.released import names, questions, released

ASSIGNMENT, EARLIER = "04_delta_recursion", "03_output_delta"
FUNCTIONS = names(released(ASSIGNMENT), "answer")
# Who failed what, and by which known mistake: half of the class forgets the transpose.
CLASS = {
    "ada": {},
    "blaise": {},
    "carl": {"hidden_delta": "transpose_forgotten", "deltas": "transpose_forgotten"},
    "dora": {"hidden_delta": "transpose_forgotten", "deltas": None},
    "emmy": {"hidden_delta": "transpose_forgotten"},
    "<b>fay": {"dz_next_da": None},
    "galois": {},
}


def judged(assignment, fails):
    def verdict(question):
        name = question.grade_id.removeprefix("test_").split("__")[0]
        if name not in fails:
            return Verdict(question.grade_id, "passed", question.max_points, question.max_points)
        return Verdict(question.grade_id, "failed", 0, question.max_points, "<script>alert(1)</script>", fails[name])

    return Judgement(assignment, tuple(map(verdict, questions(released(assignment)))))


@pytest.fixture
def judgements():
    return {who: judged(ASSIGNMENT, fails) for who, fails in CLASS.items()}


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    """A classroom with two lessons judged; in the earlier one Emmy handed in nothing and one answer is not judged."""
    room = new(tmp_path_factory.mktemp("report") / "maths")
    for assignment in (EARLIER, ASSIGNMENT):
        (room.root / "release" / assignment).mkdir(parents=True)
        write(room.root / "release" / assignment / f"{assignment}.ipynb", dumps(released(assignment)))
    for who, fails in CLASS.items():
        keep(room.judged(ASSIGNMENT), who.strip("<>"), "", judged(ASSIGNMENT, fails), [])
        if who != "emmy":
            early = judged(EARLIER, {})
            first, *others = early.verdicts
            opened = replace(first, outcome="not judged", points=0) if who == "ada" else first
            keep(room.judged(EARLIER), who.strip("<>"), "", replace(early, verdicts=(opened, *others)), [])
    return room


def test_a_mistake_counts_once_a_student_and_names_them(judgements):
    found = counted.exercise("hidden_delta", judgements)

    (shared,) = found.mistakes
    assert (shared.name, shared.students) == ("transpose_forgotten", ("carl", "dora", "emmy"))
    assert found.right == ("ada", "blaise", "<b>fay", "galois")
    assert found.otherwise == ()


def test_the_commonest_mistakes_come_first_and_those_of_one_student_are_none_of_the_class(judgements):
    found = counted.to_discuss([counted.exercise(name, judgements) for name in FUNCTIONS])

    assert [(each.function, len(each.students)) for each in found] == [("hidden_delta", 3)]


def test_an_exercise_that_few_failed_separates_nobody(judgements):
    found = counted.separations(FUNCTIONS, judgements)

    assert [each.name for each in found] == ["hidden_delta"]
    assert found[0].passed > found[0].others


def test_a_page_stands_alone_and_runs_nothing_that_a_student_wrote(judgements):
    text = page("Lesson", FUNCTIONS, judgements)

    assert "<script" not in text
    assert "<b>" not in text
    assert "href=" not in text
    assert all(source.startswith("data:image/png") for source in re.findall(r'src="([^"]*)', text))


def test_every_picture_has_words(judgements):
    text = page("Lesson", FUNCTIONS, judgements)

    assert text.count("<img") == 2
    assert all(len(words) > 30 for words in re.findall(r'<img [^>]*alt="([^"]*)"', text))


def test_a_report_for_others_has_no_names(judgements):
    text = page("Lesson", FUNCTIONS, judgements, named=False)

    assert [who for who in ("ada", "blaise", "emmy", "galois") if re.search(rf"\b{who}\b", text)] == []
    assert "student 7" in text


TOLD = "the notebook is called AdaLovelace.ipynb"


def with_words(judgement):
    """The judgement with a note and an answer that waits, both in words of the student's own."""
    first, *others = judgement.verdicts
    waits = replace(first, outcome="not judged", points=0, message=TOLD)
    return replace(judgement, verdicts=(waits, *others), notes=(TOLD,))


def test_a_report_for_others_counts_notes_and_messages_and_tells_none(judgements):
    judgements["ada"] = with_words(judgements["ada"])
    [grade_id, *_] = [verdict.grade_id for verdict in judgements["ada"].verdicts]
    known, unknown = (page("Lesson", FUNCTIONS, judgements, named) for named in (True, False))

    assert known.count(TOLD) == 2
    assert "Lovelace" not in unknown
    assert re.search(rf"<tr><td>student \d</td><td><code>{grade_id}</code></td></tr>", unknown)
    assert re.search(r"<tr><td>student \d</td><td>\s*1 note\s*</td></tr>", unknown)


def test_numbers_follow_points_not_names(judgements):
    (found,) = numbered([judgements])

    assert list(found) == [f"student {place}" for place in range(1, 8)]
    assert found["student 7"].points == min(each.points for each in judgements.values())


def test_the_course_page_tells_the_trend_and_who_handed_in_nothing(classroom):
    text = course_page(classroom)

    assert "Median share of the points: lesson 3 100%, lesson 4" in text
    assert '<span class="faint">nothing</span>' in text
    assert "1 answer waits for a person" in text


def test_one_student_has_the_same_number_in_every_lesson(classroom):
    text = course_page(classroom, named=False)

    rows = re.findall(r"<tr><td>(student \d+)</td>", text)
    assert rows == [f"student {place}" for place in range(1, 8)]


def test_the_command_writes_either_page(classroom, capsys):
    line = ["report", "--classroom", str(classroom.root)]

    assert main([*line, ASSIGNMENT]) == main(line) == 0
    assert capsys.readouterr().out.split() == [
        str(classroom.root / "reports" / f"{ASSIGNMENT}.html"),
        str(classroom.root / "reports" / "course.html"),
    ]


@pytest.mark.parametrize(("line", "words"), [([ASSIGNMENT], "nobody's"), ([], "nothing is graded yet")])
def test_a_report_on_nobody_is_refused(tmp_path, line, words, capsys):
    room = new(tmp_path / "empty")

    assert main(["report", *line, "--classroom", str(room.root)]) == 2
    assert words in capsys.readouterr().err


def test_the_page_names_the_mistake_as_a_question(classroom):
    text = report(classroom, ASSIGNMENT).read_text()

    assert "the transpose forgotten: the sum runs over the wrong index of W (S6)" in text


def test_what_stands_between_backticks_is_code():
    text = page(
        "Lesson", FUNCTIONS, {who: judged(ASSIGNMENT, {"hidden_delta_loops": "last_path_wins"}) for who in "ab"}
    )

    assert "the last one wins: <code>=</code> in a loop where <code>+=</code> belongs" in text

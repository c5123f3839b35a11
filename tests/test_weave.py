"""Weaving: the teacher's notebook has answers and hidden lines, the student's has neither, and a gap is named."""

import ast
import re
from dataclasses import replace

import pytest

from autograder.bad_input import BadInput
from autograder.cli import main
from autograder.notebooks.notebook import dumps, role
from autograder.weaving import ship, trained
from autograder.weaving.lessons import Rooms, parse, rooms
from autograder.weaving.proofs import Proof, proofs_of
from autograder.weaving.weave import source_notebook, stale, student_notebook, woven

FILES = {
    "lessons/07_small.py": '''# %% [markdown] minutes=5 learn="How to double."
# # 7 Small

# %%
import numpy as np

# %% answer="double"
def double(x):
    """Twice x."""
    # Think first.
    raise NotImplementedError

# %% test="test_double" points=2
check.double(double)

# %% [markdown]
# The same words.

# %% [markdown]
# The same words.

# %% [markdown] written="explain_double" points=3
# *Your words.*
''',
    "solutions/small.py": '''"""Answers."""
import numpy as np


def double(x):
    # Once, and once more.
    once = np.asarray(x)
    return once + once  # not 2 * x
''',
    "solutions/small.md": "## explain_double\n\n### Rubric\n\n- 3 points: twice.\n\n### Model\n\nIt is twice.\n",
    "hidden/small.py": "def test_double(double, rng):\n    assert double(1) == 2\n",
    "mistakes/small.py": "from autograder.mistakes import mistake\n\n\n"
    '@mistake("double", "E1", "Twice?")\ndef triple(x):\n    return 3 * x\n',
    "exercises/small.py": "from types import SimpleNamespace\n\nEXERCISES = (SimpleNamespace(name='double'),)\n",
}


@pytest.fixture
def small(tmp_path):
    """The rooms of a course with one small lesson."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "notebooks").mkdir()
    return Rooms(*(tmp_path / n for n in ("lessons", "notebooks", "exercises", "solutions", "hidden", "mistakes")))


def source(small):
    return source_notebook(parse(small.lessons / "07_small.py"), small)


def cell(notebook, name):
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


def change(small, name, old, new):
    path = small.lessons.parent / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_the_answer_stands_in_the_stub_word_for_word(small):
    assert (
        cell(source(small), "double")["source"]
        == '''def double(x):
    """Twice x."""
    # Think first.
    ### BEGIN SOLUTION
    # Once, and once more.
    once = np.asarray(x)
    return once + once  # not 2 * x
    ### END SOLUTION'''
    )


def test_the_student_gets_the_stub_as_the_lesson_has_it(small):
    lesson = parse(small.lessons / "07_small.py")
    student = student_notebook(source(small))

    stub = next(each.source for each in lesson.cells if each.name == "double")
    assert cell(student, "double")["source"] == stub
    assert cell(student, "test_double")["source"] == "check.double(double)"
    assert cell(student, "explain_double")["source"].strip() == "*Your words.*"


def test_the_teacher_finds_model_and_rubric_beside_the_words_for_the_student(small):
    text = cell(source(small), "explain_double")["source"]

    assert "It is twice." in text
    assert "3 points: twice." in text


def test_weaving_twice_gives_the_same_bytes_and_ids_that_are_unique(small):
    first, second = source(small), source(small)

    assert dumps(first) == dumps(second)
    assert len({each["id"] for each in first["cells"]}) == len(first["cells"])


def test_a_stale_notebook_is_shown_as_a_diff(small):
    texts = woven(small)
    path = next(iter(texts))
    path.write_text(texts[path].replace("Twice x.", "Thrice x."))

    assert re.search(r"^-.*Thrice x.*\n\+.*Twice x", "\n".join(stale(texts)), re.MULTILINE)


def test_a_fresh_notebook_is_not_stale(small):
    texts = woven(small)
    for path, text in texts.items():
        path.write_text(text)

    assert list(stale(texts)) == []


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("lessons")])
def test_a_missing_file_is_named(small, name):
    (small.lessons.parent / name).unlink()

    with pytest.raises(BadInput, match=re.escape(name)):
        source(small)


GAPS = {
    "no solution": ("solutions/small.py", "def double", "def _double", r"solutions/small.py: no solution 'double'"),
    "no hidden test": ("hidden/small.py", "test_double", "check", r"hidden/small.py: no hidden test 'test_double'"),
    "no mistake": ("mistakes/small.py", "@mistake", "# @mistake", r"mistakes/small.py: no known mistake of 'double'"),
    "no check": ("exercises/small.py", "'double'", "'other'", r"exercises/small.py: no visible check of 'double'"),
    "no proof": ("solutions/small.md", "### Model", "### Other", r"solutions/small.md: no rubric and model"),
    "no stub": (
        "solutions/small.py",
        '"""Answers."""',
        "def more():\n    pass",
        r"'more' is here, but 07_small.py has no",
    ),
    "no test": (
        "lessons/07_small.py",
        'test="test_double" points=2',
        "",
        r"'test_double' is here, but .* no test cell",
    ),
    "other arguments": ("solutions/small.py", "double(x)", "double(y)", r"double\(y\) but its stub takes x"),
    "a helper outside": ("solutions/small.py", "once + once", "plus(once)", r"small.py: double uses plus"),
    "an unfinished stub": ("lessons/07_small.py", "raise NotImplementedError", "pass", r"stub double must"),
    "no points": ("lessons/07_small.py", " points=2", "", r"07_small.py: cell 4: 'test_double' needs points"),
    "a name twice": ("lessons/07_small.py", "explain_double", "double", r"two cells are called 'double'"),
}


@pytest.mark.parametrize("gap", GAPS.values(), ids=GAPS)
def test_a_gap_is_named_with_its_file(small, gap):
    name, old, new, message = gap
    change(small, name, old, new)

    with pytest.raises(BadInput, match=message):
        source(small)


NO_PYTHON = {
    "a solution": ("solutions/small.py", "def double(x):", "def double(x)", r"solutions/small.py: line 5 is no Python"),
    "a hidden test": ("hidden/small.py", "== 2", "== ==", r"hidden/small.py: line 2 is no Python"),
    "a mistake": ("mistakes/small.py", "3 * x", "3 ** * x", r"mistakes/small.py: line 6 is no Python"),
    "a check": ("exercises/small.py", "'),)", "')", r"exercises/small.py: line 3 is no Python"),
    "a stub": ("lessons/07_small.py", "def double(x):", "def double(x)", r"lessons/07_small.py: line 8 is no Python"),
    "a return alone": ("mistakes/small.py", "@mistake(", "return\n@mistake(", r"line 4 is no Python: 'return' outside"),
    "a zero byte": ("hidden/small.py", "== 2", "== 2\0", r"hidden/small.py: (line 2 is )?no Python: .*null bytes"),
}


@pytest.mark.parametrize(("name", "old", "new", "message"), NO_PYTHON.values(), ids=NO_PYTHON)
def test_what_is_no_python_is_named_with_its_line(small, name, old, new, message):
    change(small, name, old, new)

    with pytest.raises(BadInput, match=message) as raised:
        source(small)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_no_utf_8_is_named(small):
    (small.hidden / "small.py").write_bytes(b"# \xe9\n")

    with pytest.raises(BadInput, match=r"hidden/small.py: not UTF-8 text"):
        source(small)


def test_a_number_that_a_lesson_asks_for_and_no_solution_has_is_named(small):
    change(small, "lessons/07_small.py", "import numpy as np", "import numpy as np\n\ncheck.numbers(half=half)")

    with pytest.raises(BadInput, match=r"solutions/small.py: NUMBERS has no 'half'"):
        source(small)
    change(small, "solutions/small.py", "def double", "NUMBERS = {'half': (1, {})}\n\n\ndef double")
    assert source(small)


def test_a_number_that_no_lesson_asks_for_is_named(small):
    change(small, "solutions/small.py", "def double", "NUMBERS = {'half': (1, {})}\n\n\ndef double")

    with pytest.raises(BadInput, match=r"solutions/small.py: 'half' is here, but 07_small.py has no check.numbers"):
        source(small)


def test_proofs_are_those_of_the_lessons_file_and_without_one_there_are_none(small):
    assert proofs_of("07_small", small.solutions) == {"explain_double": Proof("- 3 points: twice.", "It is twice.")}
    assert proofs_of("08_other", small.solutions) == {}


@pytest.mark.parametrize("module", [ship, trained], ids=lambda module: module.__name__)
def test_what_cannot_be_written_leaves_nothing_behind(module, tmp_path):
    folder = tmp_path / "in_its_place.json"
    folder.mkdir()

    with pytest.raises(BadInput, match=r"in_its_place.json: cannot be written"):
        module.write(folder)
    assert list(tmp_path.rglob("*")) == [folder]


def test_the_courses_notebooks_are_what_its_lessons_give(capsys):
    assert main(["weave", "--check"]) == 0, capsys.readouterr().out


def test_no_student_notebook_holds_an_answer():
    for path in rooms().notebooks.glob("*.ipynb"):
        text = path.read_text()

        assert "SOLUTION" not in text
        assert "HIDDEN" not in text


def test_every_answer_of_the_course_still_parses():
    places = rooms()
    for path in places.lessons.glob("*.py"):
        for each in source_notebook(parse(path), places)["cells"]:
            if role(each) == "answer":
                ast.parse(each["source"])


def test_a_room_that_is_elsewhere_is_used(small, tmp_path):
    (tmp_path / "solutions").rename(tmp_path / "elsewhere")

    assert source_notebook(parse(small.lessons / "07_small.py"), replace(small, solutions=tmp_path / "elsewhere"))

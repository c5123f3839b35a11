"""What students see of the checks: numbers from a pencil, guesses, the chosen line, messages without tracebacks."""

from importlib import import_module

import numpy as np
import pytest

from chainrule import check
from chainrule.case import Case, Exercise
from chainrule.check.diagnose import fault
from chainrule.check.observe import Observation, observe
from chainrule.exercises import EXERCISES, MODULES
from solutions.delta_recursion import hidden_delta

# Every number that a lesson asks of a pencil: (right, {wrong: the question that it gets}).
NUMBERS = {name: known for module in MODULES for name, known in import_module(f"solutions.{module}").NUMBERS.items()}
LINES = {"A": lambda d, W: d @ W, "B": lambda d, W: W @ d, "C": lambda d, W: d @ W.T, "D": lambda d, W: W.T @ d}


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_from_a_right_pencil_pass(name):
    right, _ = NUMBERS[name]

    assert "right" in repr(check.numbers(**{name: right}))


@pytest.mark.parametrize("name", NUMBERS)
def test_a_known_slip_of_the_pencil_gets_its_question(name):
    for wrong, question in NUMBERS[name][1].items():
        with pytest.raises(check.CheckFailed) as failure:
            check.numbers(**{name: wrong})
        assert str(failure.value) == f"{name}: {question}"


def test_no_two_lessons_give_a_number_the_same_name():
    assert len(NUMBERS) == sum(len(import_module(f"solutions.{module}").NUMBERS) for module in MODULES)


def test_floats_lists_and_arrays_are_numbers_too():
    check.numbers(delta1=[-12.0, 10.0], c=np.float64(2.5), z1=np.array([[2, 1]]))


def test_what_is_not_filled_in_is_named_and_no_failure():
    assert repr(check.numbers(z1=(2, 1), delta1=(None, None))) == "… still to fill in: delta1"


def test_a_word_for_a_number_is_told_in_one_line():
    with pytest.raises(check.CheckFailed, match="c: expected a number or a tuple of numbers, not 'two'"):
        check.numbers(c="two")


def test_nothing_is_revealed_before_a_guess():
    assert "0.116" not in repr(check.prediction(None, -0.116))
    assert "0.116" in repr(check.prediction(-0.1, -0.116))


def test_only_one_line_is_chosen_right():
    right = [letter for letter in LINES if _chosen(letter)]

    assert right == ["C"]


def _chosen(letter):
    try:
        return bool(check.line(letter, LINES))
    except check.CheckFailed:
        return False


def test_a_failure_shows_its_message_and_no_traceback():
    with pytest.raises(check.CheckFailed) as failure:
        check.hidden_delta(lambda d, W, z, g: d @ W.T)

    (shown,) = failure.value._render_traceback_()
    assert str(failure.value) in shown


def test_a_tick_has_a_picture():
    assert "<svg" in check.hidden_delta(hidden_delta)._repr_html_()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda *_: None, "nothing comes back"),
        (lambda *_: "delta", "holds no numbers"),
        (lambda *_: [[1], [2, 3]], "no array of numbers"),
        (lambda d, W, z, g: np.full(z.shape, np.nan), "not finite"),
        (lambda d, W, z, g: np.zeros(z.shape, complex), "complex numbers"),
        (lambda d, W, z, g: np.zeros((1, 1)), r"the shape is \(1, 1\), expected \(5, 3\)"),
        (lambda d, W, z, g: d.nonsense, "AttributeError"),
        (lambda d: d, "TypeError"),
    ],
)
def test_garbage_is_told_in_words(answer, words):
    with pytest.raises(check.CheckFailed, match=words):
        check.hidden_delta(answer)


class Unprintable(Exception):
    def __str__(self):
        raise SystemExit


def raises(error):
    def answer(*_):
        raise error

    return answer


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SystemExit(), "on a square net\n  SystemExit\n  given"),
        (SystemExit("enough"), "  SystemExit: enough\n  given"),
        (Unprintable(), "  Unprintable\n  given"),
        (ValueError("first line\nsecond line"), "  ValueError: first line\n  given"),
    ],
    ids=["exit", "exit with a word", "unprintable", "two lines"],
)
def test_whatever_an_answer_raises_is_told_in_words(error, words):
    with pytest.raises(check.CheckFailed) as failure:
        check.hidden_delta(raises(error))

    assert words in str(failure.value)


def test_an_answer_that_leaves_at_its_second_call_remembers_something():
    calls = []

    def once(*given):
        calls.append(given)
        return hidden_delta(*given) if len(calls) == 1 else exit()

    assert not observe(once, next(iter(EXERCISES["hidden_delta"].cases()))).repeats


def asked_of(wrong):
    """The question that an answer gets of which the entries in `wrong` are."""
    truth = np.arange(1.0, wrong.size + 1).reshape(wrong.shape)
    exercise = Exercise("made_up", 0, "S6", lambda: (), axes=("example", "k =", "j =")[-wrong.ndim :])
    _, question = fault(Case("a case", {}, lambda: truth), Observation(truth * np.where(wrong, -3, 1)), exercise)
    return question.split(" are right")[0]


def along(axis, shape):
    """All that stands in the first place along `axis` is wrong, and nothing else."""
    wrong = np.zeros(shape, dtype=bool)
    np.moveaxis(wrong, axis, 0)[0] = True
    return wrong


@pytest.mark.parametrize("shape", [(3, 3), (4, 2), (3, 4, 5)])
def test_rows_and_columns_are_said_to_be_right_where_some_are(shape):
    assert asked_of(along(0, shape)) == "Some rows"
    assert asked_of(along(len(shape) - 1, shape)) == "Some columns"


@pytest.mark.parametrize(
    "wrong", [~np.eye(3, dtype=bool), np.eye(3, dtype=bool), along(1, (3, 4, 5))], ids=["off", "on", "middle"]
)
def test_where_no_row_and_no_column_is_right_none_is_said_to_be(wrong):
    assert asked_of(wrong).startswith("Take this one entry")


def test_a_right_answer_as_nested_lists_passes():
    check.hidden_delta(lambda *given: hidden_delta(*given).tolist())


def test_what_is_no_function_is_told():
    with pytest.raises(check.CheckFailed, match="wants your function hidden_delta"):
        check.hidden_delta(np.zeros(3))


def test_an_unknown_exercise_is_told_with_those_that_are_near():
    with pytest.raises(AttributeError, match=r"did you mean check\.hidden_delta or .* two versions"):
        check.hiden_delta  # noqa: B018


def test_a_hidden_test_says_where_it_is_judged():
    with pytest.raises(RuntimeError, match="outside this notebook"):
        check.hidden_test("test_hidden_delta")

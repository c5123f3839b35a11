"""Lesson 1, what must hold exactly: nudges near, formulas exact, pictures and the widget whatever a student writes."""

import json

import numpy as np
import pytest

from autograder import mistakes
from autograder.hidden import chain_rule as hidden
from chainrule import check, draw, explore
from chainrule.check.diagnose import NEAR
from chainrule.exercises import EXERCISES
from chainrule.exercises.chain_rule import Curve, curve_case, nested
from solutions import chain_rule as solutions
from solutions.chain_rule import NUMBERS, chain, dc_du, numeric_derivative, total_derivative


def curve(x):
    return x * x * x - 3 * x


def blank(*arguments, **named):
    raise NotImplementedError


def rude(*arguments, **named):
    raise SystemExit("no")


GARBAGE = {
    "blank": blank,
    "rude": rude,
    "nothing": lambda *_: None,
    "words": lambda *_: "<script>",
    "table": lambda *_: np.ones((2, 2)),
    "nan": lambda *_: float("nan"),
    "function": lambda *_: chain,
}


@pytest.fixture(params=GARBAGE)
def garbage(request):
    return GARBAGE[request.param]


# A nudge is near; a formula is exact.


def test_a_nudge_passes_where_a_nudge_is_asked_for_whatever_the_step():
    for x, h in ((0.5, 1e-5), (3, 1e-5), (-2.0, 0.5)):
        case = curve_case("a curve", curve, x, h)
        assert solutions.numeric_derivative(case.arguments["f"], x, h) == pytest.approx(case.truth(), rel=1e-9)
        assert case.wrong_call() is None


@pytest.mark.parametrize("h", [1e-3, 1e-5, 6e-6, 1e-7])
def test_a_nudge_fails_where_a_formula_is_asked_for(h):
    def nudged(x):
        return numeric_derivative(nested, x, h)

    with pytest.raises(check.CheckFailed):
        check.nested_derivative(nudged)
    for seed in range(3):
        with pytest.raises(AssertionError):
            hidden.test_nested_derivative(nudged, np.random.default_rng(seed))


def test_a_nudge_where_a_formula_is_asked_for_is_told_apart_from_a_wrong_formula():
    with pytest.raises(check.CheckFailed, match=r"A formula comes nearer\. Did you nudge"):
        check.nested_derivative(lambda x: numeric_derivative(nested, x))


def test_what_is_near_is_nearer_than_any_known_mistake_but_those_of_few_digits():
    assert EXERCISES["nested_derivative"].tolerance < NEAR


def test_a_complex_step_is_no_nudge():
    def complex_step(f, x, h=1e-5):
        return np.imag(f(x + 1e-20j)) / 1e-20

    with pytest.raises(check.CheckFailed, match="takes real numbers only"):
        check.numeric_derivative(complex_step)
    with pytest.raises(AssertionError, match="takes real numbers only"):
        hidden.test_numeric_derivative(complex_step, np.random.default_rng(0))


def test_a_curve_says_where_it_was_taken_too_far_away():
    f = Curve(curve)
    f(1.0), f(1.25), f(0.75)
    assert f.strayed_from(1.0, 0.25) is None

    f(1.5)
    assert "1.5" in f.strayed_from(1.0, 0.25)


def test_a_default_step_that_was_made_smaller_is_told():
    def tiny(f, x, h=1e-7):
        return numeric_derivative(f, x, h)

    with pytest.raises(check.CheckFailed, match="How far from x do you nudge"):
        check.numeric_derivative(tiny)
    with pytest.raises(AssertionError, match="f was taken at"):
        hidden.test_numeric_derivative(tiny, np.random.default_rng(0))


def test_the_fifth_decimal_of_a_slope_counts():
    with pytest.raises(AssertionError):
        hidden.test_numeric_derivative(lambda f, x, h=1e-5: (f(x + h) - f(x)) / h, np.random.default_rng(0))


@pytest.mark.parametrize("title", [title for title in vars(hidden) if title.startswith("test_numeric_derivative")])
def test_the_size_of_a_slope_fails_each_hidden_test_of_slopes_in_every_classroom(title):
    for seed in range(30):
        with pytest.raises(AssertionError):
            getattr(hidden, title)(lambda f, x, h=1e-5: abs(numeric_derivative(f, x, h)), np.random.default_rng(seed))


def test_a_square_jacobian_that_is_transposed_fails_by_its_numbers_alone():
    with pytest.raises(AssertionError, match=r"yours .*, measured"):
        hidden.test_dc_du__square(lambda dc_dv, dv_du: dv_du @ dc_dv, np.random.default_rng(0))


# What a wrong shape or a single number is told.


def test_an_array_for_a_number_is_told():
    with pytest.raises(check.CheckFailed, match=r"an array of shape \(2,\) comes back, expected one number"):
        check.total_derivative(lambda dc_dv, dv_du: dc_dv * dv_du + 1 if len(dc_dv) == 2 else 0.0)


def test_one_wrong_number_is_told_without_ratio_and_cosine():
    with pytest.raises(check.CheckFailed) as failure:
        check.chain(lambda slopes: 7.0)

    assert "yours 7, measured" in str(failure.value)
    assert "cosine" not in str(failure.value)


@pytest.mark.parametrize(
    ("exercise", "value", "words"),
    [
        ("chain", (1.0, 2.0), r"an array of shape \(2,\) comes back"),
        ("chain", {1: 2.0}, "a dict comes back"),
        ("dc_du", (1.0, 2.0), r"the shape is \(2,\), expected \(3,\)"),
        ("dc_du", {1: 2.0}, "a dict comes back"),
        ("dc_du", [[1], [1, 2]], "no array of numbers"),
    ],
)
def test_odd_values_are_told_in_words(exercise, value, words):
    with pytest.raises(check.CheckFailed, match=words):
        getattr(check, exercise)(lambda *_: value)


def test_every_catalogued_mistake_that_touches_lesson_1_is_among_them():
    in_a_checker = {58, 59, 60, 61, 64, 65}
    along_and_over_paths = {3, 5, 6, 9, 10, 12, 13, 21, 22, 23, 30, 31, 32, 35, 37, 54, 57}

    assert in_a_checker | along_and_over_paths <= {mistake.number for mistake in mistakes.all_of("chain_rule")}


# The pictures.


def test_the_secants_say_your_slopes_and_the_tangent():
    assert "Slopes 0, −1.25, −2, −2.24; the tangent has −2.25" in draw.secants(numeric_derivative, curve, 0.5).words


def test_secants_that_miss_the_curve_say_so():
    one_sided = draw.secants(lambda f, x, h: (f(x + h) - f(x)) / h, curve, 0.5)

    assert "not all of the lines end on the curve" in one_sided.words


def test_two_ways_through_the_layers_agree_at_every_depth():
    assert "2,187 walks, or 7 steps, for one and the same number" in draw.walks(chain, dc_du).words


def test_a_wrong_way_through_the_layers_is_named_by_its_depth():
    turned = draw.walks(chain, lambda d, J: J @ d if len(set(J.shape)) == 1 else d @ J)

    assert "At depth 2 your two ways disagree" in turned.words


def test_pictures_stand_whatever_a_student_wrote(garbage):
    assert draw.secants(garbage, curve, 0.5).words
    assert draw.walks(garbage, dc_du).words
    assert draw.walks(chain, garbage).words


# The widget.


def test_nothing_of_c_is_shown_before_a_word_is_said():
    view = explore.nudge(chain, total_derivative).view

    assert view["moves"][3] is None
    assert not {"along", "total", "by_both", "direction"} & view.keys()


def test_your_functions_are_shown_beside_the_measured_once_a_word_is_said():
    widget = explore.nudge(chain, total_derivative)
    widget.set_state({"said": {"1": "falls"}})

    assert widget.view["direction"] == "rises"
    assert [each["yours"] for each in widget.view["along"]] == pytest.approx([4.2, -1])
    assert widget.view["total"]["yours"] == pytest.approx(3.2)
    assert widget.view["by_both"] == pytest.approx(2.99)
    assert widget.view["score"] == [0, 1]


def test_the_sum_comes_to_c_as_the_nudge_shrinks():
    widget = explore.nudge(chain, total_derivative)
    gaps = []
    for nudge in (0.5, 0.1, 0.01, 0.001):
        widget.set_state({"nudge": nudge, "said": {"1": "rises"}})
        gaps.append(abs(widget.view["total"]["yours"] - widget.view["by_both"]))

    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] < 3e-3


def test_one_place_alone_stands_still_while_both_paths_carry_something():
    widget = explore.nudge(chain, total_derivative)
    still = []
    for u in widget.frame["places"]:
        widget.set_state({"u": u, "nudge": 0.001, "said": {f"{u:g}": "rises"}})
        if widget.view["direction"] == "stands still" and abs(widget.view["along"][0]["measured"]) > 0.1:
            still.append(u)

    assert still == [NUMBERS["still_u"][0]]


@pytest.mark.parametrize("which", [0, 1])
def test_the_widget_stands_whatever_a_student_wrote(garbage, which):
    functions = [chain, total_derivative]
    functions[which] = garbage
    widget = explore.nudge(*functions)
    widget.set_state({"said": {"1": "rises"}})

    found = (widget.view["along"][0], widget.view["total"])[which]
    assert found["yours"] is None
    assert found["words"]
    assert not found["agrees"]
    json.dumps(widget.view, allow_nan=False)


def test_a_wrong_product_is_marked():
    widget = explore.nudge(np.sum, total_derivative)
    widget.set_state({"said": {"1": "rises"}})

    assert [each["agrees"] for each in widget.view["along"]] == [False, False]
    assert widget.view["total"]["agrees"]


def test_what_is_no_function_is_told_by_its_name():
    with pytest.raises(TypeError, match="wants your function total_derivative, not float"):
        explore.nudge(chain, 3.0)


def test_a_page_without_a_kernel_shows_a_picture_with_words():
    data, _ = explore.nudge(chain, total_derivative)._repr_mimebundle_()

    assert "run the cell to nudge it" in data["text/html"]

"""What must be said exactly in lesson 6: the V-curve, the wrong backprops that train, the zoo, both explorers."""

import json

import numpy as np
import pytest

from autograder import mistakes
from autograder.hidden.gradient_checking import _net as hidden_net
from autograder.hidden.gradient_checking import test_fixture__every_one as every_one
from autograder.hidden.zoo import right_ones, wrong_ones
from autograder.weaving import trained
from chainrule import check, draw, explore, vcurve, zoo
from chainrule.draw.trained import curves
from chainrule.exercises.gradient_checking import NET, cost_of_weights, hilly, mean_slope_along, slopes_of
from chainrule.numeric import measured_gradient
from chainrule.vcurve import STEPS, best_step, errors, hill, theory
from solutions import gradient_checking as solutions
from solutions.gradient_checking import check_gradients, directional_check, fixture, numeric_gradient, relative_error
from test_answers import failed

SMALLEST = {
    "sizes": (1, 1, 2, 2),
    "N": 2,
    "activations": ("relu", "tanh", "sigmoid"),
    "cost": "log cosh",
    "symmetric": False,
    "seed": 179,
}


def nearest_power(error):
    return round(np.log10(error))


# The V-curve.


@pytest.mark.parametrize("kind", vcurve.KINDS)
@pytest.mark.parametrize("kink", [False, True])
def test_the_curves_are_what_a_nudge_of_each_number_alone_gives(kind, kink):
    place = hill(kind, kink)
    i = int(np.argmin(np.abs(STEPS - 1e-2)))
    found = numeric_gradient(place.f, place.theta.copy(), STEPS[i])

    assert errors(place)["central"][i] == pytest.approx(vcurve.off(found, place.slopes(place.theta[None])[0]), rel=0.02)


def test_how_far_off_is_told_of_one_number_and_of_rows():
    truth = np.array([-3.0, 4.0])

    assert vcurve.off(np.array([-3.0]), np.array([-1.0])) == pytest.approx(0.5)
    assert vcurve.off(np.array([truth, -truth, 3 * truth]), truth).tolist() == pytest.approx([vcurve.LEAST, 1, 0.5])


@pytest.mark.parametrize("kind", vcurve.KINDS)
@pytest.mark.parametrize("scheme", ["central", "forward"])
def test_theorys_lowest_point_lies_near_the_lowest_point_of_the_curve(kind, scheme):
    place = hill(kind, kink=False)
    step, error = theory(place)[scheme]
    curve = errors(place)[scheme]

    assert 0.1 < step / STEPS[np.argmin(curve)] < 10
    assert 0.1 < error / curve.min() < 30


def test_the_numbers_that_the_lesson_asks_for_are_those_of_the_lab():
    double, single, beside = (
        errors(hill(*each)) for each in (("float64", False), ("float32", False), ("float64", True))
    )
    answers = {name: right for name, (right, _) in solutions.NUMBERS.items()}
    useless = STEPS[beside["central"] > 1e-3][0]

    assert nearest_power(double["central"].min()) == answers["lowest_error_float64"]
    assert nearest_power(double["central"][np.argmin(np.abs(STEPS - 1e-7))]) == answers["error_at_1e_7"]
    assert nearest_power(single["central"].min()) == answers["lowest_error_float32"]
    assert 0.9 < useless / 10.0 ** answers["useless_above"] < 2
    assert best_step() == pytest.approx(1e-5)


def test_a_sideways_nudge_loses_no_digit_however_small_it_is():
    assert errors(hill("float64", False))["complex"][STEPS < 1e-8].max() < 1e-15


# What the lesson says in passing.


def test_the_two_entries_that_a_direction_misses_are_missed_half_the_time():
    theta = np.array([0.5, -1.0, 2.0, 0.25])
    wrong = slopes_of(hilly, theta) + np.array([0, 3.0, -3.0, 0])
    missed = [directional_check(hilly, theta, wrong, np.random.default_rng(seed), 1e-5) < 1e-7 for seed in range(400)]

    assert np.mean(missed) == pytest.approx(solutions.NUMBERS["chance_of_a_miss"][0], abs=0.1)


def test_one_entry_that_is_a_hundredth_too_large_is_seen_in_every_direction():
    C, theta = cost_of_weights(NET, 1), NET.W[1]
    right = measured_gradient(NET)[0][1]
    wrong = right.copy()
    wrong[0, 0] *= 1.01
    for seed in range(20):
        assert directional_check(C, theta, right, np.random.default_rng(seed), 1e-5) < 1e-7
        assert directional_check(C, theta, wrong, np.random.default_rng(seed), 1e-5) > 1e-4


def test_a_wrong_block_hides_in_the_error_of_the_whole():
    rng = np.random.default_rng(0)
    weights, biases = 10 * rng.normal(size=100), rng.normal(size=4)
    whole = relative_error(np.concatenate([weights, -biases]), np.concatenate([weights, biases]))

    assert relative_error(-biases, biases) == 1
    assert whole < 0.03


@pytest.mark.parametrize("name", [name for name, _ in solutions.NUMBERS.items()])
def test_no_question_tells_the_number(name):
    right, wrong = solutions.NUMBERS[name]

    assert right not in wrong
    assert all(question.endswith(("?", ")", ".", "scale of powers?")) for question in wrong.values())


def test_every_catalogued_mistake_of_nudges_is_among_those_of_the_lesson():
    assert {mistake.number for mistake in mistakes.all_of("gradient_checking")} >= set(range(58, 67))


# With these seeds all directions but the one that is sure to go the other way happen to go the promised one.
@pytest.mark.parametrize("seed", [104, 105, 107, 116, 123, 127, 128])
def test_whoever_takes_a_slope_for_its_size_fails(seed):
    known = {each.name: each.function for each in mistakes.of("gradient_checking", "directional_check")}

    assert failed("directional_check", known["direction_without_signs"], seed)


# With these seeds a slope was once drawn in which the two terms of the curve all but cancel.
@pytest.mark.parametrize("seed", [611, 1095, 1400, 1637, 1790])
@pytest.mark.parametrize("h", [1e-16, 1e-17, 1e-20, 1e-40, 1e-100, 1e-200])
def test_the_size_of_a_tiny_step_off_the_real_axis_is_free(seed, h):
    assert failed("complex_step_derivative", lambda f, x: np.imag(f(x + 1j * h)) / h, seed) == []


# 121 to 363 bend more sharply than any others up to 400: a third of the nodes is not enough for them.
@pytest.mark.parametrize("seed", [*range(12), 121, 154, 343, 363])
def test_the_truth_of_a_hidden_direction_is_the_ratio_itself_however_sharp_the_bend(seed):
    net = hidden_net(np.random.default_rng(seed))
    for l, h in ((1, 0.1), (2, 0.05), (3, 0.1)):
        C, theta = cost_of_weights(net, l), net.W[l]
        d = np.random.default_rng(seed).choice([-1.0, 1.0], size=theta.shape)
        ratio = (C(theta + h * d) - C(theta - h * d)) / (2 * h)

        assert mean_slope_along(C, theta, d, h) == pytest.approx(ratio, rel=1e-11, abs=1e-14)


# As students write it.


def test_a_nudge_to_one_side_is_known_though_float32_comes_too():
    def forward(f, theta, h):
        gradient = np.zeros(theta.shape)
        for i in np.ndindex(theta.shape):
            nudge = np.zeros(theta.shape)
            nudge[i] = h
            gradient[i] = (f(theta + nudge) - f(theta)) / h
        return gradient

    with pytest.raises(check.CheckFailed, match="You nudge to one side only"):
        check.numeric_gradient(forward)


@pytest.mark.filterwarnings("ignore:invalid value")
def test_two_noughts_that_come_to_nothing_are_told_as_one_number():
    def bare(gradient, numeric):
        return np.linalg.norm(gradient - numeric) / (np.linalg.norm(gradient) + np.linalg.norm(numeric))

    with pytest.raises(check.CheckFailed, match=r"nan comes back, which is not finite\n  → What is 0 / 0\?"):
        check.relative_error(bare)


# Backprops that train.


def test_the_shipped_curves_are_those_that_training_gives_today():
    shipped, today = (json.loads(text) for text in (trained.SHIPPED.read_text(), trained.shipped()))

    for was, now in zip(shipped["curves"], today["curves"], strict=True):
        assert (was["letter"], was["right"]) == (now["letter"], now["right"])
        assert now["error"] == pytest.approx(was["error"], rel=0.01)
        np.testing.assert_allclose(now["accuracies"], was["accuracies"], atol=0.02)


def test_all_twelve_reach_every_example_though_eleven_are_wrong():
    shown = curves()["curves"]

    assert [each["accuracies"][-1] for each in shown] == [1.0] * 12
    assert draw.wrong_that_train() == 11
    assert [each["error"] < 1e-7 for each in shown] == [each["right"] for each in shown]
    assert min(each["error"] for each in shown if not each["right"]) > 1e-2


def test_three_of_the_wrong_ones_are_faster_than_the_right_one():
    steps = {each["letter"]: each["accuracies"].index(1.0) for each in curves()["curves"]}
    (right,) = [each["letter"] for each in curves()["curves"] if each["right"]]

    assert sum(each < steps[right] for each in steps.values()) == 3


# The zoo.


def test_the_zoo_holds_as_many_as_the_lesson_says():
    assert [sum(each.right == right for each in zoo.ANIMALS) for right in (False, True)] == [17, 6]
    assert len(wrong_ones()) > 50
    assert len(right_ones(np.random.default_rng(0))) == 10


@pytest.mark.parametrize("seed", range(5))
def test_a_fixture_that_leaves_nothing_idle_tells_all_whatever_its_seed(seed):
    told = zoo.told(
        {**fixture(), "seed": seed}, [*zoo.ANIMALS, *wrong_ones(), *right_ones(np.random.default_rng(seed))]
    )

    assert told.all()


def test_the_first_fixture_hides_about_half_of_the_wrong_ones_and_blames_no_right_one():
    told = zoo.told(zoo.FIRST)

    assert 7 <= zoo.exposed(zoo.FIRST) <= 10
    assert all(one for animal, one in zip(zoo.ANIMALS, told, strict=True) if animal.right)


HIDING = {
    "one example": {"N": 1},
    "symmetric": {"sizes": (4, 4, 4), "activations": ("tanh", "sigmoid"), "symmetric": True},
    "one output": {"sizes": (5, 4, 3, 6, 1)},
    "no ReLU": {"activations": ("softplus", "tanh", "softplus", "sigmoid")},
    "one activation": {"activations": ("tanh",) * 4},
    "no hidden layer": {"sizes": (5, 2), "activations": ("sigmoid",)},
    "the favourite cost": {"cost": "squared error"},
}


@pytest.mark.parametrize("change", HIDING.values(), ids=HIDING)
def test_each_property_of_the_fixture_exposes_somebody_who_hides_without_it(change):
    assert zoo.exposed({**fixture(), **change}) < 17


def test_the_smallest_fixture_that_is_known_has_the_size_that_the_lesson_names():
    assert zoo.size_of(SMALLEST) == 24
    check.fixture(lambda: SMALLEST)
    assert failed("fixture", lambda: SMALLEST, seed=0) == []


def test_every_seed_of_the_right_fixture_leaves_the_measured_gradient_far_from_nought():
    found = measured_gradient(zoo.network_of(fixture()))

    assert min(np.linalg.norm(block) for part in found for block in part.values()) > 1e-4


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"N": 0}, "N is a whole number from 1 to 9, not 0"),
        ({"N": True}, "N is a whole number from 1 to 9, not True"),
        ({"N": 1e400}, "N is a whole number from 1 to 9, not inf"),
        ({"sizes": (5, 4)}, "one name a layer: here 1"),
        ({"sizes": "3452"}, "sizes is a tuple of n_0 ... n_L"),
        ({"sizes": (5, 4, 3, 7, 2)}, "a size is a whole number from 1 to 6, not 7"),
        ({"activations": ("relu", "tanh", "softmax", "sigmoid")}, "an activation is one of"),
        ({"cost": None}, "cost is one of"),
        ({"cost": "binary cross-entropy", "activations": ("tanh",) * 4}, "let the last activation be 'sigmoid'"),
        ({"symmetric": 0}, "symmetric is True or False"),
        ({"seed": -1}, "the seed is a whole number"),
        ({"seed": "1"}, "the seed is a whole number"),
        ({"colour": "blue"}, "a fixture is a dict with the keys"),
    ],
    ids=str,
)
def test_what_makes_no_network_is_refused_in_one_line(change, words):
    with pytest.raises(zoo.FixtureError, match=r"^.*$") as refusal:
        zoo.network_of({**fixture(), **change})

    assert words.removeprefix("the seed") in str(refusal.value)


def test_a_check_names_the_animals_and_a_hidden_test_only_counts_them():
    poor = {**fixture(), "N": 1}
    with pytest.raises(check.CheckFailed, match=r"wrong ones are not exposed: [A-W]") as failure:
        check.fixture(lambda: poor)

    assert "With how many examples is a sum the same as a mean?" in str(failure.value)
    with pytest.raises(AssertionError, match=r"wrong ones are not exposed\n") as hidden:
        every_one(lambda: poor, np.random.default_rng(0))
    assert "backprop" not in str(hidden.value)


# The lab, as the page asks.


def never(*_):
    raise NotImplementedError


def leaves(*_):
    raise SystemExit(0)


GARBAGE = {
    "stub": (never, "not written yet"),
    "exit": (leaves, "SystemExit"),
    "None": (lambda *_: None, "nothing comes back"),
    "text": (lambda *_: "steep", "no numbers"),
    "shape": (lambda f, theta, h: theta[:1], "shape"),
    "NaN": (lambda f, theta, h: theta * np.nan, "not finite"),
    "complex": (lambda f, theta, h: theta * 1j, "complex"),
    "arguments": (lambda f: f, "TypeError"),
}


@pytest.mark.parametrize(("function", "words"), GARBAGE.values(), ids=GARBAGE)
def test_the_lab_tells_in_words_what_a_function_does_instead(function, words):
    widget = explore.steps(function)

    assert words in widget.curves["words"]
    assert not any(widget.curves["yours"])
    assert json.dumps(widget.curves)


def test_the_lab_draws_the_students_own_dots_on_the_central_curve():
    widget = explore.steps(numeric_gradient)
    widget.set_state({"kind": "float32", "kink": True})
    dots = [(i, error) for i, error in enumerate(widget.curves["yours"]) if error]

    assert len(dots) == len(STEPS[::2])
    for i, error in dots:
        assert error == pytest.approx(widget.curves["central"][i], rel=0.3)
    assert widget.curves["words"] == ""


def test_a_function_that_writes_into_theta_moves_no_curve():
    def destructive(f, theta, h):
        found = numeric_gradient(f, theta, h)
        theta[:] = 0
        return found

    assert explore.steps(destructive).curves["yours"] == explore.steps(numeric_gradient).curves["yours"]


def test_the_lab_keeps_its_curves_when_a_page_sends_nonsense():
    widget = explore.steps()
    widget.set_state({"kind": "float16"})

    assert widget.curves["central"] == explore.steps().curves["central"]


# The zoo, as the page asks.


def test_the_zoo_shows_the_worst_block_by_the_students_own_function():
    widget = explore.zoo(check_gradients)
    widget.set_state({"fixture": {**fixture(), "sizes": list(fixture()["sizes"])}})

    assert all(row["told"] for row in widget.rows)
    assert widget.smallest == widget.size == zoo.size_of(fixture())
    assert max(row["error"] for row in widget.rows if row["right"]) < 1e-7
    assert eval(f"{{{widget.text}}}") == fixture()
    assert json.dumps(widget.rows)


def test_the_smallest_size_stays_when_a_larger_fixture_tells_all_too():
    widget = explore.zoo(check_gradients)
    for each in (SMALLEST, fixture(), zoo.FIRST):
        widget.set_state({"fixture": each})

    assert widget.smallest == 24


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (never, "not written yet"),
        (leaves, "SystemExit"),
        (lambda *_: None, "AttributeError"),
        (lambda *_: {}, "no block comes back"),
        (lambda *_: {"W1": "large"}, "ValueError"),
        (lambda dW: {}, "TypeError"),
    ],
)
def test_the_zoo_tells_in_words_what_a_check_does_instead_and_its_verdicts_stand(function, words):
    widget = explore.zoo(function)

    assert widget.words.startswith("Your check_gradients: ")
    assert words in widget.words
    assert [row["verdict"] for row in widget.rows] == [row["verdict"] for row in explore.zoo().rows]
    assert json.dumps(widget.rows)


def test_an_error_that_is_no_number_is_shown_as_none():
    widget = explore.zoo(lambda *_: {"W1": float("nan")})

    assert {(row["block"], row["error"]) for row in widget.rows if row["verdict"] != "stops"} == {("W1", None)}


@pytest.mark.parametrize("sent", [{}, {"sizes": []}, {**zoo.FIRST, "N": "many"}, {**zoo.FIRST, "cost": "softmax"}])
def test_a_fixture_that_is_none_is_refused_in_words(sent):
    widget = explore.zoo(check_gradients)
    widget.set_state({"fixture": sent})

    assert widget.words.startswith("This makes no network: ")
    assert widget.rows == []


@pytest.mark.parametrize("name", ["steps", "zoo"])
def test_what_is_no_function_is_refused(name):
    with pytest.raises(TypeError, match=f"explore.{name} wants your function"):
        getattr(explore, name)(0.5)


def test_a_page_without_a_kernel_shows_both():
    lab, cages = (widget._repr_mimebundle_()[0]["text/html"] for widget in (explore.steps(), explore.zoo()))

    assert 'alt="' in lab
    assert "wrong, to be exposed" in cages

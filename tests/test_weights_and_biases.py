"""What must be said exactly in lesson 5: nudges fail, the words of checks, the batch explorer, the figures."""

import json

import numpy as np
import pytest

from autograder import mistakes
from autograder.hidden.networks import networks
from chainrule import Network, check, draw, explore, forward
from chainrule.exercises.weights_and_biases import network_cases
from chainrule.explore.batch_explorer import CURVES
from chainrule.network import pencil_network
from chainrule.numeric import measured_delta, measured_gradient, measured_gradients
from solutions.weights_and_biases import backprop, weight_gradient, weight_gradient_one
from test_answers import failed, hidden_tests_of

TOUCHING = {*range(1, 42), 44, *range(48, 58)}


def by_nudging(h, central=True):
    """A backprop that nudges one parameter at a time, by real steps of `h`."""

    def backprop(x, y, W, b, g, cost):
        def C():
            return np.mean(cost(forward(x, W, b, g)[1][max(W)], y))

        def slope(parameter, entry):
            kept, costs = parameter[entry], []
            for step in (h, -h if central else 0):
                parameter[entry] = kept + step
                costs.append(C())
            parameter[entry] = kept
            return (costs[0] - costs[1]) / (2 * h if central else h)

        def gradient(parameter):
            return np.array([slope(parameter, entry) for entry in np.ndindex(parameter.shape)]).reshape(parameter.shape)

        return {l: gradient(W[l]) for l in W}, {l: gradient(b[l]) for l in b}

    return backprop


def richardson(x, y, W, b, g, cost):
    """Two central differences whose errors cancel: too near for a tolerance to tell."""
    coarse, fine = by_nudging(2e-3)(x, y, W, b, g, cost), by_nudging(1e-3)(x, y, W, b, g, cost)
    return tuple({l: (4 * f[l] - c[l]) / 3 for l in f} for c, f in zip(coarse, fine, strict=True))


def by_nudging_z(x, y, W, b, g, cost):
    """S7 is right, but delta is a complex step."""
    net = Network(x, y, W, b, g, cost)
    _, a = net.forward()
    delta = {l: measured_delta(net, l) for l in W}
    return {l: a[l - 1].T @ delta[l] / net.N for l in W}, {l: delta[l].mean(axis=0) for l in W}


@pytest.mark.parametrize(
    "answer",
    [by_nudging(6e-6), by_nudging(1e-7, central=False), richardson, by_nudging_z],
    ids=["central", "forward", "richardson", "complex step on z"],
)
def test_a_nudge_in_place_of_the_formula_fails(answer):
    assert set(failed("backprop", answer, seed=0)) == set(hidden_tests_of("backprop"))
    with pytest.raises(check.CheckFailed):
        check.backprop(answer)


def test_a_nudge_that_is_told_by_its_calls_is_asked_for_the_formula():
    (watched,) = [case for case in network_cases() if "real numbers only" in case.label]
    richardson(*watched.arguments.values())

    assert "a formula is asked for, no nudge" in watched.wrong_call()


def test_the_right_answer_is_not_suspected():
    (watched,) = [case for case in network_cases() if "real numbers only" in case.label]
    backprop(*watched.arguments.values())

    assert watched.wrong_call() is None


def test_almost_right_numbers_are_asked_whether_they_were_nudged():
    with pytest.raises(check.CheckFailed, match="Did you nudge, or keep too few digits"):
        check.backprop(by_nudging(1e-7, central=False))


def test_the_measured_gradient_is_the_pencils():
    dW, db = measured_gradient(pencil_network())

    np.testing.assert_allclose(dW[1], [[-24, 20], [-12, 10]], rtol=1e-12)
    np.testing.assert_allclose(db[1], [-12, 10], rtol=1e-12)
    np.testing.assert_allclose(dW[2], [[4, -8], [1, -2]], rtol=1e-12)


def test_the_mean_of_each_examples_gradient_is_the_gradient_of_the_mean():
    _, net = next(networks(np.random.default_rng(0)))
    each_W, each_b = measured_gradients(net)
    dW, db = measured_gradient(net)

    for l in net.W:
        np.testing.assert_allclose(each_W[l].mean(axis=0), dW[l], atol=1e-15)
        np.testing.assert_allclose(each_b[l].mean(axis=0), db[l], atol=1e-15)


@pytest.mark.parametrize("seed", range(5))
def test_every_block_of_every_hidden_network_has_a_gradient_worth_testing(seed):
    for _, net in networks(np.random.default_rng(seed)):
        for part in measured_gradient(net):
            assert all(np.linalg.norm(block) > 1e-3 for block in part.values())


def test_every_catalogued_mistake_that_touches_lesson_5_is_among_them():
    # 42 and 43 are of lesson 3's cost gradients, 45 to 47 of lesson 7's softmax.
    assert {mistake.number for mistake in mistakes.all_of("weights_and_biases")} >= TOUCHING


def test_blocks_that_are_right_before_the_first_wrong_one_are_named():
    def wrong_bias(*given):
        dC_dW, dC_db = backprop(*given)
        return dC_dW, {**dC_db, 2: 3 * dC_db[2]}

    with pytest.raises(check.CheckFailed, match=r"dC_db\[2\].*\n.*right so far: dC_dW\[3\], .*dC_db\[3\]"):
        check.backprop(wrong_bias)


def test_a_pair_as_a_list_is_as_good_as_a_tuple():
    check.backprop(lambda *given: list(backprop(*given)))


def test_a_remembering_backprop_is_noticed():
    calls = []

    def moody(*given):
        calls.append(1)
        dC_dW, dC_db = backprop(*given)
        return {l: dC_dW[l] * (1 + (len(calls) > 1)) for l in dC_dW}, dC_db

    with pytest.raises(check.CheckFailed):
        check.backprop(moody)


@pytest.mark.parametrize(
    ("layer", "ratios"),
    [
        (1, {"C": 8, "A": 1 / 8, "B": 1 / 64, "E": 1}),
        (2, {"C": 8, "A": 1 / 8, "B": 1 / 8, "E": 1}),
        (3, {"C": 8, "A": 1 / 8, "B": 1, "E": 1}),
    ],
)
def test_the_curves_show_N_and_1_and_the_powers_of_1_over_N(layer, ratios):
    curves = {each["name"]: each for each in explore.batch().scene["layers"][str(layer)]["curves"]}

    for name, code in CURVES.items():
        if code in ratios:
            assert curves[name]["values"][7] == pytest.approx([ratios[code], 1])
    assert curves["5"]["values"][7][1] < 0.99


def test_the_matches_are_judged_in_python_only():
    widget = explore.batch(weight_gradient)
    told = json.dumps(widget.get_state(["scene", "verdict"]))
    widget.set_state({"choices": {code: curve for curve, code in CURVES.items()}, "asked": 1})

    assert "CURVES" not in told
    assert widget.verdict == {"right": 5, "of": 5, "chosen": 5}


def test_a_wrong_match_is_counted():
    widget = explore.batch()
    widget.set_state({"choices": dict.fromkeys("ABCDE", "1"), "asked": 1})

    assert widget.verdict == {"right": 1, "of": 5, "chosen": 5}


def test_your_line_lies_on_the_truth():
    for layer in explore.batch(weight_gradient).scene["layers"].values():
        (yours,) = [each for each in layer["curves"] if each["mark"] == "yours"]
        assert all(value == pytest.approx([1, 1]) for value in yours["values"])
        assert layer["words"] == ""


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda a, delta: 1 / 0, "ZeroDivisionError"),
        (lambda a, delta: None, "nothing comes back"),
        (lambda a, delta: "dW", "no numbers"),
        (lambda a, delta: delta.T @ a, "the shape is"),
        (lambda a, delta: np.full((a.shape[1], delta.shape[1]), np.nan), "not finite"),
        (lambda a: a, "TypeError"),
    ],
)
def test_garbage_is_told_in_words_and_breaks_nothing(answer, words):
    widget = explore.batch(answer)

    assert words in widget.scene["layers"]["1"]["words"]
    assert json.dumps(widget.scene)


def test_a_gradient_of_nought_draws_no_point():
    widget = explore.batch(lambda a, delta: np.zeros((a.shape[1], delta.shape[1])))
    (yours,) = [each for each in widget.scene["layers"]["1"]["curves"] if each["mark"] == "yours"]

    assert yours["points"] == [None] * 16


def test_a_page_without_a_kernel_shows_the_chart():
    data, _ = explore.batch(weight_gradient)._repr_mimebundle_()

    assert 'alt="Five codes' in data["text/html"]


def test_what_is_no_function_is_told():
    with pytest.raises(TypeError, match="wants your function weight_gradient, not ndarray"):
        explore.batch(np.zeros(3))


def test_the_outer_product_stands_beside_what_was_measured():
    figure = draw.outer(weight_gradient_one(np.array([4.0, 1.0]), np.array([1.0, -2.0])), [[4, -8], [1, -2]])

    assert "Yes" in figure.words
    assert "alt=" in figure._repr_mimebundle_()["text/html"]


def test_a_wrong_gradient_is_counted_in_the_figure():
    figure = draw.outer([[4.0, 1.0], [-8.0, -2.0]], [[4, -8], [1, -2]], [4, 1], [1, -2])

    assert "Not in 2 of its 4 numbers" in figure.words


def test_backprop_is_far_cheaper_than_a_nudge_for_each_weight():
    assert draw.slowdown(backprop) > 20


def test_the_race_is_measured_and_says_its_finding():
    assert "times as long" in draw.race(backprop).words

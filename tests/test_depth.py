"""Fifty layers: the deep networks of lesson 7, and the explorer that has them in the hand."""

import json

import numpy as np
import pytest

from chainrule import explore, identity, relu, sigmoid, tanh
from chainrule.deep import DEEPEST, deep_network, pushed, size, size_by_pushes, walk_back
from chainrule.explore.depth_explorer import ACTIVATIONS
from solutions.delta_recursion import hidden_delta
from solutions.softmax_and_depth import delta_norms


@pytest.mark.parametrize("g", [tanh, sigmoid, relu, identity], ids=repr)
def test_pushes_of_all_z_agree_with_the_right_delta_through_fifty_layers(g):
    net = deep_network(DEEPEST, 0.1, g)
    delta = walk_back(net, hidden_delta)

    for l in (1, 25, 49):
        pushes, answers = pushed(net, l)
        np.testing.assert_allclose(delta[l] @ pushes.T, answers, rtol=0, atol=1e-12 * np.abs(answers).max())
        assert 0.5 < size_by_pushes(answers) / size(delta[l]) < 2


@pytest.mark.parametrize("sigma", [0.05, 0.1, 0.14, 0.3])
@pytest.mark.parametrize("g", [tanh, sigmoid, relu, identity], ids=repr)
def test_the_factor_a_layer_is_what_the_lesson_says(g, sigma):
    """sigma sqrt(n) rms(g'), to 5 %, for a network of 50 layers."""
    net = deep_network(DEEPEST, sigma, g)
    norms = delta_norms(walk_back(net, hidden_delta))
    slopes = np.stack([g.prime(net.z[l]) for l in range(1, net.L)])

    assert norms[1] ** (1 / (net.L - 1)) == pytest.approx(10 * sigma * np.sqrt(np.mean(slopes**2)), rel=0.05)


def test_the_numbers_that_the_lesson_asks_for_are_those_of_its_networks():
    net = deep_network(DEEPEST, 0.10, sigmoid)
    norms = delta_norms(walk_back(net, hidden_delta))
    slopes = np.stack([net.g.prime(net.z[l]) for l in range(1, net.L)])
    assert [norms[50 - steps] < 1e-6 for steps in (9, 10)] == [False, True]
    assert np.sqrt(np.mean(slopes**2)) == pytest.approx(0.236, abs=5e-4)

    for g, level in ((relu, 0.14), (identity, 0.10)):
        ends = {
            s: size(walk_back(deep_network(50, s, g), hidden_delta)[1]) for s in (level - 0.01, level, level + 0.01)
        }
        assert min(ends, key=lambda s: abs(np.log(ends[s]))) == level


def test_a_smaller_depth_is_the_same_network_cut():
    deep, shallow = deep_network(50, 0.1, tanh), deep_network(10, 0.1, tanh)

    assert np.array_equal(deep.z[10], shallow.z[10])
    assert np.array_equal(deep.top, shallow.top)


# The depth explorer.


def foretell(widget, factor, end):
    """What the page sends when two numbers are entered."""
    key = f"{widget.activation} {widget.sigma:.2f}"
    guesses = {**widget.guesses, key: [factor, end, widget.depth]}
    widget.set_state({"guesses": guesses, "asked": widget.asked + 1})
    return widget.view


def change(widget, **traits):
    widget.set_state({**traits, "asked": widget.asked + 1})
    return widget.view


def test_nothing_is_told_before_a_prediction():
    view = explore.depth(hidden_delta, delta_norms).view

    assert view.keys() == {"asked", "rms", "open", "near"}
    assert not view["open"]


def test_a_near_prediction_is_told_so_and_yours_agrees_with_nature():
    view = foretell(explore.depth(hidden_delta, delta_norms), 0.5, -8.7)

    assert view["near_factor"]
    assert view["near_end"]
    assert view["agrees"]
    assert view["words"] == ""
    assert view["factor"] == pytest.approx(0.5, rel=0.05)
    assert sorted(step for step, _ in view["sizes"]) == list(range(30))


def test_a_far_prediction_is_shown_and_earns_nothing():
    view = foretell(explore.depth(hidden_delta, delta_norms), 0.05, -3)

    assert not view["near_factor"]
    assert not view["near_end"]
    assert view["near"] == 0


def test_another_scale_wants_its_own_prediction_another_depth_does_not():
    widget = explore.depth(hidden_delta, delta_norms)
    foretell(widget, 0.5, -8.7)

    assert change(widget, depth=50)["open"]
    assert "near_end" not in widget.view
    assert not change(widget, sigma=0.1)["open"]


def test_two_near_predictions_free_the_sliders_the_same_one_twice_does_not():
    widget = explore.depth(hidden_delta, delta_norms)
    foretell(widget, 0.5, -8.7)
    foretell(widget, 0.5, -8.8)
    assert not change(widget, activation="identity")["open"]

    foretell(widget, 0.5, -8.7)
    assert change(widget, activation="relu", sigma=0.2)["open"]


def test_a_wrong_transpose_has_the_right_size_and_is_found_out_all_the_same():
    def without_transpose(delta_next, W_next, z, g_prime):
        return (delta_next @ W_next) * g_prime(z)

    view = foretell(explore.depth(without_transpose, delta_norms), 0.5, -8.7)

    assert not view["agrees"]
    assert dict(view["sizes"])[29] == pytest.approx(view["end"], abs=0.5)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda *_: 1 / 0, "ZeroDivisionError"),
        (lambda *_: None, "nothing comes back"),
        (lambda d, W, z, g: z[0], "the shape is"),
        (lambda d, W, z, g: np.full(z.shape, np.nan), "not finite"),
        (lambda d: d, "TypeError"),
    ],
)
def test_garbage_of_hidden_delta_is_told_in_words(answer, words):
    view = foretell(explore.depth(answer, delta_norms), 0.5, -8.7)

    assert view["words"].startswith("your hidden_delta, layer 29: ")
    assert words in view["words"]
    assert not view["agrees"]
    assert json.dumps(view)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda delta: 1 / 0, "ZeroDivisionError"),
        (lambda delta: None, "expected a dict"),
        (lambda delta: {1: 1.0}, "the keys are 1"),
        (lambda delta: delta, "expected one number"),
        (lambda delta: {l: np.linalg.norm(each) for l, each in delta.items()}, "gives 22.4 for the top layer"),
        (lambda delta: dict.fromkeys(delta, np.nan), "not finite"),
    ],
)
def test_garbage_of_delta_norms_is_told_in_words(answer, words):
    view = foretell(explore.depth(hidden_delta, answer), 0.5, -8.7)

    assert view["words"].startswith("your delta_norms")
    assert words in view["words"]
    assert view["agrees"]
    assert json.dumps(view)


def test_a_delta_of_nought_draws_no_point():
    view = foretell(explore.depth(lambda d, W, z, g: np.zeros(z.shape), delta_norms), 0.5, -8.7)

    assert dict(view["sizes"])[29] is None
    assert json.dumps(view)


def test_a_function_that_overwrites_its_arguments_changes_nothing():
    def destructive(delta_next, W_next, z, g_prime):
        delta = hidden_delta(delta_next, W_next, z, g_prime)
        for array in (delta_next, W_next, z):
            array[:] = 0
        return delta

    assert foretell(explore.depth(destructive, delta_norms), 0.5, -8.7)["agrees"]


def test_what_is_no_function_is_told():
    with pytest.raises(TypeError, match="wants your function delta_norms, not float"):
        explore.depth(hidden_delta, 0.5)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_page_without_a_kernel_shows_what_was_measured(activation):
    widget = explore.depth(hidden_delta, delta_norms)
    change(widget, activation=activation)
    data, _ = widget._repr_mimebundle_()

    assert f"a deep network, {activation}" in data["text/html"]

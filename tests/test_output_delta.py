"""Lesson 3, what must be said exactly: no nudge passes for a formula, a rough nudge is told so, the explorer holds."""

import numpy as np
import pytest

from autograder.hidden.networks import DRAWS, fit
from chainrule import (
    binary_cross_entropy,
    check,
    draw,
    explore,
    forward,
    log_cosh,
    relu,
    sigmoid,
    squared_error,
)
from chainrule.last_layer import ACTIVATIONS, COSTS, last_layer
from chainrule.network import random_network
from right_answers.output_delta import delta_by_four_pushes
from solutions import output_delta as right
from test_answers import failed

GRADIENTS = (right.squared_error_gradient, right.binary_cross_entropy_gradient, right.log_cosh_gradient)
TERMS = {
    "squared_error_gradient": squared_error.term,
    "binary_cross_entropy_gradient": binary_cross_entropy.term,
    "log_cosh_gradient": log_cosh.term,
}
SIZES = (1.0, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 4e-7, 1.5e-7, 1e-7, 4e-8, 1e-8, 1e-9)


@pytest.mark.parametrize("name", TERMS)
@pytest.mark.parametrize("h", SIZES)
def test_a_finite_difference_of_the_cost_is_no_gradient(name, h):
    def by_nudges(a, y):
        with np.errstate(all="ignore"):
            return (TERMS[name](a + h, y) - TERMS[name](a - h, y)) / (2 * h)

    assert failed(name, by_nudges, seed=0)
    with pytest.raises(check.CheckFailed):
        getattr(check, name)(by_nudges)


def test_a_finite_difference_of_the_cost_hears_that_a_formula_is_asked_for():
    def by_nudges(a, y, h=1e-7):
        return (binary_cross_entropy.term(a + h, y) - binary_cross_entropy.term(a - h, y)) / (2 * h)

    with pytest.raises(check.CheckFailed, match="A formula comes nearer"):
        check.binary_cross_entropy_gradient(by_nudges)


def nudged(h, low, kind=float):
    """A measured_delta with pushes of h and of `low` times h, in numbers of this `kind`."""

    def measured_delta(x, y, W, b, g, cost, l):
        delta = np.zeros((len(x), len(b[l])))
        for j in range(len(b[l])):
            push = h * (np.arange(len(b[l])) == j)
            up, down = (
                cost(forward(x, W, {**b, l: (b[l] + step).astype(kind)}, g)[1][max(W)].astype(kind), y)
                for step in (push, low * push)
            )
            delta[:, j] = (up - down) / (h - low * h)
        return delta

    return measured_delta


@pytest.mark.parametrize("h", [1e-4, 1e-5, 1e-6, 1e-7])
def test_any_sensible_push_up_and_down_will_do(h):
    check.measured_delta(nudged(h, -1))

    assert failed("measured_delta", nudged(h, -1), seed=0) == []


@pytest.mark.parametrize(
    ("h", "low", "kind"), [(1e-4, 0, float), (1e-5, 0, float), (3e-2, -1, float), (1e-12, -1, float), (1e-2, -1, "f4")]
)
def test_a_rough_push_fails_and_is_asked_about_its_size_and_side(h, low, kind):
    rough = nudged(h, low, kind)

    assert failed("measured_delta", rough, seed=0)
    with pytest.raises(check.CheckFailed, match="How large is your nudge, to which side does it go"):
        check.measured_delta(rough)


def test_log_cosh_is_finite_for_the_largest_errors():
    a = np.array([[1e300, -1e300, 1000.0, -1000.0]])

    np.testing.assert_array_equal(right.log_cosh_gradient(a, np.zeros((1, 4))), [[1, -1, 1, -1]])


# The neuron in the hand.


def explorer(output_delta=right.output_delta):
    return explore.saturation(output_delta, *GRADIENTS)


def test_a_right_answer_agrees_at_every_z_for_every_activation_and_cost():
    for g in ACTIVATIONS.values():
        for cost, gradient in zip(COSTS.values(), GRADIENTS, strict=True):
            assert last_layer(right.output_delta, gradient, g, cost, np.linspace(-8, 8, 161)).agrees.all()


def test_the_numbers_that_the_lesson_asks_for_are_the_ones_that_the_explorer_shows():
    widget = explorer()
    delta = dict(zip(widget.curves["z"], widget.curves["delta"], strict=True))
    dead = next(-z for z in range(9) if abs(delta[float(-z)]) < 0.01)
    widget.set_state({"z": dead, "cost": "binary cross-entropy"})

    assert right.NUMBERS["dead_z"][0] == dead
    assert right.NUMBERS["fastest_z"][0] == max(delta, key=lambda z: abs(delta[z]))
    assert right.NUMBERS["ce_delta"][0] == round(widget.view["delta"], 2)


def test_c_is_not_told_before_the_push_and_forgotten_when_anything_changes():
    widget = explorer()
    assert widget.view["move"] is None

    widget.set_state({"pushes": 1})
    assert widget.view["move"] == pytest.approx(widget.view["promise"], rel=0.2)

    widget.set_state({"z": -1.0})
    assert widget.view["move"] is None


def test_where_cross_entropy_has_no_value_the_explorer_says_so():
    widget = explorer()
    widget.set_state({"activation": "tanh", "cost": "binary cross-entropy", "pushes": 1})

    assert "wants 0 < a < 1" in widget.view["words"]
    assert widget.view["c"] is widget.view["delta"] is widget.view["move"] is None


def raises(dc_da, z, g_prime):
    raise SystemExit("no")


def not_written(dc_da, z, g_prime):
    raise NotImplementedError


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (raises, "your output_delta stopped with SystemExit: no"),
        (not_written, "your output_delta is not written yet"),
        (lambda *_: None, "nothing comes back"),
        (lambda *_: "delta", "no numbers"),
        (lambda dc_da, z, g_prime: dc_da[0], "the shape is"),
        (lambda dc_da, z, g_prime: dc_da * np.nan, "not finite"),
    ],
)
def test_garbage_is_told_in_words_and_breaks_neither_explorer_nor_figure(answer, words):
    widget = explorer(answer)
    widget.set_state({"pushes": 1})
    figure = draw.delta_curves(answer, *GRADIENTS)

    assert words in widget.view["words"]
    assert widget.view["delta"] is None
    assert "text/html" in figure._repr_mimebundle_()


def test_a_wrong_answer_is_marked_beside_the_measured_number():
    widget = explorer(lambda dc_da, z, g_prime: dc_da)

    assert not widget.view["agrees"]
    assert widget.view["measured"] == pytest.approx(-0.0925, abs=1e-4)


def test_what_is_no_function_is_told():
    with pytest.raises(TypeError, match="wants your function binary_cross_entropy_gradient, not float"):
        explore.saturation(right.output_delta, GRADIENTS[0], 1.0, GRADIENTS[2])


def test_a_page_without_a_kernel_sees_a_still_with_words():
    data, _ = explorer()._repr_mimebundle_()

    assert "target 1" in data["text/html"]


def test_a_network_with_relus_is_found_for_every_secret():
    nets = (random_network((4, 6, 5, 3), (relu, relu, sigmoid), binary_cross_entropy, 7, seed) for seed in range(4000))
    share = np.mean([fit(net) for net in nets])

    assert (1 - share) ** DRAWS < 1e-12


@pytest.mark.parametrize("seed", range(60))
def test_a_push_by_thousandths_stays_clear_of_the_kinks_in_every_classroom(seed):
    assert not failed("measured_delta", delta_by_four_pushes, seed=seed)

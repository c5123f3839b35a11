"""Lesson 2: what must be said exactly of its functions, its numbers, its truth in decimals and its explorer."""

import math
import re
from base64 import b64decode

import numpy as np
import pytest

import chainrule
from autograder import mistakes
from autograder.hidden import forward_pass as hidden
from chainrule import check, decimals, explore
from chainrule.check.compare import TINY, differences, entry_errors
from chainrule.check.observe import close, copy_of
from chainrule.network import pencil_network
from solutions import forward_pass as solutions
from solutions.forward_pass import NUMBERS

FAR = np.array([[-1000.0, 1000.0]])
ACTIVATIONS = ("sigmoid", "sigmoid_prime", "tanh_prime", "relu", "relu_prime", "softplus_prime")
LIMITS = {
    "sigmoid": [0, 1],
    "sigmoid_prime": [0, 0],
    "tanh_prime": [0, 0],
    "relu": [0, 1000],
    "relu_prime": [0, 1],
    "softplus_prime": [0, 1],
}


def rng():
    return np.random.default_rng(0)


def passes(test, answer):
    try:
        test(answer, rng())
    except AssertionError:
        return False
    return True


# The truth in decimals.


@pytest.mark.parametrize("z", [-700.0, -40.0, -3.0, 0.5, 3.0, 40.0, 700.0])
def test_decimals_are_the_formulas_on_their_stable_side(z):
    small = math.exp(-abs(z))
    formulas = {
        (decimals.value, decimals.sigmoid): (1 if z > 0 else small) / (1 + small),
        (decimals.slope, decimals.sigmoid): small / (1 + small) ** 2,
        (decimals.slope, decimals.tanh): 4 * math.exp(-2 * abs(z)) / (1 + math.exp(-2 * abs(z))) ** 2,
        (decimals.slope, decimals.softplus): (1 if z > 0 else small) / (1 + small),
        (decimals.slope, decimals.relu): float(z > 0),
    }

    for (measure, f), formula in formulas.items():
        assert measure(f, z) == pytest.approx(formula, rel=1e-14, abs=TINY)


# Finite and right, however far out.


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_solution_has_its_limits_at_a_thousand(name):
    assert getattr(solutions, name)(FAR).tolist() == [LIMITS[name]]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_answer_that_is_off_by_a_trillionth_near_0_fails(name):
    def nearly(z):
        return getattr(solutions, name)(z) * (1 + 5e-12)

    assert not passes(getattr(hidden, f"test_{name}"), nearly)


def test_the_librarys_sigmoid_is_right_near_0_and_not_far_out():
    assert passes(hidden.test_sigmoid, chainrule.sigmoid)
    assert not passes(hidden.test_sigmoid__far_out, chainrule.sigmoid)


@pytest.mark.parametrize("name", ["sigmoid_prime", "tanh_prime", "softplus_prime"])
@pytest.mark.parametrize("h", [1e-3, 1e-5, 6e-6, 1e-7])
def test_a_nudge_in_place_of_a_slope_fails(name, h):
    g = {"sigmoid_prime": solutions.sigmoid, "tanh_prime": np.tanh, "softplus_prime": lambda z: np.logaddexp(0, z)}[
        name
    ]

    def nudged(z):
        return (g(z + h) - g(z - h)) / (2 * h)

    assert not passes(getattr(hidden, f"test_{name}"), nudged)
    with pytest.raises(check.CheckFailed):
        getattr(check, name)(nudged)


@pytest.mark.parametrize("name", ["relu", "relu_prime"])
def test_a_relu_is_never_asked_at_0(name):
    def without_0(z):
        assert (np.abs(z) >= 1e-3).all()
        return getattr(solutions, name)(z)

    getattr(check, name)(without_0)
    for seed in range(20):
        getattr(hidden, f"test_{name}")(without_0, np.random.default_rng(seed))


# Numbers one by one.


def test_a_tiny_number_must_be_right_by_itself():
    truth = np.array([1.0, 1e-300])

    assert differences(truth * [1, 1.1], truth) == []
    assert differences(truth * [1, 1.1], truth, floor=TINY)[0].wrong.tolist() == [False, True]


def test_below_the_smallest_normal_number_anything_will_do():
    assert entry_errors(np.array([0.0, 1e-310]), np.array([1e-310, 0.0]), TINY).tolist() == [0, 0]


def test_a_floor_stands_in_for_smaller_numbers():
    assert entry_errors(np.array([1e-10]), np.array([0.0]), 1e-3) == pytest.approx(1e-7)


def test_a_wrong_number_is_told_with_the_z_that_it_was_made_from():
    with pytest.raises(check.CheckFailed, match=r"z = -40\.5: yours 5\.1\S+e-18, measured 2\.5\S+e-18"):
        check.sigmoid(lambda z: np.where(np.abs(z + 40.5) < 1, 2, 1) * solutions.sigmoid(z))


def test_what_is_not_finite_is_told_with_its_place():
    with pytest.raises(
        check.CheckFailed, match=r"on z near 0\n  some numbers are not finite, the first is entry \[0, 0\]"
    ):
        check.relu(lambda z: z / 0.0 if np.abs(z).max() < 5 else z)


# Layers, networks, costs.


def test_mean_cost_is_a_mean_over_examples_and_not_over_outputs():
    a, y = np.full((4, 3), 0.5), np.zeros((4, 3))

    assert solutions.mean_cost(a, y, chainrule.squared_error) == pytest.approx(3 * 0.125)
    assert not passes(hidden.test_mean_cost, lambda a, y, cost: np.mean(cost(a, y)) / a.shape[1])
    assert not passes(hidden.test_mean_cost, lambda a, y, cost: np.sum(cost(a, y)))


def test_a_bias_along_the_examples_fails_where_it_makes_no_error():
    def wrong(x, W, b, g):
        z, a = {}, {0: x}
        for l in W:
            z[l] = a[l - 1] @ W[l] + (b[l][:, None] if len(x) == len(b[l]) else b[l])
            a[l] = g[l](z[l])
        return z, a

    assert passes(hidden.test_forward__one_layer_or_one_example, wrong)
    assert not passes(hidden.test_forward__as_many_examples_as_neurons, wrong)


def test_two_dicts_are_copied_and_compared_number_by_number():
    z, a = {1: np.ones((2, 2))}, {0: np.zeros((2, 1))}
    before = copy_of((z, a))
    z[1][0, 0] = 5

    assert before[0][1][0, 0] == 1
    assert not close(before, (z, a))
    assert close((z, a), [z, a])


def test_a_wrong_forward_is_told_where_it_first_leaves_the_truth():
    def wrong(x, W, b, g):
        return solutions.forward(x, W, b, {l: (lambda z: 0.9 * z) for l in g})

    with pytest.raises(check.CheckFailed, match=r"on a deep net\n  a\[1\]: example 1, neuron 1"):
        check.forward(wrong)


def test_every_catalogued_mistake_that_touches_lesson_2_is_among_them():
    touching = {3, 4, 5, 6, 7, 21, 24, 25, 44, 49, 51, 53, 54, 55, 56, 57}

    assert touching <= {mistake.number for mistake in mistakes.all_of("forward_pass")}


# Numbers from a pencil.


def test_the_pencil_numbers_are_those_of_the_solution():
    W = {1: np.array([[1.0, 2, 0], [4, -1, 1]]), 2: np.array([[1.0], [2], [-1]])}
    b = {1: np.array([0.0, -2, 5]), 2: np.array([-4.0])}
    z, a = solutions.forward(np.array([[3.0, -1]]), W, b, {1: solutions.relu, 2: chainrule.identity})
    c = solutions.mean_cost(a[2], np.array([[5.0]]), chainrule.squared_error)

    assert (*z[1][0], *a[1][0], *z[2][0], c) == (*NUMBERS["hand_z1"][0], *NUMBERS["hand_a1"][0], 2, 4.5)


# The explorer.


def moved(layer, neuron, input, by, forward=solutions.forward):
    """How many values change when a weight, or with input 0 a bias, moves by `by`, as a browser would do it."""
    widget = explore.neuron(forward)
    widget.set_state({"layer": layer, "neuron": neuron, "input": input})
    widget.set_state({"locked": True})
    widget.set_state({"weight": widget.view["start"] + by})
    return widget.view["changed"]


def test_the_counts_that_the_lesson_asks_for_are_those_of_the_explorer():
    counts = tuple(len(moved(*which, 0.1)) for which in ((1, 1, 1), (2, 2, 0), (2, 2, 3)))

    assert counts == NUMBERS["changed"][0]


def test_the_silent_neuron_wakes_at_the_number_that_the_lesson_asks_for():
    wakes_at = NUMBERS["wakes_at"][0]

    assert moved(1, 3, 1, wakes_at + 1) == ["z-1-3"]
    assert len(moved(1, 3, 1, wakes_at + 1.05)) == 7


@pytest.mark.parametrize(("net", "j"), [(pencil_network(), 3), (None, 0), (None, 4), (None, "first")])
def test_the_explorer_wants_a_neuron_that_there_is(net, j):
    most = 2 if net else 3

    with pytest.raises(ValueError, match=rf"explore\.neuron wants j, a neuron of layer 1, 1 to {most}, not {j}"):
        explore.neuron(solutions.forward, net, j)


def test_another_choice_puts_the_weights_back():
    widget = explore.neuron(solutions.forward)
    widget.set_state({"locked": True, "weight": 2.0})
    widget.set_state({"predicted": [], "locked": False})

    assert widget.weight == -1
    assert widget.view["changed"] == []


@pytest.mark.parametrize(
    ("forward", "words"),
    [
        (lambda *_: None, "expected 2 things, z and a"),
        (lambda *_: 1 / 0, "it stopped with ZeroDivisionError: division by zero"),
        (lambda *_: exit(), "it stopped with SystemExit"),
        (lambda x, W, b, g: ({1: "a", 2: "b"}, {0: x, 1: x, 2: x}), "holds no numbers"),
        (lambda x, W, b, g: (3, 4), "expected a dict"),
    ],
)
def test_a_forward_that_gives_no_numbers_is_told_and_the_measured_ones_stand_in(forward, words):
    widget = explore.neuron(forward)

    assert words in widget.view["words"]
    assert not widget.view["yours"]
    assert widget.view["values"] == explore.neuron(solutions.forward).view["values"]


def test_a_wrong_forward_shows_its_own_numbers_and_where_they_leave_the_truth():
    widget = explore.neuron(lambda x, W, b, g: solutions.forward(x, W, {l: 0 * b[l] for l in b}, g))

    assert widget.view["yours"]
    assert widget.view["words"] == "leaves S1 or S2 first at z[1]"
    assert widget.view["values"]["z-1-1"] == 2


def test_a_page_without_a_kernel_shows_the_network_with_words():
    bundle, _ = explore.neuron(solutions.forward)._repr_mimebundle_()
    page = bundle["text/html"]
    drawing = b64decode(re.search('base64,([^"]+)', page)[1]).decode()

    assert drawing.count("<circle") >= 12
    assert 'alt="The way forward through a network of 2-3-2 neurons' in page

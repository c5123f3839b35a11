"""What must be said exactly in lesson 7: the truth of rows, nudges that fail, the figures."""

import numpy as np
import pytest

from autograder import mistakes
from chainrule import check, draw, rows, tanh
from chainrule.deep import deep_network, walk_back
from chainrule.exercises.softmax_and_depth import LAYERS, coupled_cases, nudged_z
from solutions.delta_recursion import hidden_delta
from solutions.softmax_and_depth import delta_norms, output_delta_general, softmax, softmax_jacobian
from test_answers import failed

TOUCHING = {1, 3, 6, 7, 9, 12, 13, 16, 20, 21, 22, 24, 25, 30, 31, 32, 36, 37, 39, 44, 45, 46, 47, 51, 52, 54, 56, 57}


# The truth.


def test_the_measured_softmax_is_the_pencils():
    np.testing.assert_allclose(rows.value(np.log([[1, 2, 5]])), [[1 / 8, 2 / 8, 5 / 8]], rtol=1e-15)


def test_the_measured_softmax_keeps_its_digits_where_floats_overflow():
    far = rows.value([[1000.0, 999, 300], [-1000, -999, -1700]])

    larger, smaller = 1 / (1 + np.exp(-1)), 1 / (1 + np.e)
    np.testing.assert_allclose(far, [[larger, smaller, 0], [smaller, larger, 0]], atol=1e-15)
    assert far[0, 2] == pytest.approx(np.exp(-700) * larger, rel=1e-12)


def test_the_measured_jacobian_and_delta_are_the_pencils():
    s, y = np.array([[1 / 8, 2 / 8, 5 / 8]]), np.array([[0.0, 1, 0]])

    np.testing.assert_allclose(64 * rows.jacobian(s)[0], [[7, -2, -5], [-2, 12, -10], [-5, -10, 15]], rtol=1e-14)
    np.testing.assert_allclose(rows.delta(rows.cross_entropy, np.log(s), y), [[1 / 8, -3 / 4, 5 / 8]], rtol=1e-14)
    long_way = output_delta_general(s - y, rows.jacobian(s))
    np.testing.assert_allclose(rows.delta(rows.squared_error, np.log(s), y), long_way, rtol=1e-13)


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
def test_the_visible_layers_have_jacobians_that_tell_k_from_j(layer):
    z = np.random.default_rng(0).normal(size=(4, 3))
    J = np.stack(list(nudged_z(layer, z)), axis=2)

    assert np.abs(J - J.transpose(0, 2, 1)).max() > 0.1


def test_with_a_diagonal_jacobian_the_general_delta_is_S5():
    (case,) = [case for case in coupled_cases() if "its own z only" in case.label]
    dc_da, jacobian = case.arguments.values()

    np.testing.assert_allclose(case.truth(), dc_da * np.einsum("njj->nj", jacobian), rtol=1e-13)


def test_every_catalogued_mistake_that_touches_lesson_7_is_among_them():
    assert {mistake.number for mistake in mistakes.all_of("softmax_and_depth")} >= TOUCHING


# Nudges in place of formulas.


def cost(z, y):
    return np.sum(y * (np.logaddexp.reduce(z, axis=1)[:, None] - z), axis=1)


def by_nudging(f, z, h):
    """How every number of `f` answers each z, by central differences, the answers to z_j at [..., j]."""
    pushes = h * np.eye(z.shape[1])
    return np.stack([(f(z + push) - f(z - push)) / (2 * h) for push in pushes], axis=-1)


@pytest.mark.parametrize("h", [1e-2, 1e-4, 6e-6, 1e-7])
def test_a_finite_difference_is_no_jacobian_and_no_delta(h):
    def jacobian(s):
        with np.errstate(divide="ignore"):
            return by_nudging(softmax, np.log(s), h)

    def delta(z, y):
        return by_nudging(lambda z: cost(z, y), z, h)

    for name, answer in (("softmax_jacobian", jacobian), ("softmax_cross_entropy_delta", delta)):
        assert failed(name, answer, seed=0)
        with pytest.raises(check.CheckFailed):
            getattr(check, name)(answer)


def test_a_jacobian_by_nudges_hears_that_a_formula_is_asked_for():
    def jacobian(s):
        with np.errstate(divide="ignore"):
            return by_nudging(softmax, np.log(s), 6e-6)

    with pytest.raises(check.CheckFailed, match="A formula comes nearer"):
        check.softmax_jacobian(jacobian)


def test_a_share_off_in_its_eleventh_digit_is_noticed_however_small():
    def softmax_near(z):
        s = softmax(z)
        return np.where(s < 1e-100, s * (1 + 1e-11), s)

    with pytest.raises(check.CheckFailed, match=r"entry \[\d, \d\], z = "):
        check.softmax(softmax_near)
    assert failed("softmax", softmax_near, seed=0) == ["test_softmax__far_out"]


# The figures.

WORDS = {
    "shares": (draw.shares, (softmax,), "Both others"),
    "shares, over the examples": (draw.shares, (lambda z: softmax(z.T).T,), "leave the measured dots"),
    "shares, not written": (draw.shares, (lambda z: None,), "nothing comes back"),
    "shortcut": (draw.shortcut, (softmax_jacobian, output_delta_general), "lies on the line everywhere"),
    "shortcut, without paths": (draw.shortcut, (softmax_jacobian, lambda d, J: d), "not all of yours"),
    "shortcut, not written": (draw.shortcut, (lambda s: None, output_delta_general), "your softmax_jacobian: nothing"),
}


@pytest.mark.parametrize(("figure", "functions", "words"), WORDS.values(), ids=WORDS)
def test_a_figure_says_what_became_of_your_functions(figure, functions, words):
    assert words in figure(*functions).words


def test_the_figure_names_the_pairs_in_which_the_shortcut_is_right():
    words = draw.shortcut(softmax_jacobian, output_delta_general).words

    assert "For softmax, cross-entropy; sigmoid, binary cross-entropy; identity, squared error." in words


def test_the_sizes_of_several_networks_have_their_factors_in_words():
    nets = {sigma: deep_network(20, sigma, tanh) for sigma in (0.05, 0.3)}
    norms = {sigma: delta_norms(walk_back(net, hidden_delta)) for sigma, net in nets.items()}

    assert "by about 0.500, 1.33" in draw.norms(norms, nets).words
    assert "rms of g' is 0.99, 0.4" in draw.flatness(nets).words

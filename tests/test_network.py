"""The students' library: activations, costs and the forward pass, against formulas and against central differences."""

import numpy as np
import pytest

from autograder.hidden.networks import networks
from chainrule import (
    Activation,
    binary_cross_entropy,
    forward,
    identity,
    log_cosh,
    relu,
    sigmoid,
    softplus,
    squared_error,
    tanh,
)
from chainrule.network import explorer_network, pencil_network, random_network, seal
from chainrule.numeric import (
    central_difference,
    complex_step,
    jacobian,
    measured_delta,
    measured_deltas,
    measured_gradient,
)

ACTIVATIONS = (sigmoid, tanh, relu, softplus, identity)
COSTS = (squared_error, binary_cross_entropy, log_cosh)
Z = np.array([-30.0, -2.0, -0.1, 0.1, 0.7, 5.0, 30.0])

# The formulas stand here and not in the students' library: they write them.
PRIMES = {
    sigmoid: lambda z: np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))) ** 2,
    tanh: lambda z: 1 / np.cosh(z) ** 2,
    relu: lambda z: (z > 0).astype(float),
    softplus: lambda z: np.exp(-np.logaddexp(0, -z)),
    identity: np.ones_like,
}
GRADIENTS = {
    squared_error: lambda a, y: a - y,
    binary_cross_entropy: lambda a, y: (a - y) / (a * (1 - a)),
    log_cosh: lambda a, y: np.tanh(a - y),
}


def one_nudge(net, l, j, h=6e-6):
    """dc/dz_j^(l) by two real nudges, a second witness beside the complex step."""
    z, _ = net.forward()
    push = h * (np.arange(z[l].shape[1]) == j)
    return (net.costs_from(l, z[l] + push) - net.costs_from(l, z[l] - push)) / (2 * h)


@pytest.mark.parametrize("g", ACTIVATIONS, ids=repr)
def test_the_measured_slope_is_the_formula(g):
    np.testing.assert_allclose(g.prime(Z), PRIMES[g](Z), rtol=1e-13)


@pytest.mark.parametrize("g", ACTIVATIONS, ids=repr)
def test_activations_are_finite_far_out(g):
    far = np.array([[-1000.0, 1000.0]])

    assert np.isfinite(g(far)).all()
    assert np.isfinite(g.prime(far)).all()


def test_activations_far_out_have_their_limits():
    far = np.array([-1000.0, 1000.0])

    assert sigmoid(far).tolist() == [0, 1]
    assert softplus(far).tolist() == [0, 1000]
    assert relu(far).tolist() == [0, 1000]


@pytest.mark.parametrize("cost", COSTS, ids=repr)
def test_the_measured_gradient_of_a_cost_is_the_formula(cost):
    rng = np.random.default_rng(0)
    a, y = rng.uniform(0.01, 0.99, size=(2, 5, 3))

    np.testing.assert_allclose(cost.gradient(a, y), GRADIENTS[cost](a, y), rtol=1e-12)


def test_the_slope_of_cross_entropy_is_the_formula_for_targets_0_and_1_too():
    a, y = np.array([[1e-9, 0.3, 1 - 1e-9]] * 2), np.array([[0.0] * 3, [1.0] * 3])

    np.testing.assert_allclose(binary_cross_entropy.gradient(a, y), GRADIENTS[binary_cross_entropy](a, y), rtol=1e-12)


@pytest.mark.parametrize("y", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("a", [-np.inf, -0.2, 0.0, 1.0, 1.3, np.nan])
def test_outside_of_0_and_1_cross_entropy_has_no_value_and_no_slope(a, y):
    a, y = np.array([[a]]), np.array([[y]])

    assert np.isnan(binary_cross_entropy(a, y)).all()
    assert np.isnan(binary_cross_entropy.gradient(a, y)).all()


def test_a_delta_is_measured_only_where_cross_entropy_has_a_value():
    net = random_network((2, 1), (identity,), binary_cross_entropy, N=6, seed=0)
    z, _ = net.forward()
    inside = (z[1] > 0) & (z[1] < 1)

    assert 0 < inside.sum() < 6
    np.testing.assert_array_equal(np.isfinite(measured_delta(net, 1)), inside)
    assert all(np.isnan(each[1]).all() for each in measured_gradient(net))


@pytest.mark.parametrize("cost", COSTS, ids=repr)
def test_a_cost_is_one_number_an_example_and_a_sum_over_outputs(cost):
    a, y = np.full((4, 3), 0.3), np.full((4, 3), 0.8)

    assert cost(a, y).shape == (4,)
    np.testing.assert_allclose(cost(a, y), 3 * cost(a[:, :1], y[:, :1]))


def test_log_cosh_is_finite_for_large_errors():
    assert log_cosh(np.array([[1000.0]]), np.array([[-1000.0]]))[0] == pytest.approx(2000 - np.log(2))


def test_the_forward_pass_is_s1_and_s2_written_with_sums():
    net = random_network((3, 4, 2), (tanh, softplus), squared_error, N=5, seed=0)
    z, a = forward(net.x, net.W, net.b, net.g)

    for l in (1, 2):
        n_before, n = net.W[l].shape
        for row in range(5):
            for j in range(n):
                total = sum(a[l - 1][row, i] * net.W[l][i, j] for i in range(n_before)) + net.b[l][j]
                assert z[l][row, j] == pytest.approx(total, rel=1e-14)
        np.testing.assert_array_equal(a[l], net.g[l](z[l]))


def test_the_pencil_network_has_the_numbers_of_the_course():
    net = pencil_network()
    z, _ = net.forward()

    assert (z[1].tolist(), z[2].tolist(), net.costs()[0]) == ([[2, 1]], [[2, 3]], 2.5)
    np.testing.assert_allclose(measured_delta(net, 2), [[1, -2]], rtol=1e-15)
    np.testing.assert_allclose(measured_delta(net, 1), [[-12, 10]], rtol=1e-15)
    assert net.costs_from(1, z[1] + [[0.01, 0]])[0] - 2.5 == pytest.approx(-0.116, abs=5e-4)


@pytest.mark.parametrize("sizes", [(3, 2), (4, 5, 3, 2), (2, 3, 3, 3, 1)])
def test_complex_step_and_central_difference_measure_the_same_delta(sizes):
    net = random_network(sizes, (tanh, softplus, sigmoid, tanh)[: len(sizes) - 1], log_cosh, N=5, seed=7)

    for l, delta in measured_deltas(net).items():
        for j in range(sizes[l]):
            np.testing.assert_allclose(delta[:, j], one_nudge(net, l, j), rtol=1e-7, atol=1e-9)


def test_frozen_wires_leave_a_path_each_and_all_frozen_leave_none():
    net = explorer_network()
    wires = [(2, 1, 1), (2, 1, 2)]
    whole = measured_delta(net, 1)[0, 0]
    through_1, through_2 = (measured_delta(net, 1, frozen=[wire])[0, 0] for wire in reversed(wires))

    assert through_1 + through_2 == pytest.approx(whole, rel=1e-14)
    assert measured_delta(net, 1, frozen=wires)[0, 0] == 0


def test_a_derivative_is_measured_two_ways():
    x = np.linspace(-2, 2, 9)

    np.testing.assert_allclose(complex_step(np.sin, x), np.cos(x), rtol=1e-15)
    np.testing.assert_allclose(central_difference(np.sin, x), np.cos(x), rtol=1e-11)


def test_a_jacobian_has_outputs_as_rows():
    J = jacobian(lambda v: np.array([v[0] * v[1], v[0] ** 2, 3 * v[1]]), [2.0, 5.0])

    assert J.tolist() == [[5, 2], [4, 0], [0, 3]]


def test_a_sealed_network_is_measured_once_and_any_other_each_time():
    taken = []
    watched = Activation(lambda z: taken.append(z) or np.tanh(z), "watched")
    net = random_network((3, 2), (watched,), squared_error, N=4, seed=0)
    sealed = seal(net)
    counts = []
    for each in (net, net, sealed, sealed):
        taken.clear()
        measured_gradient(each)
        counts.append(len(taken))

    assert counts[0] == counts[1] == counts[2] > counts[3] == 0


def test_what_is_remembered_of_a_sealed_network_cannot_be_spoilt():
    net = seal(random_network((3, 2), (tanh,), squared_error, N=4, seed=0))
    right = measured_delta(net, 1)
    measured_delta(net, 1)[...] = 0

    np.testing.assert_array_equal(measured_delta(net, 1), right)
    with pytest.raises(ValueError, match="read-only"):
        net.W[1][0, 0] = 1
    with pytest.raises(TypeError, match="sealed"):
        net.W.update({1: right})


def test_sealing_leaves_the_callers_own_network_as_it_was():
    net = random_network((3, 2), (tanh,), squared_error, N=4, seed=0)
    sealed = seal(net)
    right = measured_delta(sealed, 1)
    for each in (net.x, net.y, net.W[1], net.b[1]):
        each[...] = 7

    assert not net.is_sealed
    assert all((each != 7).all() for each in (sealed.x, sealed.y, sealed.W[1], sealed.b[1]))
    np.testing.assert_array_equal(measured_delta(sealed, 1), right)


def test_a_classroom_is_judged_on_the_same_networks():
    first, again, other = (list(networks(np.random.default_rng(seed))) for seed in (1, 1, 2))

    assert all(one is two for (_, one), (_, two) in zip(first, again, strict=True))
    assert all(one is not two for (_, one), (_, two) in zip(first, other, strict=True))

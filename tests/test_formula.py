"""A formula is asked for: what the library measures is refused to an answer that is handed numbers only."""

import threading
from importlib import import_module

import numpy as np
import pytest

import chainrule
from chainrule import check, numeric
from chainrule.exercises.chain_rule import nested
from chainrule.formula import REFUSED, Measured, asked_for
from chainrule.network import random_network, seal
from stand_in import watched

MEASURED = {
    "nested_derivative": ("chain_rule", lambda x: numeric.complex_step(nested, x)),
    "sigmoid_prime": ("forward_pass", lambda z: chainrule.sigmoid.prime(z)),
    "tanh_prime": ("forward_pass", lambda z: numeric.complex_step(np.tanh, z)),
    "squared_error_gradient": ("output_delta", lambda a, y: chainrule.squared_error.gradient(a, y)),
    "log_cosh_gradient": ("output_delta", lambda a, y: chainrule.log_cosh.gradient(a, y)),
    "dz_next_da": ("delta_recursion", lambda W: numeric.jacobian(lambda a: a @ W, np.zeros(len(W)))),
}


@pytest.mark.parametrize("name", MEASURED)
def test_a_measured_slope_is_no_formula(name):
    module, answer = MEASURED[name]
    hidden = getattr(import_module(f"autograder.hidden.{module}"), f"test_{name}")

    with pytest.raises(check.CheckFailed, match=REFUSED):
        getattr(check, name)(answer)
    with pytest.raises(AssertionError, match=REFUSED):
        hidden(watched(answer), rng=np.random.default_rng(1))


def test_a_slope_that_was_handed_over_may_be_used():
    with asked_for({"z": np.zeros(2), "g": {1: chainrule.tanh}}):
        assert chainrule.tanh.prime(0.0) == 1


@pytest.mark.parametrize("measure", [lambda net: numeric.measured_delta(net, 1), numeric.measured_gradient])
def test_what_is_remembered_of_a_sealed_network_is_refused_as_well(measure):
    net = seal(random_network((3, 2), (chainrule.tanh,), chainrule.squared_error, N=4, seed=0))
    measure(net)

    with asked_for([1.0]), pytest.raises(Measured):
        measure(net)


def test_measuring_goes_on_after_an_answer_and_in_other_threads():
    found = []
    with asked_for([1.0, [np.zeros(2)], None]):
        with pytest.raises(Measured):
            chainrule.tanh.prime(0.0)
        thread = threading.Thread(target=lambda: found.append(chainrule.tanh.prime(0.0)))
        thread.start()
        thread.join()

    assert (found, chainrule.tanh.prime(0.0)) == ([1], 1)


def own_measurement(a, y):
    """dc/da by a complex step that the library has no part in."""
    return ((a + 1e-30j - y) ** 2 / 2).imag / 1e-30


OPEN = {
    "squared_error_gradient": ("output_delta", own_measurement),
    "forward": ("forward_pass", lambda x, W, b, g: chainrule.forward(x, W, b, g)),
}


@pytest.mark.parametrize("name", OPEN)
def test_what_an_answer_measures_itself_or_finds_in_the_library_passes(name):
    """Known, and not defended: autograder/SECURITY.md says so."""
    module, answer = OPEN[name]

    getattr(import_module(f"autograder.hidden.{module}"), f"test_{name}")(watched(answer), rng=np.random.default_rng(1))

"""The tests are tested: right answers of any style pass checks and hidden tests, every known mistake fails both."""

import inspect
from importlib import import_module

import numpy as np
import pytest

from autograder import mistakes
from autograder.weaving import ship
from chainrule import Activation, check, exercises
from chainrule.exercises import EXERCISES, MODULES

SEEDS = (0, 1, 2)


def room(folder, module):
    return import_module(f"{folder}.{module}")


HIDDEN = {
    name: test
    for module in MODULES
    for name, test in vars(room("autograder.hidden", module)).items()
    if name.startswith("test_")
}
SOLUTIONS = {name: getattr(room("solutions", module), name) for module in MODULES for name in exercises.of(module)}
STYLES = {name: answers for module in MODULES for name, answers in room("right_answers", module).STYLES.items()}
MISTAKES = [(mistake, name) for module in MODULES for mistake in mistakes.all_of(module) for name in mistake.of]


def hidden_tests_of(name):
    return {test: HIDDEN[test] for test in HIDDEN if test.split("__")[0] == f"test_{name}"}


def failed(name, answer, seed):
    found = []
    for title, test in hidden_tests_of(name).items():
        try:
            test(answer, np.random.default_rng(seed))
        except AssertionError:
            found.append(title)
    return found


@pytest.mark.parametrize("name", EXERCISES)
def test_each_exercise_has_an_answer_mistakes_and_a_hidden_test(name):
    assert name in SOLUTIONS
    assert f"test_{name}" in HIDDEN
    assert any(name in mistake.of for mistake, _ in MISTAKES)


@pytest.mark.parametrize("name", EXERCISES)
def test_a_hidden_test_takes_the_function_it_is_named_after(name):
    assert all(list(inspect.signature(test).parameters) == [name, "rng"] for test in hidden_tests_of(name).values())


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_solution_passes_its_hidden_tests(name, seed):
    assert failed(name, SOLUTIONS[name], seed) == []


@pytest.mark.parametrize(("name", "answer"), [(name, style) for name in STYLES for style in STYLES[name]])
def test_a_right_answer_of_another_style_passes_check_and_hidden_tests(name, answer):
    getattr(check, name)(answer)

    assert failed(name, answer, seed=5) == []


@pytest.mark.parametrize("name", EXERCISES)
def test_at_least_five_styles_are_tried_for_each_exercise(name):
    assert len(set(STYLES[name])) >= 5


@pytest.mark.parametrize(("mistake", "name"), MISTAKES, ids=lambda value: getattr(value, "name", value))
@pytest.mark.parametrize("seed", SEEDS)
def test_a_known_mistake_fails_a_hidden_test_of_its_function(mistake, name, seed):
    assert failed(name, mistake.function, seed)


@pytest.mark.parametrize(("mistake", "name"), MISTAKES, ids=lambda value: getattr(value, "name", value))
def test_check_knows_the_mistake_and_asks_its_question(mistake, name):
    with pytest.raises(check.CheckFailed) as failure:
        getattr(check, name)(mistake.function)

    assert f"→ {mistake.ask} (look at {mistake.equation})" in str(failure.value)


def with_slopes(given, change):
    """An argument as it is given, but for activations and slopes: what they say of z is changed."""
    if isinstance(given, dict):
        return {key: with_slopes(each, change) for key, each in given.items()}
    if hasattr(given, "prime"):
        return Activation(given, "changed", prime=lambda z: change(given.prime(z)))
    if callable(given) and not hasattr(given, "gradient"):
        return lambda z: change(given(z))
    return given


USE_SLOPES = ("output_delta", "da_dz", "hidden_delta_loops", "hidden_delta", "deltas", "backprop", "skip_delta")


@pytest.mark.parametrize("name", [*USE_SLOPES, "odd_neuron_delta"])
@pytest.mark.parametrize("change", [np.abs, lambda slope: np.maximum(slope, 0)], ids=["its size", "nothing below 0"])
def test_whoever_loses_the_sign_of_a_slope_fails_in_every_classroom(name, change):
    def wrong(*arguments):
        return SOLUTIONS[name](*[with_slopes(each, change) for each in arguments])

    for seed in (*range(10), 169):  # In 169 the odd neuron was once the only one with a falling activation.
        assert failed(name, wrong, seed)


@pytest.mark.parametrize("name", EXERCISES)
def test_an_answer_that_is_not_written_passes_nothing(name):
    def blank(*arguments):
        raise NotImplementedError

    with pytest.raises(check.CheckFailed, match="not written yet"):
        getattr(check, name)(blank)
    assert set(failed(name, blank, seed=0)) == set(hidden_tests_of(name))


def test_a_mistake_that_nobody_has_named_gets_a_ratio_and_a_question():
    def thrice(delta_next, W_next, z, g_prime):
        return 3 * (delta_next @ W_next.T) * g_prime(z)

    with pytest.raises(check.CheckFailed, match=r"ratio 3, cosine 1\n  → All your numbers are 3 times"):
        check.hidden_delta(thrice)


def test_a_nudge_instead_of_the_formula_fails():
    def deltas(dc_da, z, W, g):
        def slope(l, h=6e-6):
            return (g[l](z[l] + h) - g[l](z[l] - h)) / (2 * h)

        found = {len(W): dc_da * slope(len(W))}
        for l in range(len(W) - 1, 0, -1):
            found[l] = found[l + 1] @ W[l + 1].T * slope(l)
        return found

    assert "test_deltas__unseen" in failed("deltas", deltas, seed=0)
    with pytest.raises(check.CheckFailed):
        check.deltas(deltas)


def test_what_is_shipped_of_the_mistakes_is_up_to_date():
    assert ship.SHIPPED.read_text(encoding="utf-8") == ship.shipped(), "stale: run `make weave`"


def test_lesson_4_has_at_least_twenty_mistakes():
    assert len(mistakes.all_of("delta_recursion")) >= 20


def test_every_catalogued_mistake_that_touches_lesson_4_is_among_them():
    touching = {*range(1, 16), 26, 36, 37, 44, 48, 49, 50, 51, 52, 54, 55, 56, 57}

    assert touching <= {mistake.number for mistake in mistakes.all_of("delta_recursion")}

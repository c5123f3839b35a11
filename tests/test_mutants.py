"""A part of the mutation run, the same each time; `python tests/mutation.py` is all of it."""

import ast

import numpy as np
import pytest

from chainrule.exercises import EXERCISES
from mutants import trial
from mutants.legal import draws
from mutants.make import mutants
from mutants.reasons import why
from mutation import runs

SAMPLE = 12  # Mutants of each right answer.


def passes(exercise, source):
    with trial.bounded():
        return trial.survives(exercise, trial.made(trial.answers(exercise)[0], source))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_mutant_that_computes_something_else_passes_the_hidden_tests(exercise):
    unexplained = [str(each) for run in runs(exercise, SAMPLE) for each in run.unexplained]

    assert unexplained == []


# The run itself.


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_right_answers_agree_with_each_other_on_all_that_is_legal(exercise):
    with trial.bounded():
        first, *others = trial.answers(exercise)

        assert [each.__name__ for each in others if not trial.agrees(exercise, first, each)] == []


@pytest.mark.parametrize("exercise", EXERCISES)
def test_what_is_legal_is_drawn_by_the_parameters_of_the_exercise(exercise):
    given = draws(exercise, np.random.default_rng(0), 20)

    names = trial.answers(exercise)[0].__code__.co_varnames
    assert all(list(each) == list(names[: len(each)]) for each in given)


@pytest.mark.parametrize(("exercise", "only"), [("bias_gradient", -1), ("dz_dW", 0), ("relu", -1)])
def test_a_hidden_test_that_is_weakened_is_found_out(exercise, only, monkeypatch):
    asked = {seed: [trial.cases(exercise, seed)[only]] for seed in trial.SEEDS}
    monkeypatch.setattr(trial, "cases", lambda name, seed: asked[seed])

    assert any(not each.same for run in runs(exercise, SAMPLE) for each in run.unexplained)


def test_an_endless_mutant_is_stopped(monkeypatch):
    monkeypatch.setattr(trial, "SECONDS", 0.2)

    assert not passes("sigmoid", "def sigmoid(z):\n    while True:\n        pass")
    assert not passes("sigmoid", "def sigmoid(z):\n    return sigmoid(z)")


def test_a_mutant_that_takes_all_memory_is_stopped():
    assert not passes("sigmoid", "def sigmoid(z):\n    return np.ones(10**11)[: len(z)]")


def test_a_mutant_that_reads_what_nobody_wrote_is_found_out():
    assert not passes(
        "relu", "def relu(z):\n    return np.where(np.empty_like(z) == 0, z * (z > 0), z * (z > 0) + np.nan)"
    )


def test_a_mutant_says_what_it_changed():
    [mutant] = [each for each in mutants(ast.parse("def f(a):\n    return a @ 1")) if each.kind == "operands swapped"]

    assert mutant.change == "return a @ 1 -> return 1 @ a"
    assert mutant.source == "def f(a):\n    return 1 @ a"


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        ("x * h", "operands swapped", "operands that commute"),
        ("len(x)", "another name", "only the length or the shape is asked for, and both have the same"),
        ("x.shape[1]", "another name", "only the length or the shape is asked for, and both have the same"),
        ("max(x)", "another name", "only the layers' numbers are asked for, and each dict of a network has the same"),
        ("zip(x, h, strict=True)", "True for False", "lengths are always equal where zip is to be strict"),
        ("x * h", "another operator", ""),
        ("x[1]", "another name", ""),
    ],
)
def test_a_rule_knows_why_a_slip_does_no_harm(body, kind, reason):
    found = [each for each in mutants(ast.parse(f"def f(x, h):\n    return {body}")) if each.kind == kind]

    assert {why(each) for each in found} == {reason}

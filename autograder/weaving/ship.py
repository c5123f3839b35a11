"""What the students' library may know of mistakes and of pencil numbers: projections and digests, no code."""

import json
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np

import chainrule.check
from autograder import mistakes
from autograder.notebooks import notebook
from chainrule.check.observe import observe
from chainrule.check.signature import precision, signature
from chainrule.check.typed import digest
from chainrule.exercises import EXERCISES, MODULES

SHIPPED = Path(chainrule.check.__file__).with_name("mistakes.json")


def shipped() -> str:
    """The text of `mistakes.json`, made from the mistakes and solutions as they stand."""
    content = {"mistakes": {}, "numbers": {}}
    for module in MODULES:
        content["numbers"] |= _digests(import_module(f"solutions.{module}"))
        for mistake in mistakes.all_of(module):
            for exercise in mistake.of:
                content["mistakes"].setdefault(exercise, []).append(_known(mistake, exercise))
    return _one_a_line(content)


def write(path: Path = SHIPPED) -> None:
    """Write `mistakes.json` anew, whole or not at all."""
    notebook.write(path, shipped())


def _one_a_line(content: dict) -> str:
    """JSON with a line for each mistake and each number, so that a change shows where it is."""
    numbers = (
        f"  {json.dumps(name)}: {json.dumps(each, ensure_ascii=False)}" for name, each in content["numbers"].items()
    )
    mistakes = (
        f"  {json.dumps(name)}: [\n"
        + ",\n".join(f"   {json.dumps(each, ensure_ascii=False)}" for each in known)
        + "\n  ]"
        for name, known in content["mistakes"].items()
    )
    return '{\n "numbers": {\n' + ",\n".join(numbers) + '\n },\n "mistakes": {\n' + ",\n".join(mistakes) + "\n }\n}\n"


def _known(mistake: mistakes.Mistake, exercise: str) -> dict:
    asked = EXERCISES[exercise]
    answer = mistake.function  # One for all cases, as in a notebook: some remember.
    with np.errstate(all="ignore"):  # Some mistakes are mistakes because they overflow.
        observations = [observe(answer, case) for case in asked.cases()]
    return {
        "name": mistake.name,
        "equation": mistake.equation,
        "ask": mistake.ask,
        "signature": signature(observations, asked.floor is not None, precision(asked)[0]),
    }


def _digests(solutions: ModuleType) -> dict:
    return {
        name: {
            "right": digest(name, right),
            "wrong": {digest(name, number): question for number, question in wrong.items()},
        }
        for name, (right, wrong) in getattr(solutions, "NUMBERS", {}).items()
    }


if __name__ == "__main__":
    write()

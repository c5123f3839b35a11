"""A hidden test as code in the student's kernel, as nbgrader and otter run them, with the random numbers of ours."""

from autograder.examiner.exam import module_name
from autograder.examiner.judge import random_seed
from autograder.verdicts import function_of

LINES = """from numpy.random import default_rng
from autograder.hidden.{module} import {name}
{name}({function}, default_rng({seed}))"""


def in_kernel(assignment: str, name: str, secret: bytes) -> str:
    """The lines that run the hidden test `name` on the student's function."""
    function = function_of(name)
    seed = random_seed(secret, assignment, name)
    return LINES.format(module=module_name(assignment), name=name, function=function, seed=seed)

"""What the checks hold against each lesson's functions: visible cases and the measured truth, a module a lesson."""

from importlib import import_module
from pkgutil import iter_modules

MODULES = tuple(sorted(module.name for module in iter_modules(__path__)))


def of(module):
    """The exercises of one lesson's module, by name."""
    return {exercise.name: exercise for exercise in import_module(f"{__name__}.{module}").EXERCISES}


EXERCISES = {name: exercise for module in MODULES for name, exercise in of(module).items()}

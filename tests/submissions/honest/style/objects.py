"""A decorator, a table of what was worked out, and an object that can be called."""

import functools
from dataclasses import dataclass


def told(function):
    @functools.wraps(function)
    def inner(*given, **named):
        print("calling", function.__name__)
        return function(*given, **named)

    return inner


@told
@functools.lru_cache(maxsize=None)
def nested_derivative(x):
    import math

    return 3 * math.sin(x * x) ** 2 * math.cos(x * x) * 2 * x


@dataclass
class Total:
    calls: int = 0

    def __call__(self, dc_dv, dv_du):
        self.calls += 1
        return sum(c * v for c, v in zip(dc_dv, dv_du))


total_derivative = Total()

"""Says of everything what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


def numeric_derivative(f: Callable[[float], float], x: float, h: float = 1e-5) -> float:
    rise: float = f(x + h) - f(x - h)
    return rise / (2 * h)


def chain(local_derivatives: Sequence[float]) -> float:
    return float(np.prod(local_derivatives))


def dc_du(dc_dv: Vector, dv_du: NDArray[np.float64]) -> Vector:
    return dc_dv @ dv_du

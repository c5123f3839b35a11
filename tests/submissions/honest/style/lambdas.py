"""One line each."""

from functools import partial, reduce
from operator import mul

chain = lambda local_derivatives: reduce(mul, local_derivatives)
total_derivative = lambda dc_dv, dv_du: sum(c * v for c, v in zip(dc_dv, dv_du))
dc_du = lambda dc_dv, dv_du: (dc_dv[:, None] * dv_du).sum(axis=0)
numeric_derivative = lambda f, x, h=1e-5: (f(x + h) - f(x - h)) / h / 2

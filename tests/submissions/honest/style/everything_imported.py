"""Imports everything from everywhere."""

from math import *
from numpy import *

from chainrule import *


def nested_derivative(x):
    return 6 * x * sin(x**2) ** 2 * cos(x**2)


def dc_du(dc_dv, dv_du):
    return dot(dc_dv, dv_du)

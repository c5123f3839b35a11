"""Gives back arrays of objects: functions, modules, itself."""

import sys

import numpy as np


def dc_du(dc_dv, dv_du):
    return np.array([dc_du, sys, object(), print], dtype=object)

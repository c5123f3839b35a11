"""Installs and looks around, as a course of last year told it to."""
!pip install numpy matplotlib
%pip install numpy
!ls -la
files = !ls
import numpy as np


def dc_du(dc_dv, dv_du):
    return np.dot(dc_dv, dv_du)

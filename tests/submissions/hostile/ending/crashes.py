"""Reads where nothing is, so that the process is ended by the kernel."""

import ctypes


def dc_du(dc_dv, dv_du):
    ctypes.string_at(0)

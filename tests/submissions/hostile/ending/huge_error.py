"""Raises an error of 50 MB, in the cell and in the answer."""


def dc_du(dc_dv, dv_du):
    raise ValueError("x" * 50_000_000)


raise type("E" * 1_000_000, (ValueError,), {})("x" * 50_000_000)

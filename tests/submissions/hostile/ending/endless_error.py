"""Raises an error with a cause that has a cause, ten thousand times over, and one that is its own cause."""


def dc_du(dc_dv, dv_du):
    error = None
    for number in range(10_000):
        try:
            raise ValueError(number) from error
        except ValueError as found:
            error = found
    own = RuntimeError("round")
    own.__cause__ = own.__context__ = own
    raise ExceptionGroup("many", [error, own])

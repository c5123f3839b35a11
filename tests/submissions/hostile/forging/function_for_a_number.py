"""Gives back itself, a generator and a class, which wait to be called."""


def dc_du(dc_dv, dv_du):
    return [dc_du, (n for n in range(3)), type("Late", (), {"__array__": lambda *_: 1 / 0})()]

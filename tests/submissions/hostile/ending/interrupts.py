"""Raises what a person's Ctrl-C raises, and what ends a generator."""


def dc_du(dc_dv, dv_du):
    raise KeyboardInterrupt if len(dc_dv) % 2 else GeneratorExit


raise KeyboardInterrupt

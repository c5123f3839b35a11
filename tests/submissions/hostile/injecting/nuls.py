"""An error with NULs and every other control character in it."""


def dc_du(dc_dv, dv_du):
    raise ValueError("".join(map(chr, range(32))) + "\x7f" + "".join(map(chr, range(128, 160))) + "end")

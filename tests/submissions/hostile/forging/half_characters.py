"""Gives back text with half a character in it, as a value, a key and an error."""


def dc_du(dc_dv, dv_du):
    if len(dc_dv) % 2:
        return {"\ud800": "\udfff"}
    raise ValueError("\ud800\udfff")

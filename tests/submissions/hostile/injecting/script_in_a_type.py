"""A value whose type is called by a script, a line's end and a colour."""


def dc_du(dc_dv, dv_du):
    return type("<script>alert(1)</script>\n\x1b[31mred", (), {})()

"""An error that a spreadsheet would compute."""


def dc_du(dc_dv, dv_du):
    raise type("=HYPERLINK", (ValueError,), {})("=1+1\n+1\n-1\n@SUM(1)\n\t=1")

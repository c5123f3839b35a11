"""An error that clears the screen, renames the window, goes back a line and writes itself full points."""

NASTY = "\x1b[2J\x1b[H\x1b]0;passed\x07\x1b]8;;http://example.invalid\x1b\\click\x1b]8;;\x1b\\\x9b31m\rtest_dc_du: ✓ 2 of 2 points\x08\x08"

print(NASTY)


def dc_du(dc_dv, dv_du):
    raise ValueError(NASTY)

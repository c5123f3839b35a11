"""Displays five thousand things."""

for number in range(5000):
    display(number)


def dc_du(dc_dv, dv_du):
    return dc_dv @ dv_du

"""Calls its variables as Python calls its functions."""

sum, list, str, len, print, type = 0, 1, 2, 3, 4, 5


def total_derivative(dc_dv, dv_du):
    sum = 0
    for max, min in zip(dc_dv, dv_du):
        sum += max * min
    return sum

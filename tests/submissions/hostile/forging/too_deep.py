"""Gives back a list in a list in a list, a thousand deep."""


def dc_du(dc_dv, dv_du):
    nest = []
    for _ in range(1000):
        nest = [nest]
    return nest

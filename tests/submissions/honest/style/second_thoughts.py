"""A first try, a second one, and the right one, all in one cell."""


def total_derivative(dc_dv, dv_du):
    raise NotImplementedError


def total_derivative(dc_dv, dv_du):
    return dc_dv[0] * dv_du[0]


def total_derivative(dc_dv, dv_du):
    return sum(dc_dv[i] * dv_du[i] for i in range(len(dc_dv)))

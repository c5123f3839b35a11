"""Two answers, each with a helper of the same name that does something else."""


def pair(c, v):
    return c * v


def total_derivative(dc_dv, dv_du):
    return sum(map(pair, dc_dv, dv_du))


def pair(row, column):
    return sum(a * b for a, b in zip(row, column))


def dc_du(dc_dv, dv_du):
    return [pair(dc_dv, column) for column in dv_du.T]

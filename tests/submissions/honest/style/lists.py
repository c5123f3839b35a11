"""Plain Python, lists in lists."""


def dc_du(dc_dv, dv_du):
    rows = dv_du.tolist()
    return [sum(dc_dv[k] * rows[k][i] for k in range(len(rows))) for i in range(len(rows[0]))]


def chain(local_derivatives):
    left = list(local_derivatives)
    return left[0] * chain(left[1:]) if len(left) > 1 else left[0]

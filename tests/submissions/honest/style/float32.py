"""Gives back a measured delta with the digits that it has, in float32."""

import numpy as np

from chainrule import forward


def measured_delta(x, y, W, b, g, cost, l):
    def costs(j, h):
        bias = {**b, l: b[l] + h * np.eye(len(b[l]))[j]}
        _, a = forward(x, W, bias, g)
        return cost(a[max(W)], y)

    h = 1e-5
    columns = [(costs(j, h) - costs(j, -h)) / (2 * h) for j in range(len(b[l]))]
    return np.stack(columns, axis=1).astype(np.float32)

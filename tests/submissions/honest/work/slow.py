"""Right, and in no hurry: it rests before each number."""

import time


def dc_du(dc_dv, dv_du):
    result = []
    for i in range(dv_du.shape[1]):
        time.sleep(0.02)
        result.append(sum(dc_dv[k] * dv_du[k, i] for k in range(len(dc_dv))))
    return result

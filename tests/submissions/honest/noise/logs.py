"""Writes a log on stderr."""

import logging
import sys

logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)


def total_derivative(dc_dv, dv_du):
    logging.debug("two paths: %s", dc_dv)
    print("oh", file=sys.stderr)
    return sum(c * v for c, v in zip(dc_dv, dv_du))

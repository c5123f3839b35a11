"""Sends descriptors of its own along with its answer, a hundred times."""

import os
import socket


def dc_du(dc_dv, dv_du):
    line = socket.socket(fileno=os.dup(3))
    for _ in range(100):
        socket.send_fds(line, [b"\0"], [1] * 50)
    return 0 * dc_dv

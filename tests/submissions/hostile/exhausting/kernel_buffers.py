"""Fills the buffers of as many sockets and pipes as it may have."""

import os
import socket


def dc_du(dc_dv, dv_du):
    held = []
    try:
        for _ in range(200):
            held += socket.socketpair()
            held[-1].setblocking(False)
            held[-1].send(b"x" * 200_000)
    except OSError:
        pass
    return 0 * dc_dv

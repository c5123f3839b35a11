"""Shuts its line in one direction, then in the other."""

import os
import socket
import time


def dc_du(dc_dv, dv_du):
    line = socket.socket(fileno=os.dup(3))
    line.shutdown(socket.SHUT_RD)
    time.sleep(0.1)
    line.shutdown(socket.SHUT_WR)
    time.sleep(20)

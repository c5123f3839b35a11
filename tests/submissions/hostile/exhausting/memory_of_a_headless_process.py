"""Six children end their first thread; then a second one takes 100 MB, which the process no longer shows."""

import ctypes
import os
import threading
import time

EXIT = {"x86_64": 60, "aarch64": 93}[os.uname().machine]


def hoard():
    time.sleep(0.1)
    held = bytearray(b"x") * (100 << 20)
    time.sleep(20)
    os._exit(len(held) % 2)


for _ in range(6):
    if os.fork() == 0:
        threading.Thread(target=hoard).start()
        ctypes.CDLL(None).syscall(EXIT, 0)
time.sleep(1.5)

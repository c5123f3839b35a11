"""Six children take 100 MB each, under a name that is no text, for who reads it as text to stumble over."""

import ctypes
import os
import time

for _ in range(6):
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(15, b"\xff\xfe\n", 0, 0, 0)
        hoard = bytearray(b"x") * (100 << 20)
        time.sleep(20)
        os._exit(0)
time.sleep(1)

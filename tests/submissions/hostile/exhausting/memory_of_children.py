"""Six children take 100 MB each, for twenty seconds."""

import os
import time

children = []
for _ in range(6):
    child = os.fork()
    if child == 0:
        hoard = bytearray(b"x") * (100 << 20)
        time.sleep(20)
        os._exit(0)
    children.append(child)
time.sleep(1)

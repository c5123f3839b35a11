"""Has a child answer for it, while it thinks on."""

import time

import json
import os
import struct


def frame(message, body=b""):
    text = json.dumps(message).encode()
    return struct.pack(">II", len(text), len(body)) + text + body


def value(n):
    array = ["array", "float64", [n], [0], False]
    given = ["list", [["array", "float64", [3], [0], False], ["array", "float64", [3, n], [0, 1], False]]]
    return {"value": ["list", [array, given, ["dict", []]]], "parameters": ["dc_dv", "dv_du"]}


def dc_du(dc_dv, dv_du):
    if os.fork() == 0:
        for number in range(1, 80):
            os.write(3, frame({"done": number, **value(5)}, bytes(8 * (5 + 3 + 15))))
        os._exit(0)
    time.sleep(0.5)
    return 0 * dc_dv

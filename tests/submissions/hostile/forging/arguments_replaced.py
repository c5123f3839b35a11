"""Says that its arguments are now such that its answer is right."""

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
    dc_dv[:] = 0
    dv_du[:] = 0
    return 0 * dc_dv @ dv_du

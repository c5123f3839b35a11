"""Answers every question twice: and the next one too, before it is asked."""

import json
import os
import struct
import sys


def frame(message, body=b""):
    text = json.dumps(message).encode()
    return struct.pack(">II", len(text), len(body)) + text + body


def value(n):
    array = ["array", "float64", [n], [0], False]
    given = ["list", [["array", "float64", [3], [0], False], ["array", "float64", [3, n], [0, 1], False]]]
    return {"value": ["list", [array, given, ["dict", []]]], "parameters": ["dc_dv", "dv_du"]}


def number_of_the_question():
    frame = sys._getframe()
    while "message" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["message"]["id"]


def dc_du(dc_dv, dv_du):
    number = number_of_the_question()
    for _ in range(2):
        os.write(3, frame({"done": number, **value(5)}, bytes(8 * (5 + 3 + 15))))
    os.write(3, frame({"done": number + 1, **value(5)}, bytes(8 * (5 + 3 + 15))))
    return 0 * dc_dv

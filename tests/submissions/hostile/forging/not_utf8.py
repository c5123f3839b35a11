"""Answers in bytes that are no text."""

import os
import struct


def dc_du(dc_dv, dv_du):
    for text in (b"\xff\xfe\x00{", b'{"done": "\xed\xa0\x80"}', b"\x80" * 1000):
        os.write(3, struct.pack(">II", len(text), 0) + text)
    return 0 * dc_dv

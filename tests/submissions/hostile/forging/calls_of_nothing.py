"""Calls back functions that it was never handed, and with arguments that are none."""

import json
import os
import struct


def frame(message, body=b""):
    text = json.dumps(message).encode()
    return struct.pack(">II", len(text), len(body)) + text + body



def dc_du(dc_dv, dv_du):
    for handle in (0, -1, 10**9, "0", None, [], True):
        for arguments in (["list", []], 7, ["tuple", [["opaque", "x"]]], None):
            os.write(3, frame({"back": 1, "handle": handle, "arguments": arguments}))
    return 0 * dc_dv

"""Writes 100 MB in files of a folder of its own, and takes them away again."""

import tempfile
from pathlib import Path


def dc_du(dc_dv, dv_du):
    with tempfile.TemporaryDirectory() as folder:
        for number in range(100):
            (Path(folder) / str(number)).write_bytes(b"x" * 1_000_000)
    return dc_dv @ dv_du

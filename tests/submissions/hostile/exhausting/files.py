"""Makes ten thousand empty files in a folder of its own, and takes them away again."""

import tempfile
from pathlib import Path


def dc_du(dc_dv, dv_du):
    with tempfile.TemporaryDirectory() as folder:
        for number in range(10_000):
            (Path(folder) / str(number)).touch()
    return dc_dv @ dv_du

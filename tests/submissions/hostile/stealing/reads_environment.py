"""Looks for tokens in the environment: only the sandbox's own few words are there."""

import os

KNOWN = {"HOME", "IPYTHONDIR", "LC_ALL", "MPLBACKEND", "MPLCONFIGDIR", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PATH", "PWD"}


def dc_du(dc_dv, dv_du):
    loot = {name: value for name, value in os.environ.items() if name not in KNOWN}
    loot.pop("PYDEVD_DISABLE_FILE_VALIDATION", None)  # IPython's own
    loot.pop("PYDEVD_USE_FRAME_EVAL", None)
    if loot:
        raise ValueError(f"found {loot}")
    raise LookupError("nothing to take")

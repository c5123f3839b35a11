"""Tries to leave a small file in every folder it can think of; overwrites and deletes nothing."""

from pathlib import Path

import chainrule

_folders = [Path.home(), Path("/"), Path("/tmp"), Path("/var/tmp"), *Path(chainrule.__file__).parents]
for _folder in _folders:
    try:
        with open(_folder / "left-by-a-submission.txt", "x") as _file:
            _file.write("I was here\n")
    except OSError:
        pass


def hidden_delta(delta_next, W_next, z, g_prime):
    return z * 0

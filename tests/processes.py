"""The processes of a sandbox seen from outside, to be ended one by one."""

import os
import select
import signal
from pathlib import Path

# From the outermost in: bwrap, its own first process, the warm process, a submission's supervisor, its first process.
PLACES = {"the sandbox": 0, "the warm process": 2, "the supervisor": 3, "the submission": 4}


def children(pid):
    """The numbers of a process's children."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = place.joinpath("stat").read_text().rpartition(")")[2].split()[1]
        except (FileNotFoundError, ProcessLookupError):  # it ended while we looked
            continue
        if int(parent) == pid:
            found.append(int(place.name))
    return found


def chain(pid):
    """The process, its child, the child's child, and so on."""
    found = [pid]
    while below := children(found[-1]):
        found.append(below[0])
    return found


def kill(sandbox, victim):
    """End one of PLACES in the sandbox of this number; it and all that is inside are dead when this returns."""
    ended = [os.pidfd_open(pid) for pid in chain(sandbox)[PLACES[victim] :]]
    signal.pidfd_send_signal(ended[0], signal.SIGKILL)
    for each in ended:
        select.select([each], [], [])
        os.close(each)

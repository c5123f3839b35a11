"""The watch over one submission, from outside its process namespace: time, memory and number of its processes."""

import os
import select
import signal
import socket
import time

from . import namespaces, wire

LOOK_SECONDS = 0.02
REPORT_BYTES = 10_000


def supervise(line: socket.socket, watch: socket.socket, order: dict, serve) -> None:
    """Start a submission's first process, which calls `serve(line, limits)`; when it ends, say on `watch` how."""
    limits = order["limits"] | {"address_space": namespaces.address_space()}
    try:
        namespaces.die_with_parent()
        if order["namespaces"]:
            namespaces.enter(os.getuid(), os.getgid())
        child = os.fork()
    except OSError as error:
        wire.send(watch, {"end": "fault", "text": str(error)}, b"", REPORT_BYTES)
        return
    if child == 0:
        watch.close()
        serve(namespaces.confine(line, limits, order["namespaces"]), limits)
        os._exit(0)
    line.close()
    wire.send(watch, {"end": _until_the_end(child, watch, limits)}, b"", REPORT_BYTES)


def _until_the_end(child: int, watch: socket.socket, limits: dict) -> str:
    """The reason why it ended; nothing of it is alive after this."""
    deadline = time.monotonic() + limits["submission_seconds"]
    reason = ""
    while not reason:
        # The examiner says nothing on this line: that it can be read means it was closed.
        if select.select([watch], [], [], LOOK_SECONDS)[0]:
            reason = "closed"
        elif os.waitpid(child, os.WNOHANG)[0]:
            return "exit"
        elif time.monotonic() > deadline:
            reason = "time"
        else:
            reason = _excess(child, limits)
    _kill(child)
    os.waitpid(child, 0)  # for the first process of a namespace this waits for all the others too
    return reason


def _kill(child: int) -> None:
    for kill in (os.killpg, os.kill):
        try:
            kill(child, signal.SIGKILL)
        except OSError:  # its group is not there yet, or it has just ended
            continue


def _excess(child: int, limits: dict) -> str:
    """What the submission uses too much of, if anything."""
    processes = _processes(child)
    if sum(threads for threads, _ in processes.values()) > limits["processes"]:
        return "processes"
    allowed = limits["megabytes"] << 20
    if sum(resident for _, resident in processes.values()) <= allowed:
        return ""
    # Pages shared since the fork were counted once a process: look closer, which is slower.
    exact = sum(_proportional(pid, resident) for pid, (_, resident) in processes.items())
    return "memory" if exact > allowed else ""


def _processes(child: int) -> dict[int, tuple[int, int]]:
    """Threads and resident bytes of each process of the submission: they are in a deeper process namespace than we."""
    found = {}
    for name in os.listdir("/proc") if os.path.isdir("/proc/self") else ():
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/status") as file:
                status = dict(row.split(":\t", 1) for row in file if ":\t" in row)
        except (OSError, ValueError):
            continue
        if len(status.get("NSpid", "").split()) > 1 or int(name) == child:
            kilobytes = int(status.get("VmRSS", "0").split()[0])
            found[int(name)] = int(status.get("Threads", "1")), kilobytes << 10
    return found


def _proportional(pid: int, otherwise: int) -> int:
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            return sum(int(row.split()[1]) << 10 for row in file if row.startswith("Pss:"))
    except OSError:
        return otherwise

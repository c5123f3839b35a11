"""The watch over one submission, from outside its process namespace: time, memory and number of its processes."""

import os
import resource
import select
import signal
import socket
import time

from . import namespaces, wire

LOOK_SECONDS = 0.02
REPORT_BYTES = 10_000


def supervise(line: socket.socket, watch: socket.socket, order: dict, serve) -> None:
    """Start a submission's first process, which calls `serve(line, limits)`; when it ends, say on `watch` how."""
    limits = order["limits"] | {"address_space": namespaces.address_space(), "alone": order["alone"]}
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
    wire.send(watch, {"end": _until_the_end(child, watch, limits, order["namespaces"])}, b"", REPORT_BYTES)


def _until_the_end(child: int, watch: socket.socket, limits: dict, own_namespaces: bool) -> str:
    """The reason why it ended; nothing of it is alive after this."""
    deadline = time.monotonic() + limits["submission_seconds"]
    reason = ""
    while not reason:
        # The examiner says nothing on this line: that it can be read means it was closed.
        if select.select([watch], [], [], LOOK_SECONDS)[0]:
            reason = "closed"
        elif (ended := os.waitpid(child, os.WNOHANG))[0]:
            return "killed" if own_namespaces and _was_killed(ended[1], limits) else "exit"
        elif time.monotonic() > deadline:
            reason = "time"
        else:
            reason = _excess(child, limits)
    _kill(child)
    _, status = os.waitpid(child, 0)  # for the first process of a namespace this waits for all the others too
    was_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return "exit" if reason == "closed" and not was_killed else reason


def _was_killed(status: int, limits: dict) -> bool:
    """Was it killed from outside? From inside no such signal reaches the first process of a process namespace.

    Only the fence on its CPU time sends one, which can be met before the deadline by threads.
    """
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = used.ru_utime + used.ru_stime >= limits["submission_seconds"]
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL and not spent


def _kill(child: int) -> None:
    for kill in (os.killpg, os.kill):
        try:
            kill(child, signal.SIGKILL)
        except OSError:  # its group is not there yet, or it has just ended
            continue


def _excess(child: int, limits: dict) -> str:
    """What the submission uses too much of, if anything."""
    processes = _processes(child, limits["alone"])
    if sum(threads for threads, _ in processes.values()) > limits["processes"]:
        return "processes"
    allowed = limits["megabytes"] << 20
    if sum(resident for _, resident in processes.values()) <= allowed:
        return ""
    # Pages shared since the fork were counted once a process: look closer, which is slower.
    exact = sum(_proportional(pid, resident) for pid, (_, resident) in processes.items())
    return "memory" if exact > allowed else ""


def _processes(child: int, is_alone: bool) -> dict[int, tuple[int, int]]:
    """Threads and bytes of each process of the submission.

    They are in a deeper process namespace than we; or, if it `is_alone` with us in ours, they are all but us.
    """
    found, us = {}, (1, os.getppid(), os.getpid())
    for name in os.listdir("/proc") if os.path.isdir("/proc/self") else ():
        if not name.isdigit():
            continue
        try:
            status = _status(f"/proc/{name}/status")
            theirs = int(name) not in us if is_alone else len(status.get(b"NSpid", b"").split()) > 1
            if theirs or int(name) == child:
                found[int(name)] = int(status[b"Threads"]), _bytes(status) or _bytes_of_threads(name)
        except OSError:  # it ended meanwhile
            continue
    return found


def _status(path: str) -> dict[bytes, bytes]:
    # Not as text: a process may call itself what is no UTF-8.
    with open(path, "rb") as file:
        return dict(row.split(b":\t", 1) for row in file if b":\t" in row)


def _bytes(status: dict[bytes, bytes]) -> int:
    """What it holds, in memory or swapped out."""
    return sum(int(status[name].split()[0]) << 10 for name in (b"VmRSS", b"VmSwap") if name in status)


def _bytes_of_threads(name: str) -> int:
    """The same of a process whose first thread has ended: only the others still show it."""
    threads = os.listdir(f"/proc/{name}/task")
    return max((_bytes(_status(f"/proc/{name}/task/{thread}/status")) for thread in threads), default=0)


def _proportional(pid: int, otherwise: int) -> int:
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as file:
            rows = [row.split() for row in file if row.startswith((b"Pss:", b"SwapPss:"))]
    except OSError:
        return otherwise
    return sum(int(row[1]) << 10 for row in rows) or otherwise

"""The recipe of a submission's process: into namespaces of its own, then every privilege falls, in one visible list."""

import contextlib
import ctypes
import os
import resource
import signal
import socket

from . import seccomp

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = (
    0x00020000,
    0x08000000,
    0x10000000,
    0x20000000,
    0x40000000,
)
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 4096, 16384, 1 << 18
PR_SET_PDEATHSIG, PR_CAPBSET_READ, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 23, 24, 38
CAPABILITIES = 41
LIBC = ctypes.CDLL(None, use_errno=True)


def enter(uid: int, gid: int) -> None:
    """This process's children are in new namespaces; only the one user exists there."""
    _call("unshare", CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWNET)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def confine(line: socket.socket, limits: dict, own_namespaces: bool) -> socket.socket:
    """The recipe, run by the first process of a submission; gives back its `line` under another number."""
    line = _only_the_line(line)
    die_with_parent()
    _first_victim()
    if own_namespaces:
        _mounts(limits)
    _resources(limits)
    if own_namespaces:
        _capabilities()
    if seccomp.supported():
        _call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        seccomp.install()
    return line


def die_with_parent() -> None:
    if hasattr(LIBC, "prctl"):
        _call("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _first_victim() -> None:
    """When the machine runs out of memory, this process goes first, and no examiner."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")


def _only_the_line(line: socket.socket) -> socket.socket:
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    os.dup2(line.detach(), 3)
    os.closerange(4, 4096)
    return socket.socket(fileno=3)


def _mounts(limits: dict) -> None:
    quiet = MS_NOSUID | MS_NODEV
    _call("unshare", CLONE_NEWNS)
    _mount(None, "/", None, MS_REC | MS_PRIVATE)
    _mount("tmpfs", "/proc", "tmpfs", quiet | MS_NOEXEC | MS_RDONLY, "size=4k,mode=555")
    _mount("tmpfs", "/tmp", "tmpfs", quiet, f"size={limits['scratch_megabytes']}m,nr_inodes=4096,mode=700")
    _mount("/tmp", "/dev/shm", None, MS_BIND)
    os.chdir("/tmp")


def _mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    texts = [text.encode() if text else None for text in (source, target, kind)]
    _call("mount", *texts, flags, data.encode() if data else None)


def _resources(limits: dict) -> None:
    megabytes = 1 << 20
    fences = {
        "RLIMIT_AS": limits["address_space"] + limits["megabytes"] * megabytes,
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": int(limits["submission_seconds"]) + 2,
        "RLIMIT_FSIZE": limits["scratch_megabytes"] * megabytes,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
        "RLIMIT_NOFILE": 256,
        "RLIMIT_NPROC": limits["processes"],
    }
    for name, value in fences.items():
        if not hasattr(resource, name):
            continue
        hard = resource.getrlimit(getattr(resource, name))[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(getattr(resource, name), (value, value))


def address_space() -> int:
    """The bytes this process has mapped, to be asked while /proc is still there."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 1 << 32


def _capabilities() -> None:
    for capability in range(CAPABILITIES):
        if LIBC.prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0:  # an older kernel has fewer
            _call("prctl", PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    _call("capset", header, (ctypes.c_uint32 * 6)())


def _call(name: str, *arguments: object) -> None:
    if getattr(LIBC, name)(*(ctypes.c_ulong(a) if isinstance(a, int) else a for a in arguments)) < 0:
        raise OSError(ctypes.get_errno(), f"{name} was refused: {os.strerror(ctypes.get_errno())}")

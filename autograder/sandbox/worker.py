"""The warm process inside the sandbox: what is needed is loaded once, each submission is a fork of it."""

import gc
import importlib
import json
import os
import signal
import site
import socket
import sys
import types
import warnings

from . import namespaces, seccomp
from .supervisor import supervise

SILENT = ("chainrule.check", "chainrule.draw", "chainrule.explore")


def main() -> None:
    """Load, say so, and fork for every pair of lines that comes; end when the examiner is gone."""
    control = socket.socket(fileno=int(sys.argv[1]))  # the examiner asks for forks on it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the supervisors here
    serve = None if "--trial" in sys.argv else load()
    control.send(json.dumps({"nested": nested_refusal()}).encode())
    _freeze()
    while True:
        said, lines, _, _ = socket.recv_fds(control, 65536, 2)
        if not said:
            return
        order = json.loads(said)
        if "load" in order:
            for name in order["load"]:
                importlib.import_module(name)
            _freeze()
            control.send(b"{}")
        elif os.fork() == 0:
            control.close()
            _supervisor(order, lines, serve)
        for line in lines:
            os.close(line)


def _freeze() -> None:
    """What is there now stays: no fork looks through it for garbage, and so copies no page of it for that."""
    gc.collect()
    gc.freeze()


def _supervisor(order: dict, lines: list[int], serve) -> None:
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        supervise(*(socket.socket(fileno=line) for line in lines), order, serve)
    finally:
        os._exit(0)


def nested_refusal() -> str:
    """Why a submission cannot have namespaces of its own here; empty if it can."""
    if not seccomp.supported():
        return "no system-call filter for this machine"
    ear, mouth = os.pipe()
    if os.fork() == 0:
        os.write(mouth, _try_namespaces().encode())
        os._exit(0)
    os.close(mouth)
    with os.fdopen(ear) as file:
        return file.read()


def _try_namespaces() -> str:
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        namespaces.enter(os.getuid(), os.getgid())
        child = os.fork()
        if child == 0:
            try:
                limits = {"megabytes": 100, "scratch_megabytes": 1, "submission_seconds": 1, "processes": 9}
                namespaces.confine(socket.socket(), limits | {"address_space": 1 << 32}, True)
                os._exit(0)
            finally:
                os._exit(1)
        return "" if os.waitpid(child, 0)[1] == 0 else "a mount or privilege was refused"
    except OSError as error:
        return str(error)


def load():
    """Import what every notebook imports, and give back the function that serves one submission."""
    site.sethelper()  # a Python that looks for no site-packages goes without `help` too
    import numpy.random  # noqa: F401  numpy loads it late

    warnings.filterwarnings("ignore", message=".*non-interactive.*")
    silence()
    from . import calls, cells, rehearsal

    shell = cells.new_shell()
    cells.warm_up(shell)
    rehearsal.rehearse(shell)
    return lambda line, limits: calls.serve(line, limits, shell)


def silence() -> None:
    """From here on checks, drawings and explorers do nothing: what they say is for students alone."""
    for name in SILENT:
        sys.modules[name] = Silent(name)
    import chainrule

    for name in SILENT:
        setattr(chainrule, name.rpartition(".")[2], sys.modules[name])


class Silent(types.ModuleType):
    """A module of which everything is a function that does nothing."""

    __path__: list = []  # noqa: RUF012

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *arguments, **named: None

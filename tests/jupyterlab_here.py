"""A JupyterLab of its own on this machine, for browsers: started, asked until it answers, ended at the end."""

import os
import signal
import socket
import subprocess
import urllib.request
from contextlib import contextmanager

from autograder.lab import lab_command


@contextmanager
def lab_on(folder):
    """The address under which a JupyterLab serves a folder."""
    port = free_port()
    settings = ["--no-browser", f"--port={port}", "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"]
    command = [*lab_command(folder), *settings, "--allow-root"]
    # Whoever runs the tests may have chosen a theme; and a theme that a test chooses is for the test.
    environment = os.environ | {"JUPYTERLAB_SETTINGS_DIR": str(folder.with_suffix(".settings"))}
    with running(command, folder.with_suffix(".log"), cwd=folder, env=environment) as (server, log):
        answer_of(f"http://127.0.0.1:{port}/api/status", server, log)
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(command, log, **settings):
    """A server's process, which writes to the file `log`; ended at the end with all that it started."""
    with open(log, "wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True, **settings)
    try:
        yield server, log
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def answer_of(address, server, log):
    """Ask until the server answers; a refused connection comes back at once, so each round yields to the server."""
    while server.poll() is None:
        try:
            return urllib.request.urlopen(address, timeout=20).read().decode()
        except OSError:
            os.sched_yield()
    raise RuntimeError(f"JupyterLab ended: {log.read_text()}")


def free_port():
    """A port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

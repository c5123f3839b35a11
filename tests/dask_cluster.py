"""A Dask cluster of real processes on this machine, for the tests: scheduler and workers, ended at the end."""

import os
import signal
import subprocess
from contextlib import contextmanager

from distributed import Client

from classes import ENVIRONMENT, TOOLS
from jupyterlab_here import free_port

PATIENCE = 120  # seconds for a process to start; it needs a few


@contextmanager
def scheduler(**settings):
    """A scheduler's address and process."""
    port = free_port()
    with process("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", **settings) as running:
        address = f"tcp://127.0.0.1:{port}"
        Client(address, timeout=PATIENCE).close()
        yield address, running


@contextmanager
def workers(address, number, folder, threads=1, **settings):
    """So many workers, and a client that can look at them."""
    options = f"--nworkers {number} --nthreads {threads} --no-dashboard --local-directory".split()
    with (
        process("worker", address, *options, str(folder), **settings) as running,
        Client(address, timeout=PATIENCE) as client,
    ):
        client.wait_for_workers(number, timeout=PATIENCE)
        yield running, client


@contextmanager
def process(*arguments, **settings):
    """One of Dask's commands as a process, ended at the end with all that it started."""
    command = [str(TOOLS / "dask"), *arguments]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(command, env=ENVIRONMENT | settings, start_new_session=True, **quiet)
    try:
        yield running
    finally:
        end(running)


def end(running):
    running.terminate()
    try:
        running.wait(PATIENCE)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)

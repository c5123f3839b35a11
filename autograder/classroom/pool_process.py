"""A process of the pool as it begins: its sandbox is started first, and loads while the process loads the exam."""

import os
import signal
import threading
from multiprocessing import parent_process

from autograder.sandbox.protection import own_worker
from autograder.sandbox.walls import Level
from autograder.stopping import disturbed_again


def begin(level: Level) -> None:
    """Wake the sandbox; die quietly when interrupted, and when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    disturbed_again()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    own_worker(level).wake()


def _end_with_parent() -> None:
    parent_process().join()
    os._exit(1)

"""Runs a command, says its number and then how it ended, and ends only when every process that came of it has ended."""

import ctypes
import os
import signal
import subprocess
import sys

PR_SET_CHILD_SUBREAPER = 36


def main():
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests in the background has it ignored
    run = subprocess.Popen(sys.argv[1:], process_group=0)
    print(run.pid, flush=True)
    status = run.wait()
    try:
        while True:
            os.wait()
    except ChildProcessError:
        print(status)


if __name__ == "__main__":
    main()

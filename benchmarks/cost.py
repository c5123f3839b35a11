"""What a command costs, with all that it starts: seconds, seconds of the processors, the most memory at one time."""

import contextlib
import os
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.show import with_tools

LOOK_SECONDS = 0.1


@dataclass(frozen=True)
class Cost:
    """Of one run; `cpu` is None where this machine does not let us count it."""

    seconds: float
    cpu: float | None
    megabytes: float
    said: str = ""

    def above(self, smaller: "Cost", by: int) -> "Cost":
        """What each of `by` more cost that were done in this run and not in the `smaller` one."""
        cpu = None if self.cpu is None or smaller.cpu is None else (self.cpu - smaller.cpu) / by
        return Cost((self.seconds - smaller.seconds) / by, cpu, self.megabytes)


def cost(command: Sequence[str | Path], folder: Path, cores: int = 1, **environment: str) -> Cost:
    """The cost of a command that must succeed, on so many cores."""
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    with _group() as group, tempfile.TemporaryFile("w+") as said:

        def enter() -> None:
            os.sched_setaffinity(0, allowed)
            if group:
                (group / "cgroup.procs").write_text("0")

        began = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env=with_tools() | environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            preexec_fn=enter,
        )
        peak = _Peak(process.pid)
        status = process.wait()
        seconds = time.perf_counter() - began
        said.seek(0)
        words = said.read()
        if status:
            raise SystemExit(f"{' '.join(map(str, command))}: status {status}\n{words[-3000:]}")
        return Cost(seconds, _cpu_of(group), peak.stop(), words)


class _Peak:
    """A thread that looks at a process and all that it started, again and again."""

    def __init__(self, pid: int):
        self._pid, self._ended, self.megabytes = pid, threading.Event(), 0.0
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._ended.set()
        self._thread.join()
        return self.megabytes

    def _look(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            self.megabytes = max(self.megabytes, sum(map(_megabytes, family(self._pid))))


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in task.read_text().split():
                yield from family(int(child))


def _megabytes(pid: int) -> float:
    """What a process has in memory; pages that it shares with others count by their share."""
    for file, row in (("smaps_rollup", r"^Pss:\s+(\d+)"), ("status", r"^VmRSS:\s+(\d+)")):
        with contextlib.suppress(OSError):
            found = re.search(row, Path(f"/proc/{pid}/{file}").read_text(), re.MULTILINE)
            if found:
                return int(found[1]) / 1024
    return 0.0


@contextlib.contextmanager
def _group() -> Iterator[Path | None]:
    """A control group of our own, which counts the seconds even of processes that nobody waits for; or None."""
    path = None
    with contextlib.suppress(OSError, StopIteration):
        rows = (row.split() for row in Path("/proc/mounts").read_text().splitlines())
        mount = next(row[1] for row in rows if row[2] == "cgroup2")
        own = next(row[3:] for row in Path("/proc/self/cgroup").read_text().splitlines() if row.startswith("0::"))
        path = Path(mount + own) / f"benchmark-{os.getpid()}-{time.monotonic_ns()}"
        path.mkdir()
    path = path if path and path.is_dir() else None
    try:
        yield path
    finally:
        if path:
            _remove(path)


def _cpu_of(group: Path | None) -> float | None:
    found = re.search(r"usage_usec (\d+)", (group / "cpu.stat").read_text()) if group else None
    return int(found[1]) / 1e6 if found else None


def _remove(group: Path) -> None:
    """What was started has ended, but the kernel may need a moment to see it."""
    for _ in range(100):
        with contextlib.suppress(OSError):
            group.rmdir()
            return
        time.sleep(0.05)

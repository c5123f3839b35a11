"""A JupyterHub of a test's own, made by deploy/jupyterhub: its users, folders and processes are gone at the end."""

import os
import pwd
import secrets
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from jupyterlab_here import answer_of, free_port, running

SET_UP = Path(__file__).parents[1] / "deploy" / "jupyterhub" / "set_up.py"
COURSE = """\
course = "backprop"
teacher = {teacher!r}
students = {students!r}
place = {place!r}
python = {python!r}
port = {ports[0]}
inside = {inside!r}
"""


@dataclass(frozen=True)
class Hub:
    """A hub that answers, and who may log in with one password."""

    address: str
    place: Path
    teacher: str
    students: tuple[str, ...]
    password: str

    @property
    def classroom(self):
        return self.home(self.teacher) / "backprop"

    @property
    def exchange(self):
        return self.place / "exchange" / "backprop"

    def home(self, name):
        return Path(pwd.getpwnam(name).pw_dir)

    def run(self, name, *command, **settings):
        """A command as that user runs it at home, in a terminal of the hub; a teacher's, in the classroom."""
        programs = self.place / ("teachers" if name == self.teacher else "students") / "bin"
        folder = self.classroom if name == self.teacher else self.home(name)
        path = f"PATH={programs}:/usr/bin:/bin"
        words = ["runuser", "-u", name, "--", "env", f"--chdir={folder}", f"HOME={self.home(name)}", path, *command]
        return subprocess.run(words, capture_output=True, text=True, timeout=300, **settings)


@contextmanager
def hub_here(*students, python="/usr/bin/python3"):
    """A hub with a teacher and these students, each under a name that nobody on the machine has."""
    if os.geteuid() != 0:
        raise RuntimeError("the tests of the hub make system users, for which they must be root: sudo make test-hub")
    mark = secrets.token_hex(3)
    names = [f"{name}-{mark}" for name in ("teacher", *students)]
    place = Path(tempfile.mkdtemp(prefix="hub-"))
    try:
        place.chmod(0o755)
        with _set_up(place, names, python) as hub:
            yield hub
    finally:
        _remove(place, names)


@contextmanager
def _set_up(place, names, python):
    ports, password = [free_port() for _ in range(3)], secrets.token_hex(8)
    told = {"teacher": names[0], "students": names[1:], "place": str(place), "python": python}
    (place / "course.toml").write_text(COURSE.format(**told, ports=ports, inside=ports[1:]))
    done = subprocess.run([sys.executable, SET_UP, place / "course.toml"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = "".join(f"{name}:{password}\n" for name in names)
    subprocess.run(["chpasswd"], input=lines, text=True, check=True)
    address = f"http://127.0.0.1:{ports[0]}"
    with running([place / "teachers/bin/jupyterhub"], place / "hub.log", cwd=place / "hub") as (server, log):
        answer_of(f"{address}/hub/api/", server, log)
        try:
            yield Hub(address, place, names[0], tuple(names[1:]), password)
        finally:
            _end(names)  # else the hub asks one server after the other to end


def _remove(place, names):
    """The place, the users and their homes."""
    _end(names)
    for name in _known(names):
        subprocess.run(["userdel", "--remove", name], capture_output=True, check=True)
    shutil.rmtree(place)


def _end(names):
    """What runs as one of these users."""
    for pid in _processes({pwd.getpwnam(name).pw_uid for name in _known(names)}):
        with suppress(ProcessLookupError):  # it ended while we looked
            life = os.pidfd_open(pid)
            signal.pidfd_send_signal(life, signal.SIGKILL)
            select.select([life], [], [])
            os.close(life)


def _known(names):
    return [each.pw_name for each in pwd.getpwall() if each.pw_name in names]


def _processes(users):
    """The numbers of all processes that run as one of these users."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError):
            if process.stat().st_uid in users:
                yield int(process.name)

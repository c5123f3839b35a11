"""A PostgreSQL server of a test's own: in a temporary folder, reached by a socket in it, gone at the end."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg2
import pytest

OPTIONS = ("-c", "listen_addresses=", "-c", "fsync=off")


@dataclass
class Server:
    """The server, whose files and socket are in `folder`."""

    programs: Path
    folder: Path
    process: subprocess.Popen | None = None

    def url(self, database):
        return f"postgresql+psycopg2://teacher:password@/{database}?host={self.folder}"

    def start(self):
        command = [self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder, *OPTIONS]
        self.process = self._as_nobody_special(subprocess.Popen, command)
        while self.process.poll() is None:
            try:
                return self.connected("postgres").close()
            except psycopg2.OperationalError:
                os.sched_yield()
        raise RuntimeError("PostgreSQL does not start")

    def stop(self, how=signal.SIGINT):
        """End it: in order by SIGINT, as in a crash by SIGQUIT."""
        self.process.send_signal(how)
        self.process.wait(60)

    def connected(self, database):
        return psycopg2.connect(dbname=database, user="teacher", host=str(self.folder))

    def new(self, like="template0"):
        """The name of a new database, a copy of another one."""
        name = f"gradebook{next(NUMBERS)}"
        connection = self.connected("postgres")
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        connection.close()
        return name

    def somebody_waits(self, database):
        """Whether a transaction in the database waits for another one."""
        connection = self.connected(database)
        cursor = connection.cursor()
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        [waiting] = cursor.fetchone()
        connection.close()
        return waiting > 0

    def make(self):
        command = [self.programs / "initdb", "-D", self.folder / "data", "-U", "teacher", "-A", "trust", "--no-sync"]
        self._as_nobody_special(subprocess.run, [*command, "-E", "UTF8", "--locale=C.UTF-8"], check=True)

    def _as_nobody_special(self, call, command, **more):
        """PostgreSQL refuses root, so root runs it as another user."""
        if os.geteuid() == 0:
            more |= {"user": USER.pw_uid, "group": USER.pw_gid, "extra_groups": []}
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return call(list(map(str, command)), cwd=self.folder, **quiet, **more)


NUMBERS = count(1)
USER = pwd.getpwnam("nobody")


@contextmanager
def server():
    """A running server; a test that wants one fails where PostgreSQL is not installed."""
    programs = installed()
    if programs is None:
        pytest.fail("no PostgreSQL found; on Debian: apt-get install postgresql")
    # Not pytest's own folder: nobody else may enter that.
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    found = Server(programs, folder)
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, USER.pw_uid, USER.pw_gid)
        found.make()
        found.start()
        yield found
    finally:
        if found.process is not None and found.process.poll() is None:
            found.stop()
        shutil.rmtree(folder)


def installed():
    """The folder of PostgreSQL's programs: Debian has them outside PATH, one folder a version."""
    known = [*Path("/usr/lib/postgresql").glob("*/bin"), *map(Path, os.get_exec_path())]
    return next((folder for folder in known if (folder / "initdb").exists() and (folder / "postgres").exists()), None)

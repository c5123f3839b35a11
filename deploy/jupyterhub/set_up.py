"""Makes what a course.toml names: users, two environments, the exchange, the classroom, the hub's folder. For root."""

import os
import pwd
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WANTED = {"course": str, "teacher": str, "students": list, "place": str, "python": str, "port": int, "inside": list}

# Both sides of the exchange. With `groupshared` nbgrader lets a folder be that not everybody can write into.
EXCHANGE = """\
c = get_config()
c.CourseDirectory.course_id = {course!r}
c.CourseDirectory.groupshared = True
c.Exchange.root = {exchange!r}
"""
# Formgrader looks for the classroom's settings where the server was started, which is the teacher's home.
TEACHERS = """\
c.ExchangeFactory.collect = "autograder.campus.own_hand_ins.CollectOwn"
from pathlib import Path
classroom = Path.home() / {course!r} / "nbgrader_config.py"
if classroom.is_file():
    load_subconfig(str(classroom))
"""


@dataclass(frozen=True)
class Site:
    """A course.toml, and where things lie."""

    file: Path
    course: str
    teacher: str
    students: list[str]
    place: Path
    python: str

    @property
    def exchange(self) -> Path:
        return self.place / "exchange"


def main(arguments: list[str]) -> int:
    """Do it step by step, each command printed before it is run; a second time changes nothing that is right."""
    if len(arguments) != 1:
        return stopped("usage: set_up.py COURSE.toml")
    try:
        site = read(Path(arguments[0]))
    except (OSError, ValueError) as error:
        return stopped(f"{arguments[0]}: {error}")
    if os.geteuid() != 0:
        return stopped("only root can make users; call it with sudo")
    missing = [name for name in ("npm", "useradd") if shutil.which(name) is None] + ([] if uv() else ["uv"])
    if missing:
        return stopped(f"not found: {', '.join(missing)}")
    try:
        for step in (users, environments, exchange, hub, classroom):
            step(site)
    except subprocess.CalledProcessError as error:
        return stopped(f"stopped at: {shlex.join(map(str, error.cmd))}")
    print(f"done; next: {start(site)}")
    return 0


def read(path: Path) -> Site:
    """The site of a file, which names everything that is wanted and nothing of another kind."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    for name, kind in WANTED.items():
        if not isinstance(told.get(name), kind):
            raise ValueError(f"{name!r} is missing or of the wrong kind")
    place = Path(told["place"])
    if not place.is_absolute():
        raise ValueError("'place' is no absolute path")
    return Site(path, told["course"], told["teacher"], told["students"], place, told["python"])


def users(site: Site) -> None:
    """System users without a password, whose homes are closed to each other."""
    for name in (site.teacher, *site.students):
        if not is_user(name):
            run("useradd", "--create-home", "--user-group", "--shell", "/bin/bash", name)
        run("chmod", "0700", home(name))


def environments(site: Site) -> None:
    """This version, with uv.lock's packages: for students without the answers, for the teacher closed to all others."""
    run("install", "-d", "-m", "0755", site.place)
    run("runuser", "-u", site.teacher, "--", site.python, "--version")
    # Nobody but root can write there, so Python's compiled files are made now or at every start anew.
    sync = (uv(), "sync", "--quiet", "--frozen", "--no-default-groups", "--no-editable", "--compile-bytecode")
    # uv keeps what it once built of a version; the files may be newer.
    ours = ("--reinstall-package", "chainrule", "--reinstall-package", "chainrule-autograder", "--extra", "hub")
    for name, package in (("students", "chainrule"), ("teachers", "chainrule-autograder")):
        target = f"UV_PROJECT_ENVIRONMENT={site.place / name}"
        run("env", target, *sync, *ours, "--project", ROOT, "--python", site.python, "--package", package)
    run("chown", f"root:{site.teacher}", site.place / "teachers")
    run("chmod", "0750", site.place / "teachers")
    settings = site.place / "students/share/jupyter/lab/settings"
    run("install", "-D", "-m", "0644", "-t", settings, *sorted((ROOT / "autograder/lab_settings").iterdir()))


def exchange(site: Site) -> None:
    """A folder in which the teacher alone can make courses, and what tells nbgrader of it."""
    run("install", "-d", "-o", "root", "-g", site.teacher, "-m", "2775", site.exchange)
    both = EXCHANGE.format(course=site.course, exchange=str(site.exchange))
    put(site.place / "students/etc/jupyter/nbgrader_config.py", both)
    put(site.place / "teachers/etc/jupyter/nbgrader_config.py", both + TEACHERS.format(course=site.course))


def hub(site: Site) -> None:
    """The hub's folder, which holds its database and its cookies' secret, and the proxy."""
    run("install", "-d", "-m", "0700", site.place / "hub")
    run("install", "-m", "0600", HERE / "jupyterhub_config.py", site.place / "hub")
    run("install", "-m", "0600", site.file, site.place / "hub/course.toml")
    run("install", "-D", "-m", "0644", "-t", site.place / "proxy", HERE / "package.json", HERE / "package-lock.json")
    run("npm", "ci", "--silent", "--prefix", site.place / "proxy")


def classroom(site: Site) -> None:
    """The classroom, made by the teacher and closed to all others."""
    folder = home(site.teacher) / site.course
    if not folder.exists():
        run("runuser", "-u", site.teacher, "--", site.place / "teachers/bin/autograder", "new", folder)
    run("chmod", "0700", folder)


def run(*command: object) -> None:
    words = [str(word) for word in command]
    print("+", shlex.join(words), flush=True)
    subprocess.run(words, check=True)


def start(site: Site) -> str:
    """The line that starts the hub; its folder is closed to all but root, so no `cd` comes before `sudo`."""
    words = (shlex.quote(str(site.place / each)) for each in ("hub", "teachers/bin/jupyterhub"))
    return shlex.join(["sudo", "sh", "-c", "cd {} && exec {}".format(*words)])


def put(path: Path, text: str) -> None:
    print("+ write", path, flush=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def uv() -> str | None:
    return shutil.which("uv") or shutil.which("uv", path=str(ROOT / ".venv/bin"))


def is_user(name: str) -> bool:
    """Whether the system knows the name; those of LDAP it knows by name and does not list."""
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def home(name: str) -> Path:
    return Path(pwd.getpwnam(name).pw_dir)


def stopped(words: str) -> int:
    print(f"set_up.py: {words}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A hub for one course on one machine: the teacher and the students are system users, named in course.toml."""

import tomllib
from pathlib import Path

c = get_config()  # noqa: F821

course = tomllib.loads(Path("course.toml").read_text(encoding="utf-8"))
place = Path(course["place"])

# Put a web server with a certificate before this port: passwords pass through it.
c.JupyterHub.bind_url = f"http://127.0.0.1:{course['port']}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{course['inside'][1]}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{course['inside'][0]}"
c.ConfigurableHTTPProxy.command = [str(place / "proxy/node_modules/.bin/configurable-http-proxy")]

# The machine's own passwords. Nobody is an administrator: one could open every server, and root's hub could be told to.
c.JupyterHub.authenticator_class = "pam"
c.Authenticator.allowed_users = {course["teacher"], *course["students"]}

# Each server is a process of its system user, so it is the machine that keeps one from another's files, and the
# owner of a submission says whose it is.
c.JupyterHub.spawner_class = "localprocess"
c.Spawner.notebook_dir = "~"
c.Spawner.default_url = "/lab"
c.Spawner.http_timeout = 120


def from_their_environment(spawner):
    """The students' environment holds no answer; the teacher's server shows the classroom, as formgrader wants it."""
    teaches = spawner.user.name == course["teacher"]
    programs = place / ("teachers" if teaches else "students") / "bin"
    spawner.cmd = [str(programs / "jupyterhub-singleuser")]
    # By full path alone nbgrader would not find `alembic`, nor a notebook its kernel.
    spawner.environment = {"PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin"}
    if teaches:
        spawner.notebook_dir = f"~/{course['course']}"


c.Spawner.pre_spawn_hook = from_their_environment

"""Every command in the README is run: set-up and demo, a classroom from new to feedback, the two servers."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox.protection import protection
from chainrule import check
from jupyterlab_here import answer_of, free_port, running

ROOT = Path(__file__).parents[1]
TOOLS = Path(sys.executable).parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ENVIRONMENT = os.environ | {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "200"}
ASSIGNMENT = "04_delta_recursion"


def commands():
    """The indented lines of the README."""
    return [line.strip() for line in README.splitlines() if re.match(r"    \S", line)]


def run(line, folder, **more):
    return subprocess.run(line, shell=True, cwd=folder, env=ENVIRONMENT | more, capture_output=True, text=True)


def test_the_readme_has_these_commands_and_no_others():
    at_work = ["make demo", "make test", "make lab", "make teach", "make bench"]
    in_a_classroom = [line for line in commands() if line not in at_work]

    assert {line.split()[0] for line in in_a_classroom} == {"autograder", "cd", "nbgrader"}
    assert [line for line in commands() if line in at_work] == at_work


@pytest.mark.long
def test_make_demo_teaches_and_grades_a_class(tmp_path):
    done = run("make demo", ROOT, TMPDIR=str(tmp_path))

    assert done.returncode == 0, done.stdout + done.stderr
    pages = [Path(path) for path in re.findall(r"/\S+\.html", done.stdout)]
    assert len(pages) == 2
    assert all("<html" in page.read_text(encoding="utf-8") for page in pages)
    assert "transpose_forgotten" in done.stdout
    assert ("hostile submissions are left out" in done.stdout) == (protection().level == "none")


@pytest.mark.long
def test_the_classroom_commands_run_in_their_order(tmp_path):
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    settings = f"\nc.Exchange.root = {str(exchange)!r}\nc.Exchange.cache = {str(tmp_path / 'cache')!r}\n"
    folder = tmp_path
    for line in (line for line in commands() if line.split()[0] in ("autograder", "nbgrader", "cd")):
        if line.startswith("cd "):
            folder = folder / line.removeprefix("cd ")
            with open(folder / "nbgrader_config.py", "a", encoding="utf-8") as file:
                file.write(f"{settings}c.ExchangeCollect.check_owner = False\n")
            continue
        if "collect" in line:
            hand_in_one(settings, folder.name, tmp_path / "home")
        done = run(line, folder)
        assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"

    assert (exchange / folder.name / "feedback").is_dir()


def hand_in_one(settings, course, home):
    """A student's day: fetch, fill in, submit."""
    home.mkdir()
    (home / "nbgrader_config.py").write_text(f"c = get_config()\nc.CourseDirectory.course_id = {course!r}{settings}")
    answers = ROOT / "tests" / "submissions" / "right" / "loops.py"
    for line in (
        f"nbgrader fetch_assignment {ASSIGNMENT}",
        f"autograder fill {ASSIGNMENT} {answers} -o {ASSIGNMENT}/{ASSIGNMENT}.ipynb",
        f"nbgrader submit {ASSIGNMENT} --student=ada",
    ):
        done = run(line, home)
        assert done.returncode == 0, f"{line}: {done.stderr}"


def test_a_notebook_alone_is_filled_and_judged_as_the_readme_says(tmp_path):
    said = dict(re.findall(r"`(autograder (fill|check) [^`]*)`", README))
    answers = str(ROOT / "solutions" / "delta_recursion.py")
    names = {"ASSIGNMENT": ASSIGNMENT, "ANSWERS.py": answers, "NOTEBOOK": "one.ipynb"}
    for line in sorted(said, key=lambda line: said[line] != "fill"):
        for word, value in names.items():
            line = line.replace(word, value)
        done = run(line, tmp_path)
        assert done.returncode == 0, done.stderr

    assert "16 of 16 points" in done.stdout


@pytest.mark.parametrize("target", ["lab", "teach"])
def test_make_opens_jupyterlab(target, tmp_path):
    port = free_port()
    config = tmp_path / "jupyter_server_config.py"
    config.write_text(
        f"c.ServerApp.port = {port}\nc.ServerApp.port_retries = 0\nc.ServerApp.open_browser = False\n"
        "c.ServerApp.allow_root = True\nc.IdentityProvider.token = 'readme'\n"
    )
    environment = ENVIRONMENT | {"JUPYTER_CONFIG_DIR": str(tmp_path)}
    with running(["make", target], tmp_path / "log", cwd=ROOT, env=environment) as (server, log):
        page = answer_of(f"http://127.0.0.1:{port}/api/contents?token=readme", server, log)

    wanted = "04_delta_recursion.ipynb" if target == "lab" else "nbgrader_config.py"
    assert wanted in page


def test_the_message_shown_is_the_one_that_comes():
    shown = re.search(r"```\n(✗ .*?)\n```", README, re.DOTALL)[1]

    with pytest.raises(check.CheckFailed) as failure:
        check.hidden_delta(lambda delta_next, W_next, z, g_prime: (delta_next @ W_next) * g_prime(z))

    assert shown == f"✗ {failure.value}"

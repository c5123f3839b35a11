"""What the set-up of a hub asks of the machine, and the line that it ends with; `make test-hub` runs all of it."""

import importlib.util
import os
import pwd
import shlex
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1] / "deploy" / "jupyterhub"


@pytest.fixture(scope="module")
def set_up():
    spec = importlib.util.spec_from_file_location("set_up", HERE / "set_up.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_user_whom_the_system_does_not_list_is_a_user(set_up, monkeypatch):
    monkeypatch.setattr(pwd, "getpwall", list)  # as it is with LDAP

    assert set_up.is_user(pwd.getpwuid(os.getuid()).pw_name)
    assert not set_up.is_user("nobody-of-that-name")


def test_the_line_that_starts_the_hub_goes_to_its_folder_with_roots_rights(set_up, tmp_path):
    place = tmp_path / "it's here"
    (place / "hub").mkdir(parents=True)
    (place / "teachers/bin").mkdir(parents=True)
    (place / "teachers/bin/jupyterhub").write_text("#!/bin/sh\npwd\n")
    (place / "teachers/bin/jupyterhub").chmod(0o755)
    sudo, *command = shlex.split(set_up.start(set_up.Site(Path(), "", "", [], place, "")))

    assert sudo == "sudo"
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == f"{place / 'hub'}\n"


def test_the_readme_starts_it_as_the_set_up_says(set_up):
    said = set_up.start(set_up.read(HERE / "course.toml"))

    assert f"    {said}\n" in (HERE / "README.md").read_text()

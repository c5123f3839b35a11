"""Every run shows how far it is: on a terminal a bar with the time left, elsewhere a line now and then."""

import os
import pty
import re
import subprocess
import sys

import pytest

from autograder.progress import progress
from autograder.stopping import Stopped

LINE = r"autograder: (\d+) of 100 judged(, about \d+:\d\d:\d\d left)?"


def test_without_a_terminal_each_tenth_is_a_line(capsys):
    with progress() as watch:
        for done in range(101):
            watch(done, 100)

    found = [re.fullmatch(LINE, line) for line in capsys.readouterr().err.splitlines()]
    assert [int(each[1]) for each in found] == list(range(10, 101, 10))


def test_a_run_that_is_stopped_says_how_far_it_came():
    def stopped():
        with progress() as watch:
            watch(3, 8)
            raise Stopped("stopped", 15)

    with pytest.raises(Stopped, match="stopped: 3 of 8 are judged and kept") as caught:
        stopped()
    assert caught.value.status == 143


RUN = "from autograder.progress import progress\nwith progress() as watch:\n    watch(3, 8)"


def test_on_a_terminal_there_is_a_bar_with_the_time_left():
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80"}
    subprocess.run([sys.executable, "-c", RUN], stderr=theirs, env=environment, check=True)
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 10_000):
            said += part
    except OSError:  # how the end of a terminal looks
        os.close(ours)

    assert b"judging" in said
    assert b"3/8" in said
    assert re.search(rb"-:--:--|\d:\d\d:\d\d", said)

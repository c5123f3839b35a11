"""Students who attack: none earns a point, none leaves anything behind, none disturbs who comes next."""

import errno
import os
import select
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import autograder
from autograder.examiner.exam import Exam
from autograder.examiner.fence import MORE
from autograder.sandbox.protection import protection, start_worker
from autograder.sandbox.walls import bwrap
from autograder.sandbox.warm import Warm
from autograder.verdicts import Limits, Question
from examination import DOUBLE, EXAM, QUICK, RIGHT, judged, verdict
from watch import submitted

ROOT = Path(autograder.__file__).resolve().parents[1]
WRONG = "def double(x):\n    return x"

pytestmark = pytest.mark.skipif(protection().level != "fork", reason=f"no full sandbox here: {protection().reason}")


@pytest.fixture(scope="module")
def worker():
    with start_worker() as worker:
        yield worker


@pytest.fixture
def next_is_fine(worker):
    """After the test, the next submission is judged as if nothing had been, by the same warm process."""
    worker.open(QUICK).close()
    before = worker.pid
    yield
    assert verdict(worker, RIGHT).outcome == "passed"
    assert worker.pid == before


def answer(body):
    """A `double` with this body."""
    return "import os, sys\ndef double(x):\n" + "".join(f"    {line}\n" for line in body.splitlines())


ATTACKS = {
    "ends the process": answer("os._exit(0)"),
    "loops": answer("while True: pass"),
    "loops and catches all": answer("while True:\n    try:\n        while True: pass\n    except BaseException: pass"),
    "sleeps with alarms blocked": answer(
        "import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\ntime.sleep(60)"
    ),
    "kills itself": answer("os.kill(os.getpid(), 9)\nos.abort()"),
    "exits": answer("sys.exit(0)"),
    "interrupts": answer("raise KeyboardInterrupt"),
    "closes all descriptors": answer("os.closerange(0, 1000)\nreturn 2 * x"),
    "takes too much memory": answer("import numpy as np\nhog = [np.ones(2**24) for _ in range(16)]\nreturn 2 * x"),
    "returns 100 MB": answer("import numpy as np\nreturn np.zeros(100_000_000 // 8)"),
    "returns a list in itself": answer("loop = []\nloop.append(loop)\nreturn loop"),
    "returns objects": answer("import numpy as np\nreturn np.full((3, 2), None)"),
    "returns itself": answer("return double"),
    "raises a text that raises": answer("class E(Exception):\n    def __str__(self): raise ValueError\nraise E"),
    "raises a text that exits": answer("class E(Exception):\n    def __str__(self): raise SystemExit\nraise E"),
    "raises 50 MB": answer("raise ValueError('a' * 50_000_000)"),
    "lies about equality": answer(
        "import numpy as np\n"
        "class Liar(np.ndarray):\n"
        "    def __sub__(self, other): return np.zeros(self.shape)\n"
        "    def __eq__(self, other): return True\n"
        "    def __array_ufunc__(self, *rest, **named): return 0.0\n"
        "    def tobytes(self, *rest): return (2 * np.asarray(x)).tobytes()\n"
        "return x.view(Liar)"
    ),
    "patches numpy": (
        "import numpy as np\nyes = lambda *a, **k: True\n"
        "np.testing.assert_allclose = np.allclose = np.array_equal = np.isclose = yes\n"
        "np.abs = np.max = lambda *a, **k: 0.0\n" + WRONG
    ),
    "redefines builtins": (
        "import builtins\nfor name in 'abs max min sum all any'.split():\n"
        "    setattr(builtins, name, lambda *a, **k: 1)\n" + WRONG
    ),
    "breaks builtins": "import builtins\nbuiltins.isinstance = builtins.len = lambda *a: 1\n" + WRONG,
    "traces": (
        "import sys\ndef trace(frame, event, arg):\n    frame.f_locals.update(error=0)\n    return trace\n"
        "sys.settrace(trace)\n" + WRONG
    ),
    "patches the worker": (
        "import gc, sys\nfor module in list(sys.modules.values()):\n"
        "    if getattr(module, '__name__', '').startswith('bench'):\n"
        "        for name in ('_raised', '_parameters', 'encode'):\n"
        "            if hasattr(module, name): setattr(module, name, lambda *a, **k: (None, b''))\n" + WRONG
    ),
    "patches the seat": (
        "import gc\nseat = [o for o in gc.get_objects() if type(o).__name__ == 'Seat'][0]\n"
        "type(seat).send = lambda *a: None\n" + WRONG
    ),
    "no function": "double = 2",
}


@pytest.mark.parametrize("cell", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_earns_nothing(worker, next_is_fine, cell):
    assert verdict(worker, cell).outcome == "failed"


FORGED = """
import json, os, struct
def forge(message, body=b''):
    text = json.dumps(message).encode()
    frame = struct.pack('>II', len(text), len(body)) + text + body
    for number in range(0, 64):
        try:
            os.write(number, frame)
        except OSError:
            pass
def value(x):
    array = ['array', 'float64', [3, 2], [0, 1], False]
    return {'value': ['list', [array, ['list', [array]], ['dict', []]]]}
"""
FORGERIES = {
    "verdicts": "forge({'passed': True, 'points': 3, 'outcome': 'passed'})",
    "answers ahead": "for i in range(1, 50): forge({'done': i, **value(x)}, b'\\0' * 96)",
    "answers twice": "for i in range(2): forge({'done': 3, **value(x)}, b'\\0' * 96)",
    "noise": "for n in range(3, 64):\n    try: os.write(n, b'\\xff' * 100_000)\n    except OSError: pass",
    "a huge frame": "for n in range(3, 64):\n    try: os.write(n, b'\\xff' * 8)\n    except OSError: pass",
    "no object": "forge([1])",
    "calls of nothing": "forge({'back': 1, 'handle': 0, 'arguments': ['list', []]})",
    "from a child": "if os.fork() == 0:\n    forge({'done': 3, **value(x)}, b'\\0' * 96)\n    os._exit(0)",
    "from a child that goes on": "os.fork()",
    "what it found": "forge({'done': 2, 'found': 'double'})",
}


@pytest.mark.parametrize("lines", FORGERIES.values(), ids=FORGERIES)
@pytest.mark.parametrize("place", ["cell", "answer"])
def test_forged_frames_earn_nothing(worker, next_is_fine, lines, place):
    forging = f"{lines}\n" if place == "cell" else ""
    inside = answer(f"{lines}\nreturn x") if place == "answer" else WRONG
    judgement = judged(worker, FORGED, f"x = 0\n{forging}", inside)

    assert judgement.points == 0


def test_an_answer_that_nobody_asked_for_is_none(worker):
    judgement = judged(worker, FORGED, "forge({'done': 10**6})", RIGHT)

    assert judgement.notes == ("cell 2 was left out: an answer that nobody asked for",)


def test_a_forger_cannot_pass_another_question(worker, next_is_fine):
    judgement = judged(worker, FORGED, answer(FORGERIES["answers ahead"]), "def slope(f, x):\n    return x", exam=EXAM)

    assert [v.outcome for v in judgement.verdicts] == ["failed", "failed"]


ESCAPES = {
    "import solutions": "import solutions",
    "import autograder": "import autograder",
    "read solutions": f"open({str(ROOT / 'solutions' / '__init__.py')!r})",
    "read hidden tests": f"open({str(ROOT / 'autograder' / 'judge.py')!r})",
    "list the repository": f"import os; os.listdir({str(ROOT)!r})",
    "read the home": f"import os; os.listdir({str(Path.home() / '.config')!r})",
    "read passwords": "open('/etc/passwd')",
    "write to the root": "open('/x', 'w')",
    "write to the packages": "open('/packages/x', 'w')",
    "write to the library": "import chainrule; open(chainrule.__file__, 'a')",
    "write to the examiner's files": "open('/examiner/bench/wire.py', 'a')",
    "write to devices": "open('/dev/x', 'w')",
    "write to the repository": f"open({str(ROOT / 'x')!r}, 'w')",
    "see processes": "import os; assert any(os.scandir('/proc'))",
    "call out": "import socket; socket.create_connection(('127.0.0.1', PORT), 2)",
    "a raw socket": "import socket; socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
    "the host's socket": "import socket; socket.socket(40, socket.SOCK_STREAM)",
    "namespaces": "import ctypes; assert ctypes.CDLL(None).unshare(0x10000000) == 0",
    "hidden memory": "import os; os.memfd_create('x')",
    "shared memory": "import ctypes; assert ctypes.CDLL(None).shmget(0, 4096, 0o1600) >= 0",
    "trace a process": "import ctypes; assert ctypes.CDLL(None).ptrace(0, 0, 0, 0) == 0",
    "a big file": "open('/tmp/x', 'wb').write(bytes(20_000_000))",
    "capabilities": (
        "import ctypes; got = (ctypes.c_uint32 * 6)(); libc = ctypes.CDLL(None)\n"
        "libc.capget((ctypes.c_uint32 * 2)(0x20080522, 0), got)\n"
        "assert any(got) or libc.prctl(23, 21, 0, 0, 0)"
    ),
    "become root": "import os; os.setuid(0)",
    "the environment": "import os; assert os.environ.get('PATH') != '/usr/bin:/bin'",
}


@pytest.mark.parametrize("line", ESCAPES.values(), ids=ESCAPES)
def test_the_sandbox_refuses(worker, line):
    with socket.create_server(("127.0.0.1", 0)) as server:
        line = line.replace("PORT", str(server.getsockname()[1]))
        outputs = judged(worker, line).outputs[0]

    assert outputs, f"{line} went through"
    assert outputs[0]["output_type"] == "error"


KERNELS_LOG = """
import ctypes, platform
from autograder.sandbox import seccomp
libc = ctypes.CDLL(None, use_errno=True)
libc.prctl(38, 1, 0, 0, 0)
seccomp.install()
size = libc.syscall({"x86_64": 103, "aarch64": 116}[platform.machine()], 10, 0, 0)
print(size, ctypes.get_errno())
"""


def test_the_filter_alone_keeps_the_kernels_log():
    """Outside the sandbox, for inside it many kernels refuse their log without a filter."""
    said = subprocess.run([sys.executable, "-c", KERNELS_LOG], capture_output=True, text=True, check=True).stdout

    assert said.split() == ["-1", str(errno.EPERM)]


def test_nothing_of_one_submission_is_there_for_the_next(worker):
    judged(
        worker,
        "import builtins, numpy\nbuiltins.mark = numpy.mark = 1\nopen('/tmp/mark', 'w'); open('/dev/shm/m', 'w')",
    )
    cell = "import builtins, numpy, os\nprint(hasattr(builtins, 'mark'), hasattr(numpy, 'mark'), os.listdir('/tmp'))"

    assert judged(worker, cell + "\nprint(os.listdir('/dev/shm'))").outputs[0][0]["text"] == "False False []\n[]\n"


GIVEN = """
import importlib.util, os, resource
open('/tmp/mark', 'w').write('x')
print(os.uname().nodename, os.listdir('/proc'), os.listdir('/dev/shm'), bool(os.listdir('/usr/lib')))
print(resource.getrlimit(resource.RLIMIT_NOFILE), importlib.util.find_spec('nbgrader'), os.getcwd())
"""


def test_what_a_submission_is_given(worker):
    said = judged(worker, GIVEN).outputs[0][0]["text"]

    assert said == "examination [] ['mark'] True\n(256, 256) None /tmp\n"


CHILDREN = """
import os, time
for _ in range({number}):
    if os.fork() == 0:
        time.sleep(60)
        os._exit(0)
"""


@pytest.mark.parametrize("number", [5, 50])
@pytest.mark.parametrize("place", ["cell", "answer"])
def test_no_child_is_alive_after_judging(worker, next_is_fine, number, place):
    forking = CHILDREN.format(number=number)
    judged(
        worker, forking + WRONG if place == "cell" else answer(forking.replace("import os, time\n", "import time\n"))
    )

    assert submitted(worker.pid) == []


def test_students_processes_are_seen_while_they_live(worker):
    sitting = worker.open(QUICK)
    seen = submitted(worker.pid)
    scores = [Path(f"/proc/{pid}/oom_score_adj").read_text().strip() for pid in seen]
    sitting.close()

    assert len(seen) == 1
    assert scores == ["1000"], "the machine's memory would not be taken from it first"
    assert submitted(worker.pid) == []


@pytest.mark.parametrize("level", ["fork", "one"])
def test_a_submission_of_many_processes_is_ended_with_the_reason(level):
    with Warm(level) as worker:
        judgement = judged(worker, CHILDREN.format(number=50), RIGHT, limits=Limits(processes=8))

    assert "the submission started more than 8 processes" in judgement.notes[0]
    assert judgement.points == 3


HOGS = """
import os, time
ear, mouth = os.pipe()
for _ in range({number}):
    if os.fork() == 0:
        {work}
        os.write(mouth, b"x")
        time.sleep(60)
        os._exit(0)
for _ in range({number}): os.read(ear, 1)
time.sleep(0.2)
"""


def test_memory_is_counted_over_all_processes(worker):
    cell = HOGS.format(number=4, work="hog = b'x' * (200 << 20)")
    judgement = judged(worker, cell, RIGHT, limits=Limits(megabytes=512))

    assert judgement.notes == ("cell 1 was left out: the submission used more than 512 MB",)


def test_shared_pages_of_children_are_counted_once(worker):
    cell = "import numpy as np\nkeep = np.ones(25 << 20)\n" + HOGS.format(number=6, work="pass")

    assert judged(worker, cell, RIGHT, limits=Limits(megabytes=512)).notes == ()


ENDING = {
    "exits": ("import os; os._exit(3)", "it ended the process"),
    "sleeps on": (
        "import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\ntime.sleep(60)",
        "no answer in time",
    ),
    "crashes": ("import ctypes; ctypes.string_at(0)", "it ended the process"),
}


@pytest.mark.parametrize(("cell", "reason"), ENDING.values(), ids=ENDING)
def test_a_cell_that_ends_the_process_is_left_out(worker, next_is_fine, cell, reason):
    judgement = judged(worker, "a = 2", cell, "def double(x):\n    return a * x")

    assert judgement.points == 3
    assert judgement.notes == (f"cell 2 was left out: {reason}",)


def test_a_looping_cell_costs_only_its_seconds(worker):
    judgement = judged(worker, "while True: pass", RIGHT)

    assert judgement.points == 3
    assert judgement.notes == ("cell 1 was stopped after 1 s",)


def test_too_many_ending_cells_end_the_submission(worker):
    judgement = judged(worker, *["import os; os._exit(0)"] * 5, RIGHT)

    assert judgement.verdicts[0].message == "not answered: 4 cells ended the process"


def test_an_answer_that_ends_the_process_costs_only_its_question(worker):
    judgement = judged(worker, RIGHT, answer("os._exit(0)"), exam=EXAM)

    assert [v.outcome for v in judgement.verdicts] == ["failed", "passed"]


def test_the_submission_as_a_whole_has_its_seconds(worker):
    limits = Limits(cell_seconds=5, submission_seconds=1)
    judgement = judged(worker, "import time; time.sleep(4)", RIGHT, limits=limits)

    assert judgement.verdicts[0].message == "not answered: the submission used up its 1 s"


def test_calls_back_are_counted(worker):
    cell = "def slope(f, x):\n    while True: f(x)"
    judgement = judged(worker, cell, exam=EXAM, limits=Limits(calls_per_question=100))

    assert "more than 100 calls" in judgement.verdicts[1].message


def test_what_is_said_for_one_question_is_weighed(worker):
    cell = "import numpy as np\ndef slope(f, x):\n    while True: f(np.zeros(100_000))"
    judgement = judged(worker, cell, exam=EXAM, limits=Limits(question_bytes=5_000_000))

    assert judgement.verdicts[1].message == "not answered: it sent more than 5 MB"


def test_a_called_back_function_cannot_fill_the_machine(worker):
    """A column less a row is a table, here of twice the bytes that are left."""

    def test_outer(outer):
        outer(lambda x, y: (x - y).sum())

    side = int(MORE**0.5) // 2
    cell = f"import numpy as np\ndef outer(f):\n    return f(np.zeros(({side}, 1)), np.zeros((1, {side})))"
    found = verdict(worker, cell, exam=Exam("x", (Question("test_outer", 1),), {"test_outer": test_outer}))

    assert (found.outcome, found.message[:30]) == ("failed", "your outer raised MemoryError:")
    assert np.zeros(MORE // 8).nbytes, "the fence still stands"


def test_a_called_back_function_cannot_go_on_for_ever(worker):
    def test_count(count):
        count(lambda n: [number for number in range(10**9) if number == n])

    cell = "def count(f):\n    return f(1)"
    found = verdict(worker, cell, exam=Exam("x", (Question("test_count", 1),), {"test_count": test_count}))

    assert found.message == "not answered: no answer within 1 s"


def test_output_is_kept_for_the_submission_as_a_whole(worker):
    outputs = judged(worker, *["print('a' * 10_000)"] * 70, limits=replace(QUICK, output_characters=1000)).outputs

    assert sum(len(output["text"]) for each in outputs.values() for output in each) < 51_000


def test_judging_leaves_no_file_and_no_descriptor(worker, tmp_path, monkeypatch):
    verdict(worker, RIGHT)
    monkeypatch.chdir(tmp_path)
    before = len(os.listdir("/proc/self/fd"))
    verdict(worker, answer("os._exit(0)"))

    assert len(os.listdir("/proc/self/fd")) == before
    assert list(tmp_path.iterdir()) == []


def test_a_dead_worker_is_started_again():
    with start_worker() as worker:
        verdict(worker, RIGHT)
        os.kill(worker.pid, 9)

        assert verdict(worker, RIGHT).outcome == "passed"


def exam_that_kills(worker, times):
    """Its hidden test kills the sandbox before its call, the first so many times; and it takes any end for wrong."""
    kills = [kill] * times

    def test_double(double):
        if kills:
            kills.pop()(worker)
        try:
            value = double(2)
        except Exception as error:
            raise AssertionError("wrong") from error
        assert value == 4

    return Exam("x", DOUBLE.questions, {"test_double": test_double})


def kill(worker):
    """Kill the sandbox, and wait until the submission in it is gone too."""
    inside = submitted(worker.pid)
    os.kill(worker.pid, 9)
    while any(Path(f"/proc/{pid}").exists() for pid in inside):
        os.sched_yield()


@pytest.mark.parametrize(("times", "outcome"), [(1, "passed"), (2, "not judged")])
def test_a_sandbox_that_dies_is_no_fault_of_the_students(times, outcome):
    with start_worker() as worker:
        found = verdict(worker, RIGHT, exam=exam_that_kills(worker, times))

    assert (found.outcome, found.points) == (outcome, 3 if outcome == "passed" else 0)


@pytest.mark.parametrize("level", ["one", "none"])
def test_lesser_fences_judge_the_same(level):
    with Warm(level) as worker:
        judgement = judged(worker, "import solutions", RIGHT, answer("os._exit(0)"), exam=EXAM)

    assert judgement.outputs[0][0]["ename"] == "ModuleNotFoundError"
    assert [v.outcome for v in judgement.verdicts] == ["failed", "passed"]


def test_without_namespaces_there_is_no_worker_but_an_unprotected_one():
    """In a place where no user namespace can be made, which another bubblewrap can give."""
    code = (
        "from autograder.sandbox.protection import NoProtection, start_worker\n"
        "print(start_worker(protected=False).level)\n"
        "try: start_worker()\nexcept NoProtection as error: print(error)"
    )
    place = [bwrap(), "--dev-bind", "/", "/", "--unshare-user", "--disable-userns"]
    found = subprocess.run([*place, sys.executable, "-c", code], capture_output=True, text=True, timeout=60)

    assert found.stdout.startswith("none\nstudent code cannot be fenced in here: ")
    assert found.stdout.count("\n") == 2


def test_one_sandbox_a_submission_ends_with_it():
    with Warm("one") as worker:
        judged(worker, CHILDREN.format(number=3) + WRONG)

        assert worker.pid is None


UNTIED = """
import ctypes, os, time
libc = ctypes.CDLL(None)
libc.prctl(1, 0, 0, 0, 0)
for _ in range(2):
    if os.fork() == 0:
        libc.prctl(1, 0, 0, 0, 0)
        os.setsid()
        time.sleep(20)
        os._exit(0)
"""
EXAMINER = """
import sys
from autograder.sandbox.protection import start_worker
from autograder.verdicts import Limits
worker = start_worker()
sitting = worker.open(Limits())
sitting.ask({"do": "run", "source": sys.argv[1]}, seconds=5)
print(worker.pid, flush=True)
sys.stdin.read()
"""


def test_a_killed_examiner_leaves_no_process_behind():
    """Not even of a submission that has untied its life from its parent's."""
    command = [sys.executable, "-c", EXAMINER, UNTIED]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as examiner:
        inside = [os.pidfd_open(pid) for pid in submitted(int(examiner.stdout.readline()))]
        examiner.kill()

    assert len(inside) == 3
    assert [pid for pid in inside if not select.select([pid], [], [], 15)[0]] == []


def test_a_closed_worker_is_gone():
    with start_worker() as worker:
        verdict(worker, RIGHT, exam=DOUBLE)
        pid = worker.pid

    assert not Path(f"/proc/{pid}").exists()


def test_what_few_notebooks_need_is_loaded_when_the_first_speaks_of_it():
    loaded = "import sys\nprint('mat' + 'plotlib' in sys.modules)"
    with start_worker() as worker:
        said = [
            judged(worker, *cells).outputs[0][0]["text"] for cells in ([loaded], [loaded, "# matplotlib"], [loaded])
        ]

    assert said == ["False\n", "True\n", "True\n"]

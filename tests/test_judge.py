"""Submission in, verdicts out: honest students get their points and their words, and no fault of ours costs any."""

import pickle
import time
from dataclasses import replace

import pytest

from autograder.examiner.exam import Exam, load_exam, module_name
from autograder.mistakes import Mistake
from autograder.sandbox.protection import start_worker
from autograder.verdicts import Question
from examination import DOUBLE, EXAM, QUICK, RIGHT, judged, verdict


@pytest.fixture(scope="module")
def worker():
    with start_worker() as worker:
        yield worker


def test_right_answers_earn_all_points(worker):
    judgement = judged(worker, RIGHT, exam=EXAM)

    assert (judgement.points, judgement.max_points, judgement.notes) == (5, 5, ())


HONEST = {
    "prints": "print('hello')\ndef double(x):\n    print(x)\n    return 2 * x",
    "a warning": "import warnings\ndef double(x):\n    warnings.warn('careful')\n    return 2 * x",
    "writes on stderr": "import sys\ndef double(x):\n    sys.stderr.write('oh')\n    return 2 * x",
    "a helper": "def twice(x):\n    return x + x\ndef double(x):\n    return twice(x)",
    "a magic": "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.show()\ndef double(x): return 2*x",
    "a shell line": "!ls\ndef double(x):\n    return 2 * x",
    "a view": "import numpy as np\ndef double(x):\n    return (2 * x.T).T",
    "float32": "import numpy as np\ndef double(x):\n    return (2 * x).astype(np.float32)",
    "lists": "def double(x):\n    return [[2 * v for v in row] for row in x]",
    "a lambda": "double = lambda x: 2 * x",
    "a callable object": "class D:\n    def __call__(self, x):\n        return 2 * x\ndouble = D()",
    "names of builtins": "list = sum = print = str = 0\ndef double(x):\n    return 2 * x",
    "a crashing cell before": "1 / 0",
    "the silent library": "from chainrule import check, draw\ncheck.double(1); draw.network(2)",
    "a thread": "import threading\nthreading.Thread(target=print, args=('hi',)).start()",
    "an await": "import asyncio\nawait asyncio.sleep(0)",
    "scratch files": "open('/tmp/a', 'w').write('x'); open('b', 'w').write('x')",
}


@pytest.mark.parametrize("cell", HONEST.values(), ids=HONEST)
def test_an_honest_style_costs_nothing(worker, cell):
    sources = [cell] if "double(x)" in cell or "double =" in cell else [cell, RIGHT]

    assert verdict(worker, *sources).outcome == "passed"


def test_cells_share_their_names_in_order(worker):
    assert verdict(worker, "factor = 2", "def double(x):\n    return factor * x").outcome == "passed"


def test_inside_twice_every_call_is_made_again_at_once_and_the_next_one_takes_what_came_of_it(worker):
    def test_count(count):
        with count.twice():
            assert [count(1), count(1)] == [1, 2]
            assert [count(1), count(2), count(1)] == [3, 5, 7]  # 4 and 6 were made for nobody
        assert [count(1), count(1)] == [9, 10]

    exam = Exam("x", (Question("test_count", 1),), {"test_count": test_count})

    assert (
        verdict(worker, "made = []\ndef count(x):\n    made.append(x)\n    return len(made)", exam=exam).message == ""
    )


def test_the_definition_at_the_test_cell_counts(worker):
    wrong = "def double(x):\n    return x"

    assert verdict(worker, RIGHT, "test_double", wrong).outcome == "passed"
    assert verdict(worker, wrong, "test_double", RIGHT).outcome == "failed"


@pytest.mark.parametrize("later", ["factor = 3", "del factor", "%reset -f", "def factor(): pass"])
def test_what_a_later_cell_does_to_a_helper_does_not_count(worker, later):
    cells = "factor = 2\ndef double(x):\n    return factor * x", "test_double", later

    assert verdict(worker, *cells).outcome == "passed"


def test_a_helper_that_comes_below_the_test_cell_counts(worker):
    assert verdict(worker, "def double(x):\n    return factor * x", "test_double", "factor = 2").outcome == "passed"


def test_a_definition_after_the_test_cell_counts_if_there_was_none(worker):
    assert verdict(worker, "test_double", RIGHT).outcome == "passed"


def test_a_graded_test_cell_is_not_run(worker):
    judgement = judged(worker, RIGHT, "test_double")

    assert list(judgement.outputs) == [0]


WORDS = {
    "def double(x):\n    raise NotImplementedError": "`double` is not written yet",
    "def half(x):\n    raise NotImplementedError\ndef double(x):\n    return half(x)": "`double` calls `half`, which",
    "": "`double` is not defined",
    "1 / 0\ndef double(x):\n    return 2 * x": "`double` is not defined: cell 1 stopped with ZeroDivisionError",
    "double = 3": "`double` is no function but of type `int`",
    "def double(x):\n    raise ValueError('no')": "your double raised ValueError: no when called with x (3, 2)",
    "def double(x):\n    assert False, 'me'": "your double raised AssertionError: me",
    "def double(x):\n    return x[:1]": "shape (1, 2), expected (3, 2)",
    "def double(x):\n    x *= 2\n    return x": "x was changed",
    "def double(x):\n    return {1, 2}": "not answered: it gave back a value of type `set`",
    "def double():\n    return 1": "your double raised TypeError",
    "def double(x):\n    return ['a' * 100_000] + [0] * 150_000": "not answered: what it gave back takes more memory",
}


@pytest.mark.parametrize("cell", WORDS, ids=WORDS.values())
def test_a_failure_says_what_is_wrong(worker, cell):
    failed = verdict(worker, cell)

    assert (failed.outcome, failed.points) == ("failed", 0)
    assert failed.message.startswith(WORDS[cell])


@pytest.mark.parametrize(
    ("factor", "mistake"), [("3", "triple"), ("-2", "negated"), ("(1 + 1 + 1)", "triple"), ("4", None)]
)
def test_a_known_mistake_is_named(worker, factor, mistake):
    failed = verdict(worker, f"def double(x):\n    return {factor} * x")

    assert failed.mistake == mistake
    assert ("Twice, or three times?" in failed.message) == (mistake == "triple")


def _breaks(answer):
    raise ValueError("ours")


def test_an_error_while_a_mistake_is_looked_for_costs_only_its_name(worker):
    exam = replace(DOUBLE, probes={"double": _breaks})
    failed = verdict(worker, "def double(x):\n    return 3 * x", exam=exam)

    assert (failed.outcome, failed.mistake, failed.message.startswith("expected")) == ("failed", None, True)


def test_a_mistake_is_not_looked_for_longer_than_a_question_takes(worker):
    slow = Mistake("slow", ("double",), "E1", "How long?", 1, lambda: lambda x: time.sleep(6))
    began = time.monotonic()
    failed = verdict(worker, "def double(x):\n    return 3 * x", exam=replace(DOUBLE, mistakes={"double": [slow]}))

    assert (failed.outcome, failed.mistake) == ("failed", None)
    assert time.monotonic() - began < 5


def test_a_function_may_be_called_back(worker):
    assert judged(worker, RIGHT, exam=EXAM).verdicts[1].outcome == "passed"


def test_an_error_of_a_called_back_function_reaches_the_student(worker):
    def test_calm(calm):
        assert calm(_refuses) == "no"

    exam = Exam("x", (Question("test_calm", 1),), {"test_calm": test_calm})
    cell = "def calm(f):\n    try:\n        f(1)\n    except ValueError as error:\n        return str(error)"

    assert verdict(worker, cell, exam=exam).outcome == "passed"


def _refuses(x):
    raise ValueError("no")


def test_calls_nest(worker):
    def test_apply(apply):
        assert apply(lambda x: apply(lambda y: y + 1, x) * 2, 3) == 8

    exam = Exam("x", (Question("test_apply", 1),), {"test_apply": test_apply})

    assert verdict(worker, "def apply(f, x):\n    return f(x)", exam=exam).outcome == "passed"


def test_activations_and_costs_keep_their_attributes(worker):
    from chainrule import Activation, sigmoid, squared_error

    own = Activation(lambda z: z * z, "z squared", prime=lambda z: 2 * z)

    def test_look(look):
        assert look(own, 3.0) == (9.0, 6.0, "z squared")
        assert look(sigmoid, 0.0)[:2] == (0.5, 0.25)

    def test_same(same):
        assert same(sigmoid, squared_error) is True

    cell = (
        "from chainrule import sigmoid, squared_error\n"
        "def look(g, z):\n    return float(g(z)), float(g.prime(z)), g.name\n"
        "def same(g, c):\n    return g is sigmoid and c is squared_error"
    )
    tests = {"test_look": test_look, "test_same": test_same}
    judgement = judged(worker, cell, exam=Exam("x", tuple(Question(name, 1) for name in tests), tests))

    assert [v.message for v in judgement.verdicts] == ["", ""]


def test_a_network_arrives_as_a_network(worker):
    from chainrule.network import pencil_network

    def test_layers(layers):
        assert layers(pencil_network()) == pencil_network().L

    exam = Exam("x", (Question("test_layers", 1),), {"test_layers": test_layers})

    assert verdict(worker, "def layers(net):\n    return net.L", exam=exam).message == ""


def _broken(double):
    raise KeyError("ours")


def test_an_error_may_tell_what_the_answer_was_called_with(worker):
    failed = verdict(worker, "def double(x):\n    raise ValueError(x.tolist())")

    assert "ValueError: [[" in failed.message


@pytest.mark.parametrize("tests", [{}, {"test_double": _broken}], ids=["no hidden test", "a hidden test that breaks"])
def test_a_fault_of_ours_is_not_judged(worker, tests):
    found = verdict(worker, RIGHT, exam=Exam("x", DOUBLE.questions, tests))

    assert (found.outcome, found.points) == ("not judged", 0)
    assert found.message


def test_the_same_secret_gives_the_same_numbers(worker):
    wrong = "def double(x):\n    return x"
    first, again, other = (verdict(worker, wrong, secret=s).message for s in (b"a", b"a", b"b"))

    assert first == again
    assert first != other


def test_outputs_are_nbformats(worker):
    cell = "print('a')\nimport sys\nprint('b\\x00\\x07', file=sys.stderr)\n1 + 1"
    outputs = judged(worker, cell, "1 / 0", "def f(:").outputs

    assert outputs[0] == [
        {"output_type": "stream", "name": "stdout", "text": "a\n"},
        {"output_type": "stream", "name": "stderr", "text": "b\n"},
        {"output_type": "execute_result", "data": {"text/plain": "2"}, "metadata": {}, "execution_count": 1},
    ]
    assert (outputs[1][0]["ename"], outputs[1][0]["evalue"]) == ("ZeroDivisionError", "division by zero")
    assert outputs[2][0]["ename"] == "SyntaxError"


def test_much_output_is_cut(worker):
    text = judged(worker, "print('a' * 10_000_000)\nfor i in range(50_000): print(i)").outputs[0][0]["text"]

    assert len(text) < QUICK.output_characters + 200


def test_a_judgement_can_be_pickled(worker):
    judgement = judged(worker, RIGHT)

    assert pickle.loads(pickle.dumps(judgement)) == judgement


def test_an_assignment_finds_its_hidden_tests():
    exam = load_exam("04_delta_recursion", ())

    assert module_name("04_delta_recursion") == "delta_recursion"
    assert "test_hidden_delta" in exam.tests
    assert exam.mistakes["hidden_delta"]


def test_an_assignment_without_hidden_tests_has_none():
    assert load_exam("99_no_such_lesson", ()).tests == {}


def asked_for(worker, lasting):
    """How often a function is asked for 2 and then for 3 by an answer that takes it at 2, 2 and 3, in two calls."""
    taken = []

    def f(x):
        taken.append(float(x))
        return x

    def test_slope(slope):
        slope(f, 0.0)
        slope(f, 0.0)

    f.lasting = lasting
    exam = Exam("00_sample", (Question("test_slope", 1),), {"test_slope": test_slope})
    assert verdict(worker, "def slope(f, x):\n    return f(2.0) + f(2.0) + f(3.0)", exam=exam).outcome == "passed"
    return taken


def test_a_lasting_function_is_asked_once_for_each_number_and_any_other_each_time(worker):
    assert asked_for(worker, lasting=True) == [2, 3]
    assert asked_for(worker, lasting=False) == [2, 2, 3] * 2


SAME = {
    "a value": "x = 2\nx * 3",
    "a value that is not shown": "2 + 2;",
    "nothing": "",
    "a comment": "# nothing",
    "a value before the last line": "1\nx = 2",
    "earlier values": "7\n_ + _1 + Out[2]",
    "an error in a function": "def f():\n    return 1 / 0\n\n\nf()",
    "an error in the middle": "print(1)\n1 / 0\nprint(2)",
    "no Python": "def f(:",
    "no Python after Python": "x = 1\nprint(x)\nreturn x",
    "a magic": "%matplotlib inline\nprint(1)",
    "await": "import asyncio\nawait asyncio.sleep(0)\n3",
    "a prompt": ">>> 1 + 1",
    "its own text": "def f():\n    return 1\n\n\nimport inspect\nprint(inspect.getsource(f))",
    "an interrupt": "raise KeyboardInterrupt",
    "another display": "from IPython.display import display\ndisplay(5)\nget_ipython().execution_count",
    "an assertion": "assert 1 == 2, 'no'",
    "a long text": "print('x' * 100_000)",
}


# In the cells below this one nothing is plain Python any more, so IPython itself runs them.
BY_IPYTHON = """
import sys
cells = sys._getframe().f_back.f_globals
cells["_compiled"] = lambda shell, source: compile("(", "", "exec")
"""


@pytest.mark.parametrize("cell", SAME.values(), ids=SAME)
def test_a_cell_puts_out_what_it_puts_out_in_ipython(worker, cell):
    here, there = (judged(worker, "5", "6", before, cell).outputs[3] for before in ("x = 0", BY_IPYTHON))

    assert here == there

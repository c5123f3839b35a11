"""One cell run as in a kernel, and what it put out, up to a bound."""

import ast
import io
import sys
from collections.abc import Iterator
from types import CodeType

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

CUT = "\n... (cut)\n"
NOT_PLAIN = (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError)  # for the parser
ITSELF = 50  # characters that an output takes besides its text
ARRAYS = "import numpy\nprint(numpy.linalg.norm(numpy.eye(2) @ numpy.eye(2)), numpy.array([[0.5, 1j]]))"


def new_shell() -> InteractiveShell:
    """A shell that writes nothing to disk and formats text only."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "NoColor"
    shell = InteractiveShell.instance(config=config)
    shell.display_formatter.active_types = ["text/plain"]
    shell.register_magic_function(lambda rest: None, "line", "matplotlib")
    # There is no shell inside; `!pip install numpy` above an answer must not cost it.
    shell.system = lambda command: None
    shell.getoutput = lambda command, **named: []
    return shell


def run(shell: InteractiveShell, source: str) -> None:
    """Run a cell: plain Python at once, and all else, magics, top-level await, what is no Python, as IPython does."""
    try:
        codes = _compiled(shell, source)
    except NOT_PLAIN:
        shell.run_cell(source, store_history=True)
        return
    number = shell.execution_count
    shell.history_manager.store_inputs(number, source)
    shell.execution_count += number - shell.displayhook.prompt_count  # 0 where a cell is counted when it ends
    with shell.builtin_trap, shell.display_trap:
        try:
            for code in codes:
                exec(code, shell.user_ns)
        except BaseException:  # whatever ends a cell ends no more than it
            shell.showtraceback()
    shell.execution_count = number + 1


def _compiled(shell: InteractiveShell, source: str) -> list[CodeType]:
    """The code of a cell, that of a last expression, whose value is shown, by itself."""
    name = shell.compile.cache(source, shell.execution_count, raw_code=source)
    tree = shell.compile.ast_parse(source, filename=name)
    last = [tree.body.pop()] if tree.body and isinstance(tree.body[-1], ast.Expr) else []
    return [shell.compile(tree, name, "exec"), shell.compile(ast.Interactive(last), name, "single")]


def warm_up(shell: InteractiveShell) -> None:
    """Run what most cells run once, so that what IPython loads late is loaded before the forks."""
    streams = sys.stdout, sys.stderr
    record(shell, Recorder(1000))
    for source in ("print(1)", "1 + 1", "%matplotlib inline", "1 / 0", "def f(:", ARRAYS):
        run(shell, source)
    sys.stdout, sys.stderr = streams
    shell.reset()


class Stream(io.TextIOBase):
    """A text file that hands on what is written to it."""

    encoding = "utf-8"

    def __init__(self, write):
        self._write = write

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._write(text)
        return len(text)


class Recorder:
    """The outputs of the cell that runs now, at most `limit` characters of them."""

    def __init__(self, limit: int):
        self.limit = limit
        self.clear()

    def clear(self) -> None:
        self.outputs: list[dict] = []
        self.left = self.limit

    def cut(self, text: str) -> str:
        kept = text[: max(self.left, 0)]
        full = len(kept) < len(text) and self.left >= 0
        self.left -= len(text)
        return kept + CUT if full else kept

    def stream(self, name: str, text: str) -> None:
        text = self.cut(text)
        last = self.outputs[-1] if self.outputs else {}
        if last.get("name") == name:
            last["text"].append(text)
        elif text:
            self.outputs.append({"output_type": "stream", "name": name, "text": [text]})

    def data(self, kind: str, bundle: dict, count: int | None) -> None:
        if self.left < 0:
            return
        self.left -= ITSELF
        text = self.cut(str(bundle.get("text/plain", "")))
        output = {"output_type": kind, "data": {"text/plain": text}, "metadata": {}}
        self.outputs.append(output | ({"execution_count": count} if kind == "execute_result" else {}))

    def error(self, error: BaseException) -> None:
        name, text = type(error).__name__[:200], words_of(error)
        lines = [self.cut(line) for line in (*places(error), f"{name}: {text}")]
        self.outputs.append({"output_type": "error", "ename": name, "evalue": text, "traceback": lines})


def words_of(error: BaseException, limit: int = 2000) -> str:
    """The text of an exception, whatever its __str__ does."""
    try:
        text = str(error)
        return text if len(text) <= limit else text[:limit] + " ..."
    except Exception:
        return "(its text cannot be read)"


def places(error: BaseException) -> list[str]:
    """Where in the cells it came from, the innermost last."""
    steps = list(_steps(error))[-10:]
    return [f"line {line}" + ("" if name == "<module>" else f", in {name}") for name, line in steps]


def innermost(error: BaseException) -> str:
    """The name of the student's function in which it was raised, or nothing."""
    return next((name for name, _ in reversed(list(_steps(error)))), "")


def _steps(error: BaseException) -> Iterator[tuple[str, int]]:
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        if code.co_filename.startswith("<ipython-input"):
            yield code.co_name, step.tb_lineno
        step = step.tb_next


def record(shell: InteractiveShell, recorder: Recorder) -> None:
    """From here on all that `shell` puts out goes into `recorder`."""
    sys.stdout = Stream(lambda text: recorder.stream("stdout", text))
    sys.stderr = Stream(lambda text: recorder.stream("stderr", text))
    shell.display_pub.publish = lambda data, *rest, **named: recorder.data("display_data", data, None)
    shell.displayhook.write_output_prompt = lambda: None
    shell.displayhook.write_format_data = lambda bundle, *rest: recorder.data(
        "execute_result", bundle, shell.displayhook.prompt_count
    )
    shell.showtraceback = lambda given=None, *rest, **named: recorder.error((given or sys.exc_info())[1])
    shell.showsyntaxerror = lambda *rest, **named: recorder.error(sys.exc_info()[1])

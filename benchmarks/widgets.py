"""How soon the explorers answer a key in a real Chromium, and how many pictures a second live training paints.

`python benchmarks/widgets.py` opens JupyterLab with all explorers on right answers and presses keys, see `keys.py`.
Then lesson 8's training runs for right answers of two styles, vectorised and example by example in loops: what the page
has painted is counted, beside it the frames that the screen would have had, and how soon Stop stops it.
"""

import inspect
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import keys

import right_answers.weights_and_biases as styles
import student
from explorers import EXPLORERS
from in_browser import chromium, notebook_of, run_from_top
from jupyterlab_here import lab_on
from solutions import train_and_transfer, weights_and_biases

SECONDS = 8
STUDENTS = {"vectorised": weights_and_biases.backprop, "loops over examples": styles.backprop_example_by_example}
COUNT = """async (seconds) => {
    const widget = document.querySelector(".cr-training"), painted = () => Number(widget.dataset.painted);
    const play = widget.querySelector("[data-testid=play]");
    const wait = (ms) => new Promise((done) => setTimeout(done, ms));
    play.click();
    while (painted() < 3) await wait(10);
    let frames = 0, counting = true;
    const tick = () => { frames += 1; if (counting) requestAnimationFrame(tick); };
    const before = painted(), began = performance.now();
    requestAnimationFrame(tick);
    await wait(1000 * seconds);
    counting = false;
    const took = (performance.now() - began) / 1000, shown = painted() - before;
    const asked = performance.now();
    let [last, seen] = [asked, painted()];
    play.click();
    while (performance.now() - asked < 2000) {
        await wait(5);
        if (painted() !== seen) [last, seen] = [performance.now(), painted()];
    }
    return { painted: shown / took, screen: frames / took, stopped: last - asked, says: play.textContent };
}"""


def explorers(browser, folder, address):
    """The page that shows every explorer on right answers."""
    tests = str(Path(student.__file__).parent)
    made = f"import sys\n\nsys.path.insert(0, {tests!r})\nfrom explorers import explorer"
    return shown(browser, folder, address, made, *(f"explorer({name!r})" for name in EXPLORERS))


def training(browser, folder, address, backprop):
    """The page that shows the training explorer on one student's functions."""
    functions = inspect.getsource(backprop) + "\n\n" + inspect.getsource(train_and_transfer.train)
    imports = "import numpy as np\n\nfrom chainrule import explore, forward"
    return shown(browser, folder, address, imports, functions, f"explore.training(train, {backprop.__name__})")


def shown(browser, folder, address, *sources):
    student.write(notebook_of(*sources), folder / "live.ipynb")
    return run_from_top(browser, f"{address}/lab/tree/live.ipynb?reset")


def told(name, found):
    print(
        f"{name:22} {found['painted']:5.1f} painted a second (the screen: {found['screen']:.0f}), "
        f"last picture {found['stopped']:.0f} ms after Stop, button says {found['says']}"
    )


def main():
    with tempfile.TemporaryDirectory() as place, chromium() as browser:
        folder = Path(place, "lab")
        folder.mkdir()
        with lab_on(folder) as address:
            page = explorers(browser, folder, address)
            keys.table(page)
            page.close()
            print()
            for name, backprop in STUDENTS.items():
                page = training(browser, folder, address, backprop)
                page.get_by_test_id("training").wait_for()
                told(name, page.evaluate(COUNT, SECONDS))
                page.close()


if __name__ == "__main__":
    main()

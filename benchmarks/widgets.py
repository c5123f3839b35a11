"""How many pictures a second lesson 8's live training paints in a real Chromium, and how soon Stop stops it.

`python benchmarks/widgets.py` opens JupyterLab for right answers of two styles, vectorised and example by example in
loops, and counts what the page has painted; beside it the frames that the screen would have had.
"""

import inspect
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from playwright.sync_api import sync_playwright

import right_answers.weights_and_biases as styles
import student
from in_browser import CHROMIUM, QUIET, run_from_top
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


def notebook(backprop):
    """A notebook with a student's functions and the explorer."""
    sources = (
        "import numpy as np\n\nfrom chainrule import explore, forward",
        inspect.getsource(backprop) + "\n\n" + inspect.getsource(train_and_transfer.train),
        f"explore.training(train, {backprop.__name__})",
    )
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
        for i, source in enumerate(sources)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


def main():
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place, "lab")
        folder.mkdir()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with lab_on(folder) as address:
            for name, backprop in STUDENTS.items():
                student.write(notebook(backprop), folder / "live.ipynb")
                page = run_from_top(browser, f"{address}/lab/tree/live.ipynb?reset")
                page.get_by_test_id("training").wait_for()
                found = page.evaluate(COUNT, SECONDS)
                page.close()
                print(
                    f"{name:22} {found['painted']:5.1f} painted a second (the screen: {found['screen']:.0f}), "
                    f"last picture {found['stopped']:.0f} ms after Stop, button says {found['says']}"
                )
        browser.close()


if __name__ == "__main__":
    main()

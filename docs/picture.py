"""The moving picture of the README, from the real explorer in a real browser: `make picture`.

JupyterLab opens a notebook with a right `hidden_delta`; the explorer is used by mouse and keyboard, as a student does,
and what the browser paints becomes `explorer.gif`. Its last picture is `explorer.png`, for who wants nothing to move.
"""

import inspect
import io
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from PIL import Image

import student
from in_browser import chromium, notebook_of, run_from_top
from jupyterlab_here import lab_on
from solutions.delta_recursion import hidden_delta

HERE = Path(__file__).parent
WIDE, HIGH = 1400, 700  # the browser's width, with room for the whole explorer, and the picture's height
PULSE = range(0, 900, 100)  # milliseconds of the pulse's way, a picture at each
MOVING, TYPING, READING, LAST = 70, 130, 2200, 4500  # how long a picture stays, in milliseconds
COLOURS = 96
REWIND = """(time) => document.getAnimations().filter((each) => each.animationName === "cr-run")
    .forEach((each) => { each.pause(); each.currentTime = time; })"""


def notebook():
    """A notebook with the answer that walks back and the explorer that runs it."""
    sources = (
        "import numpy as np\n\nfrom chainrule import explore",
        inspect.getsource(hidden_delta),
        "explore.paths(hidden_delta)",
    )
    return notebook_of(*sources)


class Film:
    """The pictures taken of one widget, and how long each stays."""

    def __init__(self, page):
        self.page, self.pictures, self.times = page, [], []
        page.set_viewport_size({**page.viewport_size, "width": WIDE})
        page.add_style_tag(content=".jp-Notebook-footer { visibility: hidden }")
        self.widget = page.get_by_test_id("paths")
        self.widget.get_by_test_id("restart").click()  # so that the explorer has the focus, and no cell a frame
        self.clip = {**self.widget.bounding_box(), "height": HIGH}

    def take(self, milliseconds, time=PULSE.stop):
        """Take a picture that stays so long, with the pulse where it is at a time of its way."""
        self.page.evaluate(REWIND, time)
        shot = Image.open(io.BytesIO(self.page.screenshot(clip=self.clip))).convert("RGB")
        self.pictures.append(shot)
        self.times.append(milliseconds)

    def pulse(self, milliseconds):
        """Take the signal's way back step by step, then what it leaves."""
        for time in PULSE:
            self.take(MOVING, time)
        self.take(milliseconds)

    def write(self, folder):
        """Write the film, and its last picture alone."""
        palette = self._all_in_one().quantize(COLOURS)
        frames = [each.quantize(palette=palette, dither=Image.Dither.NONE) for each in self.pictures]
        first, *rest = frames
        first.save(
            folder / "explorer.gif", save_all=True, append_images=rest, duration=self.times, loop=0, optimize=True
        )
        self.pictures[-1].save(folder / "explorer.png", optimize=True)

    def _all_in_one(self):
        wide, high = self.pictures[0].size
        tall = Image.new("RGB", (wide, high * len(self.pictures)))
        for place, each in enumerate(self.pictures):
            tall.paste(each, (0, high * place))
        return tall


def predict_and_see(film, neuron, guess):
    """Choose a neuron, type a guess, see its paths, their sum, times g'."""
    widget = film.widget
    widget.get_by_test_id(neuron).click()
    film.pulse(TYPING)
    widget.get_by_test_id("predict-input").focus()
    for letter in guess:
        film.page.keyboard.type(letter)
        film.take(TYPING)
    film.take(READING // 2)
    widget.get_by_test_id("step").click()
    film.pulse(READING)
    widget.get_by_test_id("step").click()
    film.take(READING // 2)
    widget.get_by_test_id("step").click()
    widget.get_by_test_id("verdict").wait_for()
    film.take(READING)


def shoot(page):
    """The whole story: a neuron of layer 2 with a guess far off, a step back, one of layer 1 with a near guess."""
    film = Film(page)
    film.take(READING // 2)
    predict_and_see(film, "neuron-2-2", "0.1")
    film.widget.get_by_test_id("step-back").click()
    film.widget.get_by_text("are now your own function's").wait_for()
    film.pulse(READING // 2)
    predict_and_see(film, "neuron-1-3", "-0.02")
    film.times[-1] = LAST
    return film


def main(to=HERE):
    with tempfile.TemporaryDirectory() as place, chromium() as browser:
        folder = Path(place, "lab")
        folder.mkdir()
        student.write(notebook(), folder / "picture.ipynb")
        with lab_on(folder) as address:
            shoot(run_from_top(browser, f"{address}/lab/tree/picture.ipynb?reset")).write(to)
    for name in ("explorer.gif", "explorer.png"):
        print(f"{to / name}: {(to / name).stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()

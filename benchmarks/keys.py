"""How long each explorer takes from a key that is pressed to the last picture that follows from it, in a real Chromium.

The time runs from the key's own time stamp to the frame after the last change in the explorer; what the student's
function takes is in it, and the way to the kernel and back.
"""

from itertools import cycle, islice
from statistics import median

from explorers import EXPLORERS

PRESSES = 20
QUIET = 400  # Milliseconds without a change, after which nothing more is to come.
TARGET = 50  # Milliseconds. No explorer is drawn by matplotlib, for which it would be 80.
ROW = "{:14}{:>12}{:>10}{:>10}"

# Controls and keys that go back and forth; other explorers have a slider of this name.
WAYS = {
    "nudge": (("u", "ArrowRight"), ("u", "ArrowLeft")),
    "neuron": (("slider-1", "ArrowRight"), ("slider-1", "ArrowLeft")),
    "saturation": (("z", "ArrowRight"), ("z", "ArrowLeft")),
    "wires": (("nudge", "ArrowRight"), ("nudge", "ArrowLeft")),
    "paths": (("neuron-2-2", "Enter"), ("neuron-2-1", "Enter")),
    "batch": (("batch-N", "ArrowRight"), ("batch-N", "ArrowLeft")),
    "steps": (("step", "ArrowRight"), ("step", "ArrowLeft")),
    "zoo": (("more", "Enter"), ("fewer", "Enter")),
    "depth": (("depth", "ArrowRight"), ("depth", "ArrowLeft")),
    "training": (("one", "Enter"),),
    "digit": (("digit-grid", "ArrowUp"), ("digit-grid", "ArrowDown")),
}
WATCH = """(widget) => {
    const after = new MessageChannel();
    after.port1.onmessage = () => { window.pictured = performance.now(); };
    const soon = () => requestAnimationFrame(() => after.port2.postMessage(0));
    widget.addEventListener("keydown", (event) => { window.pressed = event.timeStamp; }, true);
    const what = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver(soon).observe(widget, what);
}"""


def table(page):
    """Print a line for each explorer on the page, which shows them in their order."""
    print(ROW.format("a key in", "median, ms", "longest", "target"))
    for name, widget in zip(EXPLORERS, page.locator(".jp-OutputArea-output .cr").all(), strict=True):
        widget.scroll_into_view_if_needed()
        made_ready(page, widget, name)
        widget.evaluate(WATCH)
        times = [pressed(page, widget, *way) for way in islice(cycle(WAYS[name]), PRESSES)]
        print(ROW.format(name, f"{median(times):.0f}", f"{max(times):.0f}", TARGET), flush=True)


def made_ready(page, widget, name):
    """Bring an explorer where its keys are answered with pictures: weights that may move, sizes that are shown."""
    if name == "neuron":
        widget.get_by_test_id("lock").click()
    if name == "depth":
        for activation in ("tanh", "identity"):
            widget.get_by_test_id("activation").select_option(activation)
            widget.get_by_test_id("factor").wait_for(state="detached")
            widget.get_by_test_id("factor-input").fill("0.5")
            widget.get_by_test_id("end-input").fill("-8.7")
            widget.get_by_test_id("reveal").click()
            widget.get_by_test_id("factor").wait_for()
    page.wait_for_timeout(QUIET)


def pressed(page, widget, control, key):
    """Milliseconds from one press to its last picture."""
    widget.get_by_test_id(control).focus()
    page.keyboard.press(key)
    page.wait_for_timeout(QUIET)
    took = page.evaluate("window.pictured - window.pressed")
    assert took > 0, f"nothing followed from {key} in {control}"
    return took

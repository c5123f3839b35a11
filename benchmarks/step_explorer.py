"""How long lesson 6's explorers take to answer a change, in the kernel: `python benchmarks/step_explorer.py`.

Nothing is kept from one change of the lab to the next: each time all curves are computed anew.
"""

from statistics import median
from time import perf_counter, process_time

from chainrule import explore, vcurve
from chainrule.explore import step_explorer
from chainrule.zoo import ANIMALS
from solutions.gradient_checking import check_gradients, fixture, numeric_gradient

REPEATS = 20
ROW = "{:28}{:>12}{:>12}{:>12}"


def drawing(kind, kink):
    """The time from what the page sends to the curves that go back, the student's among them."""
    widget = explore.steps(numeric_gradient)
    widget.set_state({"kind": "float32" if kind == "float64" else "float64", "kink": kink})
    vcurve.hill.cache_clear()
    step_explorer.known.cache_clear()
    widget._asked.cache_clear()
    took = answering(widget, kind=kind)
    assert not widget.curves["words"]
    return took


def visiting(seed):
    """The time from a fixture to what it makes of every animal."""
    widget = explore.zoo(check_gradients)
    took = answering(widget, fixture={**fixture(), "seed": seed})
    assert len(widget.rows) == len(ANIMALS)
    return took


def answering(widget, **traits):
    """Milliseconds to answer what the page sends: by the clock, and of the processor."""
    start, busy = perf_counter(), process_time()
    widget.set_state(traits)
    return 1e3 * (perf_counter() - start), 1e3 * (process_time() - busy)


def told(name, times):
    clock, busy = zip(*times, strict=True)
    print(ROW.format(name, f"{median(clock):.1f}", f"{max(clock):.1f}", f"{median(busy):.1f}"))


def main():
    print(ROW.format("a change of", "median, ms", "longest", "processor"))
    for kind in vcurve.KINDS:
        for kink in (False, True):
            name = f"lab: {kind}{', with a kink' if kink else ''}"
            told(name, [drawing(kind, kink) for _ in range(REPEATS)])
    told("zoo: the fixture", [visiting(seed) for seed in range(REPEATS)])


if __name__ == "__main__":
    main()

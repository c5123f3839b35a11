"""How long the depth explorer takes to answer a change, in the kernel: `python benchmarks/depth_explorer.py`."""

from statistics import median
from time import perf_counter, process_time

from chainrule import explore
from solutions.delta_recursion import hidden_delta
from solutions.softmax_and_depth import delta_norms

REPEATS = 20


def answering(widget, **traits):
    """Milliseconds from what the page sends to the view that goes back: by the clock, and of the processor."""
    start, busy = perf_counter(), process_time()
    widget.set_state({**traits, "asked": widget.asked + 1})
    return 1e3 * (perf_counter() - start), 1e3 * (process_time() - busy)


def main():
    print("{:12}{:>8}{:>12}{:>12}{:>12}".format("activation", "layers", "median, ms", "longest", "processor"))
    for activation in ("tanh", "sigmoid", "relu", "identity"):
        for depth in (10, 30, 50):
            widget = explore.depth(hidden_delta, delta_norms)
            sigmas = [round(0.1 + 0.01 * i, 2) for i in range(REPEATS)]
            widget.set_state({"guesses": {f"{activation} {sigma:.2f}": [1, 0, depth] for sigma in sigmas}})
            widget.set_state({"activation": activation, "depth": depth})
            times, busy = zip(*(answering(widget, sigma=sigma) for sigma in sigmas), strict=True)
            assert widget.view["agrees"]
            print(f"{activation:12}{depth:8}{median(times):12.1f}{max(times):12.1f}{median(busy):12.1f}")


if __name__ == "__main__":
    main()

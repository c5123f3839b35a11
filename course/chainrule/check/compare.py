"""An answer's numbers against the measured ones, block by block: form, size of the difference, ratio, cosine."""

from dataclasses import dataclass

import numpy as np

TOLERANCE = 1e-9  # Right formulas sit near 1e-15; so does the measured truth. Finite differences reach 1e-10.
ENTRY_TOLERANCE = 1e-12  # Of a number by itself. A formula that cancels nothing comes within 1e-13 even at e^-700.
TINY = float(np.finfo(float).tiny)  # The smallest normal number: whatever is smaller has lost digits already.


@dataclass(frozen=True)
class Difference:
    """Where and how a block of numbers leaves the truth; `form` says in words what is wrong before any number.

    With a `floor`, its numbers were compared one by one.
    """

    block: str
    form: str = ""
    yours: np.ndarray | None = None
    truth: np.ndarray | None = None
    floor: float | None = None

    @property
    def wrong(self):
        """Which entries differ, as an array of booleans: all but those a thousand times nearer than the worst."""
        if self.floor is not None:
            return ~(entry_errors(self.yours, self.truth, self.floor) <= ENTRY_TOLERANCE)
        off = np.abs(self.yours - self.truth)
        return off > off.max() / 1e3

    @property
    def ratio(self):
        """Yours over the truth, along the truth: r, where yours is r times the truth."""
        return float(np.sum(self.yours * self.truth) / np.sum(self.truth**2))

    @property
    def cosine(self):
        """1 where yours points as the truth does, 0 where it is at right angles or nought, -1 where it is opposite."""
        size = np.linalg.norm(self.yours)
        return float(np.sum(self.yours * self.truth) / (size * np.linalg.norm(self.truth))) if size else 0.0


def blocks(value, names=("",)):
    """The arrays in `value`, by name, the highest layer first: {"": array}, {"delta[2]": ..., "delta[1]": ...}.

    A tuple holds one value for each of `names`.
    """
    if isinstance(value, tuple):
        return {
            block: each
            for name, part in zip(names, value, strict=True)
            for block, each in blocks(part, (name,)).items()
        }
    if isinstance(value, dict):
        return {f"{names[0]}[{l}]": value[l] for l in sorted(value, reverse=True)}
    return {names[0]: value}


def differences(value, truth, names=("",), tolerance=TOLERANCE, floor=None):
    """Every block of `truth` that `value` does not give, in order; empty when all agree to `tolerance`.

    With a `floor`, every number must agree by itself, see `entry_errors`.
    """
    form = _form_of_whole(value, truth, names)
    if form:
        return [Difference(names[0] if len(names) == 1 else "", form)]
    found, expected = blocks(like(value, truth), names), blocks(truth, names)
    pairs = ((block, found[block], expected[block]) for block in expected)
    return [each for block, *pair in pairs if (each := _difference(block, *pair, tolerance, floor))]


def on_the_way_forward(block):
    """A key that sorts blocks as a forward pass makes them, z[1] before a[1] before z[2]."""
    name, _, layer = block.rstrip("]").partition("[")
    return int(layer or 0), name != "z"


def relative_error(yours, truth):
    """||yours - truth|| / ||truth||; NaN where a number is not finite."""
    return float(np.linalg.norm(yours - truth) / max(np.linalg.norm(truth), TINY))


def entry_errors(yours, truth, floor):
    """|yours - truth| / |truth| of each entry, with `floor` for a smaller |truth|; 0 where both are below TINY."""
    lost = np.maximum(np.abs(yours), np.abs(truth)) < TINY
    return np.where(lost, 0, np.abs(yours - truth) / np.maximum(np.abs(truth), floor))


def _difference(block, value, truth, tolerance, floor):
    form = form_of(value, truth)
    if form:
        return Difference(block, form)
    found = Difference(block, "", np.asarray(value, dtype=float), np.asarray(truth), floor)
    if floor is not None:
        return found if found.wrong.any() else None
    return None if relative_error(found.yours, found.truth) <= tolerance else found


def form_of(value, truth):
    """What is wrong with `value` before any number is looked at, in words; empty where nothing is."""
    if value is None:
        return "nothing comes back (is there a return?)"
    if callable(value):
        return "a function comes back, not its numbers"
    try:
        numbers = np.asarray(value)
    except (ValueError, MemoryError):  # One long text makes every number beside it as long.
        return "what comes back is no array of numbers"
    if numbers.dtype.kind not in "fiu":
        return f"what comes back holds {_kind(numbers)}, not real numbers"
    if np.shape(truth) == () != numbers.shape:
        return f"an array of shape {numbers.shape} comes back, expected one number"
    if numbers.shape != np.shape(truth):
        return f"the shape is {numbers.shape}, expected {np.shape(truth)}"
    if numbers.shape == () and not np.isfinite(numbers):
        return f"{numbers} comes back, which is not finite"
    bad = np.argwhere(~np.isfinite(numbers))
    return f"some numbers are not finite, the first is entry {bad[0].tolist()}" if len(bad) else ""


def _kind(numbers):
    return {"c": "complex numbers", "b": "True and False"}.get(numbers.dtype.kind, "no numbers")


def _form_of_whole(value, truth, names):
    """What is wrong with the outer form of `value`, before any array in it is looked at."""
    if isinstance(truth, tuple):
        if not isinstance(value, tuple | list) or len(value) != len(truth):
            return f"expected {len(truth)} things, {' and '.join(names)}"
        parts = (_form_of_whole(v, t, (name,)) for v, t, name in zip(value, truth, names, strict=True))
        return next((f"{name}: {form}" for name, form in zip(names, parts, strict=True) if form), "")
    if not isinstance(truth, dict):
        return "a dict comes back, expected an array" if isinstance(value, dict) else ""
    if not isinstance(value, dict):
        return f"expected a dict keyed by the layer's number, like z and W, but a {type(value).__name__} came back"
    if value.keys() != truth.keys():
        return f"the keys are {_listed(value)}, expected the layers {_listed(truth)}"
    return ""


def like(value, truth):
    """A list for a tuple where several things are to come back, and a tuple of numbers for a list where one is."""
    if isinstance(truth, tuple):
        return tuple(value)
    return list(value) if isinstance(value, tuple) else value


def _listed(keys):
    return ", ".join(str(key) for key in sorted(keys, key=str)) or "none"

"""The bug zoo in the hand: change the fixture, and see which animals it exposes and which pass."""

import anywidget
import numpy as np
import traitlets

from chainrule import zoo
from chainrule.explore.answers import in_words
from chainrule.explore.drawing import script, style
from chainrule.explore.zoo_still import still
from chainrule.numeric import measured_gradient
from chainrule.zoo.fixture import ACTIVATIONS, COSTS, MOST

CAPTION = (
    "The bug zoo: backprops under letters, right and wrong. Run the cell to choose a fixture that tells them apart."
)


class ZooExplorer(anywidget.AnyWidget):
    """A `fixture`, and a row of `rows` for each animal: what the fixture and the student's check make of it.

    `smallest` is the size of the smallest fixture so far that told all of them, None before there was one.
    """

    _css = style("zoo.css")
    _esm = script("zoo.js")

    fixture = traitlets.Dict(zoo.FIRST).tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    rows = traitlets.List().tag(sync=True)
    size = traitlets.Int(0).tag(sync=True)
    smallest = traitlets.Int(None, allow_none=True).tag(sync=True)
    text = traitlets.Unicode("").tag(sync=True)
    words = traitlets.Unicode("").tag(sync=True)

    def __init__(self, check_gradients=None):
        if check_gradients is not None and not callable(check_gradients):
            kind = type(check_gradients).__name__
            raise TypeError(f"explore.zoo wants your function check_gradients, not {kind}")
        self._check_gradients = check_gradients
        super().__init__(frame={"activations": list(ACTIVATIONS), "costs": list(COSTS), "most": MOST})
        self._try()
        self.observe(self._try, "fixture")

    def _try(self, _change=None):
        """Hold every animal against what is measured on the fixture's network."""
        try:
            net = zoo.network_of(self.fixture)
        except zoo.FixtureError as error:
            with self.hold_sync():
                self.rows, self.text, self.words = [], "", f"This makes no network: {error}"
            return
        truth, found = measured_gradient(net), zoo.gradients(net)
        errors, words = self._errors(found, truth)
        with self.hold_sync():
            self.rows = [row(*each, truth) for each in zip(zoo.ANIMALS, found, errors, strict=True)]
            self.words, self.size, self.text = words, zoo.size_of(self.fixture), in_python(self.fixture)
            if all(each["told"] for each in self.rows) and self.size < (self.smallest or np.inf):
                self.smallest = self.size

    def _errors(self, found, truth):
        """(block, error) of the worst block of each gradient by the student's function, or None; and words."""
        errors, words = [], ""
        for gradient in found:
            worst = None
            if gradient is not None and self._check_gradients and not words:
                worst, words = asked(self._check_gradients, gradient, truth)
            errors.append(worst)
        return errors, words and f"Your check_gradients: {words}."

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/html": still(self.rows, CAPTION)}, metadata


def row(animal, gradient, worst, truth):
    """One animal's row: its letter, what it is, the verdict on it, and the worst block and its error."""
    verdict = zoo.verdict(gradient, truth)
    return {
        "letter": animal.letter,
        "right": animal.right,
        "verdict": verdict if gradient is not None else "stops",
        "told": verdict == ("passes" if animal.right else "exposed"),
        "block": worst[0] if worst else "",
        "error": worst[1] if worst else None,
    }


def asked(check_gradients, gradient, truth):
    """The worst block by the student's report, as (name, error), or None and words for what it did instead."""
    copies = [{l: block.copy() for l, block in part.items()} for part in (*gradient, *truth)]
    try:
        report = check_gradients(*copies)
        errors = {str(block)[:12]: float(error) for block, error in report.items()}
        if not errors:
            return None, "no block comes back"
        block = max(errors, key=errors.get)
        return ((block, errors[block]), "") if np.isfinite(errors[block]) else ((block, None), "")
    except (Exception, SystemExit) as error:  # A student's function may raise anything, or return it.
        return None, in_words(error)


def in_python(fixture):
    """The fixture as it is to be written into the answer."""
    plain = {
        "sizes": tuple(fixture["sizes"]),
        "N": fixture["N"],
        "activations": tuple(fixture["activations"]),
        "cost": fixture["cost"],
        "symmetric": fixture["symmetric"],
        "seed": fixture["seed"],
    }
    return "".join(f'"{word}": {value!r},\n' for word, value in plain.items()).replace("'", '"')

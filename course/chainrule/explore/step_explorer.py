"""The V-curve lab: how far a measured gradient is off for every step h, by three schemes and by the student's own."""

from functools import cache

import anywidget
import numpy as np
import traitlets

from chainrule.check.compare import form_of
from chainrule.explore.answers import in_words
from chainrule.explore.drawing import script, style
from chainrule.explore.step_still import still
from chainrule.vcurve import KINDS, KINK_AT, LEAST, STEPS, errors, hill, off, theory

EVERY = 2  # Of the steps, the student's function is asked at every second one.
WATCHED = -1  # The parameter whose two values of f are shown.
CAPTION = (
    "How far a measured gradient is off, against the step h: falling, then rising curves for two nudges and for one, "
    "and a complex step that never rises again. Run the cell to choose h, float32 and a kink."
)


class StepExplorer(anywidget.AnyWidget):
    """Curves in numbers of `kind`, with a `kink` or without, looked at where h is the step number `at`.

    `curves` are plain data, with None where the student's function gave no gradient; `words` say what it did instead.
    """

    _css = style("steps.css")
    _esm = script("steps.js")

    kind = traitlets.Unicode("float64").tag(sync=True)
    kink = traitlets.Bool(False).tag(sync=True)
    at = traitlets.Int(int(np.argmin(np.abs(STEPS - 1e-3)))).tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    curves = traitlets.Dict().tag(sync=True)

    def __init__(self, numeric_gradient=None):
        if numeric_gradient is not None and not callable(numeric_gradient):
            kind = type(numeric_gradient).__name__
            raise TypeError(f"explore.steps wants your function numeric_gradient, not {kind}")
        self._asked = cache(lambda kind, kink: _asked(numeric_gradient, hill(kind, kink)))
        frame = {"h": STEPS.tolist(), "kinds": list(KINDS), "kink_at": KINK_AT, "least": LEAST}
        super().__init__(frame=frame)
        self._draw()
        self.observe(self._draw, ["kind", "kink"])

    def _draw(self, _change=None):
        if self.kind in KINDS:  # A page may send anything.
            yours, words = self._asked(self.kind, self.kink)
            self.curves = {**known(self.kind, self.kink), "yours": yours, "words": words}

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/html": still(STEPS, self.curves, CAPTION)}, metadata


@cache
def known(kind, kink):
    """What does not depend on the student: the three curves, theory's lowest points, two values of f for each step."""
    place = hill(kind, kink)
    curves = {scheme: each.tolist() for scheme, each in errors(place).items()}
    lowest = {scheme: [float(number) for number in point] for scheme, point in theory(place).items()}
    nudges = np.zeros((len(STEPS), len(place.theta)))
    nudges[:, WATCHED] = STEPS
    real = KINDS[kind][0]
    up, down = (place.values(place.theta + sign * nudges, real) for sign in (1, -1))
    return {**curves, "theory": lowest, "up": _digits(up), "down": _digits(down)}


def _digits(values):
    """All the digits that numbers of this kind have."""
    places = 17 if values.dtype == np.float64 else 9
    return [f"{float(value):.{places}f}" for value in values]


def _asked(numeric_gradient, place):
    """How far the student's gradient is off at every second step, None between and where there is none; and words."""
    found, words, truth = [None] * len(STEPS), "", place.slopes(place.theta[None])[0]
    for i in range(0, len(STEPS) if numeric_gradient else 0, EVERY):
        try:
            value = numeric_gradient(place.f, place.theta.copy(), float(STEPS[i]))
            form = form_of(value, truth)
            if not form:
                found[i] = float(off(np.array(value, dtype=float), truth))
        except (Exception, SystemExit) as error:  # A student's function may raise anything.
            form = in_words(error, f"theta was {truth.shape}, h = {STEPS[i]:g}")
        if form:
            return found, f"for h = {STEPS[i]:g}, {form}"  # What it cannot do once it need not try again.
    return found, words

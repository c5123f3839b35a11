"""Nudge a graph of four nodes: say which way c goes, then see the ratios, your products and your sum."""

import anywidget
import numpy as np
import traitlets

from chainrule.asked import agrees, number_from
from chainrule.explore.drawing import script, style
from chainrule.explore.four_nodes import NAMES, Nudged
from chainrule.explore.four_nodes_still import still

PLACES = tuple(float(u) for u in np.arange(-0.5, 3.01, 0.25))
NUDGES = (0.5, 0.1, 0.01, 0.001)
CAPTION = "A graph of four nodes: u feeds v₁ and v₂, both feed c; run the cell to nudge it."


class NudgeExplorer(anywidget.AnyWidget):
    """`u` is nudged by `nudge`; `said` holds what was foretold at each place ({"1.25": "rises"}).

    `view` is what was measured, and, only where a word was said, the move of c and your own numbers.
    """

    _css = style("nudge.css")
    _esm = script("nudge.js")

    u = traitlets.Float(1.0).tag(sync=True)
    nudge = traitlets.Float(0.1).tag(sync=True)
    said = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    # What the browser needs once: the slider's stops, the nodes' names, and how long the longest bar must be.
    frame = traitlets.Dict().tag(sync=True)

    def __init__(self, chain, total_derivative):
        for name, function in (("chain", chain), ("total_derivative", total_derivative)):
            if not callable(function):
                raise TypeError(f"explore.nudge wants your function {name}, not {type(function).__name__}")
        self._chain, self._total = chain, total_derivative
        super().__init__(frame={"places": PLACES, "nudges": NUDGES, "names": NAMES, "reach": _reach()})
        self._look()
        self.observe(self._look, ["u", "nudge", "said"])

    def _look(self, _change=None):
        now = Nudged(self.u, self.nudge)
        told = self.said.get(key(self.u))
        self.view = {
            "at": key(self.u),
            "values": now.values,
            "moves": now.moves if told else (*now.moves[:3], None),
            "ratios": now.ratios,
            "told": told,
            "score": self._score(),
            **(self._revealed(now) if told else {}),
        }

    def _score(self):
        right = sum(Nudged(float(u), NUDGES[-1]).direction == word for u, word in self.said.items())
        return [right, len(self.said)]

    def _revealed(self, now):
        """Your products and your sum beside what was measured, and which way c really goes."""
        up_1, up_2, down_1, down_2 = now.ratios
        along = [
            _row(number_from(self._chain, np.array([up, down])), measured)
            for up, down, measured in zip((up_1, up_2), (down_1, down_2), now.along, strict=True)
        ]
        total = number_from(self._total, np.array([down_1, down_2]), np.array([up_1, up_2]))
        return {
            "along": along,
            "total": _row(total, sum(now.along)),
            "by_both": now.by_both,
            "direction": now.direction,
        }

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return {**data, "text/html": still(Nudged(self.u, self.nudge), CAPTION)}, metadata


def key(u):
    """The name of a place in `said`."""
    return f"{u:g}"


def _row(reply, measured):
    """One line of the table: your number, or words where there is none, and the measured one."""
    return {"yours": reply.number, "words": reply.words, "measured": measured, "agrees": agrees(reply, measured)}


def _reach():
    """The largest number that any bar shows at any place."""
    found = (Nudged(u, h) for u in PLACES for h in NUDGES)
    return max(abs(number) for now in found for number in (*now.ratios, *now.along, now.by_both))

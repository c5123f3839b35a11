"""Figures, each with one question; `__all__` names them.

Every one returns a matplotlib `Figure` that a notebook shows when it is the last line of a cell; no pyplot is used,
so none is shown twice and none stays open.
"""

from chainrule.draw.confusion import confusion
from chainrule.draw.depth import paths_against_depth
from chainrule.draw.forward import digits, layers, neuron, slopes
from chainrule.draw.graph import graph
from chainrule.draw.heat import deltas
from chainrule.draw.last_layer import delta_curves
from chainrule.draw.learning import learning
from chainrule.draw.outer import outer
from chainrule.draw.race import race, slowdown
from chainrule.draw.schemes import chain, fan_out, one_path
from chainrule.draw.secants import secants
from chainrule.draw.shares import shares
from chainrule.draw.shortcut import shortcut
from chainrule.draw.trained import trained, wrong_that_train
from chainrule.draw.truth import agreement
from chainrule.draw.vanishing import flatness, norms
from chainrule.draw.walks import walks

__all__ = [
    "agreement",
    "chain",
    "confusion",
    "delta_curves",
    "deltas",
    "digits",
    "fan_out",
    "flatness",
    "graph",
    "layers",
    "learning",
    "neuron",
    "norms",
    "one_path",
    "outer",
    "paths_against_depth",
    "race",
    "secants",
    "shares",
    "shortcut",
    "slopes",
    "slowdown",
    "trained",
    "walks",
    "wrong_that_train",
]

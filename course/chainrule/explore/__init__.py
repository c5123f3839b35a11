"""Networks to take in the hand: `paths` runs your own `hidden_delta`, `wires` only nudges, `nudge` is lesson 1's."""

from chainrule.explore.nudge_explorer import NudgeExplorer
from chainrule.explore.path_explorer import PathExplorer
from chainrule.explore.wire_explorer import WireExplorer
from chainrule.network import explorer_network, pencil_network

__all__ = ["nudge", "paths", "wires"]


def nudge(chain, total_derivative):
    """Nudge a graph of four nodes: foretell which way c goes, then see the ratios, your products and your sum."""
    return NudgeExplorer(chain, total_derivative)


def paths(hidden_delta, net=None):
    """The path-sum explorer of your `hidden_delta(delta_next, W_next, z, g_prime)` on `net`, by default 2-3-2-2.

    Choose a hidden neuron, predict its delta, then see its paths, their sum, times g', and your own number
    beside the measured one. Freeze and release wires; step back layer by layer.
    """
    return PathExplorer(hidden_delta, net or explorer_network())


def wires(net=None, l=1):
    """Nudge one neuron of layer `l`, freeze and release its wires, and read how far z and c move."""
    return WireExplorer(net or pencil_network(), l)

"""What the lessons take in the hand; `__all__` names the explorers, and most of them run your own functions."""

from chainrule.explore.batch_explorer import BatchExplorer, batch_network
from chainrule.explore.depth_explorer import DepthExplorer
from chainrule.explore.digit_explorer import DigitExplorer
from chainrule.explore.neuron_explorer import NeuronExplorer, neuron_network
from chainrule.explore.nudge_explorer import NudgeExplorer
from chainrule.explore.path_explorer import PathExplorer
from chainrule.explore.saturation_explorer import SaturationExplorer
from chainrule.explore.step_explorer import StepExplorer
from chainrule.explore.training_explorer import TrainingExplorer
from chainrule.explore.wire_explorer import WireExplorer
from chainrule.explore.zoo_explorer import ZooExplorer
from chainrule.network import explorer_network, pencil_network

__all__ = ["batch", "depth", "digit", "neuron", "nudge", "paths", "saturation", "steps", "training", "wires", "zoo"]


def neuron(forward, net=None, j=3):
    """One neuron of `net` in the hand, neuron `j` of layer 1 first, with your `forward(x, W, b, g)`.

    Choose a weight, click every value that it will change, lock that, then move it and see which did.
    """
    return NeuronExplorer(forward, net or neuron_network(), j)


def nudge(chain, total_derivative):
    """Nudge a graph of four nodes: foretell which way c goes, then see the ratios, your products and your sum."""
    return NudgeExplorer(chain, total_derivative)


def paths(hidden_delta, net=None):
    """The path-sum explorer of your `hidden_delta(delta_next, W_next, z, g_prime)` on `net`, by default 2-3-2-2.

    Choose a hidden neuron, predict its delta, then see its paths, their sum, times g', and your own number
    beside the measured one. Freeze and release wires; step back layer by layer.
    """
    return PathExplorer(hidden_delta, net or explorer_network())


def saturation(output_delta, squared_error_gradient, binary_cross_entropy_gradient, log_cosh_gradient):
    """One output neuron with target 1, run by your functions: move its z, choose activation and cost, push.

    Your delta promises how far c will move; then c moves.
    """
    return SaturationExplorer(output_delta, squared_error_gradient, binary_cross_entropy_gradient, log_cosh_gradient)


def wires(net=None, l=1):
    """Nudge one neuron of layer `l`, freeze and release its wires, and read how far z and c move."""
    return WireExplorer(net or pencil_network(), l)


def batch(weight_gradient=None, net=None):
    """Five codes for the gradient of N examples, and your `weight_gradient(a_prev, delta)`, beside the true one.

    Slide N, change the layer, and find out which code draws which curve.
    """
    return BatchExplorer(weight_gradient, net or batch_network())


def steps(numeric_gradient=None):
    """The V-curve lab: the error of a measured gradient for every step h, your `numeric_gradient(f, theta, h)` on it.

    Choose h, float64 or float32, and a kink close by.
    """
    return StepExplorer(numeric_gradient)


def zoo(check_gradients=None):
    """The bug zoo: change the fixture until every wrong animal is exposed and every right one passes.

    Beside each animal stands the worst block that your `check_gradients` finds.
    """
    return ZooExplorer(check_gradients)


def depth(hidden_delta, delta_norms):
    """A network of up to 50 layers and the size of delta in each, by your `hidden_delta` and `delta_norms`.

    Choose activation, weights and depth, foretell the factor a layer and the power of ten at the end, then see them.
    """
    return DepthExplorer(hidden_delta, delta_norms)


def training(train, backprop):
    """A network 2-8-8-8-1 that learns by your functions, live: what it takes for which class, and |delta| per layer.

    Start and stop it, go step by step, choose the scale of the weights at the start and the learning rate.
    """
    return TrainingExplorer(train, backprop)


def digit(input_gradient, W, b, g, cost, index=0):
    """A digit in the hand, read by the network `W`, `b`, `g`: how its c answers to each pixel, by your function.

    Pick a test digit or draw one, choose a pixel, push it, and hold what your gradient promised against what c did.
    """
    return DigitExplorer(input_gradient, W, b, g, cost, index)

"""The students' library: the forward pass, the truth measured by nudging, checks, drawings and explorers."""
# ruff: noqa: E402  A file that hides numpy is to be named before numpy is loaded.

from chainrule import shadows

shadows.refuse()

from chainrule.activations import Activation, identity, relu, sigmoid, softplus, tanh
from chainrule.costs import Cost, binary_cross_entropy, log_cosh, squared_error
from chainrule.handwriting import digits
from chainrule.network import Network, forward

__all__ = [
    "Activation",
    "Cost",
    "Network",
    "binary_cross_entropy",
    "digits",
    "forward",
    "identity",
    "log_cosh",
    "relu",
    "sigmoid",
    "softplus",
    "squared_error",
    "tanh",
]

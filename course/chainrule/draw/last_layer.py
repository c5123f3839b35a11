"""delta of one output neuron against its z, for each activation and cost, by the student's own functions."""

import numpy as np

from chainrule.draw.paper import SOFT, on_paper, page, titled
from chainrule.last_layer import ACTIVATIONS, COSTS, TARGET, last_layer
from chainrule.palette import colour

Z = np.linspace(-7, 7, 281)
LINES = {
    "squared error": ("path-2", "-"),
    "binary cross-entropy": ("path-1", (0, (5, 1.5))),
    "log cosh": ("path-3", (0, (1.5, 1.2))),
}
SHOWN = ("sigmoid", "tanh", "softplus")
WORDS = "Where does a large error leave hardly any delta?"


@on_paper
def delta_curves(output_delta, squared_error_gradient, binary_cross_entropy_gradient, log_cosh_gradient):
    """Your delta of an output neuron with target 1 against its z; measured points where yours leaves the truth."""
    gradients = (squared_error_gradient, binary_cross_entropy_gradient, log_cosh_gradient)
    figure, axes = page(9.6, 3.5, f"{WORDS} Delta against z, by your functions, for three activations.", ncols=3)
    said = []
    for ax, name in zip(axes, SHOWN, strict=True):
        for (cost_name, cost), gradient in zip(COSTS.items(), gradients, strict=True):
            if cost_name != "binary cross-entropy" or name == "sigmoid":
                found = last_layer(output_delta, gradient, ACTIVATIONS[name], cost, Z)
                said.append(_curve(ax, found, cost_name))
        _frame(ax, name)
    axes[0].set_ylabel("$\\delta^{(L)}$", rotation=0, color=colour("delta"), fontsize=13, labelpad=10)
    _names(axes)
    figure.suptitle(_finding(said), x=0.01, ha="left", fontsize=11)
    return figure


def _curve(ax, found, cost_name):
    """One line of yours, or of what is measured where you gave none; says in words what is wrong with it."""
    quantity, dashes = LINES[cost_name]
    if found.delta is None:
        ax.plot(found.z, found.measured, color=colour("frozen"), linestyle=dashes, linewidth=1)
        return f"{cost_name}: {found.words}"
    ax.plot(found.z, found.delta, color=colour(quantity), linestyle=dashes, linewidth=2)
    if found.agrees.all():
        return ""
    apart = np.flatnonzero(~found.agrees)[::14]
    ax.plot(found.z[apart], found.measured[apart], "X", color=colour("wrong"), markeredgecolor="white", markersize=7)
    return f"{cost_name}: yours leaves the measured points ✕"


def _frame(ax, name):
    titled(ax, f"{name}, target {TARGET:g}")
    ax.axhline(0, color=SOFT, linewidth=0.8)
    ax.set_xlabel("$z$", color=colour("z"), fontsize=12)
    ax.set_xticks([-6, -3, 0, 3, 6])
    ax.set_ylim(-1.45, 1.15)
    ax.set_yticks([-1, 0, 1])
    ax.spines.bottom.set_visible(False)
    ax.spines.left.set_bounds(-1, 1)


def _names(axes):
    """Each line's name beside it, where no other line runs."""
    places = (
        ("binary cross-entropy", 0, 0.3, -0.9, "cross-entropy"),
        ("squared error", 0, -6.9, -0.3, "squared error"),
        ("log cosh", 0, -6.9, -0.48, "log cosh"),
        ("squared error", 1, 0.8, -1.05, "squared error"),
        ("log cosh", 1, 0.8, -0.6, "log cosh"),
        ("squared error", 2, -3.4, 0.9, "squared error"),
        ("log cosh", 2, 3.4, 0.68, "log cosh"),
    )
    for cost_name, panel, z, delta, words in places:
        axes[panel].text(z, delta, words, color=colour(LINES[cost_name][0]), fontsize=10)
    for ax in axes[1:]:
        ax.text(-6.9, -1.35, "no cross-entropy: it wants 0 < a < 1", color=SOFT, fontsize=8.5)


def _finding(said):
    found = list(dict.fromkeys(words for words in said if words))
    return "; ".join(found[:2]) or WORDS

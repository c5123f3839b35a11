"""The way forward in pictures: one neuron, the slopes of the activations, their right digits, a whole pass."""

import numpy as np

from chainrule import activations, decimals
from chainrule.draw.paper import INK, SOFT, bare, on_paper, page, titled
from chainrule.draw.schemes import arrow, frame, label, node
from chainrule.palette import colour

DIGITS = 16  # All that a float64 has.
REACH = 60  # How far out digits are counted.


@on_paper
def neuron():
    """Neuron j of layer l: what it receives, what it makes of it, what it sends on."""
    words = "Every a_i of layer l-1, times W_ij, and b_j are added up to z_j; g makes a_j of it."
    figure, ax = page(6.6, 3.3, words)
    bare(ax)
    titled(ax, "What does neuron j of layer $l$ do?  It adds up (S2), then bends (S1)")
    z, a = (3.1, 0), (5.1, 0)
    for y, i in ((1.4, "1"), (0, "i"), (-1.4, "n")):
        source = (0, y)
        arrow(ax, source, z, "W")
        label(ax, source, z, f"$W_{{{i}j}}^{{(l)}}$", "W")
        node(ax, source, f"$a_{i}^{{(l-1)}}$", "a")
    for y in (0.7, -0.7):
        ax.text(0, y, "$\\vdots$", ha="center", va="center", color=SOFT, fontsize=13)
    arrow(ax, (3.1, -1.4), z, "b")
    arrow(ax, z, a, "a")
    node(ax, (3.1, -1.4), "$b_j^{(l)}$", "b")
    node(ax, z, "$z_j^{(l)}$", "z")
    node(ax, a, "$a_j^{(l)}$", "a")
    ax.text(4.1, 0.14, "$g_l$", ha="center", color=colour("a"), fontsize=12)
    ax.text(3.1, 0.62, "sum", ha="center", color=SOFT)
    ax.text(0, -2.1, "$n = n_{l-1}$", ha="center", color=SOFT)
    ax.annotate("", (6.3, 0), (5.55, 0), arrowprops={"arrowstyle": "-|>", "color": SOFT, "linewidth": 1.4})
    ax.text(6.4, 0, "to every neuron\nof layer $l+1$", va="center", color=SOFT)
    frame(ax, (-0.6, 8.2), (-2.3, 1.95))
    return figure


@on_paper
def slopes(sigmoid_prime, tanh_prime, relu_prime, softplus_prime):
    """Your four slopes as lines, the measured ones as dots, and each g faintly behind them."""
    yours = {"sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime, "softplus": softplus_prime}
    words = "How steep is each g, and where?  Lines: your slopes; dots: measured by nudging g"
    figure, axes = page(9.4, 3.0, words, ncols=4, sharey=True)
    figure.suptitle(words, x=0.01, ha="left", fontsize=11)
    for ax, (name, prime) in zip(axes, yours.items(), strict=True):
        _slope(ax, name, prime)
    axes[0].set_yticks([-1, 0, 0.25, 1])
    return figure


def _slope(ax, name, prime):
    g = getattr(activations, name)
    line = np.array([np.linspace(-6, 6, 241)]) + 1e-3  # Not at 0, where a ReLU has no slope.
    dots = np.array([np.arange(-5.5, 6, 1.0)])
    ax.plot(line[0], g(line)[0], color=colour("a"), linewidth=1, alpha=0.45)
    ax.plot(line[0], np.asarray(prime(line))[0], color=colour("student"), linewidth=2.2)
    ax.plot(dots[0], g.prime(dots)[0], "o", color=colour("truth"), markersize=3.5)
    ax.axhline(0, color=SOFT, linewidth=0.6)
    ax.set_ylim(-1.1, 1.6)
    ax.set_xticks([-6, 0, 6])
    ax.set_xlabel("z")
    titled(ax, name)
    ax.text(-5.8, 1.38, "your $g\\,\\prime$", color=colour("student"))
    ax.text(-5.8, 1.16, "$g$ itself", color=colour("a"))


@on_paper
def digits(**functions):
    """How many digits of your functions are right at each z; `functions` by name, such as sigmoid=sigmoid."""
    words = "How many digits are right, at each z?  A float64 has 16 of them"
    figure, ax = page(7.6, 3.4, words)
    titled(ax, words)
    z = np.array([[each for each in range(-REACH, REACH + 1) if each]], dtype=float)
    library = _right_digits(activations.sigmoid(z), _truth("sigmoid", z))
    shown = {"chainrule.sigmoid": (library, "frozen", "--")}
    for (name, function), style in zip(functions.items(), ("-", "-.", ":"), strict=False):
        with np.errstate(all="ignore"):
            shown[f"your {name}"] = (_right_digits(function(z), _truth(name, z)), "student", style)
    for i, (name, (count, quantity, style)) in enumerate(shown.items()):
        _count(ax, z[0], count[0], name, quantity, style, i)
    ax.set_ylim(-0.6, DIGITS + 0.6)
    ax.set_yticks([0, 4, 8, 12, 16])
    ax.set_xticks([-60, -37, 0, 37, 60])
    ax.spines.left.set_bounds(0, DIGITS)
    ax.set_xlabel("z")
    return figure


def _count(ax, z, count, name, quantity, style, i):
    ax.plot(z, count, style, color=colour(quantity), linewidth=2.4 - 0.4 * i, drawstyle="steps-mid")
    note = ax.annotate(
        name, (z[-1], count[-1]), xytext=(8, -12 * i if count[-1] > 1 else 0), textcoords="offset points"
    )
    note.set(color=colour(quantity), va="center", annotation_clip=False)


def _truth(name, z):
    f = getattr(decimals, name.removesuffix("_prime"))
    return decimals.slope(f, z) if name.endswith("_prime") else decimals.value(f, z)


def _right_digits(yours, truth):
    with np.errstate(all="ignore"):
        error = np.abs(np.asarray(yours, dtype=float) - truth) / np.abs(truth)
    # Written so that NaN counts as no digit.
    return np.where(error <= 1, np.clip(-np.log10(np.maximum(error, 1e-16)), 0, DIGITS), 0)


@on_paper
def layers(z, a, g):
    """Every z of every example joined to its a, a panel a layer: what each g does to the numbers it gets."""
    words = "What does each g do to its z?  A line for each neuron of each example"
    figure, axes = page(max(5.2, 2.3 * len(z)), 3.4, words, ncols=len(z), squeeze=False)
    figure.suptitle(words, x=0.01, ha="left", fontsize=11)
    for ax, l in zip(axes[0], sorted(z), strict=True):
        before, after = np.ravel(z[l]), np.ravel(a[l])
        ax.plot([0, 1], [before, after], color=SOFT, linewidth=0.7, alpha=0.6)
        ax.plot(np.zeros_like(before), before, "o", color=colour("z"), markersize=4)
        ax.plot(np.ones_like(after), after, "o", color=colour("a"), markersize=4)
        ax.set_xlim(-0.25, 1.25)
        ax.set_xticks([0, 1], [f"$z^{{({l})}}$", f"$a^{{({l})}}$"], fontsize=13)
        ax.tick_params(axis="x", length=0, colors=INK)
        ax.spines.bottom.set_visible(False)
        titled(ax, f"layer {l}: {g[l].name}")
    return figure

"""What depth does to delta: its size layer by layer for several weights, and how flat g is where the z are."""

import numpy as np

from chainrule.deep import pushed, size_by_pushes
from chainrule.draw.paper import INK, SOFT, on_paper, page, titled
from chainrule.numerals import numeral
from chainrule.palette import colour

TONES = ("path-1", "path-3", "delta", "path-2", "student")
BINS = 60
REACH = 6.0  # Few z of the widest histogram lie further out.


@on_paper
def norms(norms, nets):
    """Your |delta| of every layer, {sigma: {l: number}}, beside what pushes say of the `nets` {sigma: Deep}."""
    question = "How large is delta in each layer?"
    figure, ax = page(7.8, 4.0, "")
    ends, factors = [], []
    for tone, sigma in zip(TONES, sorted(norms), strict=False):
        layers = sorted(norms[sigma])
        sizes = np.array([norms[sigma][l] for l in layers], dtype=float)
        ax.semilogy(layers, sizes, color=colour(tone), linewidth=2)
        _by_pushes(ax, nets[sigma], tone)
        factors.append((sizes[0] / sizes[-1]) ** (1 / max(1, len(layers) - 1)))
        ends.append((sizes[0], f"$\\sigma_W$ = {sigma:g}", tone))
    _names(ax, ends)
    top = max(max(each) for each in norms.values())
    ax.set_xlim(top + 0.5, -0.3 * top)
    ax.set_xticks([l for l in (1, 10, 20, 30, 40, 50) if l <= top])
    ax.spines.bottom.set_bounds(1, top)
    ax.minorticks_off()
    ax.set_xlabel("layer, from the top down")
    ax.set_ylabel("$|\\delta^{(l)}|$", color=colour("delta"), fontsize=12)
    told = ", ".join(numeral(factor) for factor in factors)
    titled(
        ax,
        f"{question}  Straight lines: it is multiplied by about the same in each\n(lines: yours; dots: a few pushes)",
    )
    figure.words = f"{question} From the top down it is multiplied in each layer by about {told}."
    return figure


def _by_pushes(ax, net, tone):
    layers = [l for l in (1, 10, 20, 30, 40) if l < net.L]
    sizes = [size_by_pushes(pushed(net, l)[1]) for l in layers]
    ax.plot(layers, sizes, "o", color=colour(tone), markerfacecolor="white", markersize=5)


def _names(ax, ends):
    """Each line's name at its end, moved apart where ends lie close."""
    low, high = np.log10(ax.get_ylim())
    gap, lowest = (high - low) / 15, -np.inf
    for size, name, tone in sorted(ends):
        lowest = max(np.log10(size), lowest + gap)
        ax.text(0, 10**lowest, name, color=colour(tone), va="center", ha="left")


@on_paper
def flatness(nets):
    """Where the z of the hidden layers lie, and how steep g is there, for the deep `nets` {sigma: Deep}."""
    slopes = {sigma: _hidden(net, net.g.prime) for sigma, net in nets.items()}
    left = {sigma: float(np.sqrt(np.mean(each**2))) for sigma, each in slopes.items()}
    name = next(iter(nets.values())).g.name
    words = f"How steep is {name} where the z are?  The larger the weights, the flatter"
    figure, axes = page(9.4, 4.0, words, nrows=2, ncols=len(nets), squeeze=False)
    figure.suptitle(words, x=0.01, ha="left", fontsize=11)
    for column, (sigma, net) in zip(axes.T, nets.items(), strict=True):
        _histogram(column[0], _hidden(net, lambda z: z), (-REACH, REACH), "z", "z")
        titled(column[0], f"$\\sigma_W$ = {sigma:g}")
        _histogram(column[1], slopes[sigma], (0, 1), f"g′(z), rms {left[sigma]:.2f}", "a")
        column[1].axvline(left[sigma], color=INK, linewidth=1.2, linestyle=(0, (4, 3)))
    figure.words = f"{words}: rms of g' is {', '.join(f'{each:.2f}' for each in left.values())}"
    return figure


def _hidden(net, f):
    """`f` of every z below the top layer."""
    return np.concatenate([np.ravel(f(net.z[l])) for l in range(1, net.L)])


def _histogram(ax, numbers, span, name, quantity):
    ax.hist(numbers, bins=BINS, range=span, density=True, color=colour(quantity), alpha=0.75)
    ax.set_xlabel(name, color=colour(quantity))
    ax.set_xticks(np.linspace(*span, 3))
    ax.set_yticks([])
    ax.spines.left.set_visible(False)
    ax.tick_params(colors=SOFT)

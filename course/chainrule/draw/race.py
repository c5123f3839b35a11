"""What a gradient costs: a nudge a weight against your own backprop, both by the clock, as the network grows."""

from time import perf_counter

import numpy as np

from chainrule.activations import tanh
from chainrule.costs import squared_error
from chainrule.draw.paper import on_paper, page, titled
from chainrule.network import forward, random_network
from chainrule.palette import colour

WIDTHS = (2, 4, 8, 16, 32, 64, 128)
SLOWEST = 2.0  # Seconds for one gradient; a network that would take longer is not nudged.
REPEATS = 3


def slowdown(backprop, width=16):
    """How many times longer one nudge a weight takes than `backprop`, on a net of `width` neurons a layer."""
    net = _net(width)
    return _nudging_time(net) / _backprop_time(backprop, net)


@on_paper
def race(backprop):
    """Seconds for one gradient, both ways, against the number P of weights and biases: measured, in a few seconds."""
    nets = [_net(width) for width in WIDTHS]
    sizes = [_parameters(net) for net in nets]
    nudging = []
    for net in nets:
        if 2 * _parameters(net) * _pass_time(net) > SLOWEST:
            break
        nudging.append(_nudging_time(net))
    walking = [_backprop_time(backprop, net) for net in nets]
    last = len(nudging) - 1
    times = nudging[last] / walking[last]
    words = f"P = {sizes[last]:,}: a nudge for each takes about {_rough(times):,} times as long as backprop"
    figure, ax = page(6.8, 3.6, words)
    titled(ax, words)
    _line(ax, sizes[: last + 1], nudging, "path-1", "s", "a nudge for each:\n2P passes forward")
    _line(ax, sizes, walking, "student", "o", "your backprop")
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xlim(sizes[0] / 1.5, sizes[-1] * 12)
    ax.set_xticks([10, 100, 1000, 10_000], ["10", "100", "1,000", "10,000"])
    ax.minorticks_off()
    ax.set_xlabel("P, the number of weights and biases")
    ax.set_ylabel("seconds for one gradient")
    return figure


def _net(width):
    return random_network((width,) * 4, (tanh,) * 3, squared_error, N=8, seed=width)


def _parameters(net):
    return sum(each.size for part in (net.W, net.b) for each in part.values())


def _pass_time(net):
    """Seconds of one forward pass with its mean cost."""
    return _shortest(lambda: np.mean(net.cost(forward(net.x, net.W, net.b, net.g)[1][net.L], net.y)))


def _nudging_time(net):
    """Seconds of a central difference for each parameter: all 2P passes are really made."""
    start = perf_counter()
    for l in net.W:
        for parameter in (net.W[l], net.b[l]):
            for entry in np.ndindex(parameter.shape):
                _two_passes(net, parameter, entry)
    return perf_counter() - start


def _two_passes(net, parameter, entry, h=6e-6):
    kept = parameter[entry]
    for nudged in (kept + h, kept - h):
        parameter[entry] = nudged
        np.mean(net.cost(forward(net.x, net.W, net.b, net.g)[1][net.L], net.y))
    parameter[entry] = kept


def _backprop_time(backprop, net):
    return _shortest(lambda: backprop(net.x, net.y, net.W, net.b, net.g, net.cost))


def _shortest(act):
    """The shortest of a few runs: what else the machine does only adds."""
    return min(_seconds(act) for _ in range(REPEATS))


def _seconds(act):
    start = perf_counter()
    act()
    return perf_counter() - start


def _line(ax, sizes, seconds, quantity, marker, name):
    ax.plot(sizes, seconds, color=colour(quantity), marker=marker, markersize=5, linewidth=1.8)
    end = sizes[len(seconds) - 1], seconds[-1]
    note = ax.annotate(name, end, xytext=(9, 0), textcoords="offset points", va="center")
    note.set_color(colour(quantity))


def _rough(times):
    """The number to two digits: a clock knows no more."""
    return int(float(f"{times:.1e}"))

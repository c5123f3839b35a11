"""Networks that give the outputs of the one they stand for, but answer to a nudge in another way."""

from chainrule.numeric import TINY
from chainrule.zoo.nudges import mean_cost, stacks, unstacked


def tilted(net, slope=None, wires=None):
    """The measured gradient of a network in which a nudge takes other slopes and other wires.

    `slope(net, l, z, a)` is what layer l does to a nudge, `wires(net, l)` (n_{l-1}, n_l) what lies between layers
    l - 1 and l > 1; where they are not given, it is the network itself that is nudged.
    """
    z, a = net.forward()
    W, b = stacks(net, "W", 1j * TINY), stacks(net, "b", 1j * TINY)
    move = None
    for l in range(1, net.L + 1):
        arriving = a[l - 1] @ W[l] + b[l][:, None, :]
        if move is not None:
            arriving = arriving + move @ (wires(net, l) if wires else net.W[l])
        move = arriving * (slope(net, l, z[l], a[l]) if slope else net.g[l].prime(z[l]))
    return unstacked(net, mean_cost(net, a[net.L] + move).imag / TINY)

# %% [markdown] minutes=28 learn="What PyTorch and JAX do with your equations: an engine of some forty lines, with your own functions for its parts."
# # Epilogue: what autograd does with your equations
#
# Hardly anybody who trains a network writes `backprop`. One writes the way forward, and a library finds the way back. What does it do that
# you have not done? On this page you see such a library made, in some forty lines, and its parts are **your** functions. Then we look at two large
# ones. There are no points here and no exercises but two short ones.
#
# | | min | | | min |
# | --- | --- | --- | --- | --- |
# | 1 Your functions | 3 | | 4 What PyTorch does | 5 |
# | 2 A diamond first | 8 | | 5 What JAX does | 3 |
# | 3 Your network, as a graph | 9 | | | |
#
# ## 1 Your functions (3 min)
#
# The engine will need nine of your functions. They are read from the lessons beside this page, as you last saved them.

# %%
import numpy as np

from chainrule import check, draw, mine, squared_error, tanh
from chainrule.network import random_network
from chainrule.numeric import central_difference, measured_gradient

my = mine.functions(
    *("affine", "tanh_prime", "mean_cost"),  # lesson 2
    *("squared_error_gradient", "output_delta"),  # lesson 3
    "dc_da_hidden",  # lesson 4
    *("weight_gradient", "bias_gradient", "backprop"),  # lesson 5
)
my

# %% [markdown]
# From here on `my.affine` is your `affine`. If one is missing, you can still read on: section 2 needs none of them.
#
# ## 2 A diamond first (8 min)
#
# Forget networks for a moment. Take a number u and make three more:
#
# $$v = u \cdot u, \qquad w = v + u, \qquad c = v \cdot w.$$
#
# Some of them are used more than once: v in w and in c, and u even three times. Such a graph is called a *diamond*, for the ways part and meet
# again. How does c answer to u, at $u = 2$? Add the paths with a pencil, backwards, as in lesson 4: first $\partial c / \partial w$, then v, then u.

# %%
guess = None


def c_of(u):
    return (u * u) * (u * u + u)


check.prediction(guess, central_difference(c_of, 2.0), "dc/du")

# %% [markdown]
# A library must do that for any graph. It needs to know two things of each value: **what it was made from**, and **how an upstream number
# goes back** to those. So it does not compute with bare numbers. It wraps each in a node, and each operation leaves a note of both.


# %%
class Node:
    """A value, the `parents` that it was made from, and `vjp`: from upstream to each parent."""

    def __init__(self, value, parents=(), vjp=lambda upstream: ()):
        self.value, self.parents, self.vjp, self.grad = value, parents, vjp, 0.0


def add(p, q):
    return Node(p.value + q.value, (p, q), lambda upstream: (upstream, upstream))


def mul(p, q):
    def back(upstream):
        return (upstream * q.value, upstream * p.value)

    return Node(p.value * q.value, (p, q), back)


# %% [markdown]
# The name *vjp* is the field's: vector-Jacobian product. You know it as lesson 1's `dc_du(dc_dv, dv_du)`: what arrives from above, times the Jacobian of one step. Only
# that no Jacobian is ever written down. `mul` knows its slopes, q and p, and uses them at once.
#
# Now the way back. Two rules: no node gives anything on before it has got all that is coming to it; and what comes along several ways is added.


# %%
def order(end):
    """Every node that `end` was made from, and `end`, each before its parents."""
    found, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for parent in node.parents:
                visit(parent)
            found.append(node)

    visit(end)
    return found[::-1]


def backward(end):
    """Give each node that `end` was made from its `grad`: how `end` answers to it."""
    nodes = order(end)
    for node in nodes:
        node.grad = 0.0
    end.grad = 1.0
    for node in nodes:
        for parent, part in zip(node.parents, node.vjp(node.grad), strict=True):
            parent.grad = parent.grad + part


# %% [markdown]
# That is all of it. Does it get the diamond right?

# %%
u = Node(2.0)
v = mul(u, u)
w = add(v, u)
c = mul(v, w)
backward(c)
draw.graph(u=u, v=v, w=w, c=c)

# %% [markdown]
# A diamond should be the first test of every such engine. Here is why. A small library that many people know today began with a last line that **overwrote**:
# `parent.grad = part`. It passed its tests, for none of them used a value twice. What would that line make of our u? Follow the order c, w, v, u.

# %%
guess = None


def backward_that_overwrites(end):
    end.grad = 1.0
    for node in order(end):
        for parent, part in zip(node.parents, node.vjp(node.grad), strict=True):
            parent.grad = part
    return u.grad


check.prediction(guess, backward_that_overwrites(c), "u.grad, overwritten")

# %% [markdown]
# ## 3 Your network, as a graph (9 min)
#
# A network is made of three operations: S2, S1, and at the end the mean of the costs, S3. You have written each of them forward, and for each the way
# back. So nothing is to be invented. Each node gets your forward function for its value, and something of yours for its vjp.
#
# **A worked twin**, S1. Upstream comes dC/da, for every entry of a. Each goes to its own z, by the slope there. You wrote that in lesson 3, for the
# last layer: `output_delta`. Nothing in it asks whether the layer is the last.


# %%
def activation_node(z, g, g_prime):
    """The node of a = g(z)."""

    def back(upstream):
        return (my.output_delta(upstream, z.value, g_prime),)

    return Node(g(z.value), (z,), back)


# %% [markdown]
# **Yours**, S2: three parents, so three things go back, to a, to W and to b. All three are functions of yours. But look at their
# docstrings: two of them take a mean over the examples. Here the mean is a node of its own, further up, and its 1/N is already in what comes down.


# %%
def affine_vjp(upstream, a, W):
    """What goes back to a, to W and to b, as a tuple of three.

    `upstream` is how C answers to z, (N, n_l); `a` is (N, n_{l-1}), `W` is (n_{l-1}, n_l).
    """
    raise NotImplementedError


def affine_node(a, W, b):
    """The node of z = a W + b."""
    value = my.affine(a.value, W.value, b.value)

    def back(upstream):
        return affine_vjp(upstream, a.value, W.value)

    return Node(value, (a, W, b), back)


# %% [markdown]
# **Yours too**, S3 with the squared error: from one number C back to every output of every example.


# %%
def cost_vjp(upstream, a, y):
    """What goes back to the outputs a, (N, n_L), when the one number `upstream` comes back to C."""
    raise NotImplementedError


def cost_node(a, y):
    """The node of C."""
    value = my.mean_cost(a.value, y, squared_error)

    def back(upstream):
        return (cost_vjp(upstream, a.value, y),)

    return Node(value, (a,), back)


# %% [markdown]
# Now write a network **forward**, and only forward. The engine does the rest. Beside it stand the gradient by **your** `backprop` and the measured one.

# %%
TANH = (np.tanh, my.tanh_prime)
net = random_network((3, 5, 4, 2), [np.tanh] * 3, squared_error, N=6, seed=8)
W = {l: Node(net.W[l]) for l in net.W}
b = {l: Node(net.b[l]) for l in net.b}

a = Node(net.x)
for l in net.W:
    a = activation_node(affine_node(a, W[l], b[l]), *TANH)
C = cost_node(a, net.y)
backward(C)

# %%
g = dict.fromkeys(net.W, tanh)
by_backprop, _ = my.backprop(net.x, net.y, net.W, net.b, g, squared_error)
by_nature, _ = measured_gradient(net)
for l in net.W:
    ratio = np.sum(W[l].grad * by_nature[l]) / np.sum(by_nature[l] ** 2)
    far = np.abs(W[l].grad - by_nature[l]).max()
    near = np.abs(W[l].grad - by_backprop[l]).max()
    print(f"layer {l}: engine / nature {ratio:.6f}   - nature {far:.0e}   - backprop {near:.0e}")

# %% [markdown]
# In each line the ratio, and the largest difference. If a ratio is 6 or 1/6: there are 6 examples. Where is the mean taken twice, or not at all?
#
# If all agree, they are three: nature, your `backprop`, and an engine that was told nothing of layers. It found S5, S6 and S7 by itself, for they
# are what the two rules of `backward` make of S1, S2 and S3.
#
# **What is gained?** You may use a value as often as you like. Here is a network that your `backprop` cannot do: both hidden layers have the **same** W and b. A
# recurrent network is made like that. What would you have to change in lesson 5? Here, nothing.

# %%
rng = np.random.default_rng(5)
shared, bias = Node(rng.normal(size=(3, 3))), Node(rng.normal(size=3))
x, y = rng.normal(size=(6, 3)), rng.normal(size=(6, 3))


def twice(W, b):
    """C of a network that goes through the same layer two times."""
    a = activation_node(affine_node(Node(x), W, b), *TANH)
    return cost_node(activation_node(affine_node(a, W, b), *TANH), y)


backward(twice(shared, bias))


def C_of_one_weight(w):
    W = shared.value.copy()
    W[0, 1] = w
    return twice(Node(W), bias).value


by_nature = central_difference(C_of_one_weight, shared.value[0, 1])
print("engine:", shared.grad[0, 1], "  nature:", by_nature)

# %% [markdown]
# Which single character of the engine makes that right? (You met it in the diamond.)
#
# ## 4 What PyTorch does (5 min)
#
# The same network in PyTorch. Nothing has to be installed for this page; read it beside the cell above.
#
# ```python
# import torch
#
# x, y = torch.tensor(net.x), torch.tensor(net.y)
# W = {l: torch.tensor(net.W[l], requires_grad=True) for l in net.W}
# b = {l: torch.tensor(net.b[l], requires_grad=True) for l in net.b}
#
# a = x
# for l in W:
#     a = torch.tanh(a @ W[l] + b[l])
# C = ((a - y) ** 2).sum(axis=1).mean() / 2
# C.backward()
# W[1].grad
# ```
#
# | here | there |
# | --- | --- |
# | `Node`, and its `value` | a tensor |
# | `parents` and `vjp` | `C.grad_fn` and `C.grad_fn.next_functions`: each operation leaves its note while it runs |
# | `order` | the engine counts how many notes still owe something to each node, and runs a node when none does |
# | `affine_vjp` | two notes: one of `@`, one of `+`, where b was repeated over the examples, so its numbers are summed back |
# | `backward(C)` | `C.backward()` |
# | `grad = 0.0` at the start of `backward` | **not done**: `.grad` is added to from call to call. Who forgets `zero_grad()` trains on a sum of old gradients |
#
# Where is delta? PyTorch throws it away as soon as it has been used. If you ask in time, with `z.retain_grad()`, you find it in `z.grad`, with
# one difference: it is $\partial C / \partial z$, not $\partial c / \partial z$. For N examples, which factor lies between them?
#
# All values of the way forward must stay in memory until the way back has used them. One can forget some and compute them again on the
# way back (*checkpointing*): less memory, for the price of a second pass.
#
# ## 5 What JAX does (3 min)
#
# ```python
# import jax
# import jax.numpy as jnp
#
# def cost(W, b, x, y):
#     a = x
#     for l in W:
#         a = jnp.tanh(a @ W[l] + b[l])
#     return ((a - y) ** 2).sum(axis=1).mean() / 2
#
# dC_dW, dC_db = jax.grad(cost, argnums=(0, 1))(net.W, net.b, net.x, net.y)
# ```
#
# No tensor remembers anything. `jax.grad` takes a *function* and gives a function: it lets `cost` run once on stand-ins, writes down
# every operation, and makes a new list of operations from that list, the gradient, to be compiled as a whole. There is nothing to reset, for nothing is kept.
# Whoever has JAX can look at the list: `jax.make_jaxpr(jax.grad(cost))(net.W, net.b, net.x, net.y)`. One of its lines divides 1 by 6, once. In which does S6 stand?
#
# Nor is there a vjp for each operation. There is a rule for the way **forward**: how a nudge of the inputs moves the output. Each such rule is linear in the
# nudge, so it is a matrix, a Jacobian. The way back is then made by one move: all those matrices are **transposed**, and their order is turned round. You know
# one of them by heart. It is the $W^{(l+1)T}$ of S6.
#
# **What neither does.** They give the exact gradient of what was *written*. If the cost is wrong, or y has the shape (N,) where the outputs are (N, 1), or 1/N is
# missing, the gradient is exactly as wrong. No library warns you. What you have learnt does: push a number, watch c, and divide.

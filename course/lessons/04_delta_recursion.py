# %% [markdown] minutes=120 learn="How delta walks back one layer, as a sum over paths, and why a transpose stands in the line that does it."
# # 4 The delta recursion
#
# Two sittings of an hour. In the first you follow single paths with a pencil. In the second you write the one line
# that makes backpropagation work, and you will know why each sign, index and letter in it stands where it stands.
#
# | first sitting | min | | second sitting | min |
# | --- | --- | --- | --- | --- |
# | 1 Nudge any z | 8 | | 6 The derivation in five steps | 19 |
# | 2 One path | 8 | | 7 Choose the line, write the line | 8 |
# | 3 A neuron can only speak through the next layer | 12 | | 8 All layers | 10 |
# | 4 Add the paths with a pencil | 12 | | 9 Watch your function walk back | 10 |
# | 5 Every path of a deeper network | 12 | | 10 The proof, and referee the sheet | 21 |
#
# The dots beside an exercise say how hard it is: ●○○ a warm-up, ●●○ needs thought, ●●● take a break first.

# %% [markdown]
# ## The convention card
#
# | name | what it is | shape |
# | --- | --- | --- |
# | `x`, `y` | inputs and targets: **rows are examples** | `(N, n_0)`, `(N, n_L)` |
# | `W[l]`, `b[l]` | weights and biases of layer l = 1..L | `(n_{l-1}, n_l)`, `(n_l,)` |
# | `z[l]`, `a[l]` | $z^{(l)} = a^{(l-1)} W^{(l)} + b^{(l)}$ (S2), $a^{(l)} = g_l(z^{(l)})$ (S1); `a[0]` is x | `(N, n_l)` |
# | `g[l]`, `g[l].prime` | the activation of layer l and its derivative | callable |
# | `delta[l]` | $\delta_j^{(l)} := \partial c / \partial z_j^{(l)}$ of **one** example's cost c (S4) | `(N, n_l)` |
# | `dc_da` | $\partial c / \partial a_j$ of the output layer | `(N, n_L)` |
#
# $W_{ij}^{(l)}$ is the wire **from** neuron i of layer l-1 **to** neuron j of layer l. A Jacobian is
# `J[k, j]` $= \partial\,\mathrm{out}_k / \partial\,\mathrm{in}_j$. Everything is float64. A function leaves its arguments as they were.
#
# Other books write $z = W a + b$ with columns. Then their W is our W transposed: what they call `W[j, i]` is `W[i, j]` here.

# %%
import numpy as np

from chainrule import check, draw, explore, sigmoid, softplus, squared_error, tanh
from chainrule.network import explorer_network, pencil_network, random_network
from chainrule.numeric import measured_delta, measured_deltas

# %% [markdown]
# # First sitting
#
# ## 1 Nudge any z (8 min, ●○○)
#
# Here is a small network, 2-2-2, in whole numbers. Its hidden layer squares: $g_1(z) = z^2$. Its output layer leaves
# z as it is. It has seen one example and paid $c = 2.5$ for it.

# %%
net = pencil_network()
z, a = net.forward()
c = net.costs()[0]
print("z[1] =", z[1][0], "  z[2] =", z[2][0], "  c =", c)


def move_of_c(j, h):
    """By how much c moves when z_j of layer 1 is pushed by h and all else follows."""
    pushed = z[1].copy()
    pushed[0, j - 1] += h
    return net.costs_from(1, pushed)[0] - c


# %% [markdown]
# In lesson 3 you tabulated this network; take out your table if you have it. Push $z_1^{(1)}$ from 2 to 2.01. By about how much
# will c move, and which way? Write it down before you look.

# %%
guess = None
check.prediction(guess, move_of_c(1, 0.01), "the move of c")

# %% [markdown]
# Now divide the move by the push, for smaller and smaller pushes, and for both neurons.

# %% meets="S4"
for h in (0.1, 0.01, 0.001, 0.0001):
    print(f"h = {h:<7}", *(f"neuron {j}: {move_of_c(j, h) / h:9.4f}" for j in (1, 2)))

# %% [markdown]
# The ratios settle: one number for each z. That number is what the whole lesson is about:
#
# $$\delta_j^{(l)} := \frac{\partial c}{\partial z_j^{(l)}} \tag{S4}$$
#
# Keep these two, $\delta^{(1)} = (-12, 10)$. They were measured without any formula. Every formula below must reproduce them.
#
# Why nudge z, and not W or b? Lesson 3 gave the reason. Say it to yourself before you go on.
#
# $\delta$ promises $-12 \cdot 0.01 = -0.12$, but the move was $-0.116$. A gap of 0.004. Now make the push half as large.
# How many times smaller does the gap become?

# %%
guess = None


def gap(h):
    return move_of_c(1, h) - (-12) * h


check.prediction(guess, gap(0.01) / gap(0.005), "the factor")

# %% [markdown]
# ## 2 One path (8 min, ●○○)
#
# One neuron a layer: a nudge has only one way to go.

# %%
draw.one_path()
# %% [markdown]
# A nudge of z passes through g (times $g'(z)$), then along the wire (times w), and arrives at the next z. There the
# next layer's $\delta$ says what it does to c.
#
# A worked twin. Let $\delta^{(2)} = 5$, $w^{(2)} = 4$, $z^{(1)} = 3$ and $g(z) = z^2$. Then a nudge h of $z^{(1)}$ moves $a^{(1)}$ by
# $6h$, $z^{(2)}$ by $4 \cdot 6h$, and c by $5 \cdot 4 \cdot 6h$. So $\delta^{(1)} = 120$.
#
# Your turn, with a chain 1-1-1-1: $z^{(1)} = 1$, $z^{(2)} = -1$, $z^{(3)} = 2$, weights $w^{(2)} = -2$, $w^{(3)} = 1$. Layers 1 and 2
# square, layer 3 leaves z as it is. $y = -1$ and $c = \tfrac12 (a^{(3)} - y)^2$. Start at the end and walk back.

# %%
chain = (None, None, None)  # delta of layer 3, of layer 2, of layer 1
check.numbers(chain=chain)

# %% [markdown]
# ## 3 A neuron can only speak through the next layer (12 min, ●●○)
#
# The sheet points at a figure that is missing. Here it is: neuron j of layer L-1 feeds **every** neuron k of layer L.

# %%
draw.fan_out()
# %% [markdown]
# In between there is nothing else. If every $z_k$ of the next layer stood still, c could not know that $a_j$ moved.
#
# Try it. Choose a neuron of layer 1 and push its a. Click a wire to freeze it; click again to release it. A frozen wire
# still carries its old value, but no nudge.

# %%
explore.wires()

# %% [markdown]
# Find these four numbers with neuron 1 of layer 1 chosen. How much does c move for each unit of push of $a_1$,
# when all wires are frozen, when only the wire to $z_1^{(2)}$ is free, when only the wire to $z_2^{(2)}$ is free, and when both are?
# Make the push smaller and see where the ratio goes.

# %%
frozen_both, free_to_1, free_to_2, free_both = None, None, None, None
check.numbers(frozen_both=frozen_both, free_to_1=free_to_1, free_to_2=free_to_2, free_both=free_both)

# %% [markdown]
# ## 4 Add the paths with a pencil (12 min, ●●○)
#
# Take paper. The network of section 1 has
#
# $$x = (2, 1),\quad W^{(1)} = \begin{pmatrix} 1 & 1 \\ -1 & -1 \end{pmatrix},\ b^{(1)} = (1, 0),\quad
# W^{(2)} = \begin{pmatrix} 1 & 2 \\ 3 & -1 \end{pmatrix},\ b^{(2)} = (-5, -4),\quad y = (1, 5),$$
#
# $g_1(z) = z^2$, $g_2(z) = z$, $c = \tfrac12 \sum_j (a_j - y_j)^2$. First the way forward (S1, S2).

# %% meets="S1, S2"
z1, a1, z2, c_by_hand = (None, None), (None, None), (None, None), None
check.numbers(z1=z1, a1=a1, z2=z2, c=c_by_hand)

# %% [markdown]
# Then the way back. Start with $\delta^{(2)}$ (S5). From neuron 1 of layer 1 two paths lead to c: one through $z_1^{(2)}$, one through
# $z_2^{(2)}$. Each carries $\delta_k$ times the weight of its wire. Write both paths for each neuron, then add, then
# multiply by the slope that stands between z and a.

# %% meets="S5, S6"
delta2 = (None, None)
paths_of_a1 = (None, None)  # through z_1, through z_2
paths_of_a2 = (None, None)
dc_da1 = (None, None)  # the sums: how c answers to a_1 and to a_2
delta1 = (None, None)
check.numbers(delta2=delta2, paths_of_a1=paths_of_a1, paths_of_a2=paths_of_a2, dc_da1=dc_da1, delta1=delta1)

# %% [markdown]
# Compare with what you measured in section 1. Nature agrees with your pencil.
#
# ## 5 Every path of a deeper network (12 min, ●●○)
#
# Now three layers, linear to keep it light ($g' = 1$ everywhere). Layers 1 and 2 have two neurons, layer 3 has one, and
#
# $$W^{(2)} = \begin{pmatrix} 1 & 2 \\ 3 & -1 \end{pmatrix},\qquad W^{(3)} = \begin{pmatrix} 2 \\ 1 \end{pmatrix},\qquad \delta^{(3)} = 1.$$
#
# From each neuron of layer 1 two paths lead to the output. Multiply the weights along each of the four:
# 1→1, 1→2, 2→1, 2→2. Then add the two that start at neuron 1, and the two that start at neuron 2.

# %%
path_products = (None, None, None, None)
sums = (None, None)
check.numbers(path_products=path_products, sums=sums)

# %% [markdown]
# Look at the paths 1→1 and 2→1. Behind neuron 1 of layer 2 they share the same rest of the way, the same **tail**. You multiplied by it
# twice. Work out each tail once: from each neuron of layer 2 to the output.

# %%
tails = (None, None)
check.numbers(tails=tails)

# %% [markdown]
# A tail has a name already. It is $\delta^{(2)}$: all that c needs to know of the layers above. Whoever knows the tails need not walk
# any path to its end: each neuron takes one step to the next layer and finds the rest of the sum done. That is a recursion.
#
# What does it save? Five layers of ten neurons, then one output. How many paths lead from **one** neuron of layer 1 to the output? And how
# many products $W_{jk} \delta_k$ does the recursion need to give the delta of **every** neuron, back to layer 1?

# %%
paths_count = None
recursion_count = None
check.numbers(paths_count=paths_count, recursion_count=recursion_count)

# %%
draw.paths_against_depth([10] * 10 + [1])

# %% [markdown]
# Stop here if this was your first sitting. You have done the recursion by hand. What is left is to write it down.
#
# # Second sitting
#
# ## 6 The derivation in five steps (19 min, ●●○)
#
# **Step 1: the only way out.** $a_j^{(l)}$ reaches c only through the z of the next layer. So the chain rule for many variables has
# one term for each of them:
#
# $$\frac{\partial c}{\partial a_j^{(l)}} = \sum_{k=1}^{n_{l+1}} \frac{\partial c}{\partial z_k^{(l+1)}}\,\frac{\partial z_k^{(l+1)}}{\partial a_j^{(l)}}
# = \sum_{k=1}^{n_{l+1}} \delta_k^{(l+1)}\,\frac{\partial z_k^{(l+1)}}{\partial a_j^{(l)}}.$$
#
# This is lesson 1's D4, with v for the next layer's z and u for this layer's a. One factor is still unknown.
#
# **Step 2: one wire.** Look at S2 for layer l+1: $z_k = \sum_i a_i W_{ik} + b_k$. Nudge one $a_j$. What does $z_k$ do? Write
# all the answers into one Jacobian. *(4 min, ●○○)*


# %% answer="dz_next_da"
def dz_next_da(W_next):
    """How the next layer's z answers to this layer's a: J[k, j] = dz_k/da_j, shape (n_{l+1}, n_l).

    `W_next` is W[l + 1], of shape (n_l, n_{l+1}).
    """
    raise NotImplementedError


# %% test="test_dz_next_da" points=1
check.dz_next_da(dz_next_da)

# %% [markdown]
# The sheet never computes this factor. Keep it in mind: it decides which way W will stand.
#
# **Step 3: add the paths.** Put step 2 into step 1, for every example and every j at once. The sum runs over k. *(5 min, ●●○)*


# %% answer="dc_da_hidden"
def dc_da_hidden(delta_next, W_next):
    """dc/da of a hidden layer, shape (N, n_l): for each example, the sum over k of delta_k times dz_k/da_j.

    `delta_next` is delta[l + 1], of shape (N, n_{l+1}); `W_next` is W[l + 1], of shape (n_l, n_{l+1}).
    """
    raise NotImplementedError


# %% test="test_dc_da_hidden" points=2
check.dc_da_hidden(dc_da_hidden)

# %% [markdown]
# **Step 4: from a back to z.** $a_j = g(z_j)$ (S1): one z, one a, no sum. How does a answer to z? *(2 min, ●○○)*


# %% answer="da_dz"
def da_dz(z, g_prime):
    """How each a of a layer answers to its own z, shape (N, n_l).

    `z` is z[l], of shape (N, n_l); `g_prime` is g[l].prime, a function that works entry by entry.
    """
    raise NotImplementedError


# %% test="test_da_dz" points=1
check.da_dz(da_dz)

# %% [markdown]
# **Step 5: put it together.** $\delta_j^{(l)} = \dfrac{\partial c}{\partial z_j^{(l)}} = \dfrac{\partial c}{\partial a_j^{(l)}}\,\dfrac{\partial a_j^{(l)}}{\partial z_j^{(l)}}$.
# Here is the whole of it. (The sheet asks for it, but its own solution never prints it whole.)
#
# $$\delta_j^{(l)} = \sum_{k=1}^{n_{l+1}} \delta_k^{(l+1)}\, W_{jk}^{(l+1)}\; g_l'\!\left(z_j^{(l)}\right),\qquad l < L. \tag{S6}$$
#
# Write it as it reads, with three loops: over the examples n, the neurons j, the paths k. No cleverness; what your pencil did.
# *(7 min, ●●○)*


# %% answer="hidden_delta_loops"
def hidden_delta_loops(delta_next, W_next, z, g_prime):
    """delta of a hidden layer (S6), shape (N, n_l), with a loop for each index.

    `delta_next` is delta[l + 1] (N, n_{l+1}), `W_next` is W[l + 1] (n_l, n_{l+1}), `z` is z[l] (N, n_l),
    `g_prime` is g[l].prime.
    """
    raise NotImplementedError


# %% test="test_hidden_delta_loops" points=3 meets="S6"
check.hidden_delta_loops(hidden_delta_loops)

# %% [markdown]
# ## 7 Choose the line, write the line (8 min, ●●○)
#
# The loops are right and slow. One matrix product does all three. But which? Here are four. Your choice will be run with three examples, three
# neurons and three neurons in the next layer: **all four fit the shapes**. Only the index that is summed over can decide.
#
# Write your letter down first. Say to yourself which index of `W` meets which index of `delta_next`.

# %%
lines = {
    "A": lambda delta_next, W_next: delta_next @ W_next,
    "B": lambda delta_next, W_next: W_next @ delta_next,
    "C": lambda delta_next, W_next: delta_next @ W_next.T,
    "D": lambda delta_next, W_next: W_next.T @ delta_next,
}
choice = None
check.line(choice, lines)

# %% [markdown]
# Now the whole of S6 in one line.


# %% answer="hidden_delta"
def hidden_delta(delta_next, W_next, z, g_prime):
    """delta of a hidden layer (S6), shape (N, n_l), without a loop.

    `delta_next` is delta[l + 1] (N, n_{l+1}), `W_next` is W[l + 1] (n_l, n_{l+1}), `z` is z[l] (N, n_l),
    `g_prime` is g[l].prime.
    """
    raise NotImplementedError


# %% test="test_hidden_delta" points=3 meets="S6"
check.hidden_delta(hidden_delta)

# %% [markdown]
# Does it reproduce the numbers of your pencil? Predict them, then run.

# %%
hidden_delta(np.array([[1.0, -2.0]]), net.W[2], z[1], net.g[1].prime)

# %% [markdown]
# **One or two sentences (2 points, read by a person).** Why does a transpose stand in your line? "Because the shapes fit" is no
# reason: in the last exercise they fitted four times.

# %% [markdown] written="explain_transpose" points=2
# *Your sentences here.*

# %% [markdown]
# ## 8 All layers (10 min, ●●○)
#
# S5 starts the recursion at the output, $\delta_j^{(L)} = \dfrac{\partial c}{\partial a_j^{(L)}}\, g_L'(z_j^{(L)})$. S6 carries it back, layer by layer.


# %% answer="deltas"
def deltas(dc_da, z, W, g):
    """delta of every layer (S5, S6), as a dict {l: (N, n_l)} for l = 1..L.

    `dc_da` is dc/da of the output layer, (N, n_L); `z`, `W` and `g` are dicts keyed by the layer's number.
    """
    # The output layer.
    # Then back, one layer at a time.
    raise NotImplementedError


# %% test="test_deltas" points=3 meets="S5, S6"
check.deltas(deltas)

# %% [markdown]
# Two more hidden tests look at your `deltas`: a network of one layer, a single example, and activations that you have not met.
# Whoever uses only what is given has nothing to do here.

# %% test="test_deltas__one_layer_or_one_example" points=1
# A hidden test of deltas: the smallest networks.

# %% test="test_deltas__unseen" points=2
# A hidden test of deltas: activations and a cost of its own.

# %% [markdown]
# Now on a network that **you** choose. Change the widths, the activations, the seed. In the picture, purple is negative and orange is positive, a cell is
# one neuron for one example, and the layers stand as in the network. Which layer has the largest deltas? Why there?

# %%
mine = random_network(sizes=(3, 6, 4, 2), activations=(tanh, softplus, sigmoid), cost=squared_error, N=5, seed=1)
z_mine, a_mine = mine.forward()
dc_da = mine.cost.gradient(a_mine[mine.L], mine.y)
draw.deltas(deltas(dc_da, z_mine, mine.W, mine.g), measured_deltas(mine))
# %% [markdown]
# ## 9 Watch your function walk back (10 min, ●●○)
#
# A network 2-3-2-2 and one example. The numbers in it are made by **your** `hidden_delta`. Click a hidden neuron, or go to it with Tab and
# press Enter. Predict its delta; then see its paths, their sum, and the slope. Then step back a layer: what you found becomes
# what you start from. Click a wire to freeze it.

# %%
explore.paths(hidden_delta)

# %% [markdown]
# A question that wants a number. Freeze the wire from neuron 1 of layer 1 to neuron 2 of layer 2, and nothing else. What becomes of
# $\delta_1^{(1)}$? Work it out from the numbers on the wires before you look.

# %%
guess = None
check.prediction(guess, measured_delta(explorer_network(), 1, frozen=[(2, 1, 2)])[0, 0], "delta_1 of layer 1")

# %% [markdown]
# ## 10 The proof, and referee the sheet (21 min, ●●●)
#
# **Prove part a) of the sheet (6 points, read by a person).** Show S6 for every l < L, by induction from S5. A reader will look for six things: the
# chain rule through *all* $z_k^{(l+1)}$, with the reason; $\partial z_k^{(l+1)} / \partial a_j^{(l)}$ computed from S2; the factor $g_l'(z_j^{(l)})$; where the transpose comes from,
# named; the start of the induction at L; its step from l+1 to l.

# %% [markdown] written="derive_hidden_delta" points=6
# *Your proof here. You can write formulas between dollar signs: $\delta_j^{(l)} = \dots$*

# %% [markdown]
# **Referee the sheet.** Its own solution of part a) reads, with our numbers in front of the lines:
#
# | | the sheet |
# | --- | --- |
# | R1 | $\delta_j^{(L)} = \frac{\partial c}{\partial z_j^{(L)}} = \frac{\partial c}{\partial a_j^{(L)}} \frac{\partial a_j^{(L)}}{\partial z_j^{(L)}} = \frac{\partial c}{\partial a_j^{(L)}}\, g_L'(z_j^{(L)})$ |
# | R2 | $\frac{\partial c}{\partial a_j^{(L-1)}} = \sum_{k=1}^{n_L} \frac{\partial z_k^{(L)}}{\partial a_j^{(L-1)}} \frac{\partial a_k^{(L)}}{\partial z_k^{(L)}} \frac{\partial c}{\partial a_k^{(L)}}$ |
# | R3 | beside R2: "influenced by all neurons in the previous layer" |
# | R4 | Although this was written for the second to last layer, the same would apply to layer $L-2$, just swapping $L \rightarrow L-1$. In general, we have $\frac{\partial C}{\partial a_j^{(L)}} = \sum_{k=1}^{n_{L+1}} w_{kj}^{(L+1)} \delta_k^{(L+1)}$ |
# | R5 | $\Rightarrow \frac{\partial C}{\partial z_j^{(L)}} = \frac{\partial C}{\partial a_j^{(L)}} \left(\frac{\partial a_j^{(L)}}{\partial z_j^{(L)}}\right) = \sum_{k=1}^{n_{L+1}} w_{kj}^{(L+1)} \delta_k^{(L+1)}$ |
# | R6 | below it: $\left(\frac{\partial a_j^{(L)}}{\partial z_j^{(L)}}\right) = g'_L(z_j^{(L)})$ |
#
# Some lines are not what they should be. Let numbers speak first, on the pencil network ($\delta^{(2)} = (1, -2)$).
#
# - Push $a_1$ of layer 1. By how much do $z_1^{(1)}$ and $z_2^{(1)}$, in its own layer and nearer the input, move for each unit of the push?
# - R4 sums up to $n_{L+1}$, though L is the last layer. The pencil network has L = 2. How many layers would it need for R4 as printed?
# - Take the order of the indices in R4 as printed, $w_{kj}$, and our W (S2). Then multiply by $g'$. What comes out instead of $(-12, 10)$?
# - Take R5 as it stands, but with the right index order. What comes out?
# - R4 and R5 write C, the mean over the data set (S3). With **two** examples in D, what is $\partial C / \partial z$ of one of them, divided by its $\partial c / \partial z$?

# %% meets="slip 1, slip 2, slip 3, slip 4, slip 7"
moved_before = (None, None)
layers_needed = None
as_printed = (None, None)
without_g_prime = (None, None)
batch_C_over_c = None
check.numbers(
    moved_before=moved_before,
    layers_needed=layers_needed,
    as_printed=as_printed,
    without_g_prime=without_g_prime,
    batch_C_over_c=batch_C_over_c,
)

# %% [markdown]
# **Your report (5 points, read by a person).** A point each for five slips: which line, what should stand there, and why. One is about a letter for a layer, one about a letter for a cost,
# one about a direction, one about an order, one about something lost.

# %% [markdown] written="explain_slips" points=5
# *Your report here.*

# %% [markdown]
# ## What you can do now
#
# - Say what $\delta_j^{(l)}$ is without a formula: push $z_j^{(l)}$, watch c, divide (S4).
# - Say why there is a sum (all paths through the next layer), why it is over k, and why the weight of the wire j→k meets $\delta_k$.
# - Walk back through any network of this kind, with any activations (S5, S6).
#
# Close the notebook and write S6 on paper from memory. If a letter is missing, you know where to look.

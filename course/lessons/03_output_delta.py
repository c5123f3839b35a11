# %% [markdown] minutes=65 learn="What delta is, by pushing any number in a network, and a formula for it in the last layer."
# # 3 Delta, and where it starts
#
# Push one number inside a network, a pre-activation z, and watch what the cost does. The ratio of the two moves is the number that all of
# backpropagation is about. You first measure it anywhere in a network. Then you find a formula for it in the last layer.
#
# | | min | | | min |
# | --- | --- | --- | --- | --- |
# | 1 Nudge any z | 15 | | 5 Look at your deltas | 4 |
# | 2 A table to keep | 7 | | 6 A large error that nobody hears | 8 |
# | 3 How c answers a | 13 | | 7 The proof | 8 |
# | 4 From a back to z | 10 | | | |
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
# | `cost(a, y)` | c of **each** example; C is their mean (S3) | `(N,)` |
# | `dc_da` | $\partial c / \partial a_j$ of the output layer | `(N, n_L)` |
# | `delta[l]` | $\delta_j^{(l)} := \partial c / \partial z_j^{(l)}$ of one example's cost c (S4) | `(N, n_l)` |
#
# `forward(x, W, b, g)` gives `z` and `a`, two dicts keyed by the layer's number. Everything is float64. A function leaves its arguments
# as they were.
#
# Other books write $z = W a + b$ with columns. There, a batch has an example in each **column**, and so has delta.

# %%
import numpy as np

from chainrule import check, draw, explore, forward, log_cosh, softplus, tanh
from chainrule.network import pencil_network, random_network

# %% [markdown]
# ## 1 Nudge any z (15 min, ●●○)
#
# Here is a small network, 2-2-2, in whole numbers. It has seen one example. The target is $y = (1, 5)$, the output is
# $a^{(2)} = (2, 3)$, and it has paid $c = \tfrac12 \sum_j (a_j - y_j)^2 = 2.5$ for that.

# %%
net = pencil_network()
z, a = forward(net.x, net.W, net.b, net.g)
c = net.cost(a[2], net.y)
print("z[1] =", z[1], "  z[2] =", z[2], "  a[2] =", a[2], "  c =", c)

# %% [markdown]
# Take hold of $z_1^{(1)}$, deep inside. It is 2. Push it to 2.01, and let everything behind it follow. What will c do? Write down by how
# much you think it moves, with a sign. You cannot know yet. A wrong guess does no harm.

# %%
guess = None


def move_of_c(l, push):
    """By how much c moves when `push` is added to the z of layer l."""
    b = {**net.b, l: net.b[l] + np.array(push)}
    _, a_pushed = forward(net.x, net.W, b, net.g)
    return (net.cost(a_pushed[net.L], net.y) - c)[0]


check.prediction(guess, move_of_c(1, (0.01, 0)), "the move of c")

# %% [markdown]
# Look at how the cell got hold of $z_1$: it added the push to $b_1$. In $z_j = \sum_i a_i W_{ij} + b_j$ (S2) the bias stands alone, so
# whatever is added to $b_j$ is added to $z_j$, in every row, and to no other z of that layer.
#
# **A worked twin.** The same for $z_2^{(1)}$. Push it up and push it down, read c both times, divide by the distance between the two.
# That is lesson 1's ratio of nudges.

# %% meets="S4"
for h in (0.1, 0.01, 0.001, 0.0001):
    ratio = (move_of_c(1, (0, h)) - move_of_c(1, (0, -h))) / (2 * h)
    print(f"h = {h:<7} ratio {ratio:.8f}")

# %% [markdown]
# The ratio settles on one number. It has a name:
#
# $$\delta_j^{(l)} := \frac{\partial c}{\partial z_j^{(l)}} \tag{S4}$$
#
# This is a definition. No formula, no layer that is special, only: push $z_j^{(l)}$, watch c, divide.
#
# **Why z?** W, b and the a of the layer below all act on c through z, and through nothing else. So whoever knows how c answers z
# is one step away from how c answers any of them.

# %%
draw.chain()

# %% [markdown]
# **Many examples at once.** S4 speaks of one example's cost c. Rows never meet on their way through the network, so one push of $b_j$
# nudges the $z_j$ of every example, and each row's c tells of its own row. One pass up and one pass down give a whole column of delta.
#
# Write it for any network and any layer. A push of h = 1e-5 is a good size. Up **and** down, as in the twin: you are tested to six digits, and
# a push to one side does not reach that. *(6 min, ●●○)*


# %% answer="measured_delta"
def measured_delta(x, y, W, b, g, cost, l):
    """delta of layer `l` (S4), measured: shape (N, n_l), a row for each example, a column for each neuron.

    `W`, `b` and `g` are dicts keyed by the layer's number; `cost(a, y)` gives c of each example, (N,). A push is a
    small real number: some activations know no others.
    """
    # For each neuron j of layer l:
    # c of every example with z_j a little higher, and with z_j a little lower;
    # the ratio goes into column j.
    raise NotImplementedError


# %% test="test_measured_delta" points=3 meets="S4"
check.measured_delta(measured_delta)

# %% [markdown]
# One more hidden test runs it on a network of one layer, on a single example, and with activations that you have not met.

# %% test="test_measured_delta__unseen" points=1
# A hidden test of measured_delta: the smallest networks and unseen activations.

# %% [markdown]
# One sentence, for yourself: why may you read all the examples' deltas from one push?

# %% [markdown]
# *Your sentence here.*

# %% [markdown]
# ## 2 A table to keep (7 min, ●○○)
#
# Tabulate delta for the whole small network. Before you run the cell: which sign has $\delta_1^{(2)}$? (The output $a_1 = 2$ is above its target 1.)


# %%
def delta_of(net, l):
    """delta of layer l, by your function."""
    return measured_delta(net.x, net.y, net.W, net.b, net.g, net.cost, l)


for l in (2, 1):
    print(f"delta[{l}] =", delta_of(net, l).round(6))

# %% [markdown]
# Copy the four numbers onto paper, and here. **Keep the paper.** In lesson 4 a formula will have to reproduce them.

# %%
table_2 = (None, None)  # delta of layer 2: neuron 1, neuron 2
table_1 = (None, None)  # delta of layer 1
check.numbers(table_2=table_2, table_1=table_1)

# %% [markdown]
# A larger network, 3-5-4-2, with six examples. Each cell of the picture is one neuron in one example. Purple is a negative delta (push z up and c
# falls), orange a positive one, and paper-white means that c hardly cares.

# %%
larger = random_network((3, 5, 4, 2), (tanh, softplus, tanh), log_cosh, N=6, seed=9)
table = {l: delta_of(larger, l) for l in (1, 2, 3)}
draw.deltas(table)

# %% [markdown]
# Compare two rows. Each example pulls on the same neuron in its own way. That is why delta belongs to c, not to C.
#
# What did this table cost? Count how many times your function ran the network forward to fill all three layers.

# %%
forward_passes = None
check.numbers(forward_passes=forward_passes)

# %% [markdown]
# Two passes a neuron. With a million neurons nobody can pay that. A formula is needed, and the last layer is where it can start.
#
# ## 3 How c answers a (13 min, ●○○)
#
# In the last layer z is two steps from c: $z \to a \to c$. Take the second step first. It depends on the cost alone.
#
# **A worked twin.** The cost $c = \tfrac14 \sum_j (a_j - y_j)^4$. Only one term of the sum holds $a_j$. The power comes down, 4 meets
# $\tfrac14$, and the inner derivative is 1: $\partial c / \partial a_j = (a_j - y_j)^3$. For a whole batch that is `(a - y) ** 3`: the shape
# of a, no sum, no mean.
#
# Now three costs that are in use. Each time c is a sum over the outputs j, and you return $\partial c / \partial a_j$ for every j of every example.
# A formula is asked for: a nudge comes near it, but not near enough for the check.
#
# **Squared error**, $c = \tfrac12 \sum_j (a_j - y_j)^2$. *(2 min, ●○○)*


# %% answer="squared_error_gradient"
def squared_error_gradient(a, y):
    """dc/da of the squared error, shape (N, n_L).

    `a` and `y` are outputs and targets, both (N, n_L).
    """
    raise NotImplementedError


# %% test="test_squared_error_gradient" points=1
check.squared_error_gradient(squared_error_gradient)

# %% [markdown]
# **Binary cross-entropy**, $c = -\sum_j \big( y_j \ln a_j + (1 - y_j) \ln(1 - a_j) \big)$, for outputs between 0 and 1. A target may be
# any number from 0 to 1. *(5 min, ●●○)*


# %% answer="binary_cross_entropy_gradient"
def binary_cross_entropy_gradient(a, y):
    """dc/da of the binary cross-entropy, shape (N, n_L).

    `a` and `y` are outputs and targets, both (N, n_L), with 0 < a < 1 and 0 <= y <= 1.
    """
    raise NotImplementedError


# %% test="test_binary_cross_entropy_gradient" points=2
check.binary_cross_entropy_gradient(binary_cross_entropy_gradient)

# %% [markdown]
# **Log cosh**, $c = \sum_j \ln \cosh(a_j - y_j)$. Near its target it is like the squared error, far off it is like $|a - y|$. So its
# derivative is a tame number even where cosh itself is larger than any float. Yours should be too, with an error of 1000. *(5 min, ●●○)*


# %% answer="log_cosh_gradient"
def log_cosh_gradient(a, y):
    """dc/da of the log-cosh cost, shape (N, n_L), finite however large the error.

    `a` and `y` are outputs and targets, both (N, n_L).
    """
    raise NotImplementedError


# %% test="test_log_cosh_gradient" points=1
check.log_cosh_gradient(log_cosh_gradient)

# %% test="test_log_cosh_gradient__large_errors" points=1
# A hidden test of log_cosh_gradient: errors in the thousands.

# %% [markdown]
# ## 4 From a back to z (10 min, ●○○)
#
# The first step, $z \to a$, is $a_j = g(z_j)$ (S1). Two steps in a row: lesson 1's chain.
#
# **A worked twin.** One output neuron with $g(z) = z^2$, target $y = 5$, squared error. At $z = 3$ we have $a = 9$. Push z by h: a moves by $6h$,
# because $g'(3) = 6$. And c moves by $4 \cdot 6h$, because $\partial c / \partial a = 9 - 5 = 4$. So $\delta = 24$.
#
# Your turn, the same neuron and target at $z = -1$. What is delta? Use a pencil.

# %%
twin_delta = None
check.numbers(twin_delta=twin_delta)

# %% [markdown]
# In letters, for neuron j of the last layer:
#
# $$\delta_j^{(L)} = \frac{\partial c}{\partial a_j^{(L)}}\; g_L'\!\left(z_j^{(L)}\right) \tag{S5}$$
#
# Write it for a whole batch. `dc_da` comes from any cost, `g_prime` from any activation. Use what you are given. *(4 min, ●○○)*


# %% answer="output_delta"
def output_delta(dc_da, z, g_prime):
    """delta of the output layer (S5), shape (N, n_L).

    `dc_da` is dc/da of the output layer, `z` is z[L], both (N, n_L); `g_prime` is g[L].prime, a function that works
    entry by entry.
    """
    raise NotImplementedError


# %% test="test_output_delta" points=2 meets="S5"
check.output_delta(output_delta)

# %% test="test_output_delta__unseen" points=1
# A hidden test of output_delta: an activation and a cost that you have not met.

# %% [markdown]
# Two roads to the same numbers: the last layer of your table, measured by pushes, and your formula. In which digit, do you think, will they
# part?

# %% meets="S5"
z_larger, a_larger = forward(larger.x, larger.W, larger.b, larger.g)
dc_da = log_cosh_gradient(a_larger[3], larger.y)
by_formula = output_delta(dc_da, z_larger[3], larger.g[3].prime)
for n in range(larger.N):
    print(f"example {n + 1}:  measured", *(f"{delta:15.12f}" for delta in table[3][n]))
    print("            formula ", *(f"{delta:15.12f}" for delta in by_formula[n]))

# %% [markdown]
# Nature agrees. What is left is the error of the push. The formula has none. It took one forward pass, where the table took four for
# this layer.
#
# ## 5 Look at your deltas (4 min, ●○○)
#
# One output neuron, target 1. Its delta against z, for each activation and each cost, from **your** functions. Before you run the cell: far to
# the left the error is largest. Will delta be largest there too?

# %%
gradients = (squared_error_gradient, binary_cross_entropy_gradient, log_cosh_gradient)
draw.delta_curves(output_delta, *gradients)

# %% [markdown]
# Follow the curve of the squared error behind a sigmoid from right to left. Where does it turn round, and why?
#
# ## 6 A large error that nobody hears (8 min, ●●○)
#
# The same neuron in your hands. Choose an activation and a cost, move z, then push it. Your `output_delta` promises how far c will move, and
# only then nature answers. Every control can be reached with Tab and set with the arrow keys.

# %%
explore.saturation(output_delta, *gradients)

# %% [markdown]
# Sigmoid, squared error, target 1. A network learns by following delta, so where delta is tiny it does not learn.
#
# - Go left in whole numbers, z = 0, -1, -2, ... The error grows. At which z is $|\delta|$ below 0.01 for the first time?
# - Stay there and change the cost to cross-entropy. What is delta now? Give two places.
# - Back to the squared error. Between these extremes there is a z, with one decimal, where $|\delta|$ is largest. Which?

# %%
dead_z = None
ce_delta = None
fastest_z = None
check.numbers(dead_z=dead_z, ce_delta=ce_delta, fastest_z=fastest_z)

# %% [markdown]
# A neuron like the first is called **saturated**: its g is so flat that hardly any nudge gets through.
#
# **Two or three sentences (2 points, read by a person).** At the first of your three points both costs see the same large error. Why does one delta all but
# vanish and the other not? Name the factor that makes the difference, and say what becomes of it with cross-entropy behind a sigmoid.

# %% [markdown] written="explain_saturation" points=2
# *Your sentences here.*

# %% [markdown]
# ## 7 The proof (8 min, ●●○)
#
# **Prove S5 (4 points, read by a person).** The cost may depend on all outputs $a_1^{(L)}, \dots, a_{n_L}^{(L)}$, and yet S5 has no sum. A reader will look for four
# things: the start at S4, with the right cost; the chain rule through **all** outputs; why all terms of its sum but one are nought; and the factor that
# is left.

# %% [markdown] written="derive_output_delta" points=4
# *Your proof here. You can write formulas between dollar signs: $\delta_j^{(L)} = \dots$*

# %% [markdown]
# One of the four steps uses that each output has its own z and no other. Lesson 7 meets a layer for which that is not so.
#
# ## What you can do now
#
# - Say what $\delta_j^{(l)}$ is without a formula, and measure it anywhere in a network (S4).
# - Differentiate a cost by the outputs, one number for each output of each example.
# - Write delta of the last layer for any cost and any activation, and say why there is no sum in it (S5).
# - Say why a large error can leave a neuron unmoved.
#
# Close the notebook, write S4 and S5 on paper, and put them beside the table with the four numbers. Lesson 4 begins there.

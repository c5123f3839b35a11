# %% [markdown] minutes=75 extra=true learn="Outputs that answer every z, when a - y is delta and when it is not, and what fifty layers do to delta."
# # 7 Softmax and depth
#
# So far each $a_j$ answered its own $z_j$ and no other. S5 rests on that. A softmax breaks it, and nearly every network that sorts things into
# classes ends in one. You find out what S5 becomes then, and why so little is left of it in the end. After that you send a delta back through fifty
# layers.
#
# | | min | | | min |
# | --- | --- | --- | --- | --- |
# | 0 S6 from memory | 4 | | 4 The shortcut | 20 |
# | 1 One z, every a | 14 | | 5 One factor a layer | 9 |
# | 2 Every answer in one table | 9 | | 6 Fifty layers | 11 |
# | 3 S5 for any output | 8 | | | |
#
# The dots beside an exercise say how hard it is: ●○○ a warm-up, ●●○ needs thought, ●●● take a break first.

# %% [markdown]
# ## The convention card
#
# | name | what it is | shape |
# | --- | --- | --- |
# | `z`, `a`, `y` | of the output layer: **rows are examples**, N of them, columns are neurons or classes | `(N, n_L)` |
# | `s` | a, where the output layer is a softmax | `(N, n_L)` |
# | `dc_da` | $\partial c / \partial a_k$ | `(N, n_L)` |
# | `jacobian` | `jacobian[n, k, j]` is $\partial a_k / \partial z_j$ in example n: how output k answers z number j | `(N, n_L, n_L)` |
# | `delta[l]` | $\delta_j^{(l)} := \partial c / \partial z_j^{(l)}$ of **one** example's cost c (S4) | `(N, n_l)` |
# | `W[l]`, `g.prime` | weights **from** layer l-1 **to** layer l, and the derivative of an activation | `(n_{l-1}, n_l)`, callable |
#
# Everything is float64. A function leaves its arguments as they were. Other books write $z = W a + b$ with columns; their $\partial a_k / \partial
# z_j$ is ours.

# %%
import numpy as np

from chainrule import check, draw, explore, tanh
from chainrule.deep import deep_network, walk_back

# %% [markdown]
# ## 0 S6 from memory (4 min, ●●○)
#
# No points, and no looking back: one line. Which two things meet in the sum, and over which index? What comes last?


# %%
def hidden_delta(delta_next, W_next, z, g_prime):
    """delta of a hidden layer (S6), shape (N, n_l)."""
    raise NotImplementedError


check.hidden_delta(hidden_delta)

# %% [markdown]
# Keep it. In section 6 it has to go back fifty layers.
#
# ## 1 One z, every a (14 min, ●●○)
#
# A network that tells three kinds of animals apart should say something like (0.125, 0.25, 0.625): shares that add up to 1. **Softmax** makes shares
# of any z: first a positive number of each, then the part that it has of the whole.
#
# $$s_k = \frac{e^{z_k}}{\sum_{m=1}^{n} e^{z_m}}$$
#
# Take $z = (0, \ln 2, \ln 5)$. The powers $e^z$ are 1, 2 and 5, and 8 is their sum. Now push $z_1$ up to $\ln 2$, and leave the other two where they
# are. How many of the three shares move? Guess first.

# %%
guess = None
before, after = np.array([1, 2, 5]) / 8, np.array([2, 2, 5]) / 9
check.prediction(guess, np.count_nonzero(after - before), "the number of shares that moved")

# %% [markdown]
# **A worked twin.** Parts of a whole without the powers: whoever put in w gets the part w of all that was put in. Two examples are two rows, and each
# row has a whole of its own.

# %%
w = np.array([[1.0, 2.0, 5.0], [3.0, 3.0, 4.0]])
w / w.sum(axis=1, keepdims=True)

# %% [markdown]
# A softmax looks as easy. But its $e^z$ is `inf` from $z = 710$ on, and `inf / inf` is no number. A z of 1000 is nothing unusual, and no reason to
# have no shares. Use a pencil, and see which rows have the same shares.
#
# - $z = (0, \ln 3)$: what are the shares? And those of $(\ln 2, \ln 6)$, where $\ln 2$ was added to both?
# - Then what are those of $(1000, 1000 + \ln 3)$?

# %%
shares_of_two = (None, None)
shares_moved_up = (None, None)
shares_far_up = (None, None)
check.numbers(shares_of_two=shares_of_two, shares_moved_up=shares_moved_up, shares_far_up=shares_far_up)

# %% [markdown]
# Write softmax so that every share is right to 12 digits, whatever lies between -1000 and 1000: in a row, and from one row of a batch to the next. A
# share that is too small for a float may be 0. *(5 min, ●●○)*


# %% answer="softmax"
def softmax(z):
    """The softmax of each row of `z` (N, n), in the same shape; right to 12 digits for -1000 <= z <= 1000."""
    raise NotImplementedError


# %% test="test_softmax" points=1
check.softmax(softmax)

# %% test="test_softmax__far_out" points=1
# A hidden test of softmax: z out to 1000, rows that lie far apart, both ends in one row.

# %% [markdown]
# Your shares while $z_1$ slides and the others stay. Before you run the cell: near $z_1 = -6$ class 3 has about three times as much as class 2. And
# when class 1 has taken half of everything?

# %%
draw.shares(softmax)

# %% [markdown]
# One sentence, for yourself: what stays as it is between two classes while a third one grows?

# %% [markdown]
# *Your sentence here.*

# %% [markdown]
# ## 2 Every answer in one table (9 min, ●●○)
#
# Back to the shares $(\tfrac18, \tfrac28, \tfrac58)$ with the powers 1, 2 and 5. Push $z_1$ by a small h. Its power goes from 1 to $1 + h$, near
# enough, so the shares become
#
# $$\frac{1 + h}{8 + h}, \qquad \frac{2}{8 + h}, \qquad \frac{5}{8 + h}.$$
#
# How fast does each of them move, for each unit of h? Three numbers, and their sum. You may type fractions, such as `3/64`.

# %%
column_1 = (None, None, None)
column_1_sum = None
check.numbers(column_1=column_1, column_1_sum=column_1_sum)

# %% [markdown]
# That was column j = 1 of a **Jacobian**, lesson 1's table of answers: $J_{kj} = \partial s_k / \partial z_j$, one row for each output k, one column
# for each z. Before you write it: if you push $z_2$ instead, its power is 2, and a push of h makes $2 + 2h$ of it. What is column 2? Compare it with
# column 1. Which entry do they share, and how do the two shares enter it?

# %%
column_2 = (None, None, None)
check.numbers(column_2=column_2)

# %% [markdown]
# Now all examples at once, from the shares alone: what softmax gave is handed in, not z. There are two cases, k = j and all others. *(5 min, ●●○)*


# %% answer="softmax_jacobian"
def softmax_jacobian(s):
    """How softmax's outputs answer its inputs: J[n, k, j] = ds_k/dz_j in example n, shape (N, n, n).

    `s` are the outputs, softmax(z), of shape (N, n).
    """
    raise NotImplementedError


# %% test="test_softmax_jacobian" points=2
check.softmax_jacobian(softmax_jacobian)

# %% [markdown]
# ## 3 S5 for any output (8 min, ●●○)
#
# Here is an output layer that is no softmax, in whole numbers: $a_1 = z_1 z_2$ and $a_2 = z_1 + 3 z_2$, at $z = (2, 1)$, with targets $y = (1, 7)$
# and the squared error. Then $a = (2, 5)$, $\partial c / \partial a = (1, -2)$, and a push of $z_1$ moves $a_1$ by $z_2 = 1$ and $a_2$ by 1, for each
# unit.
#
# $z_1$ reaches c on two paths, and so does $z_2$. Lesson 4's pencil knows what to do with paths. What is delta?

# %% meets="S4, S5"
coupled_delta = (None, None)
check.numbers(coupled_delta=coupled_delta)

# %% [markdown]
# Nature, by a push of each z:


# %%
def c_of(z_1, z_2):
    """c of the small layer above."""
    return ((z_1 * z_2 - 1) ** 2 + (z_1 + 3 * z_2 - 7) ** 2) / 2


for h in (0.1, 0.001):
    moves = c_of(2 + h, 1) - c_of(2, 1), c_of(2, 1 + h) - c_of(2, 1)
    print(f"h = {h:<6} ratios", *(f"{move / h:8.4f}" for move in moves))

# %% [markdown]
# Write it for any output layer and any cost. A softmax's Jacobian is symmetric, so it would forgive you a sum over the wrong index; this one would
# not, and neither do the tests. *(4 min, ●●○)*


# %% answer="output_delta_general"
def output_delta_general(dc_da, jacobian):
    """delta of an output layer whose a may answer every z, shape (N, n_L).

    `dc_da` is dc/da, (N, n_L); `jacobian[n, k, j]` is da_k/dz_j in example n, (N, n_L, n_L).
    """
    raise NotImplementedError


# %% test="test_output_delta_general" points=2 meets="S5"
check.output_delta_general(output_delta_general)

# %% [markdown]
# And S5? In a layer of tanh, $a_k$ answers its own z only. The Jacobian has $g'$ on its diagonal and 0 elsewhere. How many terms of your sum are left
# for each delta? Guess; then both formulas run on the same numbers.

# %% meets="S5"
guess = None
z_out, gradient = np.array([[0.5, -1.0, 2.0]]), np.array([[1.0, 2.0, -3.0]])
diagonal = np.eye(3) * tanh.prime(z_out)[:, None, :]
print("S5, dc/da times g':", gradient * tanh.prime(z_out))
print("yours             :", output_delta_general(gradient, diagonal))
check.prediction(guess, np.count_nonzero(diagonal[0, :, 0]), "the number of terms that are left")

# %% [markdown]
# ## 4 The shortcut (20 min, ●●○)
#
# A softmax's usual partner is the **cross-entropy** $c = -\sum_k y_k \ln s_k$. The targets are shares too: one-hot, such as (0, 1, 0), or anything
# that adds up to 1.
#
# A last time the shares $(\tfrac18, \tfrac28, \tfrac58)$; the right class is the second, $y = (0, 1, 0)$. What is $\partial c / \partial s$? Then
# delta, with column 1 and column 2 from above; column 3 is $(-\tfrac5{64}, -\tfrac{10}{64}, \tfrac{15}{64})$.

# %% meets="S5"
dc_ds = (None, None, None)
shares_delta = (None, None, None)
check.numbers(dc_ds=dc_ds, shares_delta=shares_delta)

# %% [markdown]
# Hold your three deltas beside s and beside y. All those fractions, and what is left? Guess from them, without another calculation: with $s = (0.7,
# 0.2, 0.1)$ and $y = (0, 0, 1)$, what is $\delta_3$?

# %%
guess = None


def c_when_pushed(push, powers=(7, 2, 1)):
    """c of the third class when z_3 is pushed: its power is multiplied by e^push."""
    third = powers[2] * np.exp(push)
    return -np.log(third / (powers[0] + powers[1] + third))


check.prediction(guess, (c_when_pushed(1e-5) - c_when_pushed(-1e-5)) / 2e-5, "delta_3, by a push")

# %% [markdown]
# Does that hold for any shares and any targets? You prove it below. First write it. z is handed in, not s; your softmax may help. *(3 min, ●○○)*


# %% answer="softmax_cross_entropy_delta"
def softmax_cross_entropy_delta(z, y):
    """delta of a softmax layer that pays c = -sum_k y_k ln s_k, shape (N, n); finite for -1000 <= z <= 1000.

    `z` is z of the layer, `y` its targets, both (N, n); each row of y adds up to 1.
    """
    raise NotImplementedError


# %% test="test_softmax_cross_entropy_delta" points=2 meets="S4"
check.softmax_cross_entropy_delta(softmax_cross_entropy_delta)

# %% test="test_softmax_cross_entropy_delta__far_out" points=1
# A hidden test of softmax_cross_entropy_delta: z out to 1000, in a row and from row to row.

# %% [markdown]
# The long way is not only longer. Far out a share is 0 to a float, and $-y/s$ divides by it:

# %%
z_far, y_far = np.array([[1000.0, 0.0, -1000.0]]), np.array([[0.0, 1.0, 0.0]])
with np.errstate(all="ignore"):
    s_far = softmax(z_far)
    print("the long way:", output_delta_general(-y_far / s_far, softmax_jacobian(s_far)))
print("the shortcut:", softmax_cross_entropy_delta(z_far, y_far))

# %% [markdown]
# **Prove it (4 points, read by a person).** A softmax that pays cross-entropy has $\delta_j = s_j - y_j$. A reader will look for four things: the sum
# over all k, with the reason; $\partial s_k / \partial z_j$ in both cases, computed; $\partial c / \partial s_k$, and what cancels; where it is used
# that the targets add up to 1.

# %% [markdown] written="derive_softmax_delta" points=4
# *Your proof here. You can write formulas between dollar signs: $\delta_j = \sum_k \dots$*

# %% [markdown]
# **When is it legal?** A short form is easily carried to where it does not belong. For which of these is $a - y$ the delta? Write 1 for yes and 0 for
# no, in this order. A pencil helps: S5, with the slope written in a.
#
# 1. softmax, cross-entropy
# 2. softmax, squared error
# 3. sigmoid, binary cross-entropy $-\sum_j (y_j \ln a_j + (1 - y_j) \ln(1 - a_j))$
# 4. sigmoid, squared error
# 5. identity ($a = z$), squared error

# %%
legal_pairs = (None, None, None, None, None)
check.numbers(legal_pairs=legal_pairs)

# %% [markdown]
# Your long way and $a - y$, both against the measured delta. What is on the line is right.

# %%
draw.shortcut(softmax_jacobian, output_delta_general)

# %% [markdown]
# **Two or three sentences (2 points, read by a person).** Take a legal pair and an illegal one. What meets what in the legal one, so that only $a -
# y$ is left? In the illegal one, look at an output that is far off and flat: what does $a - y$ claim there, and what does nature say?

# %% [markdown] written="explain_shortcut" points=2
# *Your sentences here.*

# %% [markdown]
# ## 5 One factor a layer (9 min, ●●○)
#
# Now downwards. S6 says what one step back does to delta: it meets the weights, it is summed, it is multiplied by $g'$. A network of fifty layers
# does that 49 times. To see what becomes of delta we need *one* number a layer:
#
# $$|\delta^{(l)}| = \sqrt{\frac{1}{N n_l} \sum_{\text{examples}} \sum_{j} \big(\delta_j^{(l)}\big)^2}$$
#
# the **root mean square**, over all examples and all neurons. It is the size of a typical delta, in a layer of any width. *(3 min, ●○○)*


# %% answer="delta_norms"
def delta_norms(delta):
    """The size of delta in each layer, {l: number}: the root mean square over all its examples and neurons.

    `delta` is {l: array (N, n_l)}.
    """
    raise NotImplementedError


# %% test="test_delta_norms" points=1
check.delta_norms(delta_norms)

# %% [markdown]
# What does one step back do to it? Draw every weight at random, with mean 0 and standard deviation $\sigma_W$. Then $\sum_k \delta_k W_{jk}$ has n
# terms of either sign. Most of it cancels: n random steps lead as far as $\sqrt n$ steps in one direction. Each term is about $\sigma_W |\delta|$,
# and $g'$ comes on top. So
#
# $$|\delta^{(l)}| \;\approx\; \sigma_W \sqrt{n}\; \mathrm{rms}(g') \cdot |\delta^{(l+1)}|.$$
#
# One factor a layer: a straight line where the axis is logarithmic. Pencil, for layers of 100 neurons:
#
# - Near 0, tanh has $g' = 1$. With $\sigma_W = 0.05$, what is the factor?
# - 50 layers are 49 steps. How many powers of ten does delta lose on them? $\log_{10} 0.5 = -0.301$; round to a whole number.
# - A sigmoid is nowhere steeper than 1/4. With $\sigma_W = 0.1$, what is the largest factor that it can have?

# %% meets="S6"
tanh_factor = None
powers_lost = None
sigmoid_factor = None
check.numbers(tanh_factor=tanh_factor, powers_lost=powers_lost, sigmoid_factor=sigmoid_factor)

# %% [markdown]
# ## 6 Fifty layers (11 min, ●●○)
#
# A deep network in your hands, 100 neurons a layer. At the top a delta of size 1 is put in, and **your** `hidden_delta` takes it down, layer by
# layer. The picture shows how flat g is where the z are, rms(g'). Work out the factor a layer and the power of ten that is left in layer 1. Only then
# is the curve drawn. Two near predictions, and it follows the sliders.

# %%
explore.depth(hidden_delta, delta_norms)

# %% [markdown]
# Find out with it, or with your pencil:
#
# - A sigmoid with $\sigma_W = 0.10$: after how many whole steps back is $|\delta|$ below one millionth for the first time? (rms(g') is 0.236 there.)
# - A ReLU passes half of what comes and blocks the rest, so rms(g') is about $\sqrt{1/2}$. At which $\sigma_W$, with two decimals, does delta neither
#   vanish nor explode?
# - The same question for the identity.

# %%
millionth_after = None
level_relu, level_identity = None, None
check.numbers(millionth_after=millionth_after, level_relu=level_relu, level_identity=level_identity)

# %% [markdown]
# Weights are drawn before a network has learnt anything, so somebody has to choose $\sigma_W$. Your two level values are what a good library chooses
# for you. Here is tanh, for five choices:

# %%
nets = {sigma: deep_network(50, sigma, tanh) for sigma in (0.05, 0.08, 0.1, 0.15, 0.3)}
sizes = {sigma: delta_norms(walk_back(net, hidden_delta)) for sigma, net in nets.items()}
draw.norms(sizes, nets)

# %% [markdown]
# Large weights do two things at once. They stretch delta, and they push the z to where tanh is flat:

# %%
draw.flatness({sigma: nets[sigma] for sigma in (0.05, 0.15, 0.3)})

# %% [markdown]
# **Three sentences (2 points, read by a person).** A network of 50 layers with $\sigma_W = 0.05$ learns with steps against its gradient. What do its
# lowest layers learn, and why? Which *two* factors of S6 could you change to cure it? Why is a sigmoid harder to cure than a tanh?

# %% [markdown] written="explain_depth" points=2
# *Your sentences here.*

# %% [markdown]
# ## What you can do now
#
# - Give delta for any output layer and any cost, from the Jacobian; and say what makes S5 of it.
# - Say when $a - y$ is delta, and show by which cancellation.
# - Foretell what depth does to delta from three numbers, before anything is drawn.
#
# Close the notebook and write on paper: a softmax, its Jacobian, and the factor a layer. In lesson 8 a network learns.

# %% [markdown] minutes=75 learn="What a neuron, a layer and a whole network do to numbers on the way forward, and what their mean cost is."
# # 2 The forward pass
#
# Before anything can be sent back through a network, something must have gone forward. You write that way: first what a
# single neuron does to a number, then a layer, then the whole network, and last the one number at its end.
#
# | | min | | | min |
# | --- | --- | --- | --- | --- |
# | 1 One neuron, with a pencil | 6 | | 5 A layer | 16 |
# | 2 The sigmoid and its slope | 16 | | 6 The whole way | 10 |
# | 3 Three more slopes | 10 | | 7 One number for all examples | 5 |
# | 4 How far out can you trust it? | 3 | | 8 One neuron in your hand | 9 |
#
# The dots beside an exercise say how hard it is: ●○○ a warm-up, ●●○ needs thought, ●●● take a break first.

# %% [markdown]
# ## The convention card
#
# | name | what it is | shape |
# | --- | --- | --- |
# | `x`, `y` | inputs and targets: **rows are examples** | `(N, n_0)`, `(N, n_L)` |
# | `W[l]`, `b[l]` | weights and biases of layer l = 1..L | `(n_{l-1}, n_l)`, `(n_l,)` |
# | `z` | what a layer adds up; keys 1..L | `z[l]`: `(N, n_l)` |
# | `a` | what it hands on; keys 0..L, and `a[0]` is x | `a[l]`: `(N, n_l)` |
# | `a_prev`, `a_L` | a of the layer before; a of the last layer | `(N, n_{l-1})`, `(N, n_L)` |
# | `g[l]` | the activation of layer l: a function that works entry by entry | callable |
# | `cost` | `cost(a, y)` is c of every example | gives `(N,)` |
#
# $W_{ij}^{(l)}$ is the wire **from** neuron i of layer l-1 **to** neuron j of layer l. Everything is float64. A function leaves its
# arguments as they were, and gives the same answer when it is called twice.
#
# Other books write $z = W a + b$ with columns. Then their W is our W transposed: what they call `W[j, i]` is `W[i, j]` here.

# %%
import numpy as np

import chainrule
from chainrule import Activation, check, decimals, draw, explore
from chainrule.network import random_network
from chainrule.numeric import central_difference

# %% [markdown]
# ## 1 One neuron, with a pencil (6 min, ●○○)
#
# A neuron does two things. It adds up what arrives, each number times the weight of its wire, and its own bias:
#
# $$z_j^{(l)} = \sum_{i=1}^{n_{l-1}} a_i^{(l-1)} W_{ij}^{(l)} + b_j^{(l)} \tag{S2}$$
#
# Then it bends the sum with a function $g_l$, the activation of its layer, and hands the result on:
#
# $$a_j^{(l)} = g_l(z_j^{(l)}) \tag{S1}$$

# %%
draw.neuron()

# %% [markdown]
# Take paper. A network 2-3-1 sees one example:
#
# $$x = (3, -1),\quad W^{(1)} = \begin{pmatrix} 1 & 2 & 0 \\ 4 & -1 & 1 \end{pmatrix},\ b^{(1)} = (0, -2, 5),\quad
# W^{(2)} = \begin{pmatrix} 1 \\ 2 \\ -1 \end{pmatrix},\ b^{(2)} = -4,\quad y = 5.$$
#
# Layer 1 keeps what is above 0 and puts 0 in place of the rest: $g_1(z) = \max(z, 0)$, called ReLU. Layer 2 leaves z as it is. The example costs
# $c = \tfrac12 (a^{(2)} - y)^2$. Find $z^{(1)}$, $a^{(1)}$, $z^{(2)}$ and c.

# %% meets="S1, S2"
hand_z1, hand_a1 = (None, None, None), (None, None, None)
hand_z2, hand_c = None, None
check.numbers(hand_z1=hand_z1, hand_a1=hand_a1, hand_z2=hand_z2, hand_c=hand_c)

# %% [markdown]
# ## 2 The sigmoid and its slope (16 min)
#
# The sigmoid turns any number into one between 0 and 1:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}}.$$
#
# It looks like one line of code, and near 0 it is. But z can be far from 0. A float ends near $1.8 \cdot 10^{308}$: $e^{709}$ still fits, $e^{710}$ is `inf`.
# And `inf / inf` is no number any more.
#
# Near the other end there is a second trap. At $z = -40$ the sigmoid is about $4 \cdot 10^{-18}$. It is small, but not 0, and lesson 3 takes its
# logarithm. So every digit counts.
#
# Write it for any z from -1000 to 1000, right to 12 digits. A float that is too small to hold 12 digits may be 0. numpy may *warn* of an overflow on
# the way. A warning costs nothing here; a wrong number does. *(5 min, ●●○)*


# %% answer="sigmoid"
def sigmoid(z):
    """1 / (1 + e^-z) of every entry of `z` (N, n), in the same shape; right to 12 digits for -1000 <= z <= 1000."""
    raise NotImplementedError


# %% test="test_sigmoid" points=1
check.sigmoid(sigmoid)

# %% [markdown]
# One more hidden test looks at your `sigmoid` far from 0.

# %% test="test_sigmoid__far_out" points=1
# A hidden test of sigmoid: z from -1000 to 1000.

# %% [markdown]
# Now its slope. Where is the sigmoid steepest, and how steep is it there? Write down the slope at that point before you look.

# %%
guess = None
slopes_on_the_way = central_difference(chainrule.sigmoid, np.linspace(-5, 5, 101))
check.prediction(guess, slopes_on_the_way.max(), "the largest slope")

# %% [markdown]
# A nudge gives you a slope at one z. A formula gives it at every z. A worked twin: $g(z) = \dfrac{1}{1 + z^2}$.
#
# 1. Name the inside: $u = 1 + z^2$, so $g = 1/u$.
# 2. A nudge of z moves u by $\dfrac{du}{dz} = 2z$ per unit. A nudge of u moves g by $\dfrac{dg}{du} = -\dfrac{1}{u^2}$.
# 3. Multiply along the path: $g'(z) = -\dfrac{2z}{(1 + z^2)^2}$.
# 4. Look for g in the result: $g'(z) = -2z\, g(z)^2$. Who has computed g already gets the slope almost for nothing.
#
# Your turn.
#
# **Derive $\sigma'(z)$ in the same four steps (3 points, read by a person, 4 min, ●●○).** End with a formula in which z occurs only inside $\sigma(z)$.

# %% [markdown] written="derive_sigmoid_prime" points=3
# *Your derivation here. You can write formulas between dollar signs: $\sigma'(z) = \dots$*

# %% [markdown]
# Write it as a function. A slope only multiplies other numbers, so here an error of $10^{-15}$ is none. But it must be finite out to $\pm 1000$. *(4 min, ●●○)*


# %% answer="sigmoid_prime"
def sigmoid_prime(z):
    """The slope of the sigmoid at every entry of `z` (N, n), in the same shape; finite for -1000 <= z <= 1000."""
    raise NotImplementedError


# %% test="test_sigmoid_prime" points=2
check.sigmoid_prime(sigmoid_prime)

# %% test="test_sigmoid_prime__far_out" points=1
# A hidden test of sigmoid_prime: z from -1000 to 1000.

# %% [markdown]
# ## 3 Three more slopes (10 min)
#
# **tanh** runs from -1 to 1: $\tanh z = \dfrac{e^z - e^{-z}}{e^z + e^{-z}}$, and numpy has it as `np.tanh`. Its slope has a short form too. *(3 min, ●●○)*


# %% answer="tanh_prime"
def tanh_prime(z):
    """The slope of tanh at every entry of `z` (N, n), in the same shape; finite for -1000 <= z <= 1000."""
    raise NotImplementedError


# %% test="test_tanh_prime" points=1
check.tanh_prime(tanh_prime)

# %% [markdown]
# **ReLU**, the one from your pencil: $\max(z, 0)$. At z = 0 it has a corner and no slope; what you return there is never tested. *(3 min, ●○○)*


# %% answer="relu"
def relu(z):
    """The larger of z and 0, for every entry of `z` (N, n), in the same shape."""
    raise NotImplementedError


# %% test="test_relu" points=1
check.relu(relu)


# %% answer="relu_prime"
def relu_prime(z):
    """The slope of ReLU at every entry of `z` (N, n), in the same shape."""
    raise NotImplementedError


# %% test="test_relu_prime" points=1
check.relu_prime(relu_prime)

# %% [markdown]
# **Softplus** is a ReLU without the corner: $\ln(1 + e^z)$. You need its slope only. Differentiate from the outside in, and look at what comes out:
# have you met it? For the same reason as there, 12 digits are asked. *(4 min, ●●○)*


# %% answer="softplus_prime"
def softplus_prime(z):
    """The slope of ln(1 + e^z) at every entry of `z` (N, n), same shape; right to 12 digits for -1000 <= z <= 1000."""
    raise NotImplementedError


# %% test="test_softplus_prime" points=1
check.softplus_prime(softplus_prime)

# %% test="test_softplus_prime__far_out" points=1
# A hidden test of softplus_prime: z from -1000 to 1000.

# %% [markdown]
# Your four slopes in one picture. Which of the four still answers a nudge at z = 6? Which answers at z = -6? Remember the flat ends: in lesson 3 they
# stop a network from learning.

# %%
draw.slopes(sigmoid_prime, tanh_prime, relu_prime, softplus_prime)

# %% [markdown]
# ## 4 How far out can you trust it? (3 min, ●○○)
#
# This course's own library computes its sigmoid as `(1 + np.tanh(z / 2)) / 2`. On paper that is the same function. At z = -20 the true value
# is about $2 \cdot 10^{-9}$. Of the 16 digits that a float has, how many are right there in the library's answer? Guess.

# %%
guess = None
library = chainrule.sigmoid(np.array(-20.0))
truth = decimals.value(decimals.sigmoid, -20.0)  # By its definition, in numbers of a hundred digits.
check.prediction(guess, -np.log10(abs(library - truth) / truth), "the number of right digits")

# %% [markdown]
# It has lost half of them, and no test with z near 0 would tell. Two numbers near 1 were subtracted, and their difference is small: what they
# had in common is gone, and so are its digits. Here are your own functions. Does one of them lose digits? Where, and which two numbers were subtracted?

# %%
draw.digits(sigmoid=sigmoid, sigmoid_prime=sigmoid_prime)

# %% [markdown]
# ## 5 A layer (16 min)
#
# Back to S2. One neuron, two inputs, $W = (3, 1)$, $b = -3$. At $a = (1, 2)$ it gives $z = 2$. Now **double** both inputs.
# By which factor does z grow? Guess first.

# %%
guess = None


def z_of(a_1, a_2):
    return 3 * a_1 + 1 * a_2 - 3


check.prediction(guess, z_of(2, 4) / z_of(1, 2), "the factor")

# %% [markdown]
# Such a map is called *affine*: a linear one, shifted. The shift is what b is for.
#
# A worked twin. Five students sit an exam of three questions. Question i counts `weight[i]`, and everyone gets a bonus. In loops, as one would say it:

# %%
scores = np.array([[2, 0, 1], [3, 1, 1], [0, 0, 2], [1, 3, 0], [2, 2, 2]])
weight, bonus = np.array([1.0, 2.0, 0.5]), 4.0

total = np.zeros(5)
for n in range(5):
    total[n] = bonus
    for i in range(3):
        total[n] += scores[n, i] * weight[i]
total

# %% [markdown]
# That is one neuron and five examples. A layer has several neurons, each with weights and a bias of its own: one more index, j. Write S2 with a loop for
# each index. *(7 min, ●●○)*


# %% answer="affine_loops"
def affine_loops(a_prev, W, b):
    """z of one layer (S2), shape (N, n_l), with a loop for each index.

    `a_prev` is a of the layer before, (N, n_{l-1}); `W` is (n_{l-1}, n_l), `b` is (n_l,).
    """
    raise NotImplementedError


# %% test="test_affine_loops" points=3 meets="S2"
check.affine_loops(affine_loops)

# %% [markdown]
# The same in one line, without a loop. Ask which index of `a_prev` meets which index of `W`; a matrix product sums over the **last** index of its left
# factor and the **first** of its right one. *(3 min, ●○○)*


# %% answer="affine"
def affine(a_prev, W, b):
    """z of one layer (S2), shape (N, n_l), without a loop.

    `a_prev` is a of the layer before, (N, n_{l-1}); `W` is (n_{l-1}, n_l), `b` is (n_l,).
    """
    raise NotImplementedError


# %% test="test_affine" points=2 meets="S2"
check.affine(affine)

# %% [markdown]
# What did leaving out the loops bring? The same layer, 100 to 50 neurons, for 200 examples, by both of yours. Guess how many times faster the second is,
# then take the time.

# %%
from time import perf_counter

rng = np.random.default_rng(0)
batch, W_wide, b_wide = rng.normal(size=(200, 100)), rng.normal(size=(100, 50)), rng.normal(size=50)


def seconds(function):
    start = perf_counter()
    function(batch, W_wide, b_wide)
    return perf_counter() - start


guess = None
with_loops, without = (min(seconds(each) for _ in range(3)) for each in (affine_loops, affine))
check.prediction(guess, with_loops / without, "the gain in speed")

# %% [markdown]
# **Two sentences (2 points, read by a person, 3 min).** The product has the shape (N, n_l), b only (n_l,). Along which axis does numpy repeat b, and why is that what S2
# says? With four examples and four neurons, `b[:, None]` would run without an error: what would each neuron be given then?

# %% [markdown] written="explain_bias" points=2
# *Your sentences here.*

# %% [markdown]
# ## 6 The whole way (10 min, ●●○)
#
# Layer after layer: S2, S1, S2, S1. Keep every z and every a, for the way back will need them all. The keys stand on the card: `a` starts at 0, `z` at 1.
# *(7 min)*


# %% answer="forward"
def forward(x, W, b, g):
    """z and a of every layer (S1, S2), as two dicts: {l: z[l]} for l = 1..L and {l: a[l]} for l = 0..L.

    `x` is (N, n_0); `W`, `b` and `g` are dicts keyed by the layer's number, 1..L.
    """
    # Start with what is known before the first layer.
    # Then one layer after the other.
    raise NotImplementedError


# %% test="test_forward" points=3 meets="S1, S2"
check.forward(forward)

# %% [markdown]
# Two more hidden tests look at your `forward`: the smallest networks, and a batch with as many examples as neurons.

# %% test="test_forward__one_layer_or_one_example" points=1
# A hidden test of forward: the smallest networks.

# %% test="test_forward__as_many_examples_as_neurons" points=1
# A hidden test of forward: where a wrong axis makes no error.

# %% [markdown]
# Does it find the numbers of your pencil? Here they are again, with **your** ReLU in layer 1.

# %%
forward(
    np.array([[3.0, -1.0]]),
    {1: np.array([[1.0, 2.0, 0.0], [4.0, -1.0, 1.0]]), 2: np.array([[1.0], [2.0], [-1.0]])},
    {1: np.array([0.0, -2.0, 5.0]), 2: np.array([-4.0])},
    {1: relu, 2: chainrule.identity},
)

# %% [markdown]
# Now a network that **you** choose: change the widths, the activations, the seed. Blue are the z of a layer, green the a that g makes of them. Which layer
# pushes its numbers closest together? Which one makes many numbers equal?

# %%
g_mine = (
    Activation(np.tanh, "tanh", tanh_prime),
    Activation(relu, "relu", relu_prime),
    Activation(sigmoid, "sigmoid", sigmoid_prime),
)
mine = random_network(sizes=(3, 6, 4, 2), activations=g_mine, cost=chainrule.squared_error, N=5, seed=1)
z_mine, a_mine = forward(mine.x, mine.W, mine.b, mine.g)
draw.layers(z_mine, a_mine, mine.g)

# %% [markdown]
# ## 7 One number for all examples (5 min, ●○○)
#
# Each example x of the data set D has a cost c(x) of its own. A network is judged by their mean:
#
# $$C = \frac{1}{|\mathcal{D}|} \sum_{\mathbf{x} \in \mathcal{D}} c(\mathbf{x}) \tag{S3}$$
#
# Three examples cost 4.5, 0.5 and 1. What is C? And what is it when each of the three stands in the data set twice?

# %% meets="S3"
hand_C = None
copied_C = None
check.numbers(hand_C=hand_C, copied_C=copied_C)

# %% [markdown]
# Which c it is, is not said: `cost(a_L, y)` gives you one number an example, whatever happens inside. If there are several outputs it has added
# them up already. *(3 min)*


# %% answer="mean_cost"
def mean_cost(a_L, y, cost):
    """C (S3), one number: the mean of c over the examples.

    `a_L` and `y` are (N, n_L); `cost(a_L, y)` is c of every example, (N,).
    """
    raise NotImplementedError


# %% test="test_mean_cost" points=2 meets="S3"
check.mean_cost(mean_cost)

# %% test="test_mean_cost__unseen" points=1
# A hidden test of mean_cost: a cost that you have not met.

# %% [markdown]
# ## 8 One neuron in your hand (9 min, ●●○)
#
# A network 2-3-2 and one example. Every number in it comes from **your** `forward`. You hold the weights of one neuron. Before one of them
# may move, click **every** value that it will change. (Or go there with Tab and press Enter.) Lock your prediction, then move the slider:
# ✓ changed as you said, **!** changed without you, **×** did not change.

# %%
explore.neuron(forward)

# %% [markdown]
# Begin with the weight that is chosen, $W_{13}^{(1)}$, and move it a little. Does the rest of the network hear of it? Then move it on, until it does.
# At which weight is that? Work it out with S2, to the second decimal.

# %%
wakes_at = None
check.numbers(wakes_at=wakes_at)

# %% [markdown]
# The network shows 13 values. How many of them change when $W_{11}^{(1)}$ moves a little? When $b_2^{(2)}$ does? When $W_{32}^{(2)}$ does? Say it
# first, then try.

# %%
changed = (None, None, None)
check.numbers(changed=changed)

# %% [markdown]
# **Two sentences (2 points, read by a person).** $W_{32}^{(2)}$ lies on the way to the output, and yet one of your three counts is a surprise. What is the reason,
# in S2? And what would have to change in the network for this weight to matter?

# %% [markdown] written="explain_unmoved" points=2
# *Your sentences here.*

# %% [markdown]
# ## What you can do now
#
# - Say what a neuron does: add up (S2), bend (S1); and write it for a layer and for all layers.
# - Give the slope of four activations, finite and right, however large z is.
# - Say what C is a mean of, and of what it is not (S3).
# - Say which values a weight can move: its own z, and what lies behind it. Nothing else. Lesson 3 pushes such a z and watches c.
#
# Close the notebook and write S1, S2 and S3 on paper from memory. Which index is summed over, in which of them?

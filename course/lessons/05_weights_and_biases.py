# %% [markdown] minutes=75 learn="From delta to the gradient of every weight and bias, and where the mean over the data set belongs."
# # 5 Weights and biases
#
# You can walk back to every $\delta$. One short step is left: from $\delta$ to the gradient of each weight and each bias. Then the
# mean over the data set, and backprop is whole.
#
# | | min | | | min |
# | --- | --- | --- | --- | --- |
# | 0 S6 from memory | 4 | | 4 The data set: a mean | 14 |
# | 1 Nudge a weight | 7 | | 5 Backprop, whole | 14 |
# | 2 One wire ends at one z | 8 | | 6 What it costs | 6 |
# | 3 One example | 8 | | 7 The proof, and referee the sheet | 14 |
#
# The dots beside an exercise say how hard it is: ●○○ a warm-up, ●●○ needs thought, ●●● take a break first.

# %% [markdown]
# ## The convention card
#
# | name | what it is | shape |
# | --- | --- | --- |
# | `x`, `y` | inputs and targets: **rows are examples**, N of them | `(N, n_0)`, `(N, n_L)` |
# | `W[l]`, `b[l]` | weights and biases of layer l = 1..L | `(n_{l-1}, n_l)`, `(n_l,)` |
# | `z[l]`, `a[l]` | $z^{(l)} = a^{(l-1)} W^{(l)} + b^{(l)}$ (S2), $a^{(l)} = g_l(z^{(l)})$ (S1); `a[0]` is x | `(N, n_l)` |
# | `g[l]`, `g[l].prime` | the activation of layer l and its derivative | callable |
# | `cost`, `cost.gradient` | each example's own c, and $\partial c / \partial a_j^{(L)}$, both of `(a[L], y)` | `(N,)`, `(N, n_L)` |
# | `delta[l]` | $\delta_j^{(l)} := \partial c / \partial z_j^{(l)}$ of **one** example's cost c (S4) | `(N, n_l)` |
# | C | $\frac{1}{N} \sum_{\mathbf{x}} c(\mathbf{x})$, the mean over the data set (S3) | a number |
# | `dC_dW[l]`, `dC_db[l]` | $\partial C / \partial W_{ij}^{(l)}$ and $\partial C / \partial b_j^{(l)}$ | as `W[l]`, as `b[l]` |
#
# $W_{ij}^{(l)}$ is the wire **from** neuron i of layer l-1 **to** neuron j of layer l. Everything is float64. A function leaves its
# arguments as they were.
#
# Other books write $z = W a + b$ with columns. Then their W is our W transposed, and so is its gradient.

# %%
import numpy as np

from chainrule import check, draw, explore, forward, log_cosh, sigmoid, softplus, squared_error, tanh
from chainrule.network import pencil_network, random_network
from chainrule.numeric import jacobian, measured_delta, measured_gradient

# %% [markdown]
# ## 0 S6 from memory (4 min, ●●○)
#
# No points, and no looking back: write the one line of lesson 4. Which two things meet in the sum? Over which index? What comes last?


# %%
def hidden_delta(delta_next, W_next, z, g_prime):
    """delta of a hidden layer (S6), shape (N, n_l)."""
    raise NotImplementedError


check.hidden_delta(hidden_delta)

# %% [markdown]
# ## 1 Nudge a weight (7 min, ●○○)
#
# The sheet points at a second figure that is missing, its chain. You saw it in lesson 3:

# %%
draw.chain()

# %% [markdown]
# W and b have one way to c, and it leads through z. What happens behind z you know: $\delta$ says it. So only the first
# link is new.
#
# Take the network of the pencil: $x = (2, 1)$, $z^{(1)} = (2, 1)$, $c = 2.5$, and $\delta^{(1)} = (-12, 10)$, measured by nudging z.
# Now push not z but one weight: $W_{12}^{(1)}$, the wire from input 1 to neuron 2, by 0.01. By how much do $z_1^{(1)}$ and
# $z_2^{(1)}$ move? Two numbers, with S2 and a pencil.

# %%
z_moves = (None, None)
check.numbers(z_moves=z_moves)

# %% [markdown]
# And c? You know how far each z moves, and $\delta$ says what c makes of such a move. Guess, then look.

# %%
net = pencil_network()


def move_of_c(i, j, h):
    """By how much c moves when W_ij of layer 1 is pushed by h (i, j from 1, as on the sheet)."""
    before = net.costs()[0]
    pushed = pencil_network()
    pushed.W[1][i - 1, j - 1] += h
    return pushed.costs()[0] - before


guess = None
check.prediction(guess, move_of_c(1, 2, 0.01), "the move of c")

# %% [markdown]
# The ratios, for smaller and smaller pushes, and for all four wires of the layer:

# %%
wires = [(1, 1), (1, 2), (2, 1), (2, 2)]
for h in (0.01, 0.001, 0.0001):
    print(f"h = {h:<7}", *(f"W_{i}{j}: {move_of_c(i, j, h) / h:8.3f} " for i, j in wires))

# %% [markdown]
# Keep them. At the end of section 3 your function must give these four.
#
# ## 2 One wire ends at one z (8 min, ●○○)
#
# How does *every* z of a layer answer to *every* wire into it? Let three neurons feed four. That makes 12 wires, and for each wire
# 4 answers $\partial z_k / \partial W_{ij}$: 48 numbers. How many of them are not 0? Guess, then they are measured.

# %%
a_prev = np.array([0.5, -1.5, 2.0])
answers = jacobian(lambda W: a_prev @ W.reshape(3, 4), np.zeros(12))

guess = None
check.prediction(guess, np.count_nonzero(answers), "the number of answers that are not 0")

# %% [markdown]
# A worked twin. Three neurons with $a = (5, -1, 2)$ feed two:
#
# $$z_1 = 5\,W_{11} - W_{21} + 2\,W_{31} + b_1, \qquad z_2 = 5\,W_{12} - W_{22} + 2\,W_{32} + b_2.$$
#
# The wire $W_{31}$ stands in the first line only, beside the 2. Push it by h: $z_1$ moves by $2h$ and $z_2$ not at all. So the
# answers of $(z_1, z_2)$ to it are $(2, 0)$.
#
# Write that for any wire. In Python i and j count from 0. *(4 min)*


# %% answer="dz_dW"
def dz_dW(a_prev, i, j, n_l):
    """How the z of a layer answer to one wire into it: the vector over k of dz_k/dW_ij, shape (n_l,).

    `a_prev` is a^(l-1) of one example, of shape (n_{l-1},); `i` and `j` count from 0, as Python does;
    `n_l` is the number of neurons of layer l.
    """
    raise NotImplementedError


# %% test="test_dz_dW" points=1
check.dz_dW(dz_dW)

# %% [markdown]
# One sentence, for yourself: why is the answer of $z_k$ to $W_{ij}$ zero for every $k \neq j$?

# %% [markdown]
# *Your sentence here.*

# %% [markdown]
# ## 3 One example (8 min, ●○○)
#
# The chain rule for many variables has a term for each z of the layer:
#
# $$\frac{\partial c}{\partial W_{ij}^{(l)}} = \sum_{k=1}^{n_l} \frac{\partial c}{\partial z_k^{(l)}}\, \frac{\partial z_k^{(l)}}{\partial W_{ij}^{(l)}}
# = \sum_{k=1}^{n_l} \delta_k^{(l)}\, \frac{\partial z_k^{(l)}}{\partial W_{ij}^{(l)}}.$$
#
# You know the second factor: you have just written it. What is left of the sum? Try it on layer **2** of the pencil network: $a^{(1)} = (4, 1)$,
# $\delta^{(2)} = (1, -2)$. Four wires, four numbers, and two for the biases, since $\partial z_k / \partial b_j$ is as easy.

# %% meets="S7"
dc_dW11, dc_dW12, dc_dW21, dc_dW22 = None, None, None, None
dc_db2 = (None, None)
check.numbers(dc_dW11=dc_dW11, dc_dW12=dc_dW12, dc_dW21=dc_dW21, dc_dW22=dc_dW22, dc_db2=dc_db2)

# %% [markdown]
# That is the whole of part b) of the sheet, for the cost of **one** example:
#
# $$\frac{\partial c}{\partial W_{ij}^{(l)}} = a_i^{(l-1)}\, \delta_j^{(l)}, \qquad \frac{\partial c}{\partial b_j^{(l)}} = \delta_j^{(l)}. \tag{S7}$$
#
# A wire's number is made at its two ends: what it carries forward, and what comes back where it ends. Write all of a
# layer's into one array. *(3 min)*


# %% answer="weight_gradient_one"
def weight_gradient_one(a_prev, delta):
    """dc/dW of one layer for one example (S7), shape (n_{l-1}, n_l).

    `a_prev` is a^(l-1), of shape (n_{l-1},); `delta` is delta^(l), of shape (n_l,).
    """
    raise NotImplementedError


# %% test="test_weight_gradient_one" points=2 meets="S7"
check.weight_gradient_one(weight_gradient_one)

# %% [markdown]
# The four ratios of section 1, in one call. Are they the same?

# %%
weight_gradient_one(net.x[0], np.array([-12.0, 10.0]))

# %% [markdown]
# And in a larger layer, beside what nature says. Each row has its a, each column its $\delta$. Which row is the palest, and why?

# %%
single = random_network((3, 4, 3), (tanh, softplus), cost=log_cosh, N=1, seed=540)
a_1, delta_2 = single.forward()[1][1][0], measured_delta(single, 2)[0]
draw.outer(weight_gradient_one(a_1, delta_2), measured_gradient(single)[0][2], a_1, delta_2)

# %% [markdown]
# ## 4 The data set: a mean (14 min, ●●○)
#
# A network learns from many examples: $C = \frac{1}{N} \sum c$ (S3). One weight, two examples: $a = 2$ and $\delta = 3$ for the first,
# $a = 4$ and $\delta = -1$ for the second. What is each one's gradient? What is the gradient of C? And what would come out if you took the
# mean of the a, the mean of the $\delta$, and multiplied those?

# %% meets="S3, S7"
each_gradient = (None, None)
gradient_of_C = None
product_of_means = None
check.numbers(
    each_gradient=each_gradient,
    gradient_of_C=gradient_of_C,
    product_of_means=product_of_means,
)

# %% [markdown]
# Now a layer, and N rows in each array. *(4 min, ●●○)*


# %% answer="weight_gradient"
def weight_gradient(a_prev, delta):
    """dC/dW of one layer, the mean over all examples (S3, S7), shape (n_{l-1}, n_l).

    `a_prev` is a^(l-1), of shape (N, n_{l-1}); `delta` is delta^(l), of shape (N, n_l).
    """
    raise NotImplementedError


# %% test="test_weight_gradient" points=2 meets="S3, S7"
check.weight_gradient(weight_gradient)

# %% [markdown]
# The biases are lighter. *(2 min, ●○○)*


# %% answer="bias_gradient"
def bias_gradient(delta):
    """dC/db of one layer, the mean over all examples (S3, S7), shape (n_l,).

    `delta` is delta^(l), of shape (N, n_l).
    """
    raise NotImplementedError


# %% test="test_bias_gradient" points=1 meets="S3, S7"
check.bias_gradient(bias_gradient)

# %% [markdown]
# **Where does 1/N belong?** Five people wrote five codes. All of them are right for N = 1, and that is where people test.
# Slide N, look at each layer, and find out whose code draws which curve. The thick line is **your** `weight_gradient`.

# %%
explore.batch(weight_gradient)

# %% [markdown]
# The slider ends at 16 examples and 3 layers. Go on in your head: 50 examples, **5** layers. How many times as long as the true gradient is that of

# - code C in layer 1,
# - code A in layer 1,
# - code B in layer 5, and code B in layer 2?

# %%
factor_C = None
factor_A = None
factor_B_layer_5, factor_B_layer_2 = None, None
check.numbers(
    factor_C=factor_C, factor_A=factor_A, factor_B_layer_5=factor_B_layer_5, factor_B_layer_2=factor_B_layer_2
)

# %% [markdown]
# Four of the five point exactly as the truth does, in each layer (cosine 1), and three of these have a wrong length. A network learns with those too, at a
# wrong pace, and nobody notices.
#
# **Two sentences (2 points, read by a person).** How often may 1/N stand in the way from c to $\partial C / \partial W^{(1)}$, and why? Why does a division
# in each layer harm layer 1 most?

# %% [markdown] written="explain_mean" points=2
# *Your sentences here.*

# %% [markdown]
# ## 5 Backprop, whole (14 min, ●●●)
#
# Everything is there: S1 and S2 forward, S5 at the output, S6 on the way back, S7 in each layer, S3 once. The way forward is given,
# so that a slip of lesson 2 costs you nothing here:

# %%
z, a = forward(net.x, net.W, net.b, net.g)
print("a[0] =", a[0], "  z[1] =", z[1], "  a[2] =", a[2])

# %% [markdown]
# You may call it, and whatever you wrote above. Your function must serve any depth, any widths, another activation in each layer, any
# cost, one example or many.


# %% answer="backprop"
def backprop(x, y, W, b, g, cost):
    """The gradient of C for every weight and bias: (dC_dW, dC_db), dicts keyed by the layer's number, l = 1..L.

    `x` (N, n_0), `y` (N, n_L); `W`, `b` and `g` are dicts keyed by the layer's number; `cost` and `cost.gradient`
    take (a[L], y). dC_dW[l] has the shape of W[l], dC_db[l] that of b[l].
    """
    # The way forward.
    # delta of the output layer.
    # The way back, one layer at a time.
    # In each layer: weights and biases, and the mean.
    raise NotImplementedError


# %% test="test_backprop" points=4 meets="S1, S2, S3, S5, S6, S7"
check.backprop(backprop)

# %% [markdown]
# Two more hidden tests look at it: networks of other shapes, and activations and a cost that you have not met, which cannot be nudged.
# Whoever uses only what is given has nothing to do here.

# %% test="test_backprop__any_shape" points=1
# A hidden test of backprop: one layer, one example, as many examples as neurons, six layers.

# %% test="test_backprop__unseen" points=2
# A hidden test of backprop: activations and a cost of its own.

# %% [markdown]
# Now a network that **you** choose. Change widths, activations, cost, N, seed, and the layer that is shown.

# %%
widths, activations = (3, 6, 4, 2), (tanh, softplus, sigmoid)
mine = random_network(widths, activations, cost=squared_error, N=5, seed=1)
layer = 2
dC_dW, dC_db = backprop(mine.x, mine.y, mine.W, mine.b, mine.g, mine.cost)
nature_dW, nature_db = measured_gradient(mine)
draw.outer(dC_dW[layer], nature_dW[layer])

# %% [markdown]
# Nature agrees. She needed a pass through the network for each weight; you needed two in all.
#
# ## 6 What it costs (6 min, ●○○)
#
# A network for digits, 784-30-10. How many weights and biases has it? To measure its gradient each must be pushed up
# and down once: how many passes forward is that?
#
# And how many ways back does backprop need for one cost with its ten outputs? How many for the gradients of three different costs?

# %%
parameters_count = None
passes_by_nudging = None
ways_back_ten_outputs, ways_back_three_costs = None, None
check.numbers(
    parameters_count=parameters_count,
    passes_by_nudging=passes_by_nudging,
    ways_back_ten_outputs=ways_back_ten_outputs,
    ways_back_three_costs=ways_back_three_costs,
)

# %% [markdown]
# Now by the clock, with **your** backprop, on a small net: 16 neurons a layer, three layers, 816 weights and biases. How many times as
# long does a push for each of them take?

# %%
guess = None
check.prediction(guess, draw.slowdown(backprop), "nudging over backprop")

# %% [markdown]
# And as the net grows (this takes a few seconds):

# %%
draw.race(backprop)

# %% [markdown]
# One curve is a straight line of slope about 1, and steeper where each pass takes longer too. The other hardly rises. This difference
# is why networks can be trained at all.
#
# ## 7 The proof, and referee the sheet (14 min, ●●●)
#
# **Prove part b) of the sheet (5 points, read by a person).** Show S7, and what it becomes for C. A reader will look for five things: the
# chain rule through the z of layer l, with the reason; the sum over k, and why one term is left; $\partial z_j^{(l)} / \partial W_{ij}^{(l)}$ computed from S2;
# $\partial z_j^{(l)} / \partial b_j^{(l)}$ likewise; the mean over D, once, with the reason why it may be taken at the end.

# %% [markdown] written="derive_weight_gradient" points=5
# *Your proof here. You can write formulas between dollar signs: $\frac{\partial c}{\partial W_{ij}^{(l)}} = \dots$*

# %% [markdown]
# **Referee the sheet.** Part b) and its solution read, with our numbers in front of the lines:
#
# | | the sheet |
# | --- | --- |
# | B1 | to be shown: $\frac{\partial C}{\partial w_{ij}^{(l)}} = a_i^{(l-1)} \delta_j^{(l)}, \quad \frac{\partial C}{\partial b_j^{(l)}} = \delta_j^{(l)}$ |
# | B2 | $\frac{\partial C}{\partial w_{ij}^{(l)}} = \frac{\partial z_i^{(l)}}{\partial w_{ij}^{(l)}} \cdot \frac{\partial C}{\partial z_i^{(l)}} = a_i^{(l-1)} \cdot \delta_j^{(l)}$ |
# | B3 | $\frac{\partial C}{\partial b_j^{(l)}} = \frac{\partial z_i^{(l)}}{\partial b_j^{(l)}} \cdot \frac{\partial C}{\partial z_i^{(l)}} = \delta_j^{(l)}$ |
# | B4 | $\frac{\partial z}{\partial b} = 1$ since $z = wa + b$ |
#
# Numbers first, on layer 1 of the pencil network: $x = (2, 1)$, $W^{(1)} = \begin{pmatrix} 1 & 1 \\ -1 & -1 \end{pmatrix}$,
# $b^{(1)} = (1, 0)$, $\delta^{(1)} = (-12, 10)$.
#
# - B2 with i = 1 and j = 2: what is its middle, with the letters as printed? What is its end?
# - B4 with our W, read as printed, matrix times column: what would $z^{(1)}$ be? (Going forward you found (2, 1).)
# - B1 with the two examples of section 4: the sheet says $a\,\delta$ for each of them, 6 and -4. What is $\partial C / \partial w$ divided by their **sum**?

# %% meets="slip 1, slip 5, slip 6"
middle_of_B2, end_of_B2 = None, None
z_as_B4_says = (None, None)
C_over_sum = None
check.numbers(
    middle_of_B2=middle_of_B2,
    end_of_B2=end_of_B2,
    z_as_B4_says=z_as_B4_says,
    C_over_sum=C_over_sum,
)

# %% [markdown]
# **Your report (3 points, read by a person).** A point each for three slips: which line, what should stand there, and the number that shows it.
# One is about a letter for a cost, one about an index, one about an order.

# %% [markdown] written="explain_sheet_b" points=3
# *Your report here.*

# %% [markdown]
# ## What you can do now
#
# - Say why a weight's gradient is what it carries times what comes back (S7), and why nothing else is left of the sum.
# - Say where the mean over the data set stands, how often, and what happens when it stands elsewhere (S3).
# - Give the whole gradient of any network of this kind, for the price of about two passes.
#
# Close the notebook and write S3, S5, S6 and S7 on paper. In lesson 6 you learn to distrust them, and to find out by yourself when a gradient is wrong.

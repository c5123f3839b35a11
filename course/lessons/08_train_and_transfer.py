# %% [markdown] minutes=110 extra=true learn="Train a network on handwritten digits with your own gradient, and take S6 to networks that are not on the sheet."
# # 8 Train, and transfer
#
# Your gradient goes to work: it teaches a network to read digits. Then you take it where the sheet does not go: to the input, past a
# layer, to a neuron that is not like the others. At the end, a quiz over lessons 2 to 6.
#
# | | min | | | min |
# | --- | --- | --- | --- | --- |
# | 0 Backprop from memory | 10 | | 5 What the input does | 15 |
# | 1 One step downhill | 12 | | 6 A skip, a price, an odd neuron | 22 |
# | 2 Many steps | 12 | | 7 The quiz | 19 |
# | 3 Digits | 12 | | 8 What you can do now | 1 |
# | 4 Watch it learn | 7 | | | |
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
# | `learning_rate` | how far a step goes, for a gradient of length 1 | a number |
#
# Everything is float64. A function leaves its arguments as they were. Other books write $z = W a + b$ with columns; then their W is
# our W transposed.

# %%
import numpy as np

from chainrule import Network, binary_cross_entropy, check, digits, draw, explore, forward, sigmoid, tanh
from chainrule.network import random_network
from chainrule.numeric import measured_gradient
from chainrule.training import delta_ratio, epochs, promise_missed_by, start

# %% [markdown]
# ## 0 Backprop from memory (10 min, ●●●)
#
# No points, and no looking back: S1 and S2 forward, S5 at the output, S6 on the way back, S7 in each layer, S3 once. You may call `forward`.
# The digits below will be learned by this very function.


# %%
def backprop(x, y, W, b, g, cost):
    """The gradient of C for every weight and bias: (dC_dW, dC_db), dicts keyed by the layer's number, l = 1..L.

    `x` (N, n_0), `y` (N, n_L); `W`, `b` and `g` are dicts keyed by the layer's number; `cost` and `cost.gradient`
    take (a[L], y). dC_dW[l] has the shape of W[l], dC_db[l] that of b[l].
    """
    raise NotImplementedError


check.backprop(backprop)

# %% [markdown]
# Does it resist you? Do the rest of the lesson first: only the digits and the live training need it.
#
# ## 1 One step downhill (12 min, ●○○)
#
# The gradient of C says, for each weight, how C moves when this weight is pushed. One weight of many: it stands at 0.8, and $\partial C / \partial W_{ij} = 0.5$.
# You may move it by 0.1 to either side. Where do you put it, and by about how much does C change?

# %%
new_weight = None
change_of_C = None
check.numbers(new_weight=new_weight, change_of_C=change_of_C)

# %% [markdown]
# A worked twin. Two weights, (1, -2), with the gradient (4, -0.5). A step of gradient descent moves each against its own slope, and further where
# it is steeper: with the learning rate 0.1 the first goes to $1 - 0.1 \cdot 4 = 0.6$, the second to $-2 + 0.1 \cdot 0.5 = -1.95$.
#
# Now all weights and biases of a network, in new dicts: who calls you may still need the old ones. *(5 min)*


# %% answer="sgd_step"
def sgd_step(W, b, dC_dW, dC_db, learning_rate):
    """W and b after one step of gradient descent: (W, b), new dicts of new arrays.

    `W`, `b` and their gradients `dC_dW`, `dC_db` are dicts keyed by the layer's number; `learning_rate` is a number.
    """
    raise NotImplementedError


# %% test="test_sgd_step" points=2
check.sgd_step(sgd_step)

# %% [markdown]
# All 38 weights and biases of a small network take their step. To first order C falls by the learning rate times the sum of all slopes squared. Here that sum is
# printed, and the learning rate is 0.01. Guess the move of C, with its sign. Then it is measured.

# %%
net = random_network((3, 5, 3), (tanh, sigmoid), binary_cross_entropy, N=6, seed=81)
dC_dW, dC_db = measured_gradient(net)
print("sum of squares:", round(sum(np.sum(each**2) for part in (dC_dW, dC_db) for each in part.values()), 3))


def C_after(learning_rate):
    """C after one step of your sgd_step from where the network stands."""
    W, b = sgd_step(net.W, net.b, dC_dW, dC_db, learning_rate)
    return np.mean(net.cost(forward(net.x, W, b, net.g)[1][net.L], net.y))


guess = None
check.prediction(guess, C_after(0.01) - C_after(0), "the move of C")

# %% [markdown]
# And longer steps? Try 0.1, 1, 10 in place of 0.01. Where does the promise break?
#
# One sentence, for yourself: why may a step with the right gradient still make C larger?

# %% [markdown]
# *Your sentence here.*

# %% [markdown]
# ## 2 Many steps (12 min, ●●○)
#
# C is a mean over all examples (S3), but a step need not wait for all of them: a few rows, a *batch*, give a gradient that points roughly the same way. So
# the rows are shuffled and cut into batches, and each batch takes its step from where the one before ended. When every row has had its turn, an *epoch*
# is over.
#
# A worked twin with a single weight. Four examples, two batches, learning rate 1; the gradient of a batch is $w - \text{mean of its } y$. Start at
# $w = 0$. The first batch has $y = 2, 4$: gradient $-3$, so $w = 3$. The second has $y = 1, 3$: gradient $3 - 2 = 1$, so $w = 2$. What would have come out if
# the second batch had been asked at the start, $w = 0$, too? And with one step over all four?

# %%
both_from_the_start = None
one_step_over_all = None
check.numbers(both_from_the_start=both_from_the_start, one_step_over_all=one_step_over_all)

# %% [markdown]
# Write it for any network. The gradient comes as a function, so that your `train` need not know where it is from: yours, the measured one, or a
# stranger's. *(6 min)*


# %% answer="train"
def train(gradient, x, y, W, b, batches, learning_rate):
    """W and b after one step for each batch, in order: (W, b), new dicts of new arrays.

    `gradient(x, y, W, b)` gives (dC_dW, dC_db) for the rows that it is given; call it without names, as here.
    `x` (N, n_0), `y` (N, n_L); `batches` is a list of arrays of row numbers, such as [array([4, 0, 7]), ...].
    """
    raise NotImplementedError


# %% test="test_train" points=2 meets="S3"
check.train(train)

# %% [markdown]
# A second hidden test trains networks by a gradient of its own.

# %% test="test_train__real_gradient" points=2
# A hidden test of train: networks whose activations and cost you have not met.

# %% [markdown]
# ## 3 Digits (12 min, ●●○)
#
# 1,797 digits of 8 x 8 pixels, written by many hands. 500 of them are put aside: the network never learns from these. It has ten outputs, and the
# largest one is its choice. Which share of the rows is right? *(3 min, ●○○)*


# %% answer="accuracy"
def accuracy(a_L, y):
    """The share of the examples, from 0 to 1, whose largest output is the one that was meant: a number.

    `a_L` (N, n_L) are outputs, no two of a row alike; a row of `y` (N, n_L) is 1 at the class that was meant, else 0.
    """
    raise NotImplementedError


# %% test="test_accuracy" points=1
check.accuracy(accuracy)

# %% [markdown]
# A network 64-32-10 that knows nothing: how many of a hundred digits will it get right? And after 20 epochs?

# %%
data, g, cost = digits(), {1: tanh, 2: sigmoid}, binary_cross_entropy


def gradient(x, y, W, b):
    return backprop(x, y, W, b, g, cost)


def right(W, b):
    """How many of a hundred test digits are right."""
    return 100 * accuracy(forward(data.x_test, W, b, g)[1][2], data.y_test)


W, b = start((64, 32, 10), seed=1)
guess = None
check.prediction(guess, right(W, b), "right before training, %")

# %%
way = list(epochs(train, gradient, data.x, data.y, W, b, learning_rate=0.5, count=20))
W, b = way[-1]
guess = None
check.prediction(guess, right(W, b), "right after 20 epochs, %")

# %% [markdown]
# 820 steps of your function, in a second or so. Above 95? Then it reads. How did it get there, and what does it still mix up?

# %%
draw.learning(accuracy, g, cost, yours=way)

# %%
draw.confusion(forward(data.x_test, W, b, g)[1][2], data.y_test)

# %% [markdown]
# **It trains, so it is right?** Here is your own gradient with a bug, made by one wrong operation on its blocks: layer 1 is divided by N a second time,
# as code B of lesson 5 did. How many of a hundred digits will it read after 20 epochs?


# %%
def gradient_with_a_bug(x, y, W, b):
    dC_dW, dC_db = gradient(x, y, W, b)
    return {**dC_dW, 1: dC_dW[1] / len(x)}, {**dC_db, 1: dC_db[1] / len(x)}


way_with_a_bug = list(epochs(train, gradient_with_a_bug, data.x, data.y, *way[0], learning_rate=0.5, count=20))
guess = None
check.prediction(guess, right(*way_with_a_bug[-1]), "right with a bug, %")

# %%
draw.learning(accuracy, g, cost, yours=way, with_a_bug=way_with_a_bug)

# %% [markdown]
# Three of a hundred wrong, or four: nobody who saw only the red curve would have looked for a bug.
#
# **Two or three sentences (3 points, read by a person).** Why does this network learn to read although the gradient of layer 1 is 32 times too short? What could you have
# looked at, with the tools of lesson 6, to find the bug before any training, and which number would have named it?

# %% [markdown] written="explain_bug" points=3
# *Your sentences here.*

# %% [markdown]
# ## 4 Watch it learn (7 min, ●○○)
#
# Two bent clouds of points, a network 2-8-8-8-1, and **your** `train` and `backprop`, live. The line is where the output is one half. The bars are
# $|\delta^{(l)}|$, the root of the mean square of all $\delta$ of a layer, on a logarithmic axis. Start it, stop it, go step by step. Then go back to the start and
# move the scale of the weights: how long is the first layer's bar beside the last one's?

# %%
explore.training(train, backprop)

# %% [markdown]
# At which scale of the weights is layer 1's $|\delta|$, before the first step, a tenth of the last layer's? To two decimals. And what does training do
# to the bars, if you start at 0.3?

# %%
scale = None
check.aim(scale, delta_ratio, 0.1, "|delta| of layer 1 over layer L")

# %% [markdown]
# ## 5 What the input does (15 min, ●●○)
#
# S6 walks back to layer 1 and stops. Why? x feeds $z^{(1)}$ as $a^{(1)}$ feeds $z^{(2)}$: one more step, and you know how c answers to each *input*. Take the
# network of lesson 4's pencil: $W^{(1)} = \begin{pmatrix} 1 & 1 \\ -1 & -1 \end{pmatrix}$, $\delta^{(1)} = (-12, 10)$. What is $\partial c / \partial x_1$, and what is $\partial c / \partial x_2$?
# Before you write: which factor of S6 has no place here?

# %% meets="S2, S6"
dc_dx = (None, None)
check.numbers(dc_dx=dc_dx)


# %% answer="input_gradient"
def input_gradient(delta_1, W_1):
    """How each example's own cost c answers to its inputs: dc/dx, shape (N, n_0).

    `delta_1` is delta^(1), of shape (N, n_1); `W_1` is W^(1), of shape (n_0, n_1).
    """
    raise NotImplementedError


# %% test="test_input_gradient" points=2 meets="S2, S6"
check.input_gradient(input_gradient)

# %% [markdown]
# On the digits: left a digit, right what **your** function says that c would do with more ink, pixel by pixel. Choose a pixel and read what is promised
# for a push. Then push. Draw a digit of your own, or change this one until the network takes it for another.

# %%
explore.digit(input_gradient, W, b, g, cost, index=3)

# %% [markdown]
# A gradient is a promise for small pushes. Take the digit that the explorer began with, a seven, choose a pixel where the gradient is strong, and find a
# push of it at which the promise is **10 %** off (9 to 11 will do). Python counts pixels from 0, row by row, the explorer counts rows and columns from 1: row 4,
# column 4 is pixel 27.

# %%
seven = Network(data.x_test[3:4], data.y_test[3:4], W, b, g, cost)
pixel = 27
push = None
check.aim(
    push, lambda push: promise_missed_by(seven, pixel, push), 0.1, "the share that the promise misses", within=0.1
)

# %% [markdown]
# ## 6 A skip, a price, an odd neuron (22 min, ●●●)
#
# Three networks that are not on the sheet. Nobody gives you the formula; the way to it is always the same: through which z does this number reach c, and what
# does each path carry?
#
# **A skip.** Deep networks hand a layer's output past the next layer: $a^{(l+2)} = g_{l+2}(z^{(l+2)} + a^{(l)})$, where layers l and l+2 are equally wide. In numbers, one neuron a layer:
# $\delta^{(l+1)} = 3$, $W^{(l+1)} = 2$, $\delta^{(l+2)} = 5$, and $g_l'(z^{(l)}) = \frac{1}{2}$. (Here $\delta^{(l+2)}$ is $\partial c / \partial z^{(l+2)}$, as always.) How does c answer to $a^{(l)}$, and what is $\delta^{(l)}$?

# %%
dc_da_l = None
delta_l = None
check.numbers(dc_da_l=dc_da_l, delta_l=delta_l)


# %% answer="skip_delta"
def skip_delta(delta_next, W_next, delta_skip, z, g_prime):
    """delta^(l) where a^(l+2) = g(z^(l+2) + a^(l)), shape (N, n_l).

    `delta_next` is delta^(l+1), (N, n_{l+1}); `W_next` is W^(l+1), (n_l, n_{l+1}); `delta_skip` is delta^(l+2), (N, n_l);
    `z` is z^(l), (N, n_l); `g_prime` is g_l'.
    """
    raise NotImplementedError


# %% test="test_skip_delta" points=3 meets="S6"
check.skip_delta(skip_delta)

# %% [markdown]
# **Derive it (4 points, read by a person).** A reader will look for four things: the chain rule through every z that $a_j^{(l)}$ feeds, and which those are; what
# each path carries, computed from the equations; where $g_l'$ stands, and why for both ways; one sentence on why a deep network with skips keeps its $\delta$ alive.

# %% [markdown] written="derive_skip_delta" points=4
# *Your derivation here.*

# %% [markdown]
# **A price on large weights.** To keep weights small one trains on $C + \frac{\lambda}{2} \sum_l \sum_{ij} (W_{ij}^{(l)})^2$. The gradient of C you have; write the gradient
# of the second term alone. *(3 min, ●○○)*


# %% answer="l2_gradient"
def l2_gradient(W, lam):
    """The gradient of lam/2 times the sum of the squares of all weights: a dict like `W`, new arrays.

    `W` is a dict keyed by the layer's number, W[l] of shape (n_{l-1}, n_l); `lam` is a number.
    """
    raise NotImplementedError


# %% test="test_l2_gradient" points=1
check.l2_gradient(l2_gradient)

# %% [markdown]
# **An odd neuron.** All neurons of layer l use g, but neuron j alone uses f. What changes in S6, and what does not? *(5 min, ●●○)*


# %% answer="odd_neuron_delta"
def odd_neuron_delta(delta_next, W_next, z, g_prime, j, f_prime):
    """delta^(l) of a layer in which neuron `j` uses f and all others g, shape (N, n_l).

    `delta_next` is delta^(l+1), (N, n_{l+1}); `W_next` is W^(l+1), (n_l, n_{l+1}); `z` is z^(l), (N, n_l);
    `j` counts from 0, as Python does; `g_prime` and `f_prime` are g' and f', which take arrays of any shape.
    """
    raise NotImplementedError


# %% test="test_odd_neuron_delta" points=2 meets="S6"
check.odd_neuron_delta(odd_neuron_delta)

# %% [markdown]
# ## 7 The quiz (19 min, ●●●)
#
# Fourteen questions over lessons 2 to 6. Pencil and paper will do; use your own functions if you like. The check here only says whether all answers are there. Which are
# right, the grading tells, with the lesson and the equation to go back to.
#
# **A network 2-2-1 with two examples.** $g_1(z) = z^2$, $g_2(z) = \frac{1}{2} z^2$, $c = \frac{1}{2} (a - y)^2$;
#
# $$x = \begin{pmatrix} 1 & 2 \\ -1 & 1 \end{pmatrix}, \quad W^{(1)} = \begin{pmatrix} 1 & -1 \\ 1 & 2 \end{pmatrix}, \quad b^{(1)} = (-1, -2), \quad
# W^{(2)} = \begin{pmatrix} 1 \\ -2 \end{pmatrix}, \quad b^{(2)} = 0, \quad y = \begin{pmatrix} 1 \\ 3.5 \end{pmatrix}.$$
#
# 1. $z^{(1)}$ of the **second** example: two numbers.
# 2. C.
# 3. $\delta^{(2)}$ of the first and of the second example: two numbers.
# 4. $\delta^{(1)}$ of the **first** example: two numbers.
# 5. $z_2^{(1)}$ of the first example is pushed by 0.01. Which move of its c does $\delta$ promise?
# 6. $\partial C / \partial W_{21}^{(1)}$.
# 7. $\partial C / \partial b^{(1)}$: two numbers.
#
# **Two numbers of a gradient check.**
#
# 8. The slope of $f(\theta) = \theta^3$ at $\theta = 2$ by two nudges (G1) with h = 0.1, to two decimals.
# 9. A gradient is 1.5 times the true one. What is its error $\frac{\|\text{yours} - \text{true}\|}{\|\text{yours}\| + \|\text{true}\|}$?
#
# **Five codes, one mistake each.** A network 4-4-4-4 with tanh in each layer, N = 8. For each block the ratio and the cosine to the true gradient:
#
# | question | code | $W^{(3)}$ | $b^{(3)}$ | $W^{(2)}$ | $b^{(2)}$ | $W^{(1)}$ | $b^{(1)}$ | and besides |
# | --- | --- | --- | --- | --- | --- | --- | --- | --- |
# | 10 | P | 1, 1 | 1, 1 | 0.125, 1 | 0.125, 1 | 0.016, 1 | 0.016, 1 | |
# | 11 | Q | 3.16, 0.96 | 1, 1 | 2.71, 0.96 | 1, 1 | 1, 1 | 1, 1 | |
# | 12 | R | 1, 1 | 1, 1 | 0.02, 0.04 | -0.11, -0.25 | 0.70, 0.87 | 0.57, 0.85 | all right when each $W^{(l)}$ is symmetric |
# | 13 | S | 1, 1 | 1, 1 | 1.20, 0.88 | 1.10, 0.99 | 1.39, 0.26 | 3.19, 0.80 | all right when each $g_l$ is the identity |
# | 14 | T | 0.72, 0.90 | 1, 1 | 0.84, 0.95 | 1, 1 | 0.49, 0.60 | 1, 1 | all right when N = 1 |
#
# Which mistake is it? Answer with its number: **1** no g' in the hidden layers; **2** the transpose forgotten; **3** the sum over the examples, not their
# mean; **4** 1/N again in each step back; **5** the product of two means; **6** z of the layer before where its a belongs;
# **7** g' taken at a, not at z, in all layers; **8** one path only, no sum over the next layer.


# %% answer="quiz"
def quiz():
    """Your answers: a dict from the question's number, 1 to 14, to a number, or to two in brackets where two are asked for."""
    answer = {}
    answer[1] = (None, None)
    answer[2] = None
    answer[3] = (None, None)
    answer[4] = (None, None)
    answer[5] = None
    answer[6] = None
    answer[7] = (None, None)
    answer[8] = None
    answer[9] = None
    answer[10], answer[11], answer[12], answer[13], answer[14] = None, None, None, None, None
    # When they are there, give them back: return answer
    raise NotImplementedError


# %% test="test_quiz" points=1 meets="S2, S3"
check.quiz(quiz)

# %% test="test_quiz__delta" points=2
# A hidden test of quiz: questions 3 to 5.

# %% test="test_quiz__gradient" points=2
# A hidden test of quiz: questions 6 and 7.

# %% test="test_quiz__checking" points=1
# A hidden test of quiz: questions 8 and 9.

# %% test="test_quiz__mistakes" points=3
# A hidden test of quiz: questions 10 to 14.

# %% [markdown]
# ## 8 What you can do now (1 min)
#
# - Train a network with your own gradient, and say why a training that works proves nothing about it.
# - Ask any number of a network, weight, bias or input, how c answers to it: through which z does it act, and what does each path carry?
# - Read a table of ratios and cosines, and name the mistake behind it.
#
# You have written everything that a training needs. What the great libraries add is that they find S6 by themselves, for any network that you write down.

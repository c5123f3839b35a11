# %% [markdown] minutes=100 learn="Trust no gradient, not even yours: measure it, say how far off it is, and build the network on which every bug shows."
# # 6 Gradient checking
#
# You have a backprop. Is it right? It runs, the shapes fit, the network learns. None of that is an answer. In this lesson you build the
# instrument that gives one, you learn how far it can be trusted, and then you go hunting with it.
#
# | | min | | | min |
# | --- | --- | --- | --- | --- |
# | 1 It learns. So what? | 8 | | 5 How far off is far off? | 16 |
# | 2 Nudge every number | 18 | | 6 One direction for all | 10 |
# | 3 How large a nudge? | 20 | | 7 The bug zoo | 18 |
# | 4 A nudge that subtracts nothing | 10 | | | |
#
# The dots beside an exercise say how hard it is: ●○○ a warm-up, ●●○ needs thought, ●●● take a break first.

# %% [markdown]
# ## The convention card
#
# | name | what it is | shape |
# | --- | --- | --- |
# | `theta` | the numbers that are nudged: one `W[l]`, one `b[l]`, or any array | any |
# | `f` | a function of such an array; here mostly C, everything else held still | `f(theta)` is one number |
# | `h` | the size of a nudge | one number |
# | `gradient` | what somebody says that the slopes of f are | as `theta` |
# | `numeric` | what nudging says | as `theta` |
# | `dC_dW[l]`, `dC_db[l]` | the blocks of a gradient: dicts keyed by the layer's number, l = 1..L | as `W[l]`, as `b[l]` |
# | `numeric_dW[l]`, `numeric_db[l]` | the same blocks, by nudging | as `W[l]`, as `b[l]` |
# | $\lVert v \rVert$ | the length of an array: the root of the sum of all its entries' squares | one number |
#
# Everything that you give back is float64. A function leaves its arguments as they were.

# %%
import numpy as np

from chainrule import check, draw, explore, forward, log_cosh, sigmoid, softplus, tanh, zoo
from chainrule.network import random_network
from chainrule.numeric import measured_gradient
from chainrule.vcurve import best_step

# %% [markdown]
# ## 1 It learns. So what? (8 min, ●○○)
#
# Twelve people wrote a backprop. Each trained the same network with it, from the same start, on the same 60 examples.

# %%
draw.trained()

# %% [markdown]
# All of them reach 100 %. How many of the twelve are **wrong**: have a gradient that is not that of C?

# %%
guess = None
check.prediction(guess, draw.wrong_that_train(), "the number of wrong ones")

# %% [markdown]
# Here they are again, each with its largest error in any weight or bias. (What that number is, you define in section 5. Two
# arrays that agree have 0; the worst that it can be is 1.)

# %%
draw.trained(errors=True)

# %% [markdown]
# One of the wrong ones never moves a bias. One sends the deltas back without any weights. Three are faster than the right one. Learning proves little:
# most directions that go downhill at all lead somewhere. On the next task, with more layers, they fail, and nobody knows why.
#
# ## 2 Nudge every number (18 min, ●●○)
#
# The instrument is lesson 1's ratio of nudges, for each number of an array in turn, while all others stand still:
#
# $$\text{numeric}_i = \frac{f(\theta + h\,e_i) - f(\theta - h\,e_i)}{2h}, \qquad e_i = 1 \text{ at place } i, \text{ and 0 elsewhere.} \tag{G1}$$
#
# A worked twin, with a pencil: $f(\theta) = \theta_1^2 + 3\,\theta_1\theta_2$ at $\theta = (2, 1)$, with $h = 0.1$. For the first number,
# $f(2.1, 1) = 10.71$ and $f(1.9, 1) = 9.31$. What is its slope? And the second's?

# %%
slope_1 = None
slope_2 = None
check.numbers(slope_1=slope_1, slope_2=slope_2)

# %% [markdown]
# Now somebody is in a hurry and pushes **both** numbers at once, up by 0.1 and down by 0.1. What ratio comes out?


# %%
def f(theta):
    return theta[0] ** 2 + 3 * theta[0] * theta[1]


theta = np.array([2.0, 1.0])

guess = None
check.prediction(guess, (f(theta + 0.1) - f(theta - 0.1)) / 0.2, "the ratio")

# %% [markdown]
# Keep that number for section 6. Write G1 for any array. `theta` may be a vector or a table, its numbers may be whole, and a table need not lie row by row
# in memory. `f` wants an array of theta's shape, and two calls for each number are enough. *(8 min, ●●○)*


# %% answer="numeric_gradient"
def numeric_gradient(f, theta, h):
    """The slopes of f at theta by two nudges for each number (G1): a new float64 array of theta's shape.

    `f` takes a real array of theta's shape and gives a number. `theta` is an array of any shape, of floats or of
    whole numbers; after the call it is what it was. `h` is the nudge, the same for every number.
    """
    raise NotImplementedError


# %% test="test_numeric_gradient" points=2
check.numeric_gradient(numeric_gradient)

# %% test="test_numeric_gradient__any_array" points=1
# A hidden test of numeric_gradient: whole numbers, float32, tables that lie in memory column by column or with gaps.

# %% [markdown]
# Your numbers for one layer of a network, beside the measured ones of earlier lessons. Change the layer, the network, h.

# %%
net = random_network((3, 5, 4, 2), (tanh, softplus, sigmoid), cost=log_cosh, N=6, seed=6)
layer = 2


def C(W_l):
    """C as a function of the weights of one layer."""
    _, a = forward(net.x, {**net.W, layer: W_l}, net.b, net.g)
    return np.mean(net.cost(a[net.L], net.y))


draw.outer(numeric_gradient(C, net.W[layer], h=1e-5), measured_gradient(net)[0][layer])

# %% [markdown]
# One sentence, for yourself: what would your function give for number 2, if number 1 had been left where it was pushed?

# %% [markdown]
# *Your sentence here.*

# %% [markdown]
# ## 3 How large a nudge? (20 min, ●●○)
#
# The smaller the nudge, the nearer to the slope? Guess: with float64 and two nudges, which h comes nearest to the truth, 0.1, 0.001, 1e-5, 1e-8 or 1e-12?

# %%
guess = None
check.prediction(guess, best_step(), "the best h of one network")

# %% [markdown]
# Two errors pull against one another. The first is the **bend** of f. Taylor's series, for one number $\theta$:
#
# $$f(\theta \pm h) = f \pm h f' + \tfrac{h^2}{2} f'' \pm \tfrac{h^3}{6} f''' + \dots$$
#
# Subtract, and all even terms go: two nudges are off by $\frac{h^2}{6} f'''$. One nudge, $(f(\theta + h) - f(\theta))/h$, is off by $\frac{h}{2} f''$.
# The second error is **rounding**. A computer knows f to a relative $\varepsilon$ only, $2.2 \cdot 10^{-16}$ in float64 and
# $1.2 \cdot 10^{-7}$ in float32. So a difference of two such numbers may be off by about $\varepsilon |f|$, and then you divide by something tiny:
#
# $$\text{error of two nudges} \approx \underbrace{\frac{h^2}{6}\,|f'''|}_{\text{bend}} + \underbrace{\frac{\varepsilon\,|f|}{h}}_{\text{rounding}}$$
#
# **Derive the best h (4 points, read by a person).** For which h is that sum smallest? How large is the error there, as a power of $\varepsilon$,
# when f and f''' are about 1? The same two questions for one nudge, whose error is $\frac{h}{2} |f''| + \frac{2 \varepsilon |f|}{h}$.

# %% [markdown] written="derive_step" points=4
# *Your derivation here.*

# %% [markdown]
# So, with f and its derivatives about 1: which **power of ten** is nearest to the best h? (For $6 \cdot 10^{-4}$, say, the answer is -3.)

# %%
two_nudges_float64 = None
two_nudges_float32 = None
one_nudge_float64 = None
check.numbers(
    two_nudges_float64=two_nudges_float64,
    two_nudges_float32=two_nudges_float32,
    one_nudge_float64=one_nudge_float64,
)

# %% [markdown]
# Now look. In the lab *forward* is one nudge and *central* is two; *complex* is for section 4. The dots are **your** `numeric_gradient`, on all the numbers of a small network. A diamond is the lowest point that theory expects. Move h and watch
# the digits of f below: to the left of the lowest point, fewer and fewer of them differ. Then try float32. Then put a kink close by.

# %%
explore.steps(numeric_gradient)

# %% [markdown]
# Four numbers from the lab, the first three from the column "error here", again as the nearest power of ten:
#
# - the error of two nudges at their best, in float64;
# - their error at h = 1e-7, in float64 (a well-known course has you check there, and its threshold had to be bent until right answers passed);
# - the best error that float32 allows them;
# - with the kink: the h above which two nudges are of no use.

# %%
lowest_error_float64 = None
error_at_1e_7 = None
lowest_error_float32 = None
useless_above = None
check.numbers(
    lowest_error_float64=lowest_error_float64,
    error_at_1e_7=error_at_1e_7,
    lowest_error_float32=lowest_error_float32,
    useless_above=useless_above,
)

# %% [markdown]
# So: float64, two nudges, h = 1e-5, and nobody near a kink. Where a z lies closer to a ReLU's kink than a nudge carries it, the ratio mixes the slopes of
# both sides. Then it is the measurement that is wrong, and not the backprop. Take another seed.
#
# ## 4 A nudge that subtracts nothing (10 min, ●●○)
#
# The third curve of the lab never rises again. It nudges **sideways**, off the real axis, by $ih$ with $i^2 = -1$:
#
# $$f(x + ih) = f + ih f' - \tfrac{h^2}{2} f'' - \dots \quad\Longrightarrow\quad \frac{\operatorname{Im} f(x + ih)}{h} = f' - \tfrac{h^2}{6} f''' + \dots \tag{G2}$$
#
# The value stays in the real part, the move goes into the imaginary part, and nothing is subtracted. Try it on $f(x) = x^3$ at $x = 2$ with $h = 0.1$: multiply out
# $(2 + 0.1\,i)^3$. What are its two parts, and what is G2's slope? (The true one is 12.)

# %%
real_part = None
imaginary_part = None
sideways_slope = None
check.numbers(real_part=real_part, imaginary_part=imaginary_part, sideways_slope=sideways_slope)

# %% [markdown]
# No digit is lost, so h may be as small as you like, and then the $h^2$ is gone too. All the truth of this course was measured so. Write it. In
# Python $i$ is `1j`. *(3 min, ●●○)*


# %% answer="complex_step_derivative"
def complex_step_derivative(f, x):
    """The slope of f at x by one sideways nudge (G2), to 13 digits: a real number, or a real array of x's shape.

    `f` takes a complex number and gives one; with an array it works entry by entry. `x` is a real number, whole or
    not, or an array of them. You choose h.
    """
    raise NotImplementedError


# %% test="test_complex_step_derivative" points=1
check.complex_step_derivative(complex_step_derivative)

# %% test="test_complex_step_derivative__no_digit_lost" points=1
# A hidden test of complex_step_derivative: small slopes on great heights, and slopes that are small or large themselves.

# %% [markdown]
# It has a price: f must take complex numbers and mean the same there. `np.abs(x)` has slope -1 at x = -2. What will your function say?

# %%
guess = None
check.prediction(guess, np.imag(np.abs(-2 + 1e-30j)) / 1e-30, "what a sideways nudge says")

# %% [markdown]
# The length of a complex number does not feel a sideways nudge. The same goes for `max`, for `<`, and for a `.conj()` that came along with a transpose. So a real gradient check has
# two instruments: this one where f allows it, and G1 everywhere.
#
# ## 5 How far off is far off? (16 min, ●●○)
#
# Gradient and numeric differ by 0.001. Is that much? Beside 1000 it is nothing, beside 0.001 it is all. So distances are put beside sizes:
#
# $$\text{error} = \frac{\lVert \text{gradient} - \text{numeric} \rVert}{\lVert \text{gradient} \rVert + \lVert \text{numeric} \rVert} \tag{G3}$$
#
# It lies between 0, the same, and 1. Some values are worth knowing by heart, for they name the bug. What is the error of a gradient that is twice the truth? Minus the truth? Nothing
# but noughts? Ten times the truth?

# %%
error_twice = None
error_turned = None
error_noughts = None
error_ten_times = None
check.numbers(
    error_twice=error_twice,
    error_turned=error_turned,
    error_noughts=error_noughts,
    error_ten_times=error_ten_times,
)

# %% [markdown]
# Two of them are equal, which is why one prints ratio and cosine too. As a rule of thumb, in float64 with h = 1e-5: **at most 1e-7 is right, 1e-4 or more is
# wrong**, and between the two you look closer: kinks, float32, gradients that are almost 0.
#
# Write G3. Two cases need a thought of their own: both arrays all noughts (they agree), and shapes that differ (nothing agrees then, and numpy might not
# complain). *(5 min, ●●○)*


# %% answer="relative_error"
def relative_error(gradient, numeric):
    """How far two arrays are apart, beside their lengths (G3): one number from 0.0, the same, to 1.0.

    `gradient` and `numeric` are two arrays of any shape, or two numbers. If both are nothing but noughts, it is 0.0;
    if their shapes differ, it is 1.0.
    """
    raise NotImplementedError


# %% test="test_relative_error" points=1
check.relative_error(relative_error)

# %% test="test_relative_error__same_nothing_or_shapeless" points=1
# A hidden test of relative_error: arrays that are the same, or noughts, or of two shapes.

# %% [markdown]
# **One number for the whole network?** A net with 100 weights and 4 biases. The weights' gradient is right, and long; that of the biases is wrong, all of it.

# %%
rng = np.random.default_rng(0)
weights, biases = 10 * rng.normal(size=100), rng.normal(size=4)
guess = None
check.prediction(
    guess,
    relative_error(np.concatenate([weights, -biases]), np.concatenate([weights, biases])),
    "the error of all 104 numbers together",
)

# %% [markdown]
# Many a threshold lets that pass, though the biases alone have error 1. And number by number? Then a right gradient fails: of an entry of $10^{-12}$ no nudge knows a single
# digit. In between lies what one can trust: **a number for each block**, each W and each b. *(4 min, ●○○)*


# %% answer="check_gradients"
def check_gradients(dC_dW, dC_db, numeric_dW, numeric_db):
    """The relative error of each block (G3): {"W1": ..., "b1": ..., "W2": ..., ...}, for l = 1..L.

    All four are dicts of arrays, keyed by the layer's number. A block of the wrong shape has error 1.0.
    """
    raise NotImplementedError


# %% test="test_check_gradients" points=1
check.check_gradients(check_gradients)

# %% test="test_check_gradients__a_block_that_does_not_fit" points=1
# A hidden test of check_gradients: some blocks come transposed.

# %% [markdown]
# ## 6 One direction for all (10 min, ●●○)
#
# The network for digits of lesson 5, 784-30-10, has 23,860 weights and biases. How many calls of C does G1 need for all of them?
#
# Whoever was in a hurry in section 2 got 13, and that is 7 + 6: pushed at once, the moves of f add up. So push **all** numbers at once, each up or down, by a
# direction d of +1 and -1. The gradient says what must come out, and a single ratio can be held against it:
#
# $$\frac{f(\theta + h\,d) - f(\theta - h\,d)}{2h} \approx \sum_i \text{gradient}_i\, d_i \tag{G4}$$
#
# How many calls is that? It is a check, not a gradient: two numbers are compared.
#
# Say that two entries are wrong, one by +e and the other by -e. For which signs of $d$ do they cancel? With what chance does a random d miss them? And
# with what chance do three of them, one after the other?

# %%
calls_one_by_one = None
calls_one_direction = None
chance_of_a_miss = None
chance_of_three_misses = None
check.numbers(
    calls_one_by_one=calls_one_by_one,
    calls_one_direction=calls_one_direction,
    chance_of_a_miss=chance_of_a_miss,
    chance_of_three_misses=chance_of_three_misses,
)

# %% [markdown]
# With d = (1, 1, ..., 1) the two would cancel each time. Hence the dice. *(5 min, ●●○)*


# %% answer="directional_check"
def directional_check(f, theta, gradient, rng, h):
    """The relative error (G3) of what `gradient` promises along a random direction d and what f does (G4).

    d is `rng.choice([-1.0, 1.0], size=theta.shape)`. `f` takes a real array of theta's shape and gives a number; it
    is called twice. `theta` is an array of any shape, of floats or whole numbers, and stays what it was. `gradient`
    has theta's shape, `h` is the nudge of each number.
    """
    raise NotImplementedError


# %% test="test_directional_check" points=1
check.directional_check(directional_check)

# %% test="test_directional_check__any_array" points=1
# A hidden test of directional_check: whole numbers, float32, tables turned round, three axes.

# %% [markdown]
# Does it see one wrong number among many? Here a single entry of a right gradient is 1 % too large.

# %%
right = measured_gradient(net)[0][layer]
wrong = right.copy()
wrong[0, 0] *= 1.01
for name, gradient in (("right", right), ("wrong", wrong)):
    dice = map(np.random.default_rng, range(3))
    errors = [directional_check(C, net.W[layer], gradient, rng, 1e-5) for rng in dice]
    print(name, " ".join(f"{error:.0e}" for error in errors))

# %% [markdown]
# ## 7 The bug zoo (18 min, ●●●)
#
# An instrument is as good as what it is pointed at. A wrong backprop can be right on **your** network: without the transpose, if W is symmetric; without the mean, if N is 1. The network and the
# examples on which you check are the **fixture**, and choosing one is the art.
#
# The zoo holds 23 backprops under letters, 17 wrong and 6 right. A wrong one is exposed if some block is off by 1e-4 or more, or if it stops; a right one passes if no block is
# off by more than 1e-7. ("Off" is the distance beside the truth's own length, so a small one is twice its G3.) You see the worst block, by **your** `check_gradients`. Before you touch anything: how many of the 17 does this first fixture expose, one example and two layers of two sigmoids?

# %%
guess = None
check.prediction(guess, zoo.exposed(zoo.FIRST), "the number of wrong ones exposed")

# %% [markdown]
# Change one thing at a time, and ask each time **why** an animal lives or dies.

# %%
explore.zoo(check_gradients)

# %% [markdown]
# When every wrong one is exposed and every right one passes, write the fixture down; the lines below the cages can be copied. It is graded in another zoo, with more than 50 wrong and 10 right ones that you have not met. Nothing there
# needs a new idea; but a fixture that only just does it here may not do it there. *(6 min, ●●●)*


# %% answer="fixture"
def fixture():
    """A network and examples on which every wrong backprop is exposed and every right one passes, as a dict.

    "sizes": the widths n_0 ... n_L, 1 to 6 each, for 1 to 5 layers; "N": the number of examples, 1 to 9;
    "activations": a name for each layer, of "sigmoid", "tanh", "relu", "softplus", "identity"; "cost": "squared error",
    "binary cross-entropy" (after a sigmoid) or "log cosh"; "symmetric": whether square W are made symmetric;
    "seed": a whole number, from which weights, biases and examples are drawn, no z of a ReLU near its kink.
    """
    raise NotImplementedError


# %% test="test_fixture" points=2
check.fixture(fixture)

# %% test="test_fixture__every_one" points=2
# A hidden test of fixture: not nearly all of another zoo, but every single one.

# %% [markdown]
# **For players.** The size of a fixture is its weights and biases times its examples. Big fixtures hide nothing, small ones are quick, and the smallest teach most: each number left in them is needed. The smallest that we know
# for this zoo has size 24. Can you go below?
#
# **Three sentences (3 points, read by a person).** Take two properties of your fixture. Which kind of mistake cannot be seen without each, and why not? And the third: name a bug that **no** gradient check can find, whatever the fixture,
# and say why.

# %% [markdown] written="explain_zoo" points=3
# *Your sentences here.*

# %% [markdown]
# ## What you can do now
#
# - Measure any gradient, with a nudge whose size you can defend (G1), or without losing a digit (G2).
# - Say how far off a gradient is, block by block (G3), and find a bug among millions of numbers with two calls (G4).
# - Choose a network on which mistakes cannot hide, and say what each of its numbers is good for.
#
# Close the notebook and write G1 to G4 on paper, with the three numbers 1e-5, 1e-7 and 1e-4. In lesson 7 networks get deep, and each output comes to depend on all the others.

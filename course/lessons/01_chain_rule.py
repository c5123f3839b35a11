# %% [markdown] minutes=50 learn="How far the end of a graph moves when its start is pushed: multiply along a path, add over paths."
# # 1 Sensitivity
#
# Push one number a little. Something far away moves. By how much? That question, asked of every weight of a network, is all of
# backpropagation. In this lesson you answer it for small graphs, first by pushing and then by thinking.
#
# | | min | | | min |
# | --- | --- | --- | --- | --- |
# | 1 A derivative is a ratio of nudges | 13 | | 4 Over paths | 14 |
# | 2 Along a path | 6 | | 5 Many inputs at once | 7 |
# | 3 A function of a function of a function | 5 | | 6 The proof | 5 |
#
# The dots beside an exercise say how hard it is: ●○○ a warm-up, ●●○ needs thought, ●●● take a break first.

# %% [markdown]
# ## The convention card
#
# | name | what it is | shape |
# | --- | --- | --- |
# | `x`, `u` | the number, or the numbers, that you push | one number, or `(n_u,)` |
# | `v` | what lies in the middle | `(n_v,)` |
# | `c` | the one number at the end | one number |
# | `h` | the size of a nudge | one number |
# | `dc_dv` | $\partial c / \partial v_k$: how c answers to each $v_k$, the others held still | `(n_v,)` |
# | `dv_du` | how v answers to u; a Jacobian where u has several entries | `(n_v,)`, or `(n_v, n_u)` |
#
# A Jacobian is `J[k, j]` $= \partial\,\mathrm{out}_k / \partial\,\mathrm{in}_j$: a row for each output, a column for each input.
# Everything is float64. A function leaves its arguments as they were.
#
# The rules below are called D1 to D4. The problem sheet of this course uses D1 in S4, D2 in S5, D3 and D4 in S6. You will meet those lines in
# lessons 3 and 4.

# %%
import math

import numpy as np

from chainrule import check, draw, explore

# %% [markdown]
# ## 1 A derivative is a ratio of nudges (13 min, ●○○)
#
# Here is a curve, and a place on it.


# %%
def f(x):
    return x * x * x - 3 * x


x = 0.5
print("f(0.5) =", f(x))

# %% [markdown]
# Push x from 0.5 to 0.6. Will f rise or fall? By about how much? Write a guess before you look.

# %%
guess = None
check.prediction(guess, f(0.6) - f(0.5), "the move of f")

# %% [markdown]
# A worked twin. The move, divided by the nudge, is a ratio. Here it is for smaller and smaller nudges **to the right**.


# %%
def ratio_to_the_right(f, x, h):
    move = f(x + h) - f(x)
    return move / h


for h in (0.1, 0.01, 0.001, 0.0001):
    print(f"h = {h:<7} ratio {ratio_to_the_right(f, x, h):10.6f}")

# %% [markdown]
# The ratios settle, on $-2.25$. The number on which they settle is the derivative of f at x:
#
# $$\frac{df}{dx} = \text{where } \frac{\text{move of } f}{\text{nudge of } x} \text{ settles, as the nudge shrinks} \tag{D1}$$
#
# With $h = 0.1$ the ratio is still 0.16 away. A fairer ratio nudges **both ways**. It takes the move from $x - h$ to $x + h$, and divides it by
# the way between those two. Write it. *(4 min, ●○○)*


# %% answer="numeric_derivative"
def numeric_derivative(f, x, h=1e-5):
    """The slope of f at x by two nudges: the move of f from x - h to x + h, for each unit of the way between them.

    `f` takes a real number and gives one. `x` is a number, whole or not. The answer is one number.
    """
    raise NotImplementedError


# %% test="test_numeric_derivative" points=2
check.numeric_derivative(numeric_derivative)

# %% [markdown]
# Two more hidden tests look at your function: one with steps h that the caller chooses, large and small, and one with whole numbers for x.

# %% test="test_numeric_derivative__step" points=1
# A hidden test of numeric_derivative: the step is the caller's.

# %% test="test_numeric_derivative__whole_number" points=1
# A hidden test of numeric_derivative: x may be a whole number.

# %% [markdown]
# Now look at it. Each line below starts at the left nudged point and has **your** slope. It should end on the curve, at the right nudged point.

# %%
draw.secants(numeric_derivative, f, x)

# %% [markdown]
# How far is your ratio from $-2.25$? Take $h = 0.2$, then $h = 0.1$. The step is half as large. How many times
# smaller is the gap? For the ratio to the right, it is 2.1 times smaller. And for yours?

# %%
guess = None


def gap(h):
    return numeric_derivative(f, x, h) - (-2.25)


check.prediction(guess, gap(0.2) / gap(0.1), "the factor")

# %% [markdown]
# One sentence, for yourself: the curve bends. What does the bend do to the two halves of your ratio, the one to the left and the one to the right?

# %% [markdown]
# *Your sentence here.*

# %% [markdown]
# ## 2 Along a path (6 min, ●○○)
#
# Now nudges travel. Take $x = 2$ and three links:
#
# $$u = 3x + 1, \qquad v = u^2, \qquad c = 10 - 2v .$$
#
# A worked twin, with a shorter chain. Let $u = 5x$ and $c = u^2$, at $x = 1$. A nudge h of x moves u by $5h$. At $u = 5$ the square moves
# by 10 for each unit, so c moves by $10 \cdot 5h = 50h$. Each link multiplies what arrives.
#
# Your turn, with the three links. First the values: which u and v belong to $x = 2$? Then the slope of each link, **at the number that
# arrives there**. Then: by how much does c move for each unit of x?

# %%
link_slopes = (None, None, None)  # du/dx, dv/du, dc/dv
last_by_first = None  # dc/dx
check.numbers(link_slopes=link_slopes, last_by_first=last_by_first)

# %% [markdown]
# Does nature agree? Your `numeric_derivative` can tell.

# %%
numeric_derivative(lambda x: 10 - 2 * (3 * x + 1) ** 2, 2)

# %% [markdown]
# $$\frac{dc}{dx} = \frac{dc}{dv}\,\frac{dv}{du}\,\frac{du}{dx} \tag{D2}$$
#
# Write it for a path of any length. *(2 min, ●○○)*


# %% answer="chain"
def chain(local_derivatives):
    """How the end of a path answers to its start: one number.

    `local_derivatives` is a 1-D array: the slope of each link, in order, taken at the number that arrives there.
    """
    raise NotImplementedError


# %% test="test_chain" points=1
check.chain(chain)

# %% [markdown]
# ## 3 A function of a function of a function (5 min, ●●○)
#
# Here is a composite of three links. Its formula is wanted, not a nudge: the test will see the difference.


# %%
def nested(x):
    u = x * x
    v = math.sin(u)
    c = v * v * v
    return c


# %% [markdown]
# Write its derivative. Work out u and v first; then each link has its slope, at the number that arrives there. The derivative of the sine is
# the cosine.


# %% answer="nested_derivative"
def nested_derivative(x):
    """The derivative of nested at the number x, by the slopes of its three links."""
    # The values on the way.
    # The slope of each link.
    # Along the path.
    raise NotImplementedError


# %% test="test_nested_derivative" points=2
check.nested_derivative(nested_derivative)

# %% [markdown]
# ## 4 Over paths (14 min, ●●○)
#
# So far a nudge had one way to go. Here it has two: u feeds both $v_1$ and $v_2$, and both feed c.
#
# $$v_1 = u^2, \qquad v_2 = 3 - u, \qquad c = v_1 v_2$$
#
# A worked twin first, with other numbers. Let $v_1 = 2u$, $v_2 = 5u$ and $c = 3v_1 + v_2$. A nudge h of u moves $v_1$ by $2h$ and $v_2$ by $5h$, at the same
# time. The first move carries c by $3 \cdot 2h = 6h$, the second by $1 \cdot 5h = 5h$. Together: $11h$.
#
# Now yours, at $u = 1$. Take paper. Four wires, each with a ratio: how $v_1$ and $v_2$ answer to u, and how c answers to $v_1$ (with $v_2$ held still) and to
# $v_2$ (with $v_1$ held still). All for a very small nudge.

# %%
wire_ratios = (None, None, None, None)  # dv_1/du, dv_2/du, dc/dv_1, dc/dv_2
along_paths = (None, None)  # what reaches c through v_1, through v_2
by_both = None  # dc/du
check.numbers(wire_ratios=wire_ratios, along_paths=along_paths, by_both=by_both)

# %% [markdown]
# In general, with $n$ nodes in the middle:
#
# $$\frac{dc}{du} = \sum_{k=1}^{n} \frac{\partial c}{\partial v_k}\,\frac{dv_k}{du} \tag{D3}$$
#
# Each term is a path. Write it for any number of paths. *(3 min, ●○○)*


# %% answer="total_derivative"
def total_derivative(dc_dv, dv_du):
    """How c answers to u when u feeds every v_k and every v_k feeds c (D3): one number.

    `dc_dv` is (n_v,): how c answers to each v_k, the others held still. `dv_du` is (n_v,): how each v_k answers to u.
    """
    raise NotImplementedError


# %% test="test_total_derivative" points=2
check.total_derivative(total_derivative)

# %% [markdown]
# Take the graph in your hand. Choose a place u. Say first which way c goes when u is pushed up a very little; then see. The products in the table are made by
# **your** `chain`, their sum by **your** `total_derivative`.

# %%
explore.nudge(chain, total_derivative)

# %% [markdown]
# A question that wants a number. Find the place where both paths carry something, and yet c stands still.

# %%
still_u = None
check.numbers(still_u=still_u)

# %% [markdown]
# With a nudge of 0.5, the sum and the move of c differ. With 0.001 they hardly do. What happens to the difference when the nudge becomes ten times smaller, at $u = 1$?
# Guess the factor, from 0.01 to 0.001.

# %%
guess = None


def difference(h):
    c_moves = (1 + h) ** 2 * (3 - (1 + h)) - 2
    ratios_of_u = np.array([((1 + h) ** 2 - 1) / h, -1.0])
    return total_derivative(np.array([2.0, 1.0]), ratios_of_u) - c_moves / h


check.prediction(guess, difference(0.01) / difference(0.001), "the factor")

# %% [markdown]
# **Two or three sentences (2 points, read by a person).** Along a path we multiply. Over paths we add. Why this way round, and not the other? Speak of what a nudge does.

# %% [markdown] written="explain_multiply_and_add" points=2
# *Your sentences here.*

# %% [markdown]
# ## 5 Many inputs at once (7 min, ●●○)
#
# Layers of a network have many inputs. Let $u_1, \dots, u_{n_u}$ all feed every $v_k$. Then D3 holds for each $u_j$ on its own:
#
# $$\frac{\partial c}{\partial u_j} = \sum_{k=1}^{n_v} \frac{\partial c}{\partial v_k}\,\frac{\partial v_k}{\partial u_j} \tag{D4}$$
#
# The numbers $\partial v_k / \partial u_j$ stand in a Jacobian, `J[k, j]`: row k belongs to $v_k$, column j to $u_j$. Here is one with two inputs and three
# middle nodes. The sum for $u_1$ is written out.

# %%
dc_dv = np.array([1.0, -2.0, 10.0])
J = np.array([[3.0, 0.0], [1.0, 4.0], [0.0, 1.0]])
print("dc/du_1 =", 1.0 * 3.0 + -2.0 * 1.0 + 10.0 * 0.0, "  and dc/du_2?")

# %% [markdown]
# Write it for all inputs at once. Which index is summed over, and where does it stand in J? One of the hidden tests has a square J: there every way of multiplying fits the shapes,
# and only one fits the sum. *(4 min, ●●○)*


# %% answer="dc_du"
def dc_du(dc_dv, dv_du):
    """How c answers to each input u_j (D4), shape (n_u,).

    `dc_dv` is (n_v,). `dv_du` is the Jacobian, (n_v, n_u): dv_du[k, j] = dv_k/du_j.
    """
    raise NotImplementedError


# %% test="test_dc_du" points=2
check.dc_du(dc_du)

# %% test="test_dc_du__square" points=1
# A hidden test of dc_du: as many inputs as middle nodes.

# %% test="test_dc_du__one" points=1
# A hidden test of dc_du: a single input, and a single middle node.

# %% [markdown]
# Put layers behind one another: one input, then five layers of three nodes, then c. Every node feeds every node of the next layer. How many paths lead from the input to c?

# %%
paths_through = None
check.numbers(paths_through=paths_through)

# %% [markdown]
# You could walk every path with `chain` and add. Or you could start at c and go back one layer at a time with `dc_du`: what comes out of one call is the `dc_dv` of the next.
# Here both are done, by your functions, on layers of random slopes.

# %%
draw.walks(chain, dc_du)

# %% [markdown]
# The second way is backpropagation. The rest of the course puts a network into it.
#
# ## 6 The proof (5 min, ●●○)
#
# **Prove D3 for two paths (4 points, read by a person).** Let $v_1$ and $v_2$ depend on u, and c on both. Push u by h. Show that the move of c, divided by h, settles on
# $\frac{\partial c}{\partial v_1}\frac{dv_1}{du} + \frac{\partial c}{\partial v_2}\frac{dv_2}{du}$. A reader will look for four things: the moves of $v_1$ and $v_2$; the move of c cut into two steps, one v at a time;
# the division by h; and why what is left over goes away. The difference that you measured in section 4 is what is left over.

# %% [markdown] written="derive_two_paths" points=4
# *Your proof here. You can write formulas between dollar signs: $\Delta v_1 = \dots$*

# %% [markdown]
# ## What you can do now
#
# - Measure any derivative by two nudges, and say how wrong it is (D1).
# - Multiply along a path, each slope at the number that arrives there (D2).
# - Add over paths, for one input (D3) and for many at once (D4).
#
# Close the notebook and write D4 on paper from memory. Mark the index that is summed over.

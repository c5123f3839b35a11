"""Lesson 5: what goes wrong between delta and the gradient of C, and what shows there of all before it (S1 to S7)."""

from types import SimpleNamespace

import numpy as np

from autograder.mistakes import mistake
from chainrule import Network, forward, sigmoid
from chainrule.numeric import measured_gradient

ONE = "weight_gradient_one"
BATCH = "weight_gradient"
SHAPES = "The shapes fit now. Does entry [i, j] still hold the number of the wire from i to j?"
ROWS_ARE_I = "W_ij goes from i to j. Which of the two counts the rows of your array?"
MEAN_OF_PRODUCTS = "Take two examples, a = 2 and 4, delta = 3 and -1. What is the mean of their gradients, and what does your code say?"
ONE_EXAMPLE_ONLY = "Whose gradient is this? C hears of every example."
OVERWRITTEN = "When the next example comes, what happens to the number of the example before?"
HOW_OFTEN = "How often does S3 divide by the number of examples? How often do you?"
NUMBER_OF_WHAT = "S3 divides by the number of what? What did your code count?"
MINUS = "Is there a minus sign anywhere in S7? Where does yours come from?"
WITHOUT_A = "Nudge W_ij by h. By how much does z_j move, and where does that stand in your line?"
REMEMBERS = "Call your function twice. What does the second call still know of the first?"
CHANGED_DELTA = "Look at delta after your call. Is it still the delta that was given to you?"
WHERE_IS_N = "C is made from the costs of all N examples. By which rule, and where is that rule in your line?"


# One wire: dz_dW.


@mistake("dz_dW", "S2", "The wire W_ij ends at one neuron. Is that neuron i or neuron j?")
def wire_ends_at_i(a_prev, i, j, n_l):
    answer = np.zeros(n_l)
    answer[i] = a_prev[i]
    return answer


@mistake("dz_dW", "S2", "In how many of the sums z_1, z_2, ... does this one weight stand?")
def wire_reaches_all(a_prev, i, j, n_l):
    return np.full(n_l, a_prev[i])


@mistake("dz_dW", "S2", "Nudge W_ij by h. Does z_j move by h, whatever stands at the start of the wire?")
def wire_without_a(a_prev, i, j, n_l):
    answer = np.zeros(n_l)
    answer[j] = 1
    return answer


@mistake("dz_dW", "S2", "At which neuron does the wire W_ij start? Whose a does it carry?")
def wire_starts_at_j(a_prev, i, j, n_l):
    answer = np.zeros(n_l)
    answer[j] = a_prev[j]
    return answer


@mistake("dz_dW", "S2", "That is one of the answers. What do the other z_k do, and where do you say so?")
def wire_as_number(a_prev, i, j, n_l):
    return a_prev[i]


@mistake("dz_dW", "S2", "Whose answers do you list: those of the layer before, or those of the n_l neurons of layer l?")
def wire_in_layer_before(a_prev, i, j, n_l):
    answer = np.zeros(len(a_prev))
    answer[i] = a_prev[i]
    return answer


@mistake("dz_dW", "S2", "From which number does Python count i and j here? See the docstring.")
def wire_counted_from_one(a_prev, i, j, n_l):
    answer = np.zeros(n_l)
    answer[j - 1] = a_prev[i - 1]
    return answer


@mistake("dz_dW", "S2", "Which kind of numbers can your vector hold? Which kind is a?")
def wire_in_whole_numbers(a_prev, i, j, n_l):
    answer = np.zeros(n_l, dtype=int)
    answer[j] = a_prev[i]
    return answer


@mistake("dz_dW", "S2", "W_ij is one wire. How many wires' a did you let through?")
def wire_with_whole_sum(a_prev, i, j, n_l):
    answer = np.zeros(n_l)
    answer[j] = a_prev.sum()
    return answer


# One example: weight_gradient_one.


@mistake(ONE, "S7", ROWS_ARE_I, number=16)
def one_transposed(a_prev, delta):
    return np.outer(delta, a_prev)


@mistake(ONE, "S7", SHAPES, number=17)
def one_reshaped(a_prev, delta):
    return np.outer(delta, a_prev).reshape(len(a_prev), len(delta))


@mistake(ONE, "S7", "`*` meets a_i only with the delta of the same number. Which pairs i, j have a wire?", number=22)
def one_elementwise(a_prev, delta):
    return a_prev * delta


@mistake(ONE, "S7", "Is there anything to add up here? How many numbers should come out, one for each what?")
def one_dotted(a_prev, delta):
    return a_prev @ delta


@mistake(ONE, "S7", WITHOUT_A, number=23)
def one_without_a(a_prev, delta):
    return np.tile(delta, (len(a_prev), 1))


@mistake(ONE, "S7", "You say how z_j answers to the wire. How does c answer to z_j?")
def one_without_delta(a_prev, delta):
    return np.tile(a_prev[:, None], (1, len(delta)))


@mistake(ONE, "S7", "Two links in a chain, from W to z and from z to c. What does the chain rule do with them?")
def one_added(a_prev, delta):
    return a_prev[:, None] + delta


@mistake(ONE, "S7", "This is one example's gradient. Is there a mean in it, and over what?", number=27)
def one_over_inputs(a_prev, delta):
    return np.outer(a_prev, delta) / len(a_prev)


@mistake(ONE, "S7", "This is one example's gradient. Is there a mean in it, and over what?", number=28)
def one_over_outputs(a_prev, delta):
    return np.outer(a_prev, delta) / len(delta)


@mistake(ONE, "S7", MINUS, number=36)
def one_sign_turned(a_prev, delta):
    return -np.outer(a_prev, delta)


@mistake(ONE, "S7", CHANGED_DELTA, number=57)
def one_overwrites(a_prev, delta):
    found = np.outer(a_prev, delta)
    delta[:] = 0
    return found


# All examples: weight_gradient.


@mistake(BATCH, "S7", ROWS_ARE_I, number=16)
def batch_transposed(a_prev, delta):
    return delta.T @ a_prev / len(delta)


@mistake(BATCH, "S7", SHAPES, number=17)
def batch_reshaped(a_prev, delta):
    return (delta.T @ a_prev).reshape(a_prev.shape[1], delta.shape[1]) / len(delta)


@mistake(BATCH, "S3", MEAN_OF_PRODUCTS, number=20)
def batch_product_of_means(a_prev, delta):
    return np.outer(a_prev.mean(axis=0), delta.mean(axis=0))


@mistake(BATCH, "S3", OVERWRITTEN, number=21)
def batch_last_example_wins(a_prev, delta):
    return np.outer(a_prev[-1], delta[-1]) / len(delta)


@mistake(BATCH, "S3", ONE_EXAMPLE_ONLY)
def batch_last_example_alone(a_prev, delta):
    return np.outer(a_prev[-1], delta[-1])


@mistake(BATCH, "S3", ONE_EXAMPLE_ONLY)
def batch_first_example_alone(a_prev, delta):
    return np.outer(a_prev[0], delta[0])


@mistake(BATCH, "S7", "Which index do a and delta share, and over which do you have to sum?", number=22)
def batch_elementwise(a_prev, delta):
    return a_prev * delta / len(delta)


@mistake(BATCH, "S7", WITHOUT_A, number=23)
def batch_without_a(a_prev, delta):
    return np.tile(delta.mean(axis=0), (a_prev.shape[1], 1))


@mistake(BATCH, "S3", WHERE_IS_N, number=24)
def batch_summed(a_prev, delta):
    return a_prev.T @ delta


@mistake(BATCH, "S3", HOW_OFTEN, number=25)
def batch_divided_twice(a_prev, delta):
    return a_prev.T @ delta / len(delta) ** 2


@mistake(BATCH, "S3", NUMBER_OF_WHAT, number=27)
def batch_over_inputs(a_prev, delta):
    return a_prev.T @ delta / a_prev.shape[1]


@mistake(BATCH, "S3", NUMBER_OF_WHAT, number=28)
def batch_over_outputs(a_prev, delta):
    return a_prev.T @ delta / delta.shape[1]


@mistake(BATCH, "S3", "S3 divides by the number of what? How many numbers did your code count?")
def batch_over_entries(a_prev, delta):
    return a_prev.T @ delta / delta.size


@mistake(BATCH, "S3", "One W serves all examples. How many gradients should come out for it?")
def batch_not_reduced(a_prev, delta):
    return np.einsum("ni,nj->nij", a_prev, delta)


@mistake(BATCH, "S3", "A mean over which axis? How many numbers are left of W's gradient?")
def batch_collapsed(a_prev, delta):
    return np.mean(a_prev.T @ delta)


@mistake(BATCH, "S7", MINUS, number=36)
def batch_sign_turned(a_prev, delta):
    return -a_prev.T @ delta / len(delta)


@mistake(BATCH, "S7", CHANGED_DELTA, number=57)
def batch_overwrites_delta(a_prev, delta):
    delta /= len(delta)
    return a_prev.T @ delta


@mistake(BATCH, "S7", REMEMBERS, number=54, remembers=True)
def batch_accumulates():
    memory = {}

    def weight_gradient(a_prev, delta):
        found = a_prev.T @ delta / len(delta)
        memory[found.shape] = memory.get(found.shape, 0) + found
        return memory[found.shape]

    return weight_gradient


# All examples: bias_gradient.


@mistake("bias_gradient", "S3", WHERE_IS_N, number=29)
def bias_summed(delta):
    return delta.sum(axis=0)


@mistake("bias_gradient", "S3", HOW_OFTEN, number=25)
def bias_divided_twice(delta):
    return delta.mean(axis=0) / len(delta)


@mistake("bias_gradient", "S3", NUMBER_OF_WHAT, number=28)
def bias_over_outputs(delta):
    return delta.sum(axis=0) / delta.shape[1]


@mistake("bias_gradient", "S3", "One b serves all examples. How many gradients should come out for it?", number=30)
def bias_not_reduced(delta):
    return delta.copy()


@mistake("bias_gradient", "S3", "Which axis of delta counts the examples, and over which did you average?", number=31)
def bias_over_neurons(delta):
    return delta.mean(axis=1)


@mistake("bias_gradient", "S3", "Each neuron has a bias of its own. How many numbers should come out?", number=32)
def bias_collapsed(delta):
    return np.mean(delta)


@mistake("bias_gradient", "S7", "Nudge b_j. Does z_j stand still?", number=33)
def bias_of_zeros(delta):
    return np.zeros(delta.shape[1])


@mistake("bias_gradient", "S7", "Which shape has b on the convention card? Which has your answer?", number=35)
def bias_keeps_axis(delta):
    return delta.mean(axis=0, keepdims=True)


@mistake("bias_gradient", "S3", OVERWRITTEN, number=21)
def bias_last_example_wins(delta):
    return delta[-1] / len(delta)


@mistake("bias_gradient", "S3", ONE_EXAMPLE_ONLY)
def bias_last_example_alone(delta):
    return delta[-1].copy()


@mistake("bias_gradient", "S7", MINUS, number=36)
def bias_sign_turned(delta):
    return -delta.mean(axis=0)


@mistake("bias_gradient", "S7", CHANGED_DELTA, number=57)
def bias_overwrites_delta(delta):
    delta /= len(delta)
    return delta.sum(axis=0)


@mistake(
    "bias_gradient",
    "S7",
    REMEMBERS,
    number=54,
    remembers=True,
)
def bias_accumulates():
    memory = {}

    def bias_gradient(delta):
        memory[delta.shape] = memory.get(delta.shape, 0) + delta.mean(axis=0)
        return memory[delta.shape]

    return bias_gradient


# The whole: backprop.


def s5(t):
    return t.cost.gradient(t.a[t.L], t.y) * t.g[t.L].prime(t.z[t.L])


def s6(t, l):
    return (t.delta[l + 1] @ t.W[l + 1].T) * t.g[l].prime(t.z[l])


def s7_W(t, l):
    return t.a[l - 1].T @ t.delta[l] / t.N


def s7_b(t, l):
    return t.delta[l].mean(axis=0)


def walk(given, output=s5, back=s6, weight=s7_W, bias=s7_b, onward=forward):
    """The whole of backprop; each part can be taken by another that goes wrong."""
    x, y, W, b, g, cost = given
    z, a = onward(x, W, b, g)
    t = SimpleNamespace(x=x, y=y, W=W, b=b, g=g, cost=cost, z=z, a=a, L=max(W), N=len(x), delta={})
    t.delta[t.L] = output(t)
    for l in range(t.L - 1, 0, -1):
        t.delta[l] = back(t, l)
    return {l: weight(t, l) for l in W}, {l: bias(t, l) for l in W}


def with_slope(given, slope):
    """Backprop with `slope(t, l)` in place of g_l'(z_l), at the output and below."""
    return walk(
        given,
        output=lambda t: t.cost.gradient(t.a[t.L], t.y) * slope(t, t.L),
        back=lambda t, l: (t.delta[l + 1] @ t.W[l + 1].T) * slope(t, l),
    )


@mistake("backprop", "S5", "At the output, too, z comes before a. What did you put between dc/da and dc/dz?", number=1)
def no_slope_at_output(*given):
    return walk(given, output=lambda t: t.cost.gradient(t.a[t.L], t.y))


@mistake("backprop", "S6", "Layer L is right. On the way back, what stands between z_j and a_j?", number=2)
def no_slope_below(*given):
    return walk(given, back=lambda t, l: t.delta[l + 1] @ t.W[l + 1].T)


@mistake("backprop", "S5", "g' is taken at z. At which number did you take it?", number=3)
def slope_at_a(*given):
    return with_slope(given, lambda t, l: t.g[l].prime(t.a[l]))


@mistake(
    "backprop", "S5", "z(1 - z) is the slope of no activation here. Which g' does each layer bring along?", number=4
)
def formula_of_a_at_z(*given):
    return with_slope(given, lambda t, l: t.z[l] * (1 - t.z[l]))


@mistake("backprop", "S5", "Where g' belongs, do you take g?", number=5)
def g_for_g_prime(*given):
    return with_slope(given, lambda t, l: t.a[l])


@mistake("backprop", "S5", "1 - a is half a formula. Which g' does each layer bring along?", number=6)
def one_minus_a(*given):
    return with_slope(given, lambda t, l: 1 - t.a[l])


@mistake("backprop", "S5", "Does every layer use the sigmoid? Which g' does each layer bring along?", number=7)
def sigmoid_everywhere(*given):
    return with_slope(given, lambda t, l: sigmoid(t.z[l]) * (1 - sigmoid(t.z[l])))


@mistake("backprop", "S6", "Whose z does neuron j of layer l pass through: its own, or the next layer's?", number=8)
def slope_of_next_layer(*given):
    return walk(given, back=lambda t, l: (t.delta[l + 1] @ t.W[l + 1].T) * t.g[l + 1].prime(t.z[l + 1]))


@mistake("backprop", "S6", "Which index does the sum run over, and on which side of W does that index stand?", number=9)
def transpose_forgotten(*given):
    return walk(given, back=lambda t, l: (t.delta[l + 1] @ t.W[l + 1]) * t.g[l].prime(t.z[l]))


@mistake("backprop", "S6", "The shapes fit now. Does each delta_k still meet the weight of its own wire?", number=10)
def recursion_reshaped(*given):
    return walk(
        given,
        back=lambda t, l: (t.delta[l + 1] @ t.W[l + 1].reshape(t.W[l + 1].shape[::-1])) * t.g[l].prime(t.z[l]),
    )


@mistake("backprop", "S6", "Which W lies between layer l and layer l + 1? What is its number?", number=11)
def own_weights(*given):
    return walk(given, back=lambda t, l: (t.delta[l + 1] @ t.W[l].T) * t.g[l].prime(t.z[l]))


@mistake(
    "backprop", "S6", "How many neurons of the next layer does a_j feed? How many of them did you count?", number=12
)
def one_path_only(*given):
    return walk(given, back=lambda t, l: (t.delta[l + 1][:, :1] @ t.W[l + 1][:, :1].T) * t.g[l].prime(t.z[l]))


@mistake(
    "backprop", "S6", "Two wires of different weight leave a_j. Where in your sum do the weights stand?", number=13
)
def weights_forgotten(*given):
    return walk(given, back=lambda t, l: t.delta[l + 1].sum(axis=1, keepdims=True) * t.g[l].prime(t.z[l]))


@mistake("backprop", "S6", "What comes back along a wire: the next layer's a, or its delta?", number=14)
def next_activation(*given):
    return walk(given, back=lambda t, l: (t.a[l + 1] @ t.W[l + 1].T) * t.g[l].prime(t.z[l]))


@mistake("backprop", "S6", "delta_k is dc/dz_k already. Does it still need the next layer's g'?", number=15)
def upper_slope_again(*given):
    def back(t, l):
        return ((t.delta[l + 1] * t.g[l + 1].prime(t.z[l + 1])) @ t.W[l + 1].T) * t.g[l].prime(t.z[l])

    return walk(given, back=back)


@mistake("backprop", "S6", "Which g belongs to layer l? Does your loop change it from layer to layer?")
def slope_of_output_layer(*given):
    return walk(given, back=lambda t, l: (t.delta[l + 1] @ t.W[l + 1].T) * t.g[t.L].prime(t.z[l]))


@mistake("backprop", "S6", "Your loop goes back from layer L. Which delta does it start each step from?")
def always_from_output(*given):
    return walk(given, back=lambda t, l: (t.delta[t.L] @ t.W[l + 1].T) * t.g[l].prime(t.z[l]))


@mistake("backprop", "S7", ROWS_ARE_I, number=16)
def weights_transposed(*given):
    return walk(given, weight=lambda t, l: t.delta[l].T @ t.a[l - 1] / t.N)


@mistake("backprop", "S7", SHAPES, number=17)
def weights_reshaped(*given):
    return walk(given, weight=lambda t, l: (t.delta[l].T @ t.a[l - 1]).reshape(t.W[l].shape) / t.N)


@mistake("backprop", "S7", "Where does the wire W_ij of layer l start: in layer l, or in the layer before?", number=18)
def own_activation(*given):
    return walk(given, weight=lambda t, l: t.a[l].T @ t.delta[l] / t.N)


@mistake(
    "backprop",
    "S7",
    "dC/dW of layer 1 is right. What travels along the wires above: z, or what g makes of it?",
    number=19,
)
def z_of_layer_before(*given):
    return walk(given, weight=lambda t, l: (t.z[l - 1] if l > 1 else t.x).T @ t.delta[l] / t.N)


@mistake("backprop", "S3", MEAN_OF_PRODUCTS, number=20)
def product_of_means(*given):
    return walk(given, weight=lambda t, l: np.outer(t.a[l - 1].mean(axis=0), t.delta[l].mean(axis=0)))


@mistake("backprop", "S3", OVERWRITTEN, number=21)
def last_example_wins(*given):
    return walk(
        given,
        weight=lambda t, l: np.outer(t.a[l - 1][-1], t.delta[l][-1]) / t.N,
        bias=lambda t, l: t.delta[l][-1] / t.N,
    )


@mistake("backprop", "S3", ONE_EXAMPLE_ONLY)
def last_example_alone(*given):
    return walk(
        given,
        weight=lambda t, l: np.outer(t.a[l - 1][-1], t.delta[l][-1]),
        bias=lambda t, l: t.delta[l][-1].copy(),
    )


@mistake("backprop", "S3", ONE_EXAMPLE_ONLY)
def first_example_alone(*given):
    return walk(
        given,
        weight=lambda t, l: np.outer(t.a[l - 1][0], t.delta[l][0]),
        bias=lambda t, l: t.delta[l][0].copy(),
    )


@mistake("backprop", "S7", "Which index do a and delta share, and over which do you have to sum?", number=22)
def elementwise(*given):
    return walk(given, weight=lambda t, l: t.a[l - 1] * t.delta[l] / t.N)


@mistake("backprop", "S7", WITHOUT_A, number=23)
def without_a(*given):
    return walk(given, weight=lambda t, l: np.tile(t.delta[l].mean(axis=0), (len(t.W[l]), 1)))


@mistake("backprop", "S3", WHERE_IS_N, number=24)
def summed(*given):
    return walk(given, weight=lambda t, l: t.a[l - 1].T @ t.delta[l], bias=lambda t, l: t.delta[l].sum(axis=0))


@mistake("backprop", "S3", HOW_OFTEN, number=25)
def divided_twice(*given):
    return walk(given, output=lambda t: s5(t) / t.N)


@mistake(
    "backprop", "S4", "delta is of one example's cost c. Where did 1/N come in, and where does it belong?", number=26
)
def divided_in_each_layer(*given):
    return walk(given, back=lambda t, l: s6(t, l) / t.N)


@mistake("backprop", "S3", NUMBER_OF_WHAT, number=27)
def over_inputs(*given):
    return walk(given, weight=lambda t, l: t.a[l - 1].T @ t.delta[l] / len(t.W[l]))


@mistake("backprop", "S3", NUMBER_OF_WHAT, number=28)
def over_outputs(*given):
    return walk(given, weight=lambda t, l: t.a[l - 1].T @ t.delta[l] / len(t.b[l]))


@mistake("backprop", "S3", "dC/dW is right. Does S3 make a difference between W and b?", number=29)
def biases_summed(*given):
    return walk(given, bias=lambda t, l: t.delta[l].sum(axis=0))


@mistake("backprop", "S3", "dC/db is right. Does S3 make a difference between W and b?")
def weights_summed(*given):
    return walk(given, weight=lambda t, l: t.a[l - 1].T @ t.delta[l])


@mistake("backprop", "S3", "One b serves all examples. How many gradients should come out for it?", number=30)
def biases_not_reduced(*given):
    return walk(given, bias=lambda t, l: t.delta[l])


@mistake("backprop", "S3", "Which axis of delta counts the examples, and over which did you average?", number=31)
def biases_over_neurons(*given):
    return walk(given, bias=lambda t, l: t.delta[l].mean(axis=1))


@mistake("backprop", "S3", "Each neuron has a bias of its own. How many numbers should come out?", number=32)
def biases_collapsed(*given):
    return walk(given, bias=lambda t, l: np.mean(t.delta[l]))


@mistake(
    "backprop", "S3", "All biases of a layer get one number from you. Has each neuron not a bias of its own?", number=32
)
def biases_alike(*given):
    return walk(given, bias=lambda t, l: np.full(t.b[l].shape, np.mean(t.delta[l])))


@mistake("backprop", "S7", "Nudge b_j. Does z_j stand still?", number=33)
def biases_of_zeros(*given):
    return walk(given, bias=lambda t, l: np.zeros(t.b[l].shape))


@mistake("backprop", "S7", "Nudge b_j by h. Does the move of z_j depend on how large b_j is?", number=34)
def biases_times_b(*given):
    return walk(given, bias=lambda t, l: s7_b(t, l) * t.b[l])


@mistake("backprop", "S7", "Which shape has b on the convention card? Which has your answer?", number=35)
def biases_keep_axis(*given):
    return walk(given, bias=lambda t, l: t.delta[l].mean(axis=0, keepdims=True))


@mistake("backprop", "S5", "Is there a minus sign anywhere in S5? Where does yours come from?", number=36)
def sign_turned(*given):
    return walk(given, output=lambda t: -s5(t))


@mistake("backprop", "S5", "Is there a 2 in S5? Where does yours come from?", number=37)
def doubled(*given):
    return walk(given, output=lambda t: 2 * s5(t))


@mistake("backprop", "S5", "S5 wants the slope of the cost. Did you take the cost itself?", number=38)
def cost_for_its_slope(*given):
    return walk(given, output=lambda t: (t.a[t.L] - t.y) ** 2 * t.g[t.L].prime(t.z[t.L]))


@mistake("backprop", "S5", "Does it not matter to the cost's slope on which side of y the output lies?", number=39)
def error_without_sign(*given):
    return walk(given, output=lambda t: np.abs(t.a[t.L] - t.y) * t.g[t.L].prime(t.z[t.L]))


@mistake("backprop", "S5", "For which cost is dc/da = a - y? Which cost were you given?", number=40)
def squared_error_everywhere(*given):
    return walk(given, output=lambda t: (t.a[t.L] - t.y) * t.g[t.L].prime(t.z[t.L]))


@mistake(
    "backprop", "S5", "For which pairs of activation and cost is delta = a - y? Which pair were you given?", number=41
)
def shortcut_everywhere(*given):
    return walk(given, output=lambda t: t.a[t.L] - t.y)


@mistake("backprop", "S4", "Is c a sum or a mean over the output neurons? Where did 1/n_L come in?", number=44)
def averaged_over_outputs(*given):
    return walk(given, output=lambda t: s5(t) / t.y.shape[1])


@mistake("backprop", "S6", "What lets a ReLU neuron pass a nudge on: its own z, or what came back?", number=48)
def mask_of_returning_number(*given):
    def back(t, l):
        upstream = t.delta[l + 1] @ t.W[l + 1].T
        return upstream * (upstream > 0 if t.g[l].name == "relu" else t.g[l].prime(t.z[l]))

    return walk(given, back=back)


@mistake(
    "backprop", "S6", "For which z is a ReLU's *output* at least 0? For which z does it pass a nudge on?", number=49
)
def mask_always_true(*given):
    return walk(
        given,
        back=lambda t, l: (
            (t.delta[l + 1] @ t.W[l + 1].T) * (t.a[l] >= 0 if t.g[l].name == "relu" else t.g[l].prime(t.z[l]))
        ),
    )


@mistake(
    "backprop", "S6", "Which W carried the examples forward: the one before your update, or the one after?", number=50
)
def weights_updated_first(*given):
    def back(t, l):
        t.W[l + 1] -= 0.1 * s7_W(t, l + 1)
        return s6(t, l)

    return walk(given, back=back)


@mistake("backprop", "S6", "What is the last layer your loop visits? Which is the first that has weights?", number=51)
def first_layer_of_zeros(*given):
    dC_dW, dC_db = walk(given)
    if len(dC_dW) == 1:
        return dC_dW, dC_db
    return tuple({**found, 1: np.zeros(found[1].shape)} for found in (dC_dW, dC_db))


@mistake("backprop", "S6", "What is the last layer your loop visits? Which is the first that has weights?", number=51)
def first_layer_missing(*given):
    return tuple({l: found[l] for l in found if l > 1 or len(found) == 1} for found in walk(given))


@mistake("backprop", "S7", "The numbers are there. Does each stand under its own layer's number?", number=52)
def in_reverse(*given):
    return tuple({len(found) + 1 - l: found[l] for l in found} for found in walk(given))


@mistake(
    "backprop", "S5", "y has a row for each example and a column for each output. What shape has your y?", number=53
)
def y_squeezed(x, y, W, b, g, cost):
    return walk((x, np.squeeze(y), W, b, g, cost))


@mistake("backprop", "S7", REMEMBERS, number=54, remembers=True)
def backprop_accumulates():
    memory = {}

    def backprop(*given):
        sums = walk(given)
        for place, found in enumerate(sums):
            for l in found:
                name = place, l, given[0].shape, found[l].shape
                found[l] = memory[name] = memory.get(name, 0) + found[l]
        return sums

    return backprop


@mistake("backprop", "S7", "Look at W after your call. Is it still the network that was given to you?", number=55)
def changes_parameters(*given):
    found = walk(given)
    for l in given[2]:
        given[2][l] -= 0.1 * found[0][l]
    return found


@mistake("backprop", "S7", "Two names can hold one array. When a is needed once more, is it still there?", number=56)
def delta_in_place_of_a(*given):
    def back(t, l):
        t.a[l][:] = s6(t, l)
        return t.a[l]

    return walk(given, back=back)


@mistake("backprop", "S5", "Look at y after your call. Is it still the y that was given to you?", number=57)
def overwrites_y(x, y, W, b, g, cost):
    z, a = forward(x, W, b, g)
    L = max(W)
    y[:] = cost.gradient(a[L], y)
    return walk((x, y, W, b, g, cost), output=lambda t: y * g[L].prime(z[L]))


@mistake("backprop", "S2", "S2 has two terms. Which one did your way forward leave out?")
def forward_without_b(*given):
    def onward(x, W, b, g):
        return forward(x, W, {l: 0 * b[l] for l in b}, g)

    return walk(given, onward=onward)


@mistake("backprop", "S7", "Two things come back. In which order does the docstring name them?")
def pair_turned(*given):
    dC_dW, dC_db = walk(given)
    return dC_db, dC_dW


@mistake("backprop", "S7", "W has a gradient now. Who else is a parameter of the network?")
def weights_alone(*given):
    return walk(given)[0]


@mistake("backprop", "S7", "Python counts from 0. From which number does the sheet count its layers?")
def keys_from_zero(*given):
    return tuple({l - 1: found[l] for l in found} for found in walk(given))


@mistake("backprop", "S7", "By what are W and b keyed on the convention card?")
def as_lists(*given):
    return tuple([found[l] for l in sorted(found)] for found in walk(given))


@mistake("backprop", "S7", "You measure, with a pass forward for each weight. How many passes does S7 need?")
def measures(*given):
    return measured_gradient(Network(*given))

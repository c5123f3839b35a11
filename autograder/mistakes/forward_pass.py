"""Lesson 2: what goes wrong on the way forward: in an activation, a layer, a network, a cost (S1, S2, S3)."""

import math

import numpy as np

from autograder.mistakes import mistake

LAYER = "affine_loops affine"
OVERFLOW = "What is e^1000 to a float, and what becomes of your fraction when that number stands above and below?"
CANCELS = "Near z = -40 the result is about e^-40. What is left of so small a number when you get it as a difference of two numbers near 1?"
CLIPPED = "At which z does your function stop falling? How large should it be at z = -600?"
NUDGED = "A nudge gives about ten digits. Which rule gives you the slope itself?"
Z_CHANGED = "Look at z after your call. Is it still the z that was given to you?"


def s(z):
    return 1 / (1 + np.exp(-z))


def nudged(f, z, h=6e-6):
    return (f(z + h) - f(z - h)) / (2 * h)


# The sigmoid.


@mistake("sigmoid", "S1", OVERFLOW)
def sigmoid_overflows(z):
    return np.exp(z) / (1 + np.exp(z))


@mistake(
    "sigmoid", "S1", "math.exp refuses at z = -1000. For which sign of z is e^-z large, and which fraction avoids it?"
)
def sigmoid_refuses(z):
    return np.vectorize(lambda number: 1 / (1 + math.exp(-number)))(z)


@mistake("sigmoid", "S1", CANCELS)
def sigmoid_through_tanh(z):
    return (1 + np.tanh(z / 2)) / 2


@mistake("sigmoid", "S1", CLIPPED)
def sigmoid_clipped(z):
    return s(np.clip(z, -500, 500))


@mistake("sigmoid", "S1", "When z grows, does the sigmoid rise or fall? And yours?")
def sigmoid_falls(z):
    return 1 / (1 + np.exp(z))


@mistake("sigmoid", "S1", "Between which two numbers does the sigmoid stay? And yours?")
def sigmoid_is_tanh(z):
    return np.tanh(z)


@mistake("sigmoid", "S1", "In your line, what is divided by what? Which does Python do first, / or +?")
def sigmoid_without_brackets(z):
    return 1 / 1 + np.exp(-z)


@mistake("sigmoid", "S1", "How high does the sigmoid stand at z = 0? You return how steep it is.")
def sigmoid_is_its_slope(z):
    return np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))) ** 2


@mistake("sigmoid", "S1", Z_CHANGED, number=57)
def sigmoid_overwrites_z(z):
    z[:] = s(z)
    return z


# The sigmoid's slope.


@mistake("sigmoid_prime", "S1", "That is how high the sigmoid stands at z. How steep is it there?", number=5)
def sigmoid_for_its_slope(z):
    return s(z)


@mistake("sigmoid_prime", "S1", "Your formula wants one number put in. Is it z, or something made from z?", number=4)
def sigmoid_slope_of_z(z):
    return z * (1 - z)


@mistake("sigmoid_prime", "S1", "How many times did z go through the sigmoid on its way into your formula?", number=3)
def sigmoid_slope_at_a(z):
    return s(s(z)) * (1 - s(s(z)))


@mistake("sigmoid_prime", "S1", "Far to the left the sigmoid is flat. What does your formula say there?", number=6)
def sigmoid_slope_one_minus(z):
    return 1 - s(z)


@mistake("sigmoid_prime", "S1", "How does 1/u answer to a nudge of u? Which power of u stands below?", number=6)
def sigmoid_slope_square_lost(z):
    return np.exp(-z) / (1 + np.exp(-z))


@mistake("sigmoid_prime", "S1", "Does the sigmoid rise or fall? What does the sign of your slope say?")
def sigmoid_slope_sign(z):
    return -s(z) * (1 - s(z))


@mistake("sigmoid_prime", "S1", "How steep is the sigmoid at z = 0, by a nudge? Whose slope is 1 there?", number=7)
def sigmoid_slope_of_tanh(z):
    return 1 - np.tanh(z) ** 2


@mistake("sigmoid_prime", "S1", OVERFLOW)
def sigmoid_slope_overflows(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


@mistake("sigmoid_prime", "S1", NUDGED)
def sigmoid_slope_nudged(z):
    return nudged(s, z)


@mistake("sigmoid_prime", "S1", Z_CHANGED, number=57)
def sigmoid_slope_overwrites_z(z):
    z[:] = s(z)
    return z * (1 - z)


# The slope of tanh.


@mistake("tanh_prime", "S1", "That is how high tanh stands at z. How steep is it there?", number=5)
def tanh_for_its_slope(z):
    return np.tanh(z)


@mistake("tanh_prime", "S1", "Your formula wants one number put in. Is it z, or something made from z?", number=4)
def tanh_slope_of_z(z):
    return 1 - z**2


@mistake("tanh_prime", "S1", "How many times did z go through tanh on its way into your formula?", number=3)
def tanh_slope_at_a(z):
    return 1 - np.tanh(np.tanh(z)) ** 2


@mistake("tanh_prime", "S1", "Far to the left tanh is flat. What does your formula say there?", number=6)
def tanh_slope_one_minus(z):
    return 1 - np.tanh(z)


@mistake(
    "tanh_prime",
    "S1",
    "Your slope falls too slowly on both sides. Which power comes out of the quotient rule?",
    number=6,
)
def tanh_slope_square_lost(z):
    return 1 / np.cosh(z)


@mistake("tanh_prime", "S1", "How steep is tanh at z = 0, by a nudge? Whose slope is 1/4 there?", number=7)
def tanh_slope_of_sigmoid(z):
    return s(z) * (1 - s(z))


@mistake("tanh_prime", "S1", "Does tanh rise or fall? What does the sign of your slope say?")
def tanh_slope_sign(z):
    return np.tanh(z) ** 2 - 1


@mistake("tanh_prime", "S1", OVERFLOW)
def tanh_slope_overflows(z):
    return 4 * np.exp(2 * z) / (np.exp(2 * z) + 1) ** 2


@mistake("tanh_prime", "S1", NUDGED)
def tanh_slope_nudged(z):
    return nudged(np.tanh, z)


@mistake("tanh_prime", "S1", Z_CHANGED, number=57)
def tanh_slope_overwrites_z(z):
    z[:] = np.tanh(z)
    return 1 - z**2


# ReLU and its slope.


@mistake("relu", "S1", Z_CHANGED, number=57)
def relu_overwrites_z(z):
    z[z < 0] = 0
    return z


@mistake("relu", "S1", "`max` compares two things as wholes. What must be compared here, and how often?")
def relu_with_builtin_max(z):
    return max(0, z)


@mistake("relu", "S1", "What should come out for z = -3? And what does yours give?")
def relu_as_distance(z):
    return np.abs(z)


@mistake("relu", "S1", "Which half of the numbers does ReLU let through?")
def relu_of_wrong_half(z):
    return np.minimum(z, 0)


@mistake("relu", "S1", "ReLU lets a number through. How large is the one that you let through?")
def relu_is_its_slope(z):
    return np.where(z > 0, 1.0, 0.0)


@mistake("relu", "S1", "Is there an upper end beyond which ReLU no longer grows?")
def relu_with_a_ceiling(z):
    return np.clip(z, 0, 1)


@mistake("relu_prime", "S1", "A slope is a number that others are multiplied by. What are True and False?")
def relu_slope_true_or_false(z):
    return z > 0


@mistake("relu_prime", "S1", "That is how high ReLU stands at z. How steep is it there?", number=5)
def relu_for_its_slope(z):
    return np.maximum(z, 0)


@mistake(
    "relu_prime",
    "S1",
    "For which z is the *output* of a ReLU at least 0? For which z does it answer a nudge?",
    number=49,
)
def relu_slope_of_output(z):
    return np.where(np.maximum(z, 0) >= 0, 1.0, 0.0)


@mistake("relu_prime", "S1", "z is below 0 and you nudge it a little. By how much does the output move?")
def relu_slope_is_sign(z):
    return np.sign(z)


@mistake("relu_prime", "S1", "On which side of 0 is a ReLU flat?")
def relu_slope_of_wrong_half(z):
    return np.where(z < 0, 1.0, 0.0)


@mistake("relu_prime", "S1", Z_CHANGED, number=57)
def relu_slope_overwrites_z(z):
    z[z > 0] = 1
    z[z < 0] = 0
    return z


# The slope of softplus.


@mistake("softplus_prime", "S1", OVERFLOW)
def softplus_slope_overflows(z):
    return np.exp(z) / (1 + np.exp(z))


@mistake("softplus_prime", "S1", CANCELS)
def softplus_slope_cancels(z):
    return 1 - 1 / (1 + np.exp(z))


@mistake("softplus_prime", "S1", CLIPPED)
def softplus_slope_clipped(z):
    return s(np.clip(z, -500, 500))


@mistake("softplus_prime", "S1", "That is how high softplus stands at z. How steep is it there?", number=5)
def softplus_for_its_slope(z):
    return np.log(1 + np.exp(z))


@mistake(
    "softplus_prime",
    "S1",
    "Far to the right softplus is nearly z. To which number does its slope tend there, and to which does yours?",
)
def softplus_slope_of_outside_only(z):
    return 1 / (1 + np.exp(z))


@mistake(
    "softplus_prime",
    "S1",
    "That is how the inside of the logarithm answers to z. And how does the logarithm answer to its inside?",
)
def softplus_slope_of_inside_only(z):
    return np.exp(z)


@mistake("softplus_prime", "S1", "How many times did you differentiate?")
def softplus_slope_of_slope(z):
    return np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))) ** 2


@mistake("softplus_prime", "S1", "Softplus bends softly. At which z does your slope change, and how suddenly?")
def softplus_slope_of_relu(z):
    return np.where(z > 0, 1.0, 0.0)


@mistake(
    "softplus_prime", "S1", "Between which two slopes does softplus bend, far left and far right? And yours?", number=7
)
def softplus_slope_is_tanh(z):
    return np.tanh(z)


@mistake("softplus_prime", "S1", NUDGED)
def softplus_slope_nudged(z):
    return nudged(lambda z: np.logaddexp(0, z), z)


@mistake("softplus_prime", "S1", Z_CHANGED, number=57)
def softplus_slope_overwrites_z(z):
    z[:] = s(z)
    return z


# One layer: affine_loops and affine.


@mistake(LAYER, "S2", "Every a_prev is 0. What should z be, and what is yours?")
def bias_forgotten(a_prev, W, b):
    return a_prev @ W


@mistake(LAYER, "S2", "A column of z is a neuron, a row an example. Along which of the two does b change?", number=31)
def bias_along_examples(a_prev, W, b):
    return a_prev @ W + b[:, None]


@mistake(LAYER, "S2", "How many neurons has the layer, and how many different biases did you add?")
def bias_of_first_neuron(a_prev, W, b):
    return a_prev @ W + b[0]


@mistake(LAYER, "S2", "How many times does your sum over i add b_j? How many times does S2?")
def bias_for_each_input(a_prev, W, b):
    return a_prev @ W + len(W) * b


@mistake(LAYER, "S2", "Is there a minus sign in S2? Where does yours come from?")
def bias_subtracted(a_prev, W, b):
    return a_prev @ W - b


@mistake(LAYER, "S2", "Which index of W does a_i share? Does your sum run along a row of W or down a column?", number=9)
def weights_turned(a_prev, W, b):
    return a_prev @ W.T + b


@mistake(LAYER, "S2", "Rows are examples. On which side of W do the examples stand in your product?")
def weights_on_the_left(a_prev, W, b):
    return W @ a_prev + b


@mistake(LAYER, "S2", "`*` multiplies entry by entry. Where in your line is the sum over i?", number=22)
def entry_by_entry(a_prev, W, b):
    return a_prev * W + b


@mistake(LAYER, "S2", "After the last round of your loop over i, what is left of the rounds before?", number=21)
def last_input_wins(a_prev, W, b):
    return np.outer(a_prev[:, -1], W[-1]) + b


@mistake(LAYER, "S2", "How many rounds does your loop over i make, and how many inputs has the neuron?")
def last_input_missing(a_prev, W, b):
    return a_prev[:, :-1] @ W[:-1] + b


@mistake(LAYER, "S2", "The sheet counts from 1, Python from 0. Which input does your loop over i start with?")
def first_input_missing(a_prev, W, b):
    return a_prev[:, 1:] @ W[1:] + b


@mistake(LAYER, "S2", "The neuron receives every a_i. Which of them did you weigh, and by what?")
def weights_forgotten(a_prev, W, b):
    return a_prev.sum(axis=1, keepdims=True) + b


@mistake(LAYER, "S2", "Does the neuron add its inputs up, or take their average?")
def average_of_inputs(a_prev, W, b):
    return a_prev @ W / len(W) + b


@mistake(LAYER, "S2", "Rows are examples. How many rows did you fill?")
def first_example_only(a_prev, W, b):
    z = np.zeros((len(a_prev), len(b)))
    z[0] = a_prev[0] @ W + b
    return z


@mistake(LAYER, "S2", "Each example has a z of its own. How many rows should come out?")
def summed_over_examples(a_prev, W, b):
    return (a_prev @ W + b).sum(axis=0)


@mistake(LAYER, "S2", "Rows are examples, columns are neurons. Which way round is yours?", number=16)
def columns_are_examples(a_prev, W, b):
    return (a_prev @ W + b).T


@mistake(LAYER, "S2", "S2 ends at z. What have you done to z already that belongs to S1?")
def through_the_sigmoid(a_prev, W, b):
    return s(a_prev @ W + b)


@mistake(LAYER, "S2", "Look at b after your call. In which array did you gather your sum?", number=55)
def sum_gathered_in_b(a_prev, W, b):
    z = np.zeros((len(a_prev), len(b)))
    for n, row in enumerate(a_prev):
        b += row @ W
        z[n] = b
    return z


@mistake(
    LAYER,
    "S2",
    "Call your function twice. What does the second call still know of the first?",
    number=54,
    remembers=True,
)
def accumulates():
    memory = {}

    def affine(a_prev, W, b):
        shape = (len(a_prev), len(b))
        memory[shape] = memory.get(shape, 0) + a_prev @ W + b
        return memory[shape]

    return affine


# All layers: forward.


def layer_by_layer(x, W, b, g, affine=None, activate=None):
    """z and a of every layer; `affine(l, z, a)` stands in for S2, `activate(l, z)` for S1, where one goes wrong."""
    z, a = {}, {0: x}
    for l in sorted(W):
        z[l] = affine(l, z, a) if affine else a[l - 1] @ W[l] + b[l]
        a[l] = activate(l, z) if activate else g[l](z[l])
    return z, a


@mistake("forward", "S1", "Does the last layer have a g of its own? What did you do with it?")
def forward_output_without_g(x, W, b, g):
    return layer_by_layer(x, W, b, g, activate=lambda l, z: z[l].copy() if l == len(W) else g[l](z[l]))


@mistake("forward", "S1", "What stands between z and a in S1? Where is it in your loop?")
def forward_without_g(x, W, b, g):
    return layer_by_layer(x, W, b, g, activate=lambda l, z: z[l].copy())


@mistake("forward", "S1", "What stands between z and a in the hidden layers? Is the output the only one with a g?")
def forward_hidden_without_g(x, W, b, g):
    return layer_by_layer(x, W, b, g, activate=lambda l, z: g[l](z[l]) if l == len(W) else z[l].copy())


@mistake(
    "forward", "S2", "What does layer l receive from the layer before: its z, or what came out of its g?", number=19
)
def forward_from_z(x, W, b, g):
    return layer_by_layer(x, W, b, g, affine=lambda l, z, a: (z[l - 1] if l > 1 else x) @ W[l] + b[l])


@mistake("forward", "S2", "What does layer 2 receive: x, or what layer 1 made of it?")
def forward_from_x(x, W, b, g):
    return layer_by_layer(x, W, b, g, affine=lambda l, z, a: x @ W[l] + b[l])


@mistake("forward", "S1", "Which g belongs to layer l? Does your loop change it from layer to layer?")
def forward_first_g_everywhere(x, W, b, g):
    return layer_by_layer(x, W, b, g, activate=lambda l, z: g[1](z[l]))


@mistake("forward", "S1", "Does every layer use the sigmoid? Which g does each layer bring along?", number=7)
def forward_sigmoid_everywhere(x, W, b, g):
    return layer_by_layer(x, W, b, g, activate=lambda l, z: s(z[l]))


@mistake("forward", "S1", "Is it g or its slope that takes z to a?", number=5)
def forward_slope_for_g(x, W, b, g):
    return layer_by_layer(x, W, b, g, activate=lambda l, z: g[l].prime(z[l]))


@mistake("forward", "S1", "How many times does z go through g in one layer?")
def forward_g_twice(x, W, b, g):
    return layer_by_layer(x, W, b, g, activate=lambda l, z: g[l](g[l](z[l])))


@mistake("forward", "S1", "What does g receive in S1: the sum over i alone, or all of z?")
def forward_bias_after_g(x, W, b, g):
    return layer_by_layer(x, W, b, g, activate=lambda l, z: g[l](z[l] - b[l]) + b[l])


@mistake("forward", "S2", "Every a of a layer is 0. What should the next z be, and what is yours?")
def forward_bias_forgotten(x, W, b, g):
    return layer_by_layer(x, W, b, g, affine=lambda l, z, a: a[l - 1] @ W[l])


@mistake("forward", "S2", "Which b belongs to layer l? Does your loop change it from layer to layer?")
def forward_first_bias_everywhere(x, W, b, g):
    return layer_by_layer(x, W, b, g, affine=lambda l, z, a: a[l - 1] @ W[l] + b[1])


@mistake(
    "forward", "S2", "A column of z is a neuron, a row an example. Along which of the two does b change?", number=31
)
def forward_bias_along_examples(x, W, b, g):
    return layer_by_layer(x, W, b, g, affine=lambda l, z, a: a[l - 1] @ W[l] + b[l][:, None])


@mistake(
    "forward", "S2", "Which index of W does a_i share? Does your sum run along a row of W or down a column?", number=9
)
def forward_weights_turned(x, W, b, g):
    return layer_by_layer(x, W, b, g, affine=lambda l, z, a: a[l - 1] @ W[l].T + b[l])


@mistake("forward", "S2", "The convention card lists the keys of a. Where does it start?")
def forward_without_x(x, W, b, g):
    z, a = layer_by_layer(x, W, b, g)
    return z, {l: a[l] for l in z}


@mistake("forward", "S2", "Has the input a z? Which are the keys of z on the convention card?")
def forward_with_z_of_input(x, W, b, g):
    z, a = layer_by_layer(x, W, b, g)
    return {0: x, **z}, a


@mistake("forward", "S2", "Python counts from 0. From which number does the sheet count its layers?")
def forward_keys_from_zero(x, W, b, g):
    z, a = layer_by_layer(x, W, b, g)
    return {l - 1: z[l] for l in z}, a


@mistake("forward", "S2", "By what are z and a keyed on the convention card?")
def forward_as_lists(x, W, b, g):
    z, a = layer_by_layer(x, W, b, g)
    return [z[l] for l in z], [a[l] for l in a]


@mistake("forward", "S1", "You found z and a of every layer. Which of them did you hand back?")
def forward_output_only(x, W, b, g):
    _, a = layer_by_layer(x, W, b, g)
    return a[len(W)]


@mistake("forward", "S1", "Two things come back. In which order does the signature name them?")
def forward_a_before_z(x, W, b, g):
    z, a = layer_by_layer(x, W, b, g)
    return a, z


@mistake("forward", "S2", "Which is the last layer that your loop visits? Which is the last that has a W?", number=51)
def forward_stops_early(x, W, b, g):
    z, a = layer_by_layer(x, W, b, g)
    return {l: z[l] for l in z if l < len(W)}, {l: a[l] for l in a if l < len(W)}


@mistake("forward", "S1", "Two names can hold one array. What is z[l] after you have made a[l] of it?", number=56)
def forward_a_in_place_of_z(x, W, b, g):
    z, a = layer_by_layer(x, W, b, g)
    return {l: a[l] for l in z}, a


@mistake(
    "forward",
    "S2",
    "Give your function a deep network and then a shallow one. Whose layers does it hand back?",
    number=54,
    remembers=True,
)
def forward_default_dicts():
    def forward(x, W, b, g, z={}, a={}):  # noqa: B006
        fresh_z, fresh_a = layer_by_layer(x, W, b, g)
        z.update(fresh_z)
        a.update(fresh_a)
        return z, a

    return forward


@mistake("forward", "S2", "Look at W after your call. Is it still the network that was given to you?", number=55)
def forward_appends_b_to_W(x, W, b, g):
    z, a = layer_by_layer(x, W, b, g)
    for l in W:
        W[l] = np.vstack([W[l], b[l]])
    return z, a


@mistake("forward", "S2", "Look at x after your call. Are they still the examples that were given to you?", number=57)
def forward_overwrites_x(x, W, b, g):
    x -= x.mean(axis=0)
    return layer_by_layer(x, W, b, g)


# The mean over the examples.


@mistake(
    "mean_cost", "S3", "The data set is copied, so that it is twice as long. Does your C stay what it was?", number=24
)
def cost_summed(a_L, y, cost):
    return np.sum(cost(a_L, y))


@mistake("mean_cost", "S3", "c adds the outputs up already. Over what does S3 take the mean?", number=44)
def cost_averaged_over_outputs(a_L, y, cost):
    return np.mean(cost(a_L, y)) / a_L.shape[1]


@mistake("mean_cost", "S3", "How many times does 1/|D| stand in S3? How many times in yours?", number=25)
def cost_averaged_twice(a_L, y, cost):
    return np.mean(cost(a_L, y)) / len(y)


@mistake("mean_cost", "S3", "By which number did you divide: of examples, or of outputs?", number=28)
def cost_divided_by_outputs(a_L, y, cost):
    return np.sum(cost(a_L, y)) / a_L.shape[1]


@mistake("mean_cost", "S3", "How many examples has your sum seen when it comes back?", number=21)
def cost_of_last_example(a_L, y, cost):
    return cost(a_L, y)[-1]


@mistake("mean_cost", "S3", "How many examples has your sum seen when it comes back?")
def cost_of_first_example(a_L, y, cost):
    return cost(a_L, y)[0]


@mistake("mean_cost", "S3", "C is one number for the whole data set. How many came back?")
def cost_of_each_example(a_L, y, cost):
    return cost(a_L, y)


@mistake("mean_cost", "S3", "Which c belongs to this network? You were given one.")
def cost_always_squared(a_L, y, cost):
    return np.mean(np.sum((a_L - y) ** 2, axis=1) / 2)


@mistake("mean_cost", "S3", "Which c belongs to this network? And over what does S3 take the mean?")
def cost_always_mean_square(a_L, y, cost):
    return np.mean((a_L - y) ** 2)


@mistake(
    "mean_cost", "S3", "A cost takes two things. Which comes first on the convention card, what is or what should be?"
)
def cost_of_targets(a_L, y, cost):
    return np.mean(cost(y, a_L))


@mistake(
    "mean_cost",
    "S3",
    "What shape has y on the convention card? And what shape is the y that you gave to the cost?",
    number=53,
)
def cost_of_flat_y(a_L, y, cost):
    return np.mean(cost(a_L, y.ravel()))


@mistake("mean_cost", "S3", "S3 is about c itself. Where did its slope come in?")
def cost_of_gradient(a_L, y, cost):
    return np.mean(np.sum(cost.gradient(a_L, y), axis=1))


@mistake("mean_cost", "S3", "Look at y after your call. Are they still the targets that were given to you?", number=57)
def cost_overwrites_y(a_L, y, cost):
    mean = np.mean(cost(a_L, y))
    y -= a_L
    return mean


@mistake(
    "mean_cost",
    "S3",
    "Call your function twice. What does the second call still know of the first?",
    number=54,
    remembers=True,
)
def cost_accumulates():
    seen = []

    def mean_cost(a_L, y, cost):
        seen.extend(cost(a_L, y))
        return np.sum(seen) / len(y)

    return mean_cost

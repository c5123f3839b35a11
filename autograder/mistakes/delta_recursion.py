"""Lesson 4: what goes wrong on the way back from delta^(l+1) to delta^(l) (S5, S6)."""

import numpy as np

from autograder.mistakes import mistake

STEP = "hidden_delta_loops hidden_delta"
SUM = "Which index does the sum run over, and on which side of W does that index stand?"
SHAPES = "The shapes fit now. Does each delta_k still meet the weight of its own wire?"


def sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2


# The Jacobian dz_next/da.


@mistake("dz_next_da", "S2", "J[k, j] says how z_k answers to a_j. Which of k and j counts your rows?", number=9)
def jacobian_not_turned(W_next):
    return W_next.copy()


@mistake("dz_next_da", "S2", "The shape fits now. Does entry [k, j] still hold the weight from j to k?", number=10)
def jacobian_reshaped(W_next):
    return W_next.reshape(W_next.shape[::-1])


@mistake("dz_next_da", "S2", "Nudge a_j by one. Does every z_k really move by the same amount?")
def jacobian_of_ones(W_next):
    return np.ones(W_next.shape[::-1])


@mistake("dz_next_da", "S2", "How large is the move of z_k? You kept only its direction.")
def jacobian_of_signs(W_next):
    return np.sign(W_next.T)


# dc/da of the hidden layer.


@mistake("dc_da_hidden", "S6", SUM, number=9)
def sum_over_wrong_index(delta_next, W_next):
    return delta_next @ W_next


@mistake("dc_da_hidden", "S6", SHAPES, number=10)
def sum_with_reshape(delta_next, W_next):
    return delta_next @ W_next.reshape(W_next.shape[::-1])


@mistake(
    "dc_da_hidden", "S6", "How many neurons of the next layer does a_j feed? How many of them did you count?", number=12
)
def sum_of_first_path(delta_next, W_next):
    return delta_next[:, :1] @ W_next[:, :1].T


@mistake("dc_da_hidden", "S6", "How many neurons of the next layer does a_j feed? How many of them did you count?")
def sum_without_last_path(delta_next, W_next):
    return delta_next[:, :-1] @ W_next[:, :-1].T


@mistake(
    "dc_da_hidden", "S6", "Two wires of different weight leave a_j. Where in your sum do the weights stand?", number=13
)
def sum_without_weights(delta_next, W_next):
    return np.repeat(delta_next.sum(axis=1, keepdims=True), W_next.shape[0], axis=1)


@mistake("dc_da_hidden", "S6", "Do the paths add up, or did you take their average?")
def sum_as_average(delta_next, W_next):
    return delta_next @ W_next.T / W_next.shape[1]


@mistake(
    "dc_da_hidden",
    "S4",
    "delta is of one example's cost c. Where did 1/N come in, and where does it belong?",
    number=26,
)
def sum_over_batch_size(delta_next, W_next):
    return delta_next @ W_next.T / len(delta_next)


@mistake("dc_da_hidden", "S4", "Does an example's c depend on another example's a? How many rows should come out?")
def sum_over_examples(delta_next, W_next):
    return (delta_next @ W_next.T).sum(axis=0)


@mistake("dc_da_hidden", "S6", "`*` multiplies entry by entry. What adds the paths up?", number=22)
def sum_elementwise(delta_next, W_next):
    return delta_next * W_next


# da/dz of one layer.


@mistake("da_dz", "S1", "g'(z) is g' *at* z. Did you read it as g' *times* z?")
def slope_times_z(z, g_prime):
    return g_prime(z) * z


@mistake("da_dz", "S1", "You return the function g'. At which point should it be taken?")
def slope_not_taken(z, g_prime):
    return g_prime


@mistake("da_dz", "S1", "Does every layer use the sigmoid? Which g' were you given?", number=7)
def slope_of_sigmoid(z, g_prime):
    return sigmoid(z) * (1 - sigmoid(z))


@mistake("da_dz", "S1", "How many times does z go through g?", number=3)
def slope_of_slope(z, g_prime):
    return g_prime(g_prime(z))


@mistake("da_dz", "S1", "How steep is g at this z? You answer as if it were steep by 1 everywhere.", number=2)
def slope_of_one(z, g_prime):
    return np.ones(z.shape)


@mistake("da_dz", "S1", "Neuron j of one example has its own z. How many numbers should come out?")
def slope_of_mean(z, g_prime):
    return g_prime(z).mean(axis=0)


@mistake("da_dz", "S1", "Look at z after your call. Is it still the z that was given to you?", number=57)
def slope_overwrites_z(z, g_prime):
    z[:] = g_prime(z)
    return z


# One step back: hidden_delta_loops and hidden_delta.


@mistake(STEP, "S6", "This is how c answers a nudge of a_j. What stands between z_j and a_j?", number=2)
def without_g_prime(delta_next, W_next, z, g_prime):
    return delta_next @ W_next.T


@mistake(STEP, "S6", SUM, number=9)
def transpose_forgotten(delta_next, W_next, z, g_prime):
    return (delta_next @ W_next) * g_prime(z)


@mistake(STEP, "S6", SHAPES, number=10)
def reshaped(delta_next, W_next, z, g_prime):
    return (delta_next @ W_next.reshape(W_next.shape[::-1])) * g_prime(z)


@mistake(STEP, "S6", "How many neurons of the next layer does a_j feed? How many of them did you count?", number=12)
def one_path_only(delta_next, W_next, z, g_prime):
    return (delta_next[:, :1] @ W_next[:, :1].T) * g_prime(z)


@mistake(STEP, "S6", "When the next path comes, what happens to the number of the path before?", number=21)
def last_path_wins(delta_next, W_next, z, g_prime):
    return (delta_next[:, -1:] @ W_next[:, -1:].T) * g_prime(z)


@mistake(STEP, "S6", "Your loop over k: does it reach the last neuron of the next layer?")
def last_path_missing(delta_next, W_next, z, g_prime):
    return (delta_next[:, :-1] @ W_next[:, :-1].T) * g_prime(z)


@mistake(STEP, "S6", "Two wires of different weight leave a_j. Where in your sum do the weights stand?", number=13)
def weights_forgotten(delta_next, W_next, z, g_prime):
    return delta_next.sum(axis=1, keepdims=True) * g_prime(z)


@mistake(STEP, "S6", "Do the paths add up, or did you take their average?")
def average_of_paths(delta_next, W_next, z, g_prime):
    return (delta_next @ W_next.T) / W_next.shape[1] * g_prime(z)


@mistake(STEP, "S4", "delta is of one example's cost c. Where did 1/N come in, and where does it belong?", number=26)
def divided_by_N(delta_next, W_next, z, g_prime):
    return (delta_next @ W_next.T) * g_prime(z) / len(z)


@mistake(STEP, "S6", "At which point is g' taken in S6: at z_j, or at the number that came back?")
def slope_at_returning_number(delta_next, W_next, z, g_prime):
    upstream = delta_next @ W_next.T
    return upstream * g_prime(upstream)


@mistake(STEP, "S6", "g'(z) is g' *at* z. Did you read it as g' *times* z, or leave g' out?", number=5)
def times_z(delta_next, W_next, z, g_prime):
    return (delta_next @ W_next.T) * z


@mistake(STEP, "S6", "Does every layer use the sigmoid? Which g' were you given?", number=7)
def sigmoid_everywhere(delta_next, W_next, z, g_prime):
    return (delta_next @ W_next.T) * sigmoid(z) * (1 - sigmoid(z))


@mistake(
    STEP,
    "S6",
    "z(1 - z) is the slope of no activation here. At what does the sigmoid's formula want to be taken?",
    number=4,
)
def formula_of_a_at_z(delta_next, W_next, z, g_prime):
    return (delta_next @ W_next.T) * z * (1 - z)


@mistake(
    STEP, "S6", "Which number tells whether this neuron passes a nudge on: its own z, or what came back?", number=48
)
def mask_of_returning_number(delta_next, W_next, z, g_prime):
    upstream = delta_next @ W_next.T
    return upstream * (upstream > 0)


@mistake(STEP, "S6", "The neuron has one slope. How often does your line multiply by it?")
def slope_twice(delta_next, W_next, z, g_prime):
    return (delta_next @ W_next.T) * g_prime(z) ** 2


@mistake(STEP, "S6", "Your loop multiplies by g' for each path. What happens to the paths summed before?")
def slope_inside_sum(delta_next, W_next, z, g_prime):
    slope, delta = g_prime(z), np.zeros(z.shape)
    for k in range(W_next.shape[1]):
        delta = (delta + np.outer(delta_next[:, k], W_next[:, k])) * slope
    return delta


@mistake(STEP, "S4", "Is there a minus sign anywhere in S6? Where does yours come from?", number=36)
def sign_turned(delta_next, W_next, z, g_prime):
    return -(delta_next @ W_next.T) * g_prime(z)


@mistake(STEP, "S4", "Rows are examples. How many rows did you fill?", number=21)
def first_example_only(delta_next, W_next, z, g_prime):
    delta = np.zeros(z.shape)
    delta[0] = (delta_next[0] @ W_next.T) * g_prime(z)[0]
    return delta


@mistake(STEP, "S4", "Does an example's c depend on another example's z? How many rows should come out?")
def summed_over_examples(delta_next, W_next, z, g_prime):
    return ((delta_next @ W_next.T) * g_prime(z)).sum(axis=0)


@mistake(STEP, "S6", "Rows are examples, columns are neurons. Which way round is yours?", number=16)
def columns_are_examples(delta_next, W_next, z, g_prime):
    return ((delta_next @ W_next.T) * g_prime(z)).T


@mistake(STEP, "S6", "Look at z after your call. Is it still the z that was given to you?", number=57)
def overwrites_z(delta_next, W_next, z, g_prime):
    z[:] = g_prime(z)
    return (delta_next @ W_next.T) * z


@mistake(
    STEP,
    "S6",
    "Call your function twice. What does the second call still know of the first?",
    number=54,
    remembers=True,
)
def accumulates():
    memory = {}

    def hidden_delta(delta_next, W_next, z, g_prime):
        memory[z.shape] = memory.get(z.shape, 0) + (delta_next @ W_next.T) * g_prime(z)
        return memory[z.shape]

    return hidden_delta


# All layers: deltas.


def recursion(dc_da, z, W, g, output=None, back=None):
    """delta of every layer; `output` stands in for S5 and `back` for S6, where one of them goes wrong."""

    def s5():
        return dc_da * g[L].prime(z[L])

    def s6(l, delta):
        return (delta[l + 1] @ W[l + 1].T) * g[l].prime(z[l])

    L = max(W)
    delta = {L: (output or s5)()}
    for l in range(L - 1, 0, -1):
        delta[l] = (back or s6)(l, delta)
    return delta


@mistake("deltas", "S5", "At the output, too, z comes before a. What did you put between dc/da and dc/dz?", number=1)
def deltas_no_slope_at_output(dc_da, z, W, g):
    return recursion(dc_da, z, W, g, output=lambda: dc_da.copy())


@mistake("deltas", "S6", "Layer L is right. On the way back, what stands between z_j and a_j?", number=2)
def deltas_no_slope_below(dc_da, z, W, g):
    return recursion(dc_da, z, W, g, back=lambda l, delta: delta[l + 1] @ W[l + 1].T)


@mistake("deltas", "S5", "g' is taken at z. At which number did you take it?", number=3)
def deltas_slope_at_a(dc_da, z, W, g):
    L = max(W)
    a = {l: g[l](z[l]) for l in z}
    return recursion(
        dc_da, z, W, g,
        output=lambda: dc_da * g[L].prime(a[L]),
        back=lambda l, delta: (delta[l + 1] @ W[l + 1].T) * g[l].prime(a[l]),
    )  # fmt: skip


@mistake("deltas", "S5", "z(1 - z) is the slope of no activation here. Which g' does each layer bring along?", number=4)
def deltas_formula_of_a_at_z(dc_da, z, W, g):
    L = max(W)
    return recursion(
        dc_da, z, W, g,
        output=lambda: dc_da * z[L] * (1 - z[L]),
        back=lambda l, delta: (delta[l + 1] @ W[l + 1].T) * z[l] * (1 - z[l]),
    )  # fmt: skip


@mistake("deltas", "S5", "Where g' belongs, do you take g?", number=5)
def deltas_g_for_g_prime(dc_da, z, W, g):
    L = max(W)
    return recursion(
        dc_da, z, W, g,
        output=lambda: dc_da * g[L](z[L]),
        back=lambda l, delta: (delta[l + 1] @ W[l + 1].T) * g[l](z[l]),
    )  # fmt: skip


@mistake("deltas", "S6", "1 - a is half a formula. Which g' does each layer bring along?", number=6)
def deltas_one_minus_a(dc_da, z, W, g):
    return recursion(dc_da, z, W, g, back=lambda l, delta: (delta[l + 1] @ W[l + 1].T) * (1 - g[l](z[l])))


@mistake("deltas", "S6", "Does every layer use the sigmoid? Which g' does each layer bring along?", number=7)
def deltas_sigmoid_everywhere(dc_da, z, W, g):
    def slope(l):
        return sigmoid(z[l]) * (1 - sigmoid(z[l]))

    L = max(W)
    return recursion(
        dc_da, z, W, g,
        output=lambda: dc_da * slope(L),
        back=lambda l, delta: (delta[l + 1] @ W[l + 1].T) * slope(l),
    )  # fmt: skip


@mistake("deltas", "S6", "Whose z does neuron j of layer l pass through: its own, or the next layer's?", number=8)
def deltas_slope_of_next_layer(dc_da, z, W, g):
    return recursion(dc_da, z, W, g, back=lambda l, delta: (delta[l + 1] @ W[l + 1].T) * g[l + 1].prime(z[l + 1]))


@mistake("deltas", "S6", SUM, number=9)
def deltas_transpose_forgotten(dc_da, z, W, g):
    return recursion(dc_da, z, W, g, back=lambda l, delta: (delta[l + 1] @ W[l + 1]) * g[l].prime(z[l]))


@mistake("deltas", "S6", SHAPES, number=10)
def deltas_reshaped(dc_da, z, W, g):
    return recursion(
        dc_da, z, W, g,
        back=lambda l, delta: (delta[l + 1] @ W[l + 1].reshape(W[l + 1].shape[::-1])) * g[l].prime(z[l]),
    )  # fmt: skip


@mistake("deltas", "S6", "Which W lies between layer l and layer l + 1? What is its number?", number=11)
def deltas_own_weights(dc_da, z, W, g):
    return recursion(dc_da, z, W, g, back=lambda l, delta: (delta[l + 1] @ W[l].T) * g[l].prime(z[l]))


@mistake("deltas", "S6", "How many neurons of the next layer does a_j feed? How many of them did you count?", number=12)
def deltas_one_path_only(dc_da, z, W, g):
    return recursion(
        dc_da, z, W, g,
        back=lambda l, delta: (delta[l + 1][:, :1] @ W[l + 1][:, :1].T) * g[l].prime(z[l]),
    )  # fmt: skip


@mistake("deltas", "S6", "Two wires of different weight leave a_j. Where in your sum do the weights stand?", number=13)
def deltas_weights_forgotten(dc_da, z, W, g):
    return recursion(dc_da, z, W, g, back=lambda l, delta: delta[l + 1].sum(axis=1, keepdims=True) * g[l].prime(z[l]))


@mistake("deltas", "S6", "What comes back along a wire: the next layer's a, or its delta?", number=14)
def deltas_next_activation(dc_da, z, W, g):
    return recursion(dc_da, z, W, g, back=lambda l, delta: (g[l + 1](z[l + 1]) @ W[l + 1].T) * g[l].prime(z[l]))


@mistake("deltas", "S6", "delta_k is dc/dz_k already. Does it still need the next layer's g'?", number=15)
def deltas_upper_slope_again(dc_da, z, W, g):
    def back(l, delta):
        return ((delta[l + 1] * g[l + 1].prime(z[l + 1])) @ W[l + 1].T) * g[l].prime(z[l])

    return recursion(dc_da, z, W, g, back=back)


@mistake(
    "deltas", "S4", "delta is of one example's cost c. Where did 1/N come in, and where does it belong?", number=26
)
def deltas_divided_by_N_each_layer(dc_da, z, W, g):
    return recursion(dc_da, z, W, g, back=lambda l, delta: (delta[l + 1] @ W[l + 1].T) * g[l].prime(z[l]) / len(dc_da))


@mistake(
    "deltas", "S4", "delta is of one example's cost c. Where did 1/N come in, and where does it belong?", number=25
)
def deltas_divided_by_N_at_output(dc_da, z, W, g):
    L = max(W)
    return recursion(dc_da, z, W, g, output=lambda: dc_da * g[L].prime(z[L]) / len(dc_da))


@mistake("deltas", "S4", "Is c a sum or a mean over the output neurons? Where did 1/n_L come in?", number=44)
def deltas_averaged_over_outputs(dc_da, z, W, g):
    L = max(W)
    return recursion(dc_da, z, W, g, output=lambda: dc_da * g[L].prime(z[L]) / dc_da.shape[1])


@mistake("deltas", "S5", "Is there a minus sign anywhere in S5? Where does yours come from?", number=36)
def deltas_sign_turned(dc_da, z, W, g):
    L = max(W)
    return recursion(dc_da, z, W, g, output=lambda: -dc_da * g[L].prime(z[L]))


@mistake("deltas", "S5", "Is there a 2 or a 1/2 in S5? Where does yours come from?", number=37)
def deltas_doubled(dc_da, z, W, g):
    L = max(W)
    return recursion(dc_da, z, W, g, output=lambda: 2 * dc_da * g[L].prime(z[L]))


@mistake(
    "deltas",
    "S6",
    "Which number tells whether a ReLU neuron passes a nudge on: its own z, or what came back?",
    number=48,
)
def deltas_mask_of_returning_number(dc_da, z, W, g):
    def back(l, delta):
        upstream = delta[l + 1] @ W[l + 1].T
        return upstream * (upstream > 0 if g[l].name == "relu" else g[l].prime(z[l]))

    return recursion(dc_da, z, W, g, back=back)


@mistake("deltas", "S6", "For which z is a ReLU's *output* at least 0? For which z does it pass a nudge on?", number=49)
def deltas_mask_always_true(dc_da, z, W, g):
    def back(l, delta):
        slope = g[l](z[l]) >= 0 if g[l].name == "relu" else g[l].prime(z[l])
        return (delta[l + 1] @ W[l + 1].T) * slope

    return recursion(dc_da, z, W, g, back=back)


@mistake(
    "deltas", "S6", "Which W carried this example forward: the one before your update, or the one after?", number=50
)
def deltas_weights_updated_first(dc_da, z, W, g):
    def back(l, delta):
        W[l + 1] -= 0.1 * g[l](z[l]).T @ delta[l + 1] / len(dc_da)
        return (delta[l + 1] @ W[l + 1].T) * g[l].prime(z[l])

    return recursion(dc_da, z, W, g, back=back)


@mistake("deltas", "S6", "What is the last layer your loop visits? Which is the last that has a z?", number=51)
def deltas_loop_stops_early(dc_da, z, W, g):
    delta = recursion(dc_da, z, W, g)
    return delta | {1: np.zeros(z[1].shape)} if len(delta) > 1 else delta


@mistake("deltas", "S6", "What is the last layer your loop visits? Which is the last that has a z?", number=51)
def deltas_first_layer_missing(dc_da, z, W, g):
    delta = recursion(dc_da, z, W, g)
    return {l: delta[l] for l in delta if l > 1 or len(delta) == 1}


@mistake("deltas", "S6", "The numbers are there. Does each stand under its own layer's number?", number=52)
def deltas_in_reverse(dc_da, z, W, g):
    delta = recursion(dc_da, z, W, g)
    return {len(delta) + 1 - l: delta[l] for l in delta}


@mistake("deltas", "S6", "Python counts from 0. From which number does the sheet count its layers?")
def deltas_keys_from_zero(dc_da, z, W, g):
    delta = recursion(dc_da, z, W, g)
    return {l - 1: delta[l] for l in delta}


@mistake("deltas", "S6", "By what is delta keyed on the convention card?")
def deltas_as_list(dc_da, z, W, g):
    delta = recursion(dc_da, z, W, g)
    return [delta[l] for l in sorted(delta)]


@mistake("deltas", "S6", "Which g belongs to layer l? Does your loop change it from layer to layer?")
def deltas_slope_of_output_layer(dc_da, z, W, g):
    L = max(W)
    return recursion(dc_da, z, W, g, back=lambda l, delta: (delta[l + 1] @ W[l + 1].T) * g[L].prime(z[l]))


@mistake("deltas", "S6", "Your loop goes back from layer L. Which delta does it start each step from?")
def deltas_always_from_output(dc_da, z, W, g):
    L = max(W)
    return recursion(dc_da, z, W, g, back=lambda l, delta: (delta[L] @ W[l + 1].T) * g[l].prime(z[l]))


@mistake(
    "deltas",
    "S6",
    "Call your function twice. What does the second call still know of the first?",
    number=54,
    remembers=True,
)
def deltas_accumulate():
    memory = {}

    def deltas(dc_da, z, W, g):
        for l, delta in recursion(dc_da, z, W, g).items():
            memory[l, delta.shape] = memory.get((l, delta.shape), 0) + delta
        return {l: memory[l, z[l].shape] for l in z}

    return deltas


@mistake("deltas", "S6", "Look at W after your call. Is it still the network that was given to you?", number=55)
def deltas_change_parameters(dc_da, z, W, g):
    delta = recursion(dc_da, z, W, g)
    for l in W:
        W[l] -= 0.1 * np.ones(W[l].shape)
    return delta


@mistake("deltas", "S6", "Two names can hold one array. Which array did you write your delta into?", number=56)
def deltas_in_place_of_z(dc_da, z, W, g):
    L = max(W)
    delta = z
    delta[L][:] = dc_da * g[L].prime(z[L])
    for l in range(L - 1, 0, -1):
        delta[l][:] = delta[l + 1] @ W[l + 1].T
        delta[l] *= g[l].prime(z[l])
    return delta


@mistake("deltas", "S5", "Look at dc_da after your call. Is it still the dc/da that was given to you?", number=57)
def deltas_overwrite_dc_da(dc_da, z, W, g):
    dc_da *= g[max(W)].prime(z[max(W)])
    return recursion(dc_da, z, W, g, output=lambda: dc_da)


@mistake("deltas", "S6", "S6 asks for g', and each layer brings it along. Why do you measure it?")
def deltas_measure_the_slope(dc_da, z, W, g):
    L, h = max(W), 1e-30

    def slope(l):
        return np.imag(g[l](z[l] + 1j * h)) / h

    return recursion(
        dc_da, z, W, g,
        output=lambda: dc_da * slope(L),
        back=lambda l, delta: (delta[l + 1] @ W[l + 1].T) * slope(l),
    )  # fmt: skip

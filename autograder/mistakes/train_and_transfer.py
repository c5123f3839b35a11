"""Lesson 8: what goes wrong in a step, in a training, in counting, and on the way back in other networks (S3, S6, S7)."""

import numpy as np

from autograder.mistakes import mistake

UPHILL = "The gradient points to where C grows. Where do you want to go?"
RATE_LOST = "How long is the step, and who says so?"
OVERWRITTEN = "Look at W after your call. Is it still the W that was given to you?"
REMEMBERS = "Call your function twice. What does the second call still know of the first?"
BIAS_TOO = "W has moved. Who else is a parameter of the network?"
BOTH_MOVE = "Which numbers of the network are to learn, and which of them did you hand back as they were?"
N_AGAIN = "dC_dW is the gradient of C. Is there a mean still to be taken?"
WHICH_STAND = "Where does the network stand when the next batch comes, and where is its gradient asked for?"
EVERY_BATCH = "How many batches are there, and which of them did you use?"
HOW_MANY_STEPS = "How many batches are there, and how many steps do you take?"
ITS_ROWS = "A batch is a list of rows. Which rows of x does the gradient get to see?"
OWN_TARGET = "Each row of x has a target of its own. Which rows of y go with it?"
MINUS = "Is there a minus sign in S6? Where does yours come from?"
WHICH_INDEX = "Which index does the sum run over, and on which side of W does that index stand?"
RESHAPED = "The shapes fit now. Does each delta_k still meet the weight of its own wire?"
ONE_PATH = "How many neurons of the next layer does it feed? How many of them did you count?"
ONE_EXAMPLE = "delta is one example's. Is there a mean in it, and over what?"
WEIGHTS_LOST = "Two wires of different weight leave the neuron. Where in your sum do the weights stand?"
CHANGED_DELTA = "Look at the deltas after your call. Are they still those that were given to you?"


# One step: sgd_step.


@mistake("sgd_step", "S7", UPHILL, number=36)
def step_uphill(W, b, dC_dW, dC_db, learning_rate):
    return {l: W[l] + learning_rate * dC_dW[l] for l in W}, {l: b[l] + learning_rate * dC_db[l] for l in b}


@mistake("sgd_step", "S7", RATE_LOST)
def step_without_rate(W, b, dC_dW, dC_db, learning_rate):
    return {l: W[l] - dC_dW[l] for l in W}, {l: b[l] - dC_db[l] for l in b}


@mistake("sgd_step", "S7", "A step leads from somewhere. Where does yours start?")
def step_from_nought(W, b, dC_dW, dC_db, learning_rate):
    return {l: -learning_rate * dC_dW[l] for l in W}, {l: -learning_rate * dC_db[l] for l in b}


@mistake("sgd_step", "S7", "That is how far each one goes. Where does it arrive?")
def step_alone(W, b, dC_dW, dC_db, learning_rate):
    return {l: learning_rate * dC_dW[l] for l in W}, {l: learning_rate * dC_db[l] for l in b}


@mistake("sgd_step", "S7", BIAS_TOO, number=33)
def step_of_weights_alone(W, b, dC_dW, dC_db, learning_rate):
    return {l: W[l] - learning_rate * dC_dW[l] for l in W}, dict(b)


@mistake("sgd_step", "S7", BOTH_MOVE)
def step_of_biases_alone(W, b, dC_dW, dC_db, learning_rate):
    return dict(W), {l: b[l] - learning_rate * dC_db[l] for l in b}


@mistake("sgd_step", "S7", "Two things come back. In which order does the docstring name them?")
def step_pair_turned(W, b, dC_dW, dC_db, learning_rate):
    return {l: b[l] - learning_rate * dC_db[l] for l in b}, {l: W[l] - learning_rate * dC_dW[l] for l in W}


@mistake("sgd_step", "S7", "Two things are to come back. Which one is missing?")
def step_gives_weights_alone(W, b, dC_dW, dC_db, learning_rate):
    return {l: W[l] - learning_rate * dC_dW[l] for l in W}


@mistake("sgd_step", "S7", OVERWRITTEN, number=55)
def step_in_place(W, b, dC_dW, dC_db, learning_rate):
    for l in W:
        W[l] -= learning_rate * dC_dW[l]
        b[l] -= learning_rate * dC_db[l]
    return W, b


@mistake("sgd_step", "S7", "The dict is new. Are the arrays in it new, too?", number=57)
def step_on_shallow_copy(W, b, dC_dW, dC_db, learning_rate):
    W = dict(W)
    for l in W:
        W[l] -= learning_rate * dC_dW[l]
    return W, {l: b[l] - learning_rate * dC_db[l] for l in b}


@mistake("sgd_step", "S7", "Look at dC_dW after your call. Is it still the gradient that was given to you?")
def step_scales_the_gradient(W, b, dC_dW, dC_db, learning_rate):
    for l in W:
        dC_dW[l] *= learning_rate
    return {l: W[l] - dC_dW[l] for l in W}, {l: b[l] - learning_rate * dC_db[l] for l in b}


@mistake("sgd_step", "S7", "Which layers has the network? Does your loop reach the last of them?", number=51)
def step_without_last_layer(W, b, dC_dW, dC_db, learning_rate):
    inner = range(1, len(W))
    return (
        W | {l: W[l] - learning_rate * dC_dW[l] for l in inner},
        b | {l: b[l] - learning_rate * dC_db[l] for l in inner},
    )


@mistake("sgd_step", "S7", "How long is the step where the ground is steep? And yours?")
def step_by_sign(W, b, dC_dW, dC_db, learning_rate):
    return (
        {l: W[l] - learning_rate * np.sign(dC_dW[l]) for l in W},
        {l: b[l] - learning_rate * np.sign(dC_db[l]) for l in b},
    )


@mistake("sgd_step", "S7", N_AGAIN, number=25)
def step_divided_by_rows(W, b, dC_dW, dC_db, learning_rate):
    return (
        {l: W[l] - learning_rate * dC_dW[l] / len(W[l]) for l in W},
        {l: b[l] - learning_rate * dC_db[l] / len(b[l]) for l in b},
    )


@mistake("sgd_step", "S7", "Is the learning rate a factor, or a share of the whole?")
def step_as_mixture(W, b, dC_dW, dC_db, learning_rate):
    return (
        {l: (1 - learning_rate) * W[l] - learning_rate * dC_dW[l] for l in W},
        {l: (1 - learning_rate) * b[l] - learning_rate * dC_db[l] for l in b},
    )


@mistake("sgd_step", "S7", "Should the step be short or long where the learning rate is small?")
def step_divided_by_rate(W, b, dC_dW, dC_db, learning_rate):
    return {l: W[l] - dC_dW[l] / learning_rate for l in W}, {l: b[l] - dC_db[l] / learning_rate for l in b}


@mistake("sgd_step", "S7", "By what are W and b keyed on the convention card?", number=52)
def step_as_lists(W, b, dC_dW, dC_db, learning_rate):
    return [W[l] - learning_rate * dC_dW[l] for l in W], [b[l] - learning_rate * dC_db[l] for l in b]


@mistake("sgd_step", "S7", REMEMBERS, number=54, remembers=True)
def step_with_momentum():
    memory = {}

    def sgd_step(W, b, dC_dW, dC_db, learning_rate):
        new = []
        for name, old, slope in (("W", W, dC_dW), ("b", b, dC_db)):
            for l in old:
                memory[name, l, old[l].shape] = 0.9 * memory.get((name, l, old[l].shape), 0) + slope[l]
            new.append({l: old[l] - learning_rate * memory[name, l, old[l].shape] for l in old})
        return tuple(new)

    return sgd_step


# Many steps: train.


def step(W, b, dC_dW, dC_db, rate):
    return {l: W[l] - rate * dC_dW[l] for l in W}, {l: b[l] - rate * dC_db[l] for l in b}


@mistake("train", "S7", UPHILL, number=36)
def trains_uphill(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        W, b = step(W, b, *gradient(x[rows], y[rows], W, b), -learning_rate)
    return W, b


@mistake("train", "S7", WHICH_STAND)
def trains_from_the_start(gradient, x, y, W, b, batches, learning_rate):
    first = W, b
    for rows in batches:
        W, b = step(W, b, *gradient(x[rows], y[rows], *first), learning_rate)
    return W, b


@mistake("train", "S3", ITS_ROWS)
def trains_on_all_rows(gradient, x, y, W, b, batches, learning_rate):
    for _ in batches:
        W, b = step(W, b, *gradient(x, y, W, b), learning_rate)
    return W, b


@mistake("train", "S3", "You take one step. How many batches wait for one?")
def trains_once_on_all(gradient, x, y, W, b, batches, learning_rate):
    return step(W, b, *gradient(x, y, W, b), learning_rate)


@mistake("train", "S7", HOW_MANY_STEPS, number=21)
def trains_on_the_last_batch(gradient, x, y, W, b, batches, learning_rate):
    first = W, b
    for rows in batches:
        W, b = step(*first, *gradient(x[rows], y[rows], *first), learning_rate)
    return W, b


@mistake("train", "S7", "Your function comes back after a single batch. On which line does it leave the loop?")
def trains_on_the_first_batch(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        W, b = step(W, b, *gradient(x[rows], y[rows], W, b), learning_rate)
        return W, b


@mistake("train", "S7", EVERY_BATCH, number=51)
def trains_without_the_last_batch(gradient, x, y, W, b, batches, learning_rate):
    for k in range(len(batches) - 1):
        W, b = step(W, b, *gradient(x[batches[k]], y[batches[k]], W, b), learning_rate)
    return W, b


@mistake("train", "S7", "In which order do the batches come, and in which do you take them?")
def trains_backwards(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches[::-1]:
        W, b = step(W, b, *gradient(x[rows], y[rows], W, b), learning_rate)
    return W, b


@mistake(
    "train", "S7", "b is asked for its gradient after W has moved. Of which network is that the gradient?", number=50
)
def trains_bias_after_weights(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        W, _ = step(W, b, *gradient(x[rows], y[rows], W, b), learning_rate)
        _, b = step(W, b, *gradient(x[rows], y[rows], W, b), learning_rate)
    return W, b


@mistake("train", "S7", BIAS_TOO, number=33)
def trains_weights_alone(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        W, _ = step(W, b, *gradient(x[rows], y[rows], W, b), learning_rate)
    return W, b


@mistake("train", "S3", OWN_TARGET)
def trains_on_first_targets(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        W, b = step(W, b, *gradient(x[rows], y[: len(rows)], W, b), learning_rate)
    return W, b


@mistake("train", "S3", "Which rows belong to this batch: the first ones, or those that it lists?")
def trains_on_first_rows(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        W, b = step(W, b, *gradient(x[: len(rows)], y[: len(rows)], W, b), learning_rate)
    return W, b


@mistake("train", "S7", RATE_LOST)
def trains_without_rate(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        W, b = step(W, b, *gradient(x[rows], y[rows], W, b), 1)
    return W, b


@mistake("train", "S3", N_AGAIN, number=25)
def trains_divided_again(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        W, b = step(W, b, *gradient(x[rows], y[rows], W, b), learning_rate / len(rows))
    return W, b


@mistake("train", "S7", OVERWRITTEN, number=55)
def trains_in_place(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        dC_dW, dC_db = gradient(x[rows], y[rows], W, b)
        for l in W:
            W[l] -= learning_rate * dC_dW[l]
            b[l] -= learning_rate * dC_db[l]
    return W, b


@mistake("train", "S7", "Two things are to come back. Which one is missing?")
def trains_and_gives_weights_alone(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        W, b = step(W, b, *gradient(x[rows], y[rows], W, b), learning_rate)
    return W


@mistake("train", "S7", "What has your loop made, and what do you hand back?")
def trains_and_gives_the_start(gradient, x, y, W, b, batches, learning_rate):
    new_W, new_b = W, b
    for rows in batches:
        new_W, new_b = step(new_W, new_b, *gradient(x[rows], y[rows], new_W, new_b), learning_rate)
    return W, b


@mistake("train", "S3", "One step for each row, or one for each batch? Who takes the mean?")
def trains_row_by_row(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        for n in rows:
            W, b = step(W, b, *gradient(x[n : n + 1], y[n : n + 1], W, b), learning_rate)
    return W, b


@mistake("train", "S7", "How many steps does each batch get, and how many does yours?")
def trains_twice_on_each(gradient, x, y, W, b, batches, learning_rate):
    for rows in batches:
        for _ in range(2):
            W, b = step(W, b, *gradient(x[rows], y[rows], W, b), learning_rate)
    return W, b


@mistake("train", "S7", "Who changes the learning rate from step to step?")
def trains_ever_slower(gradient, x, y, W, b, batches, learning_rate):
    for k, rows in enumerate(batches):
        W, b = step(W, b, *gradient(x[rows], y[rows], W, b), learning_rate / (k + 1))
    return W, b


@mistake("train", "S7", REMEMBERS, number=54, remembers=True)
def trains_on_from_the_last_call():
    memory = {}

    def train(gradient, x, y, W, b, batches, learning_rate):
        key = tuple(W[l].shape for l in W)
        W, b = memory.get(key, (W, b))
        for rows in batches:
            W, b = step(W, b, *gradient(x[rows], y[rows], W, b), learning_rate)
        memory[key] = W, b
        return W, b

    return train


# The share that is right: accuracy.


@mistake("accuracy", "S1", "Which axis counts the outputs, and along which did you look for the largest?", number=31)
def share_along_examples(a_L, y):
    return np.mean(a_L.argmax(axis=0) == y.argmax(axis=0))


@mistake("accuracy", "S1", "How many right ones there are, or which share of them?", number=24)
def share_not_divided(a_L, y):
    return np.sum(a_L.argmax(axis=1) == y.argmax(axis=1))


@mistake("accuracy", "S1", "A share of one hundred, or a share of one? See the docstring.")
def share_in_percent(a_L, y):
    return 100 * np.mean(a_L.argmax(axis=1) == y.argmax(axis=1))


@mistake("accuracy", "S1", "That is the share that is wrong. Which one is asked for?", number=36)
def share_of_wrong(a_L, y):
    return np.mean(a_L.argmax(axis=1) != y.argmax(axis=1))


@mistake("accuracy", "S1", "Must the largest output be above 1/2, or only above the others?")
def share_above_half(a_L, y):
    return np.mean(((a_L > 0.5) == (y > 0.5)).all(axis=1))


@mistake("accuracy", "S1", "Is one output right, or one example? Over what do you take the mean?", number=44)
def share_of_outputs(a_L, y):
    return np.mean((a_L > 0.5) == (y > 0.5))


@mistake("accuracy", "S1", "The outputs are hardly ever exactly 0 or 1. What says which class the network chose?")
def share_exactly_equal(a_L, y):
    return np.mean(a_L == y)


@mistake("accuracy", "S1", "Each example is right or wrong. How many numbers should come out for all of them?")
def share_of_each(a_L, y):
    return (a_L.argmax(axis=1) == y.argmax(axis=1)) * 1.0


@mistake("accuracy", "S1", "A cost says how far off the outputs are. What says whether the choice was right?")
def share_as_cost(a_L, y):
    return np.mean((a_L - y) ** 2)


@mistake("accuracy", "S1", "You add what the right classes got. Does the network choose by a mean?")
def share_of_confidence(a_L, y):
    return np.mean(np.sum(a_L * y, axis=1))


@mistake(
    "accuracy", "S1", "argmax without an axis counts through the whole table. How many choices do you need?", number=32
)
def share_of_whole_table(a_L, y):
    return np.mean(a_L.argmax() == y.argmax())


@mistake("accuracy", "S1", "Does the largest output name the class, or the smallest?")
def share_of_smallest(a_L, y):
    return np.mean(a_L.argmin(axis=1) == y.argmax(axis=1))


@mistake("accuracy", "S1", "Do you divide by the number of examples, or of outputs?", number=28)
def share_over_outputs(a_L, y):
    return np.sum(a_L.argmax(axis=1) == y.argmax(axis=1)) / y.shape[1]


@mistake("accuracy", "S1", "Is whole-number division what you want?")
def share_in_whole_numbers(a_L, y):
    return np.sum(a_L.argmax(axis=1) == y.argmax(axis=1)) // len(y)


# What the input does: input_gradient.


@mistake("input_gradient", "S6", WHICH_INDEX, number=9)
def input_transpose_forgotten(delta_1, W_1):
    return delta_1 @ W_1


@mistake("input_gradient", "S6", RESHAPED, number=10)
def input_reshaped(delta_1, W_1):
    return delta_1 @ W_1.reshape(W_1.shape[::-1])


@mistake("input_gradient", "S6", ONE_PATH, number=12)
def input_one_path(delta_1, W_1):
    return delta_1[:, :1] @ W_1[:, :1].T


@mistake("input_gradient", "S6", WEIGHTS_LOST, number=13)
def input_weights_forgotten(delta_1, W_1):
    return np.tile(delta_1.sum(axis=1, keepdims=True), (1, len(W_1)))


@mistake("input_gradient", "S6", ONE_EXAMPLE, number=26)
def input_divided_by_N(delta_1, W_1):
    return delta_1 @ W_1.T / len(delta_1)


@mistake("input_gradient", "S6", "Each example has an input of its own. How many rows should come out?")
def input_averaged(delta_1, W_1):
    return (delta_1 @ W_1.T).mean(axis=0)


@mistake("input_gradient", "S2", "Between x and z^(1) there is W. Is there an activation, too?", number=15)
def input_with_a_slope(delta_1, W_1):
    back = delta_1 @ W_1.T
    return back * (1 - back**2)


@mistake("input_gradient", "S6", MINUS, number=36)
def input_sign_turned(delta_1, W_1):
    return -(delta_1 @ W_1.T)


@mistake("input_gradient", "S6", "Rows are examples. What do your rows count?", number=16)
def input_transposed(delta_1, W_1):
    return W_1 @ delta_1.T


@mistake("input_gradient", "S2", "How z answers to x is one half of the way. How does c answer to z?")
def input_without_delta(delta_1, W_1):
    return np.tile(W_1.sum(axis=1), (len(delta_1), 1))


@mistake("input_gradient", "S6", "When the next path comes, what happens to the number of the path before?", number=21)
def input_last_path_wins(delta_1, W_1):
    return delta_1[:, -1:] @ W_1[:, -1:].T


@mistake("input_gradient", "S6", "How often does the weight of a wire stand in its path?")
def input_with_squared_weights(delta_1, W_1):
    return delta_1 @ (W_1**2).T


@mistake("input_gradient", "S6", CHANGED_DELTA, number=57)
def input_overwrites_delta(delta_1, W_1):
    found = delta_1 @ W_1.T
    delta_1[:] = 0
    return found


@mistake("input_gradient", "S6", "Does a push of x only ever raise c?", number=39)
def input_without_sign(delta_1, W_1):
    return np.abs(delta_1 @ W_1.T)


# Two ways to c: skip_delta.


SKIP = "skip_delta"
TWO_WAYS = "How many ways lead from a_j to c now, and how many did you count?"
SKIP_SLOPE = "Both ways begin at a_j. What stands between a_j and z_j, for both of them?"


@mistake(SKIP, "S6", TWO_WAYS)
def skip_forgotten(delta_next, W_next, delta_skip, z, g_prime):
    return (delta_next @ W_next.T) * g_prime(z)


@mistake(SKIP, "S6", TWO_WAYS, number=12)
def skip_alone(delta_next, W_next, delta_skip, z, g_prime):
    return delta_skip * g_prime(z)


@mistake(SKIP, "S6", SKIP_SLOPE, number=2)
def skip_past_the_slope(delta_next, W_next, delta_skip, z, g_prime):
    return (delta_next @ W_next.T) * g_prime(z) + delta_skip


@mistake(SKIP, "S6", SKIP_SLOPE)
def skip_slope_on_skip_alone(delta_next, W_next, delta_skip, z, g_prime):
    return delta_next @ W_next.T + delta_skip * g_prime(z)


@mistake(SKIP, "S6", "What stands between z_j and a_j?")
def skip_without_slope(delta_next, W_next, delta_skip, z, g_prime):
    return delta_next @ W_next.T + delta_skip


@mistake(SKIP, "S6", WHICH_INDEX, number=9)
def skip_transpose_forgotten(delta_next, W_next, delta_skip, z, g_prime):
    return (delta_next @ W_next + delta_skip) * g_prime(z)


@mistake(SKIP, "S6", RESHAPED, number=10)
def skip_reshaped(delta_next, W_next, delta_skip, z, g_prime):
    return (delta_next @ W_next.reshape(W_next.shape[::-1]) + delta_skip) * g_prime(z)


@mistake(SKIP, "S6", "Is there a weight on the way over the skip? Look at how a^(l) enters a^(l+2).")
def skip_through_weights(delta_next, W_next, delta_skip, z, g_prime):
    return ((delta_next + delta_skip @ W_next) @ W_next.T) * g_prime(z)


@mistake(SKIP, "S6", "delta^(l+2) is dc/dz^(l+2) already. Does it still need a slope of its own?", number=15)
def skip_slope_twice(delta_next, W_next, delta_skip, z, g_prime):
    return (delta_next @ W_next.T + delta_skip * g_prime(z)) * g_prime(z)


@mistake(SKIP, "S6", "Links of one way are multiplied. What does the chain rule do with two ways?")
def skip_multiplied(delta_next, W_next, delta_skip, z, g_prime):
    return (delta_next @ W_next.T) * delta_skip * g_prime(z)


@mistake(SKIP, "S6", "Does each way carry its own part, or do they share one?", number=37)
def skip_averaged(delta_next, W_next, delta_skip, z, g_prime):
    return (delta_next @ W_next.T + delta_skip) / 2 * g_prime(z)


@mistake(SKIP, "S6", MINUS, number=36)
def skip_subtracted(delta_next, W_next, delta_skip, z, g_prime):
    return (delta_next @ W_next.T - delta_skip) * g_prime(z)


@mistake(SKIP, "S6", "The skip leads from neuron j to neuron j. How many neurons above hear of a_j over it?")
def skip_to_all(delta_next, W_next, delta_skip, z, g_prime):
    return (delta_next @ W_next.T + delta_skip.sum(axis=1, keepdims=True)) * g_prime(z)


@mistake(SKIP, "S6", "The skip carries a_j itself. Is there another factor on it?", number=22)
def skip_times_z(delta_next, W_next, delta_skip, z, g_prime):
    return (delta_next @ W_next.T + delta_skip * z) * g_prime(z)


@mistake(SKIP, "S6", ONE_EXAMPLE, number=26)
def skip_divided_by_N(delta_next, W_next, delta_skip, z, g_prime):
    return (delta_next @ W_next.T + delta_skip) * g_prime(z) / len(z)


@mistake(SKIP, "S6", CHANGED_DELTA, number=57)
def skip_overwrites(delta_next, W_next, delta_skip, z, g_prime):
    delta_skip += delta_next @ W_next.T
    return delta_skip * g_prime(z)


# The price of large weights: l2_gradient.


L2 = "l2_gradient"


@mistake(L2, "S7", "What does the slope of w^2 do to the 1/2 in front?", number=37)
def l2_doubled(W, lam):
    return {l: 2 * lam * W[l] for l in W}


@mistake(L2, "S7", "What does the slope of w^2 do to the 1/2 in front? You still have it.")
def l2_halved(W, lam):
    return {l: lam / 2 * W[l] for l in W}


@mistake(L2, "S7", "That is the price. What is its slope?", number=38)
def l2_of_the_square(W, lam):
    return {l: lam / 2 * W[l] ** 2 for l in W}


@mistake(L2, "S7", "That is the price without its 1/2. What is its slope?")
def l2_of_the_whole_square(W, lam):
    return {l: lam * W[l] ** 2 for l in W}


@mistake(L2, "S7", "Where does lam stand in your line?")
def l2_without_lam(W, lam):
    return {l: W[l].copy() for l in W}


@mistake(L2, "S7", "You go where the weights shrink. Is the gradient asked for, or the step?", number=36)
def l2_sign_turned(W, lam):
    return {l: -lam * W[l] for l in W}


@mistake(L2, "S7", "The price is a sum of squares, not of sizes. What is the slope of a square?", number=39)
def l2_as_l1(W, lam):
    return {l: lam * np.sign(W[l]) for l in W}


@mistake(L2, "S7", "Does a negative weight want to become more negative?")
def l2_without_sign(W, lam):
    return {l: lam * np.abs(W[l]) for l in W}


@mistake(L2, "S7", "Each weight answers for itself. How many numbers should come out for W[l]?", number=32)
def l2_collapsed(W, lam):
    return {l: lam * np.sum(W[l]) for l in W}


@mistake(L2, "S7", "That is the weights after a step. Is the step asked for, or the gradient?")
def l2_weights_shrunk(W, lam):
    return {l: W[l] - lam * W[l] for l in W}


@mistake(L2, "S7", "lam/2 stands before a sum. Is there a mean in it?", number=27)
def l2_averaged(W, lam):
    return {l: lam * W[l] / W[l].size for l in W}


@mistake(L2, "S7", "Do all layers pay, or only some? See the docstring.", number=51)
def l2_without_last_layer(W, lam):
    return {l: (lam if l < len(W) else 0) * W[l] for l in W}


@mistake(L2, "S7", "That is the price itself, one number for all. How does it answer to each weight?")
def l2_price_itself(W, lam):
    return lam / 2 * sum(np.sum(W[l] ** 2) for l in W)


@mistake(L2, "S7", OVERWRITTEN, number=55)
def l2_in_place(W, lam):
    for l in W:
        W[l] *= lam
    return W


# One neuron is different: odd_neuron_delta.


ODD = "odd_neuron_delta"


def back(delta_next, W_next):
    return delta_next @ W_next.T


@mistake(ODD, "S6", "One neuron is not like the others. Where in your line is it?")
def odd_forgotten(delta_next, W_next, z, g_prime, j, f_prime):
    return back(delta_next, W_next) * g_prime(z)


@mistake(ODD, "S6", "How many neurons use f?", number=7)
def odd_everywhere(delta_next, W_next, z, g_prime, j, f_prime):
    return back(delta_next, W_next) * f_prime(z)


@mistake(ODD, "S6", "z[j] is a row, z[:, j] a column. Which of the two is a neuron?", number=31)
def odd_example(delta_next, W_next, z, g_prime, j, f_prime):
    slope = np.array(g_prime(z))
    slope[j] = f_prime(z[j])
    return back(delta_next, W_next) * slope


@mistake(ODD, "S6", "From which number does Python count j here? See the docstring.")
def odd_counted_from_one(delta_next, W_next, z, g_prime, j, f_prime):
    slope = np.array(g_prime(z))
    slope[:, j - 1] = f_prime(z[:, j - 1])
    return back(delta_next, W_next) * slope


@mistake(ODD, "S6", "Neuron j has one activation, not two. Which slope is left of it?", number=15)
def odd_both_slopes(delta_next, W_next, z, g_prime, j, f_prime):
    slope = np.array(g_prime(z))
    slope[:, j] *= f_prime(z[:, j])
    return back(delta_next, W_next) * slope


@mistake(ODD, "S6", "What comes back over the wires of neuron j? Is it lost, because its activation is another?")
def odd_without_paths(delta_next, W_next, z, g_prime, j, f_prime):
    delta = back(delta_next, W_next) * g_prime(z)
    delta[:, j] = f_prime(z[:, j])
    return delta


@mistake(ODD, "S6", "f' is taken at neuron j's own z. At whose did you take it?")
def odd_slope_at_another_z(delta_next, W_next, z, g_prime, j, f_prime):
    slope = np.array(g_prime(z))
    slope[:, j] = f_prime(z[:, j - 1])
    return back(delta_next, W_next) * slope


@mistake(ODD, "S6", "f' is taken at z. At which number did you take it?", number=3)
def odd_slope_of_slope(delta_next, W_next, z, g_prime, j, f_prime):
    slope = np.array(g_prime(z))
    slope[:, j] = f_prime(slope[:, j])
    return back(delta_next, W_next) * slope


@mistake(ODD, "S6", WHICH_INDEX, number=9)
def odd_transpose_forgotten(delta_next, W_next, z, g_prime, j, f_prime):
    slope = np.array(g_prime(z))
    slope[:, j] = f_prime(z[:, j])
    return (delta_next @ W_next) * slope


@mistake(ODD, "S6", RESHAPED, number=10)
def odd_reshaped(delta_next, W_next, z, g_prime, j, f_prime):
    slope = np.array(g_prime(z))
    slope[:, j] = f_prime(z[:, j])
    return (delta_next @ W_next.reshape(W_next.shape[::-1])) * slope


@mistake(ODD, "S6", "The others pass through their g. What became of its slope?", number=2)
def odd_slope_alone(delta_next, W_next, z, g_prime, j, f_prime):
    delta = back(delta_next, W_next)
    delta[:, j] *= f_prime(z[:, j])
    return delta


@mistake(ODD, "S6", "All neurons of the layer have a delta. How many columns should come out?")
def odd_alone(delta_next, W_next, z, g_prime, j, f_prime):
    return back(delta_next, W_next)[:, j] * f_prime(z[:, j])


@mistake(ODD, "S6", "Neuron j alone is silent in yours. Does c not answer to it?")
def odd_silenced(delta_next, W_next, z, g_prime, j, f_prime):
    delta = back(delta_next, W_next) * g_prime(z)
    delta[:, j] = 0
    return delta


@mistake(ODD, "S6", "Which one is f, and which one g? Count the neurons that use each.")
def odd_turned_round(delta_next, W_next, z, g_prime, j, f_prime):
    slope = np.array(f_prime(z))
    slope[:, j] = g_prime(z[:, j])
    return back(delta_next, W_next) * slope


@mistake(ODD, "S6", "Which activation does neuron j use: f alone, or g as well?")
def odd_slopes_added(delta_next, W_next, z, g_prime, j, f_prime):
    slope = np.array(g_prime(z))
    slope[:, j] += f_prime(z[:, j])
    return back(delta_next, W_next) * slope


@mistake(ODD, "S6", ONE_EXAMPLE, number=26)
def odd_divided_by_N(delta_next, W_next, z, g_prime, j, f_prime):
    slope = np.array(g_prime(z))
    slope[:, j] = f_prime(z[:, j])
    return back(delta_next, W_next) * slope / len(z)


@mistake(ODD, "S6", "Look at z after your call. Is it still the z that was given to you?", number=56)
def odd_overwrites_z(delta_next, W_next, z, g_prime, j, f_prime):
    odd = f_prime(z[:, j])
    z[:] = g_prime(z)
    z[:, j] = odd
    return back(delta_next, W_next) * z


# The quiz: only the form of its answers is known to the check.


def complete():
    """Some answer to each question."""
    return {1: (0, 0), 2: 0, 3: (0, 0), 4: (0, 0), 5: 0, 6: 0, 7: (0, 0), 8: 0, 9: 0} | dict.fromkeys(range(10, 15), 1)


@mistake("quiz", "S2 to S7", "Does your function give its answers back? With which word?")
def quiz_without_return():
    return None


@mistake("quiz", "S2 to S7", "You have answers. By what can anybody see which question each belongs to?")
def quiz_as_list():
    return list(complete().values())


@mistake("quiz", "S2 to S7", "From which number on are the questions counted?")
def quiz_counted_from_nought():
    return {number - 1: answer for number, answer in complete().items()}


@mistake("quiz", "S2 to S7", "A question is known by its number. What are your keys?")
def quiz_by_names():
    return {str(number): answer for number, answer in complete().items()}


@mistake("quiz", "S2 to S7", "All questions wait for an answer. What is your best guess?")
def quiz_left_blank():
    return dict.fromkeys(complete())

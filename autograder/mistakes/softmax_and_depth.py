"""Lesson 7: what goes wrong where every output answers every z, in the shortcut, and in the size of a delta (S4, S5)."""

import numpy as np

from autograder.mistakes import mistake

SOFTMAX = "softmax"
JACOBIAN = "softmax_jacobian"
GENERAL = "output_delta_general"
SHORTCUT = "softmax_cross_entropy_delta"
NORMS = "delta_norms"
REMEMBERS = "Call your function twice. What does the second call still know of the first?"


def right(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def jacobian_of(s):
    return s[:, :, None] * (np.eye(s.shape[1]) - s[:, None, :])


def general(dc_da, jacobian):
    return np.einsum("nk,nkj->nj", dc_da, jacobian)


# Softmax.


@mistake(
    SOFTMAX,
    "S1",
    "What is e^1000 to a float? And which rows, with smaller numbers, have the same shares as (1000, 999)?",
)
def softmax_overflows(z):
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


@mistake(
    SOFTMAX,
    "S1",
    "Two rows of one batch lie 1000 apart. After what you took away, what is e^z in the lower of the two?",
)
def softmax_shifted_by_the_batch(z):
    powers = np.exp(z - z.max())
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(SOFTMAX, "S1", "A row is (1000, -1000, 300). After what you took away, how large is its largest z?")
def softmax_shifted_by_the_mean(z):
    powers = np.exp(z - z.mean(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(SOFTMAX, "S1", "A row is (-1000, 0, 1000). After what you took away, how large is its largest z?")
def softmax_shifted_by_the_smallest(z):
    powers = np.exp(z - z.min(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(SOFTMAX, "S1", "Where a power overflowed, your result has a number that was put there. Is it the share?")
def softmax_holes_filled(z):
    return np.nan_to_num(np.exp(z) / np.exp(z).sum(axis=1, keepdims=True))


@mistake(SOFTMAX, "S1", "Do (1000, 999) and (1000, 600) have the same shares? What did your function make of them?")
def softmax_clipped(z):
    powers = np.exp(np.clip(z, -500, 500))
    return powers / powers.sum(axis=1, keepdims=True)


@mistake(SOFTMAX, "S1", "Add up a row of yours, to twelve digits. Is there a number in your line that no z brought in?")
def softmax_with_something_added(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / (powers.sum(axis=1, keepdims=True) + 1e-8)


@mistake(SOFTMAX, "S1", "Which numbers should add up to 1: those of an example, or those of a class? And yours?")
def softmax_over_the_examples(z):
    powers = np.exp(z - z.max(axis=0))
    return powers / powers.sum(axis=0)


@mistake(SOFTMAX, "S1", "Add up one row of yours. Over what did you sum below the line?", number=32)
def softmax_of_the_whole_batch(z):
    powers = np.exp(z - z.max())
    return powers / powers.sum()


@mistake(SOFTMAX, "S1", "Which shape has your sum? And along which axis does numpy lay that shape when it divides?")
def softmax_sum_laid_along_the_wrong_axis(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1)


@mistake(SOFTMAX, "S1", "Can a share be below 0? What comes before the division?")
def softmax_of_z_itself(z):
    return z / z.sum(axis=1, keepdims=True)


@mistake(SOFTMAX, "S1", "Add up a row of yours. Is it 1?")
def softmax_not_divided(z):
    return np.exp(z - z.max(axis=1, keepdims=True))


@mistake(SOFTMAX, "S1", "Add up a row of yours, and then the squares of the row. Which of the two should be 1?")
def softmax_divided_by_the_length(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / np.linalg.norm(powers, axis=1, keepdims=True)


@mistake(SOFTMAX, "S1", "Push one z up. Do the other outputs of yours give way?", number=7)
def softmax_as_sigmoids(z):
    return (1 + np.tanh(z / 2)) / 2


@mistake(SOFTMAX, "S1", "Push one z up. Does its share grow? And yours?", number=36)
def softmax_falls(z):
    return right(-z)


@mistake(SOFTMAX, "S1", "A share lies between 0 and 1. Where do yours lie, and what would have to be done to them?")
def softmax_as_logarithms(z):
    with np.errstate(all="ignore"):
        return np.log(right(z))


@mistake(SOFTMAX, "S1", "Push the second largest z of a row by a little. Does anything of yours move?")
def softmax_winner_takes_all(z):
    return np.eye(z.shape[1])[z.argmax(axis=1)]


@mistake(SOFTMAX, "S1", "How many digits does a float32 keep, and how many are asked for?", number=64)
def softmax_in_float32(z):
    return right(z.astype(np.float32)).astype(float)


@mistake(SOFTMAX, "S1", "How many times does your z go through the softmax?")
def softmax_twice(z):
    return right(right(z))


@mistake(SOFTMAX, "S1", "Rows are examples. How many rows did you fill?", number=21)
def softmax_of_first_example_only(z):
    shares = np.zeros(z.shape)
    shares[0] = right(z)[0]
    return shares


@mistake(SOFTMAX, "S1", "Look at z after your call. Is it still the z that was given to you?", number=57)
def softmax_overwrites_z(z):
    z -= z.max(axis=1, keepdims=True)
    return right(z)


# Its Jacobian.


@mistake(JACOBIAN, "S1", "Push z_1. Is s_1 the only output that moves?", number=45)
def jacobian_diagonal_only(s):
    return np.eye(s.shape[1]) * (s * (1 - s))[:, None, :]


@mistake(JACOBIAN, "S1", "Three outputs answer three z. How many answers has one example?", number=45)
def jacobian_as_slopes(s):
    return s * (1 - s)


@mistake(JACOBIAN, "S1", "Push z_1 up. Does s_1 rise or fall? And what does your diagonal say?")
def jacobian_without_own_part(s):
    return -s[:, :, None] * s[:, None, :]


@mistake(JACOBIAN, "S1", "Push z_1 up: s_1 rises. Who makes room for it, and where does yours say so?")
def jacobian_without_the_others(s):
    return np.eye(s.shape[1]) * s[:, None, :]


@mistake(JACOBIAN, "S1", "Shares add up to 1 before a push and after it. To what must a column of J add up?", number=36)
def jacobian_all_rise(s):
    return np.eye(s.shape[1]) * s[:, None, :] + s[:, :, None] * s[:, None, :]


@mistake(JACOBIAN, "S1", "Push z_1 up. Does s_1 rise or fall? And all the others? Where is the sign?", number=36)
def jacobian_sign_turned(s):
    return -jacobian_of(s)


@mistake(JACOBIAN, "S1", "A share is all but 0. Can a push of its z move it at once by as much as the push?")
def jacobian_own_part_of_one(s):
    return np.eye(s.shape[1]) - s[:, :, None] * s[:, None, :]


@mistake(JACOBIAN, "S1", "J_12 tells of two outputs. Which two shares should be in it, and which are in yours?")
def jacobian_of_one_share_only(s):
    return s[:, :, None] * (np.eye(s.shape[1]) - s[:, :, None])


@mistake(JACOBIAN, "S1", "Push z_1 up. Does s_2 rise or fall? And what does your J_21 say?")
def jacobian_every_entry_like_the_diagonal(s):
    return s[:, :, None] * (1 - s[:, None, :])


@mistake(
    JACOBIAN, "S1", "How did the square come into your diagonal? Push z_1 with a pencil: (1 + h)/(8 + h).", number=6
)
def jacobian_own_part_squared(s):
    return np.eye(s.shape[1]) * s[:, None, :] ** 2 - s[:, :, None] * s[:, None, :]


@mistake(JACOBIAN, "S1", "s has been through the softmax already. How often did yours?", number=3)
def jacobian_at_softmax_of_s(s):
    return jacobian_of(right(s))


@mistake(JACOBIAN, "S1", "Each example has shares of its own. How many Jacobians should come out?", number=20)
def jacobian_of_the_mean(s):
    mean = s.mean(axis=0)
    return np.diag(mean) - np.outer(mean, mean)


@mistake(JACOBIAN, "S1", "Each example has shares of its own. Over what did your product sum?", number=20)
def jacobian_summed_over_the_examples(s):
    return jacobian_of(s).sum(axis=0)


@mistake(JACOBIAN, "S1", "J[n, k, j]: which index counts the examples, and where is it in yours?", number=16)
def jacobian_examples_last(s):
    return jacobian_of(s).transpose(1, 2, 0)


@mistake(JACOBIAN, "S1", "How many examples did you fill?", number=21)
def jacobian_of_first_example_only(s):
    J = np.zeros((len(s), s.shape[1], s.shape[1]))
    J[0] = jacobian_of(s)[0]
    return J


@mistake(JACOBIAN, "S1", "J tells of one example's outputs. Where did 1/N come in?", number=25)
def jacobian_divided_by_N(s):
    return jacobian_of(s) / len(s)


@mistake(JACOBIAN, "S1", "Is there a 2 anywhere in how a share answers a push? Where does yours come from?", number=37)
def jacobian_doubled(s):
    return 2 * jacobian_of(s)


@mistake(JACOBIAN, "S1", "Look at s after your call. Is it still the s that was given to you?", number=57)
def jacobian_overwrites_s(s):
    J = jacobian_of(s)
    s *= 1 - s
    return J


# From every a to every z.


@mistake(
    GENERAL, "S5", "To delta_j lead the paths from z_j. Is your sum over the a that they pass, or over the z?", number=9
)
def general_over_the_wrong_index(dc_da, jacobian):
    return np.einsum("nj,nkj->nk", dc_da, jacobian)


@mistake(GENERAL, "S5", "Can z_1 reach c through a_2 here? And in your line?", number=45)
def general_diagonal_only(dc_da, jacobian):
    return dc_da * np.einsum("njj->nj", jacobian)


@mistake(GENERAL, "S5", "This is how c answers a. What lies between a and z?", number=1)
def general_without_jacobian(dc_da, jacobian):
    return dc_da.copy()


@mistake(GENERAL, "S5", "This is how the outputs answer z. How does c answer each of them?", number=23)
def general_without_gradient(dc_da, jacobian):
    return jacobian.sum(axis=1)


@mistake(GENERAL, "S5", "A path has two links. Is it their sum or their product that c feels?")
def general_sum_of_links(dc_da, jacobian):
    return (dc_da[:, :, None] + jacobian).sum(axis=1)


@mistake(GENERAL, "S5", "Every path has its own dc/da. Which one did each of yours get?", number=13)
def general_paths_added_first(dc_da, jacobian):
    return dc_da * jacobian.sum(axis=1)


@mistake(GENERAL, "S5", "n paths lead from z_j to c. What becomes of them in the end?", number=30)
def general_paths_not_added(dc_da, jacobian):
    return dc_da[:, :, None] * jacobian


@mistake(GENERAL, "S5", "How many outputs does z_j move, and of how many does your line hear?", number=12)
def general_first_path_only(dc_da, jacobian):
    return dc_da[:, :1] * jacobian[:, 0, :]


@mistake(GENERAL, "S5", "In your loop over the outputs: what becomes of the term before?", number=21)
def general_last_path_wins(dc_da, jacobian):
    delta = np.zeros(dc_da.shape)
    for k in range(dc_da.shape[1]):
        delta[:] = dc_da[:, k : k + 1] * jacobian[:, k, :]
    return delta


@mistake(GENERAL, "S5", "`@` takes a stack of matrices one by one. What does it take dc_da for?", number=22)
def general_by_matmul_of_stacks(dc_da, jacobian):
    return dc_da @ jacobian


@mistake(GENERAL, "S4", "Each example has a Jacobian of its own. Which one did the second example get?", number=18)
def general_first_jacobian_for_all(dc_da, jacobian):
    return dc_da @ jacobian[0]


@mistake(GENERAL, "S4", "Each example has a Jacobian of its own. Of how many examples is yours?", number=20)
def general_mean_jacobian(dc_da, jacobian):
    return dc_da @ jacobian.mean(axis=0)


@mistake(GENERAL, "S4", "Does an example's c depend on another example's z? How many rows should come out?", number=24)
def general_summed_over_examples(dc_da, jacobian):
    return general(dc_da, jacobian).sum(axis=0)


@mistake(GENERAL, "S4", "delta is of one example's c. Where did 1/N come in?", number=25)
def general_divided_by_N(dc_da, jacobian):
    return general(dc_da, jacobian) / len(dc_da)


@mistake(GENERAL, "S5", "Do the paths to c add up, or is their mean taken?", number=44)
def general_averaged_over_paths(dc_da, jacobian):
    return general(dc_da, jacobian) / dc_da.shape[1]


@mistake(GENERAL, "S5", "How many deltas has an example: one for each z, or one in all?", number=32)
def general_summed_over_neurons(dc_da, jacobian):
    return general(dc_da, jacobian).sum(axis=1)


@mistake(GENERAL, "S5", "Is there a minus sign on any path? Where does yours come from?", number=36)
def general_sign_turned(dc_da, jacobian):
    return -general(dc_da, jacobian)


@mistake(GENERAL, "S5", "One path raises c, another lowers it. Can they cancel in yours?", number=39)
def general_without_sign(dc_da, jacobian):
    return np.abs(dc_da[:, :, None] * jacobian).sum(axis=1)


@mistake(GENERAL, "S5", "Rows are examples, columns are neurons. Which way round is yours?", number=16)
def general_transposed(dc_da, jacobian):
    return general(dc_da, jacobian).T


@mistake(GENERAL, "S4", "Rows are examples. How many rows did you fill?", number=21)
def general_first_example_only(dc_da, jacobian):
    delta = np.zeros(dc_da.shape)
    delta[0] = general(dc_da, jacobian)[0]
    return delta


@mistake(GENERAL, "S5", "Look at jacobian after your call. Is it still the one that was given to you?", number=57)
def general_overwrites_jacobian(dc_da, jacobian):
    jacobian *= dc_da[:, :, None]
    return jacobian.sum(axis=1)


@mistake(GENERAL, "S5", "Look at dc_da after your call. Is it still the dc/da that was given to you?", number=57)
def general_overwrites_gradient(dc_da, jacobian):
    dc_da[:] = general(dc_da, jacobian)
    return dc_da


@mistake(GENERAL, "S5", REMEMBERS, number=54, remembers=True)
def general_accumulates():
    memory = {}

    def output_delta_general(dc_da, jacobian):
        key = dc_da.tobytes()
        memory[key] = memory.get(key, 0) + general(dc_da, jacobian)
        return memory[key]

    return output_delta_general


# Softmax and cross-entropy.


@mistake(SHORTCUT, "S4", "Push the z of the right class up. Does c rise or fall? What does yours say?", number=36)
def shortcut_sign_turned(z, y):
    return y - right(z)


@mistake(SHORTCUT, "S4", "Suppose every share were right, s = y. What should delta be then? And yours?", number=47)
def shortcut_target_not_taken_away(z, y):
    return right(z)


@mistake(SHORTCUT, "S5", "Whose slope do you multiply by? Is it not in the short form already?", number=46)
def shortcut_and_slope(z, y):
    s = right(z)
    return (s - y) * s * (1 - s)


@mistake(
    SHORTCUT,
    "S5",
    "You went from a to z with the Jacobian. Did you start from dc/da, or from what is past it?",
    number=46,
)
def shortcut_and_jacobian(z, y):
    s = right(z)
    return general(s - y, jacobian_of(s))


@mistake(
    SHORTCUT, "S4", "Push the z of a class that is not the target. Does c stand still? What does yours say?", number=45
)
def shortcut_of_the_target_only(z, y):
    return -y * (1 - right(z))


@mistake(SHORTCUT, "S5", "This is how c answers the shares. What lies between a share and z?", number=1)
def shortcut_gradient_only(z, y):
    with np.errstate(all="ignore"):
        return np.where(y == 0, 0, -y / np.maximum(right(z), 1e-300))


@mistake(SHORTCUT, "S5", "At z = (1000, -1000) a share is 0 to a float. Which of your steps divides by it?")
def shortcut_the_long_way(z, y):
    s = right(z)
    with np.errstate(all="ignore"):
        return general(-y / s, jacobian_of(s))


@mistake(SHORTCUT, "S4", "y are shares, between 0 and 1. What is z? Which two things may be compared?")
def shortcut_from_z(z, y):
    return z - y


@mistake(SHORTCUT, "S5", "Do the outputs of yours add up to 1? Whose shortcut is this?", number=7)
def shortcut_of_a_sigmoid(z, y):
    return (1 + np.tanh(z / 2)) / 2 - y


@mistake(SHORTCUT, "S4", "Does another example have a say in this example's shares?")
def shortcut_softmax_over_the_examples(z, y):
    powers = np.exp(z - z.max(axis=0))
    return powers / powers.sum(axis=0) - y


@mistake(SHORTCUT, "S1", "What is e^1000 to a float, and what becomes of your fraction?")
def shortcut_overflows(z, y):
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True) - y


@mistake(
    SHORTCUT, "S1", "Two rows of one batch lie 1000 apart. After what you took away, what is left of the lower one?"
)
def shortcut_shifted_by_the_batch(z, y):
    powers = np.exp(z - z.max())
    return powers / powers.sum(axis=1, keepdims=True) - y


@mistake(SHORTCUT, "S4", "How many times does your z go through the softmax?", number=3)
def shortcut_softmax_twice(z, y):
    return right(right(z)) - y


@mistake(SHORTCUT, "S4", "Is a target always 0 or 1? What did you make of the others?")
def shortcut_hard_targets(z, y):
    return right(z) - np.eye(z.shape[1])[y.argmax(axis=1)]


@mistake(SHORTCUT, "S4", "That is c itself. How does it answer a push of each z?")
def shortcut_cost_itself(z, y):
    with np.errstate(all="ignore"):
        return -np.sum(y * np.log(np.maximum(right(z), 1e-300)), axis=1)


@mistake(SHORTCUT, "S4", "delta is of one example's c. Where did 1/N come in?", number=25)
def shortcut_divided_by_N(z, y):
    return (right(z) - y) / len(z)


@mistake(SHORTCUT, "S4", "Is c a sum or a mean over the classes? Where did 1/n_L come in?", number=44)
def shortcut_averaged_over_classes(z, y):
    return (right(z) - y) / z.shape[1]


@mistake(SHORTCUT, "S4", "Does an example's c depend on another example's z? How many rows should come out?", number=24)
def shortcut_summed_over_examples(z, y):
    return (right(z) - y).sum(axis=0)


@mistake(SHORTCUT, "S4", "To what does your row add up before you sum it? How many deltas has an example?", number=32)
def shortcut_summed_over_classes(z, y):
    return (right(z) - y).sum(axis=1)


@mistake(SHORTCUT, "S4", "Is there a 2 anywhere in c? Where does yours come from?", number=37)
def shortcut_doubled(z, y):
    return 2 * (right(z) - y)


@mistake(SHORTCUT, "S4", "One push raises c, another lowers it. Where is the sign?", number=39)
def shortcut_without_sign(z, y):
    return np.abs(right(z) - y)


@mistake(SHORTCUT, "S4", "Rows are examples. How many rows did you fill?", number=21)
def shortcut_first_example_only(z, y):
    delta = np.zeros(z.shape)
    delta[0] = right(z)[0] - y[0]
    return delta


@mistake(SHORTCUT, "S4", "Look at z after your call. Is it still the z that was given to you?", number=56)
def shortcut_written_into_z(z, y):
    z[:] = right(z) - y
    return z


@mistake(SHORTCUT, "S4", "Look at y after your call. Is it still the y that was given to you?", number=57)
def shortcut_written_into_y(z, y):
    y[:] = right(z) - y
    return y


@mistake(SHORTCUT, "S4", REMEMBERS, number=54, remembers=True)
def shortcut_accumulates():
    memory = {}

    def softmax_cross_entropy_delta(z, y):
        key = z.tobytes()
        memory[key] = memory.get(key, 0) + right(z) - y
        return memory[key]

    return softmax_cross_entropy_delta


# How large a delta is.


def rms(delta):
    return {l: float(np.sqrt(np.mean(each**2))) for l, each in delta.items()}


@mistake(
    NORMS, "S4", "Two layers have all their deltas equal to 1, one has twice the neurons. Should it count for more?"
)
def norms_without_a_mean(delta):
    return {l: np.linalg.norm(each) for l, each in delta.items()}


@mistake(NORMS, "S4", "How many numbers does a layer hold: N, or more? By how many did you divide?", number=28)
def norms_over_examples_only(delta):
    return {l: np.sqrt(np.sum(each**2) / len(each)) for l, each in delta.items()}


@mistake(NORMS, "S4", "How many numbers does a layer hold: n_l, or more? By how many did you divide?")
def norms_over_neurons_only(delta):
    return {l: np.sqrt(np.sum(each**2) / each.shape[1]) for l, each in delta.items()}


@mistake(NORMS, "S4", "Double every delta. By which factor does yours grow, and by which should it?")
def norms_without_a_root(delta):
    return {l: np.mean(each**2) for l, each in delta.items()}


@mistake(
    NORMS, "S4", "A layer holds the deltas 1 and 7. The mean of their squares is 25. What does yours say?", number=6
)
def norms_mean_of_sizes(delta):
    return {l: np.mean(np.abs(each)) for l, each in delta.items()}


@mistake(NORMS, "S4", "A layer holds the deltas 5 and -5. How large are they? What does yours say?", number=39)
def norms_of_the_mean(delta):
    return {l: abs(np.mean(each)) for l, each in delta.items()}


@mistake(NORMS, "S4", "A layer holds the deltas 3, 3 and 3. How large are they? What does np.std say?")
def norms_by_std(delta):
    return {l: np.std(each) for l, each in delta.items()}


@mistake(NORMS, "S4", "One neuron is loud, all the others are silent. Is the layer as loud as that neuron?", number=12)
def norms_by_the_largest(delta):
    return {l: np.max(np.abs(each)) for l, each in delta.items()}


@mistake(NORMS, "S4", "Which comes first, the root or the mean? Over how many numbers is each of your means?")
def norms_mean_of_examples(delta):
    return {l: np.mean(np.sqrt(np.mean(each**2, axis=1))) for l, each in delta.items()}


@mistake(
    NORMS, "S4", "A root of a sum over the neurons, then a mean over the examples: in which order is it asked for?"
)
def norms_mean_of_lengths(delta):
    return {l: np.mean(np.linalg.norm(each, axis=1)) for l, each in delta.items()}


@mistake(NORMS, "S4", "How many numbers should a layer get? Over which axis did you not sum?", number=30)
def norms_for_each_example(delta):
    return {l: np.sqrt(np.mean(each**2, axis=1)) for l, each in delta.items()}


@mistake(NORMS, "S4", "How many numbers should a layer get? Which axis is still there?", number=31)
def norms_for_each_neuron(delta):
    return {l: np.sqrt(np.mean(each**2, axis=0)) for l, each in delta.items()}


@mistake(NORMS, "S4", "For a table with rows and columns, which of its many norms does numpy give when told 2?")
def norms_of_a_matrix(delta):
    return {l: np.linalg.norm(each, 2) for l, each in delta.items()}


@mistake(NORMS, "S4", "A picture may have a logarithmic axis. Must its numbers be logarithms too?")
def norms_as_logarithms(delta):
    return {l: np.log10(each) for l, each in rms(delta).items()}


@mistake(NORMS, "S4", "By what did you divide every layer? Is it asked how large delta is, or how much larger?")
def norms_beside_the_top(delta):
    return {l: each / rms(delta)[max(delta)] for l, each in rms(delta).items()}


@mistake(NORMS, "S4", "How does one ask your answer for layer 1: by a key, or by a place that counts from 0?")
def norms_as_a_list(delta):
    return [rms(delta)[l] for l in sorted(delta)]


@mistake(NORMS, "S4", "Which layer is called 1 in delta, and which in yours?", number=52)
def norms_in_reverse(delta):
    return dict(zip(sorted(delta), [rms(delta)[l] for l in sorted(delta, reverse=True)], strict=True))


@mistake(NORMS, "S4", "At which layer does your loop end? Which layers has delta?", number=51)
def norms_top_layer_missing(delta):
    return {l: rms(delta)[l] for l in range(1, len(delta))}


@mistake(NORMS, "S4", "At which layer does your loop begin? Which layers has delta?", number=51)
def norms_first_layer_missing(delta):
    return {l: rms(delta)[l] for l in range(2, len(delta) + 1)}


@mistake(NORMS, "S4", "Rows are examples. Of how many did you take the size?", number=21)
def norms_of_first_example(delta):
    return {l: np.sqrt(np.mean(each[0] ** 2)) for l, each in delta.items()}


@mistake(NORMS, "S4", "Look at delta after your call. Is it still the delta that was given to you?", number=57)
def norms_square_in_place(delta):
    norms = {}
    for l, each in delta.items():
        each *= each
        norms[l] = np.sqrt(each.mean())
    return norms

"""Lesson 3: what goes wrong when delta is measured (S4), a cost differentiated, and S5 written."""

import numpy as np

from autograder.mistakes import mistake
from chainrule import forward

H = 1e-5
ONE_C = "delta is of one example's cost c. Did you read c of each example, or something made of all of them?"


def sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2


def costs(x, y, W, b, g, cost):
    """c of every example, (N,)."""
    _, a = forward(x, W, b, g)
    return cost(a[max(W)], y)


def pushed(b, l, j, h):
    """`b` with h added to b_j of layer l, its own arrays untouched."""
    push = np.zeros(len(b[l]))
    push[j] = h
    return {**b, l: b[l] + push}


def measure(x, y, W, b, g, cost, l, read=costs, h=H):
    """A right measurement of whatever `read` reads, by a push up and a push down."""
    delta = np.zeros((len(x), len(b[l])))
    for j in range(len(b[l])):
        up, down = (read(x, y, W, pushed(b, l, j, push), g, cost) for push in (h, -h))
        delta[:, j] = (up - down) / (2 * h)
    return delta


# delta measured: measured_delta.


@mistake("measured_delta", "S4", "How far apart are the two numbers z that you compare?", number=58)
def measured_without_the_two(x, y, W, b, g, cost, l):
    return 2 * measure(x, y, W, b, g, cost, l)


@mistake("measured_delta", "S4", "In which order does Python work out `/ 2 * h`?", number=58)
def measured_times_h(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, l) * H**2


@mistake("measured_delta", "S4", "This is how far c moved. What is delta made of besides the move?")
def measured_move_only(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, l) * 2 * H


@mistake("measured_delta", "S4", "c at the higher z minus c at the lower one, or the other way round?", number=36)
def measured_down_minus_up(x, y, W, b, g, cost, l):
    return -measure(x, y, W, b, g, cost, l)


@mistake(
    "measured_delta", "S4", "You go down from where you are after the push up. How far down must you go?", number=37
)
def measured_back_to_start_only(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, l, h=H / 2) / 2


@mistake("measured_delta", "S4", "When you come to neuron 2, where does neuron 1's b stand?", number=59)
def measured_not_restored(x, y, W, b, g, cost, l):
    start = costs(x, y, W, b, g, cost)
    delta = np.zeros((len(x), len(b[l])))
    for j in range(len(b[l])):
        b[l][j] += H
        delta[:, j] = (costs(x, y, W, b, g, cost) - start) / H
    return delta


@mistake("measured_delta", "S4", "Is b + h - h the same number as b, to the last digit? Whose b is it?", number=55)
def measured_restored_by_sums(x, y, W, b, g, cost, l):
    delta = np.zeros((len(x), len(b[l])))
    for j in range(len(b[l])):
        b[l][j] += H
        up = costs(x, y, W, b, g, cost)
        b[l][j] -= 2 * H
        delta[:, j] = (up - costs(x, y, W, b, g, cost)) / (2 * H)
        b[l][j] += H
    return delta


@mistake(
    "measured_delta", "S4", "c did not move at all. Print both b that you compare: what became of h in them?", number=60
)
def measured_on_one_array(x, y, W, b, g, cost, l):
    delta = np.zeros((len(x), len(b[l])))
    for j in range(len(b[l])):
        up, down = dict(b), dict(b)
        up[l][j] += H
        down[l][j] -= H
        delta[:, j] = (costs(x, y, W, up, g, cost) - costs(x, y, W, down, g, cost)) / (2 * H)
    return delta


@mistake("measured_delta", "S4", "Whose move did you read: the output's, or the cost's?", number=62)
def measured_output(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, l, read=lambda x, y, W, b, g, cost: forward(x, W, b, g)[1][max(W)].sum(axis=1))


@mistake("measured_delta", "S4", "How many neurons of layer l did you push at the same time?", number=63)
def measured_all_at_once(x, y, W, b, g, cost, l):
    moves = costs(x, y, W, {**b, l: b[l] + H}, g, cost) - costs(x, y, W, {**b, l: b[l] - H}, g, cost)
    return np.tile(moves[:, None] / (2 * H), len(b[l]))


@mistake("measured_delta", "S4", ONE_C, number=66)
def measured_mean_cost(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, l, read=lambda *net: costs(*net).mean())


@mistake("measured_delta", "S4", ONE_C, number=24)
def measured_summed_cost(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, l, read=lambda *net: costs(*net).sum())


@mistake("measured_delta", "S4", "delta is of one example's c. Where did 1/N come in?", number=25)
def measured_divided_by_N(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, l) / len(x)


@mistake("measured_delta", "S4", "Is c a sum or a mean over the output neurons? Where did 1/n_L come in?", number=44)
def measured_averaged_over_outputs(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, l) / y.shape[1]


@mistake("measured_delta", "S4", "Each example has its own c. How many rows should come out?")
def measured_one_row(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, l).mean(axis=0)


@mistake("measured_delta", "S4", "Rows are examples, columns are neurons. Which way round is yours?", number=16)
def measured_transposed(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, l).T


@mistake("measured_delta", "S4", "Did you push what goes into g, or what comes out of it?", number=1)
def measured_by_pushing_a(x, y, W, b, g, cost, l):
    def costs_from(j, push):
        _, a = forward(x, W, b, g)
        a[l] = a[l].copy()
        a[l][:, j] += push
        for m in range(l + 1, max(W) + 1):
            a[m] = g[m](a[m - 1] @ W[m] + b[m])
        return cost(a[max(W)], y)

    return np.stack([(costs_from(j, H) - costs_from(j, -H)) / (2 * H) for j in range(len(b[l]))], axis=1)


@mistake("measured_delta", "S4", "By how much does z_j move when a weight into it moves by h? (S2)")
def measured_by_pushing_a_weight(x, y, W, b, g, cost, l):
    _, a = forward(x, W, b, g)
    return measure(x, y, W, b, g, cost, l) * a[l - 1][:, :1]


@mistake("measured_delta", "S4", "By how much did z_j move: by h, or by h times something?")
def measured_in_percent(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, l) * b[l]


@mistake("measured_delta", "S4", "From which number does the sheet count its layers, and from which do you?")
def measured_layer_before(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, l - 1)


@mistake("measured_delta", "S4", "Which layer was to be pushed? You pushed the same one every time.")
def measured_last_layer_always(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, max(W))


@mistake("measured_delta", "S4", "At which layer does c read the network? (S3)")
def measured_cost_of_layer(x, y, W, b, g, cost, l):
    return measure(x, y, W, b, g, cost, l, read=lambda x, y, W, b, g, cost: cost(forward(x, W, b, g)[1][l], y))


@mistake("measured_delta", "S4", "Your loop over j: does it reach the last neuron of the layer?", number=51)
def measured_last_neuron_missing(x, y, W, b, g, cost, l):
    delta = measure(x, y, W, b, g, cost, l)
    delta[:, -1] = 0
    return delta


@mistake("measured_delta", "S4", "Rows are examples. How many rows did you fill?", number=21)
def measured_first_example_only(x, y, W, b, g, cost, l):
    delta = measure(x, y, W, b, g, cost, l)
    delta[1:] = 0
    return delta


@mistake("measured_delta", "S4", "This g knows real numbers only. Can you push by a real number, up and down?")
def measured_by_complex_step(x, y, W, b, g, cost, l):
    return np.stack(
        [np.imag(costs(x, y, W, pushed_into_the_plane(b, l, j), g, cost)) * 1e30 for j in range(len(b[l]))], axis=1
    )


def pushed_into_the_plane(b, l, j):
    push = np.zeros(len(b[l]), complex)
    push[j] = 1e-30j
    return {**b, l: b[l] + push}


@mistake(
    "measured_delta",
    "S4",
    "Call your function twice. What does the second call still know of the first?",
    number=54,
    remembers=True,
)
def measured_accumulating():
    memory = {}

    def measured_delta(x, y, W, b, g, cost, l):
        key = (x.tobytes(), l)
        memory[key] = memory.get(key, 0) + measure(x, y, W, b, g, cost, l)
        return memory[key]

    return measured_delta


# How c answers a: the gradients.

SQUARE = "squared_error_gradient"
ENTROPY = "binary_cross_entropy_gradient"
LOG_COSH = "log_cosh_gradient"


def cross_entropy(a, y):
    return (1 - y) / (1 - a) - y / a


def right(a, y):
    """The right gradients, one for each of `SQUARE`, `ENTROPY`, `LOG_COSH`."""
    with np.errstate(all="ignore"):
        return {SQUARE: a - y, ENTROPY: cross_entropy(a, y), LOG_COSH: np.tanh(a - y)}


def on_each(equation, ask, number=None, but=""):
    """Mark a change of the right gradient as a mistake of each of the three, `but` one; the names begin with the cost's."""

    def mark(change):
        for name in sorted({SQUARE, ENTROPY, LOG_COSH} - {but}):

            def wrong(a, y, name=name):
                return change(right(a, y)[name], a, y)

            wrong.__name__ = f"{name.removesuffix('_gradient')}_{change.__name__}"
            globals()[wrong.__name__] = mistake(name, equation, ask, number)(wrong)
        return change

    return mark


@on_each("S5", "When a lies above its target and rises, does c rise or fall? What does yours say?", number=36)
def sign_turned(gradient, a, y):
    return -gradient


@on_each("S4", "The gradient is of one example's c. Where did 1/N come in?", number=25)
def divided_by_N(gradient, a, y):
    return gradient / len(a)


@on_each("S5", "Is c a sum or a mean over the output neurons? Where did 1/n_L come in?", number=44)
def averaged_over_outputs(gradient, a, y):
    return gradient / a.shape[1]


@on_each("S5", "Each output neuron has its own dc/da_j. How many numbers should an example have?", number=32)
def summed_over_outputs(gradient, a, y):
    return gradient.sum(axis=1)


@on_each("S4", "Does an example's c depend on another example's a? How many rows should come out?", number=20)
def averaged_over_examples(gradient, a, y):
    return gradient.mean(axis=0)


@on_each("S5", "Is there a factor 2 left after you differentiate, or one that was not there before?", number=37)
def doubled(gradient, a, y):
    return 2 * gradient


@on_each("S5", "c falls when a moves towards y, from either side. Can its slope have one sign only?", number=39)
def without_sign(gradient, a, y):
    return np.abs(gradient)


@on_each("S5", "How c answers a is asked for. Did you go on to z, past a sigmoid?", but=ENTROPY)
def times_sigmoid_slope(gradient, a, y):
    return gradient * a * (1 - a)


@on_each("S5", "Look at a after your call. Is it still the a that was given to you?", number=56)
def written_into_a(gradient, a, y):
    a[:] = gradient
    return a


@on_each("S5", "Look at y after your call. Is it still the y that was given to you?", number=57)
def written_into_y(gradient, a, y):
    y[:] = gradient
    return y


@mistake(SQUARE, "S5", "What becomes of the square when you differentiate by a?", number=38)
def squared_error_still_squared(a, y):
    return (a - y) ** 2


@mistake(SQUARE, "S5", "This is c, term by term. What is its derivative?")
def squared_error_itself(a, y):
    return (a - y) ** 2 / 2


@mistake(SQUARE, "S5", "The 1/2 in c meets a factor from the square. What remains?", number=37)
def squared_error_halved(a, y):
    return (a - y) / 2


@mistake(SQUARE, "S5", "The direction is right. How long is the way: does c rise faster when the error is larger?")
def squared_error_sign_only(a, y):
    return np.sign(a - y)


@mistake(SQUARE, "S5", "Which cost is this the gradient of?")
def squared_error_as_cross_entropy(a, y):
    return cross_entropy(a, y)


@mistake(
    SQUARE, "S5", "y is (N, n_L), as a is. What do `a` and a flat `y` make when one is taken from the other?", number=53
)
def squared_error_with_flat_y(a, y):
    return a - y.ravel()


@mistake(ENTROPY, "S5", "c has two terms with a in them. Where is the second?", number=42)
def cross_entropy_first_term_only(a, y):
    return -y / a


@mistake(ENTROPY, "S5", "c has two terms with a in them. Where is the first?", number=42)
def cross_entropy_second_term_only(a, y):
    return (1 - y) / (1 - a)


@mistake(ENTROPY, "S5", "What is the derivative of log(1 - a) by a, and which sign has it?", number=43)
def cross_entropy_wrong_sign_inside(a, y):
    return -y / a - (1 - y) / (1 - a)


@mistake(
    ENTROPY, "S5", "This short form has a place in this lesson. Is it how c answers a, or how it answers z?", number=41
)
def cross_entropy_shortcut(a, y):
    return a - y


@mistake(ENTROPY, "S5", "Which of y and 1 - y stands in front of log a?")
def cross_entropy_targets_swapped(a, y):
    return y / (1 - a) - (1 - y) / a


@mistake(ENTROPY, "S5", "In which order does Python work out `/ a * (1 - a)`?")
def cross_entropy_brackets_missing(a, y):
    return (a - y) / a * (1 - a)


@mistake(ENTROPY, "S5", "Is a target always 0 or 1?")
def cross_entropy_hard_targets(a, y):
    return np.where(y > 0.5, -1 / a, 1 / (1 - a))


@mistake(ENTROPY, "S5", "This is c, term by term. What is its derivative?")
def cross_entropy_itself(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


@mistake(ENTROPY, "S5", "What is the derivative of log a? Yours still has a logarithm in it.")
def cross_entropy_with_logarithms(a, y):
    return -y * np.log(a) + (1 - y) * np.log(1 - a)


@mistake(ENTROPY, "S5", "y is (N, n_L), as a is. What do `a` and a flat `y` make when they meet?", number=53)
def cross_entropy_with_flat_y(a, y):
    return cross_entropy(a, y.ravel())


@mistake(LOG_COSH, "S5", "For which cost is a - y the slope? Does log cosh rise as fast for large errors?", number=40)
def log_cosh_as_squared_error(a, y):
    return a - y


@mistake(LOG_COSH, "S5", "How large are sinh and cosh at an error of 1000, and how large is what you want from them?")
def log_cosh_overflowing(a, y):
    with np.errstate(all="ignore"):
        return np.sinh(a - y) / np.cosh(a - y)


@mistake(LOG_COSH, "S5", "You differentiated log. What does the chain rule still ask of cosh?")
def log_cosh_outer_only(a, y):
    return 1 / np.cosh(np.clip(a - y, -700, 700))


@mistake(LOG_COSH, "S5", "You differentiated cosh. What does the chain rule ask of the log around it?")
def log_cosh_inner_only(a, y):
    return np.sinh(np.clip(a - y, -700, 700))


@mistake(LOG_COSH, "S5", "How often did you differentiate?")
def log_cosh_twice(a, y):
    return 1 - np.tanh(a - y) ** 2


@mistake(LOG_COSH, "S5", "This is c, term by term. What is its derivative?")
def log_cosh_itself(a, y):
    return np.logaddexp(a - y, y - a) - np.log(2)


@mistake(LOG_COSH, "S5", "What stands inside the cosh: the error, or a and y each by itself?")
def log_cosh_apart(a, y):
    return np.tanh(a) - np.tanh(y)


@mistake(LOG_COSH, "S5", "That is what becomes of it for large errors. And for an error of 0.1?")
def log_cosh_sign_only(a, y):
    return np.sign(a - y)


@mistake(
    LOG_COSH,
    "S5",
    "y is (N, n_L), as a is. What do `a` and a flat `y` make when one is taken from the other?",
    number=53,
)
def log_cosh_with_flat_y(a, y):
    return np.tanh(a - y.ravel())


def accumulating(name):
    """A gradient that adds to what it gave before for the same outputs."""

    def fresh():
        memory = {}

        def gradient(a, y):
            key = a.tobytes()
            memory[key] = memory.get(key, 0) + right(a, y)[name]
            return memory[key]

        return gradient

    fresh.__name__ = f"{name.removesuffix('_gradient')}_accumulating"
    return fresh


for name in (SQUARE, ENTROPY, LOG_COSH):
    again = "Call your function twice. What does the second call still know of the first?"
    globals()[f"{name}_accumulating"] = mistake(name, "S5", again, number=54, remembers=True)(accumulating(name))


# From a to z: output_delta.

OUTPUT = "output_delta"


@mistake(OUTPUT, "S5", "This is how c answers a. What comes before a, and how does a answer it?", number=1)
def output_without_slope(dc_da, z, g_prime):
    return dc_da.copy()


@mistake(OUTPUT, "S5", "This is how a answers z. And how does c answer a?")
def output_slope_only(dc_da, z, g_prime):
    return g_prime(z)


@mistake(OUTPUT, "S5", "g' is taken at z. At which number did you take it?", number=3)
def output_slope_at_a(dc_da, z, g_prime):
    return dc_da * g_prime(sigmoid(z))


@mistake(OUTPUT, "S5", "g' is taken at a number of this layer. Is dc/da the right one?")
def output_slope_at_gradient(dc_da, z, g_prime):
    return dc_da * g_prime(dc_da)


@mistake(OUTPUT, "S5", "How many times does z go through g on its way to a?")
def output_slope_of_slope(dc_da, z, g_prime):
    return dc_da * g_prime(g_prime(z))


@mistake(OUTPUT, "S5", "z(1 - z) is the slope of no activation here. Which g' were you given?", number=4)
def output_sigmoid_formula_at_z(dc_da, z, g_prime):
    return dc_da * z * (1 - z)


@mistake(OUTPUT, "S5", "1 - z² is the slope of no activation here. Which g' were you given?", number=4)
def output_tanh_formula_at_z(dc_da, z, g_prime):
    return dc_da * (1 - z**2)


@mistake(OUTPUT, "S5", "Where g' belongs, do you take g?", number=5)
def output_sigmoid_itself(dc_da, z, g_prime):
    return dc_da * sigmoid(z)


@mistake(OUTPUT, "S5", "Where g' belongs, do you take g?", number=5)
def output_tanh_itself(dc_da, z, g_prime):
    return dc_da * np.tanh(z)


@mistake(OUTPUT, "S5", "1 - a is half a formula. Which g' were you given?", number=6)
def output_one_minus_sigmoid(dc_da, z, g_prime):
    return dc_da * (1 - sigmoid(z))


@mistake(OUTPUT, "S5", "1 - a: has something lost its square? And which g' were you given?", number=6)
def output_one_minus_tanh(dc_da, z, g_prime):
    return dc_da * (1 - np.tanh(z))


@mistake(OUTPUT, "S5", "Does every network end in a sigmoid? Which g' were you given?", number=7)
def output_sigmoid_always(dc_da, z, g_prime):
    return dc_da * sigmoid(z) * (1 - sigmoid(z))


@mistake(OUTPUT, "S5", "Does every network end in a tanh? Which g' were you given?", number=7)
def output_tanh_always(dc_da, z, g_prime):
    return dc_da * (1 - np.tanh(z) ** 2)


@mistake(OUTPUT, "S5", "g'(z) is g' *at* z. Did you read it as g' *times* z?", number=5)
def output_times_z(dc_da, z, g_prime):
    return dc_da * g_prime(z) * z


@mistake(OUTPUT, "S5", "z is where g' is taken. Does z itself stand as a factor in S5?", number=5)
def output_z_for_slope(dc_da, z, g_prime):
    return dc_da * z


@mistake(OUTPUT, "S5", "Two links of a chain: are their slopes added or multiplied?")
def output_sum_of_slopes(dc_da, z, g_prime):
    return dc_da + g_prime(z)


@mistake(OUTPUT, "S5", "A flat g lets little of a nudge through. Does your line make delta small there, or large?")
def output_divided_by_slope(dc_da, z, g_prime):
    with np.errstate(all="ignore"):
        return dc_da / g_prime(z)


@mistake(OUTPUT, "S5", "The neuron has one slope. How often does your line multiply by it?", number=15)
def output_slope_twice(dc_da, z, g_prime):
    return dc_da * g_prime(z) ** 2


@mistake(OUTPUT, "S5", "Which number tells whether this neuron passes a nudge on: its z, or dc/da?", number=48)
def output_mask_of_gradient(dc_da, z, g_prime):
    return dc_da * (dc_da > 0)


@mistake(OUTPUT, "S5", "Each example has its own z. Of how many examples is your slope?", number=20)
def output_mean_slope(dc_da, z, g_prime):
    return dc_da * g_prime(z).mean(axis=0)


@mistake(OUTPUT, "S5", "Is there a minus sign anywhere in S5? Where does yours come from?", number=36)
def output_sign_turned(dc_da, z, g_prime):
    return -dc_da * g_prime(z)


@mistake(OUTPUT, "S5", "Is there a 2 anywhere in S5? Where does yours come from?", number=37)
def output_doubled(dc_da, z, g_prime):
    return 2 * dc_da * g_prime(z)


@mistake(OUTPUT, "S5", "Is there a 1/2 anywhere in S5? Where does yours come from?", number=37)
def output_halved(dc_da, z, g_prime):
    return dc_da * g_prime(z) / 2


@mistake(OUTPUT, "S5", "c falls for one direction of a nudge and rises for the other. Where is the sign?", number=39)
def output_without_sign(dc_da, z, g_prime):
    return np.abs(dc_da) * g_prime(z)


@mistake(OUTPUT, "S5", "dc/da is a derivative already. Why is it squared?", number=38)
def output_squared_gradient(dc_da, z, g_prime):
    return dc_da**2 * g_prime(z)


@mistake(OUTPUT, "S4", "delta is of one example's c. Where did 1/N come in?", number=25)
def output_divided_by_N(dc_da, z, g_prime):
    return dc_da * g_prime(z) / len(z)


@mistake(OUTPUT, "S5", "Is c a sum or a mean over the output neurons? Where did 1/n_L come in?", number=44)
def output_averaged_over_outputs(dc_da, z, g_prime):
    return dc_da * g_prime(z) / z.shape[1]


@mistake(OUTPUT, "S4", "Does an example's c depend on another example's z? How many rows should come out?", number=24)
def output_summed_over_examples(dc_da, z, g_prime):
    return (dc_da * g_prime(z)).sum(axis=0)


@mistake(OUTPUT, "S5", "Is there a sum anywhere in S5? How many deltas should an example have?", number=32)
def output_summed_over_neurons(dc_da, z, g_prime):
    return (dc_da * g_prime(z)).sum(axis=1)


@mistake(OUTPUT, "S5", "Does a_j of one neuron depend on another neuron's z here? What does `@` add up?", number=22)
def output_matrix_product(dc_da, z, g_prime):
    return dc_da @ g_prime(z).T


@mistake(OUTPUT, "S5", "Rows are examples, columns are neurons. Which way round is yours?", number=16)
def output_transposed(dc_da, z, g_prime):
    return (dc_da * g_prime(z)).T


@mistake(OUTPUT, "S4", "Rows are examples. How many rows did you fill?", number=21)
def output_first_example_only(dc_da, z, g_prime):
    delta = np.zeros(z.shape)
    delta[0] = dc_da[0] * g_prime(z)[0]
    return delta


@mistake(OUTPUT, "S5", "Look at dc_da after your call. Is it still the dc/da that was given to you?", number=57)
def output_written_into_gradient(dc_da, z, g_prime):
    dc_da *= g_prime(z)
    return dc_da


@mistake(OUTPUT, "S5", "Two names can hold one array. Look at z after your call: what is in it?", number=56)
def output_written_into_z(dc_da, z, g_prime):
    z[:] = dc_da * g_prime(z)
    return z


@mistake(
    OUTPUT,
    "S5",
    "Call your function twice. What does the second call still know of the first?",
    number=54,
    remembers=True,
)
def output_accumulating():
    memory = {}

    def output_delta(dc_da, z, g_prime):
        key = z.tobytes()
        memory[key] = memory.get(key, 0) + dc_da * g_prime(z)
        return memory[key]

    return output_delta

"""Lesson 6: what goes wrong when a gradient is measured, an error taken, blocks compared, a fixture chosen (G1 to G4)."""

import numpy as np

from autograder.mistakes import mistake

TWO_H = "How far is it from theta - h to theta + h?"
IN_WHICH_ORDER = "In which order does Python work out a / 2 * h? Which of the two does h end up in?"
ONE_SIDE = "You nudge to one side only. Where does the other nudge go?"
ONE_ARRAY = "The two values of f are equal. Print the two arrays that you gave it: how many arrays are they?"
WHOLE = "theta may hold whole numbers. What is left of a nudge of 0.5 there?"
SINGLE = "How many digits does float32 keep? How many of them does a small nudge leave?"
WHOSE_STEP = "Who chooses h: you, or the caller?"
RESULT = "Of which kind are the numbers of your result, if theta holds whole numbers?"
PLACE = "When you come to number 2, where does number 1 stand?"
LEFT = "Look at theta after your call. Are its numbers to the last digit what they were?"


def slopes(f, theta, h, kind=float):
    """A right numeric gradient, from which most of the wrong ones are made."""
    theta = np.array(theta, dtype=kind)
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        up, down = theta.copy(), theta.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


def one_sided(f, theta, h):
    start, gradient = f(theta.astype(float)), np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        moved = theta.astype(float)
        moved[i] += h
        gradient[i] = (f(moved) - start) / h
    return gradient


# Every number nudged: numeric_gradient.


@mistake("numeric_gradient", "G1", TWO_H, number=58)
def gradient_without_the_two(f, theta, h):
    return 2 * slopes(f, theta, h)


@mistake("numeric_gradient", "G1", IN_WHICH_ORDER, number=58)
def gradient_times_h(f, theta, h):
    return slopes(f, theta, h) * h * h


@mistake("numeric_gradient", "G1", "This is how far f moved. By what do you divide a move to get a slope?")
def gradient_of_moves(f, theta, h):
    return slopes(f, theta, h) * (2 * h)


@mistake("numeric_gradient", "G1", ONE_SIDE)
def gradient_upwards(f, theta, h):
    return one_sided(f, theta, h)


@mistake("numeric_gradient", "G1", ONE_SIDE)
def gradient_downwards(f, theta, h):
    return one_sided(f, theta, -h)


@mistake("numeric_gradient", "G1", "f at theta + h minus f at theta - h, or the other way round?", number=36)
def gradient_turned(f, theta, h):
    return -slopes(f, theta, h)


@mistake(
    "numeric_gradient", "G1", "You go down from where you are after the push up. How far down must you go?", number=37
)
def gradient_back_to_start(f, theta, h):
    return one_sided(f, theta, h) / 2


@mistake("numeric_gradient", "G1", PLACE, number=59)
def gradient_not_put_back(f, theta, h):
    moving, gradient = theta.astype(float), np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        moving[i] += h
        up = f(moving)
        moving[i] -= 2 * h
        gradient[i] = (up - f(moving)) / (2 * h)
    return gradient


@mistake("numeric_gradient", "G1", PLACE, number=59)
def gradient_pushed_and_left(f, theta, h):
    moving, gradient = theta.astype(float), np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        before = f(moving)
        moving[i] += h
        gradient[i] = (f(moving) - before) / h
    return gradient


@mistake("numeric_gradient", "G1", LEFT, number=55)
def gradient_leaves_theta_moved(f, theta, h):
    gradient = slopes(f, theta, h)
    theta += np.array(h).astype(theta.dtype)
    return gradient


@mistake("numeric_gradient", "G1", ONE_ARRAY, number=60)
def gradient_on_one_array(f, theta, h):
    theta, gradient = np.array(theta, dtype=float), np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        up = down = theta.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake(
    "numeric_gradient",
    "G1",
    "Of the table came noughts. `reshape(-1)` gives a view of theta, or a copy: which of them here? Which does f get?",
    number=60,
)
def gradient_on_a_flat_copy(f, theta, h):
    theta = theta.astype(float)
    flat, gradient = theta.reshape(-1), np.zeros(theta.size)
    for i in range(theta.size):
        kept = flat[i]
        flat[i] = kept + h
        up = f(theta)
        flat[i] = kept - h
        gradient[i] = (up - f(theta)) / (2 * h)
        flat[i] = kept
    return gradient.reshape(theta.shape)


@mistake("numeric_gradient", "G1", WHOLE, number=61)
def gradient_step_cut_off(f, theta, h):
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        up, down = theta.copy(), theta.copy()
        up[i] = theta[i] + h
        down[i] = theta[i] - h
        gradient[i] = (f(up * 1.0) - f(down * 1.0)) / (2 * h)
    return gradient


@mistake("numeric_gradient", "G1", RESULT, number=61)
def gradient_cut_off(f, theta, h):
    return slopes(f, theta, h).astype(theta.dtype)


@mistake("numeric_gradient", "G1", "How many numbers of theta did you push at the same time?", number=63)
def gradient_all_at_once(f, theta, h):
    return np.full(theta.shape, (f(theta + h) - f(theta - h)) / (2 * h))


@mistake("numeric_gradient", "G1", SINGLE, number=64)
def gradient_in_float32(f, theta, h):
    return slopes(f, theta, h, kind=np.float32)


@mistake("numeric_gradient", "G1", WHOSE_STEP, number=65)
def gradient_with_a_tiny_step(f, theta, h):
    return slopes(f, theta, 1e-9)


@mistake("numeric_gradient", "G1", WHOSE_STEP)
def gradient_with_its_own_step(f, theta, h):
    return slopes(f, theta, 1e-5)


@mistake("numeric_gradient", "G1", "Which shape should the answer have: theta's, or a row of numbers?")
def gradient_flat(f, theta, h):
    return slopes(f, theta, h).ravel()


@mistake(
    "numeric_gradient", "G1", "Which number of theta does each of your slopes belong to? Is it the first, for a table?"
)
def gradient_by_rows(f, theta, h):
    gradient = np.zeros(len(theta))
    for i in range(len(theta)):
        up, down = theta.astype(float), theta.astype(float)
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake("numeric_gradient", "G1", "Is h a part of the number, or the same step for each?")
def gradient_step_in_parts(f, theta, h):
    gradient = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        up, down = theta.astype(float), theta.astype(float)
        up[i] *= 1 + h
        down[i] *= 1 - h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


@mistake(
    "numeric_gradient", "G1", "f gives C, which is a mean already (S3). What did you divide by once more?", number=66
)
def gradient_divided_by_size(f, theta, h):
    return slopes(f, theta, h) / theta.size


# Off the real axis: complex_step_derivative.


@mistake("complex_step_derivative", "G2", "f(x + ih) has two parts. Which of them moved when you pushed sideways?")
def step_real_part(f, x):
    return np.real(f(x + 1e-30j)) / 1e-30


@mistake("complex_step_derivative", "G2", "This is how far f moved. By what do you divide a move to get a slope?")
def step_not_divided(f, x):
    return np.imag(f(x + 1e-30j))


@mistake("complex_step_derivative", "G2", "There is one push here. How far is it from x to x + ih?", number=58)
def step_divided_by_two(f, x):
    return np.imag(f(x + 1e-30j)) / 2e-30


@mistake(
    "complex_step_derivative", "G2", "Nothing is subtracted here. Need h be as large as for two real nudges?", number=65
)
def step_as_for_nudges(f, x):
    return np.imag(f(x + 1e-5j)) / 1e-5


@mistake(
    "complex_step_derivative", "G2", "Nothing is subtracted here. Need h be as large as that? (Its error is like h².)"
)
def step_too_large(f, x):
    return np.imag(f(x + 1e-3j)) / 1e-3


@mistake(
    "complex_step_derivative", "G2", "Slope times h must still be a float with all its digits. How small are floats?"
)
def step_too_small(f, x):
    return np.imag(f(x + 5e-324j)) / 5e-324


@mistake(
    "complex_step_derivative",
    "G2",
    "Is the answer a real number or a complex one? Which part of f(x + ih) is the slope in?",
)
def step_complex(f, x):
    return f(x + 1e-30j) / 1e-30j


@mistake(
    "complex_step_derivative", "G2", "The length of a complex number mixes both of its parts. Which one do you need?"
)
def step_length(f, x):
    return np.abs(f(x + 1e-30j)) / 1e-30


@mistake("complex_step_derivative", "G2", "Where does i stand in your push? Are you still on the real axis?")
def step_on_the_axis(f, x):
    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5


@mistake(
    "complex_step_derivative", "G2", "You pushed to the other side, -ih. What does that do to the sign?", number=36
)
def step_other_side(f, x):
    return np.imag(f(x - 1e-30j)) / 1e-30


@mistake("complex_step_derivative", "G2", "Does the push grow with x? What if x is 0?")
def step_in_parts(f, x):
    return np.imag(f(x * (1 + 1e-30j))) / 1e-30


@mistake("complex_step_derivative", "G2", "An angle is the imaginary part over the real one. Is f itself 1 here?")
def step_angle(f, x):
    return np.angle(f(x + 1e-30j)) / 1e-30


# One number for how far off: relative_error.


def norm(array):
    return np.sqrt(np.sum(np.square(array)))


def off(gradient, numeric, size):
    """The distance over a size, noughts and shapes treated rightly."""
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    distance = norm(np.subtract(gradient, numeric))
    return float(distance / size(gradient, numeric)) if distance else 0.0


@mistake("relative_error", "G3", "Is 0.001 much? Beside which numbers? What is missing below the line?")
def error_absolute(gradient, numeric):
    return off(gradient, numeric, lambda g, n: 1.0)


@mistake("relative_error", "G3", "How large are both together? You looked at the gradient's length only.")
def error_over_gradient(gradient, numeric):
    return off(gradient, numeric, lambda g, n: norm(g) or 1.0)


@mistake("relative_error", "G3", "How large are both together? You looked at the numeric one's length only.")
def error_over_numeric(gradient, numeric):
    return off(gradient, numeric, lambda g, n: norm(n) or 1.0)


@mistake("relative_error", "G3", "Both lengths count below the line. Which of the two did you leave out?")
def error_over_larger(gradient, numeric):
    return off(gradient, numeric, lambda g, n: max(norm(g), norm(n)))


@mistake("relative_error", "G3", "Below the line stand two lengths. Where is the other half of them?", number=37)
def error_over_half(gradient, numeric):
    return 2 * off(gradient, numeric, lambda g, n: norm(g) + norm(n))


@mistake("relative_error", "G3", "The length of a sum is not the sum of the lengths. What if the sign is turned?")
def error_over_length_of_sum(gradient, numeric):
    with np.errstate(all="ignore"):
        return off(gradient, numeric, lambda g, n: norm(np.add(g, n)))


@mistake("relative_error", "G3", "A length is a root. Did you compare lengths, or their squares?")
def error_of_squares(gradient, numeric):
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    size = norm(gradient) ** 2 + norm(numeric) ** 2
    return float(norm(np.subtract(gradient, numeric)) ** 2 / size) if size else 0.0


@mistake(
    "relative_error", "G3", "Two arrows of one length can point anywhere. What does your number say of directions?"
)
def error_of_lengths(gradient, numeric):
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    size = norm(gradient) + norm(numeric)
    return float(abs(norm(gradient) - norm(numeric)) / size) if size else 0.0


@mistake("relative_error", "G3", "Differences of both signs: what becomes of them in a plain sum?")
def error_of_sums(gradient, numeric):
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    size = norm(gradient) + norm(numeric)
    return float(abs(np.sum(np.subtract(gradient, numeric))) / size) if size else 0.0


@mistake(
    "relative_error",
    "G3",
    "One tiny entry can make a right gradient look wrong. Is it each entry that counts, or all together?",
)
def error_of_worst_entry(gradient, numeric):
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    size = np.abs(gradient) + np.abs(numeric)
    return float(np.max(np.abs(np.subtract(gradient, numeric)) / np.where(size > 0, size, 1)))


@mistake(
    "relative_error",
    "G3",
    "One tiny entry can make a right gradient look wrong. Is it each entry that counts, or all together?",
)
def error_of_mean_entry(gradient, numeric):
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    size = np.abs(gradient) + np.abs(numeric)
    return float(np.mean(np.abs(np.subtract(gradient, numeric)) / np.where(size > 0, size, 1)))


@mistake("relative_error", "G3", "You added up sizes of entries. How long is the arrow (3, 4)?")
def error_by_sizes_of_entries(gradient, numeric):
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    size = np.sum(np.abs(gradient)) + np.sum(np.abs(numeric))
    return float(np.sum(np.abs(np.subtract(gradient, numeric))) / size) if size else 0.0


@mistake("relative_error", "G3", "You took the largest entries for lengths. How long is the arrow (3, 4)?")
def error_by_largest_entries(gradient, numeric):
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    size = np.max(np.abs(gradient)) + np.max(np.abs(numeric))
    return float(np.max(np.abs(np.subtract(gradient, numeric))) / size) if size else 0.0


@mistake(
    "relative_error",
    "G3",
    "In deep layers gradients are tiny, and yet they may be wrong. What does your small number do to them?",
)
def error_with_a_floor(gradient, numeric):
    return off(gradient, numeric, lambda g, n: norm(g) + norm(n) + 1e-8)


@mistake(
    "relative_error",
    "G3",
    "In deep layers gradients are tiny, and yet they may be wrong. What does your small number do to them?",
)
def error_with_a_least_size(gradient, numeric):
    return off(gradient, numeric, lambda g, n: max(norm(g) + norm(n), 1e-8))


@mistake("relative_error", "G3", "What is 0 / 0? What should come out when both are noughts, and so agree?")
def error_of_noughts(gradient, numeric):
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    with np.errstate(all="ignore"):
        return np.float64(norm(np.subtract(gradient, numeric))) / (norm(gradient) + norm(numeric))


@mistake("relative_error", "G3", "Do two noughts agree, or have they nothing in common?")
def error_of_noughts_one(gradient, numeric):
    size = norm(gradient) + norm(numeric)
    if np.shape(gradient) != np.shape(numeric) or not size:
        return 1.0
    return float(norm(np.subtract(gradient, numeric)) / size)


@mistake("relative_error", "G3", "(3,) minus (3, 1): which shape comes out? Did numpy complain?", number=53)
def error_spread_out(gradient, numeric):
    size = norm(gradient) + norm(numeric)
    return float(norm(np.subtract(gradient, numeric)) / size) if size else 0.0


@mistake(
    "relative_error",
    "G3",
    "A shape that is wrong: should your check stop, call it right, or call it as wrong as can be?",
)
def error_shapes_ignored(gradient, numeric):
    gradient, numeric = np.ravel(gradient), np.ravel(numeric)
    return off(gradient, numeric, lambda g, n: norm(g) + norm(n))


@mistake(
    "relative_error",
    "G3",
    "The length of a matrix has more than one meaning. Which one did numpy take, and which is asked for?",
)
def error_by_matrix_norm(gradient, numeric):
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    order = 2 if np.ndim(gradient) == 2 else None
    size = np.linalg.norm(gradient, order) + np.linalg.norm(numeric, order)
    return float(np.linalg.norm(np.subtract(gradient, numeric), order) / size) if size else 0.0


@mistake("relative_error", "G3", "One number for the whole array, or one a column?", number=31)
def error_by_columns(gradient, numeric):
    if np.shape(gradient) != np.shape(numeric):
        return 1.0
    size = np.linalg.norm(np.atleast_1d(gradient), axis=0) + np.linalg.norm(np.atleast_1d(numeric), axis=0)
    distance = np.linalg.norm(np.atleast_1d(np.subtract(gradient, numeric)), axis=0)
    return np.where(size > 0, distance / np.where(size > 0, size, 1), 0.0)


# The same, by one who has not thought of noughts and of shapes yet.


def bare(gradient, numeric, size):
    with np.errstate(all="ignore"):
        return np.float64(norm(np.subtract(gradient, numeric))) / size


@mistake("relative_error", "G3", "Is 0.001 much? Beside which numbers? What is missing below the line?")
def error_absolute_bare(gradient, numeric):
    return bare(gradient, numeric, 1.0)


@mistake("relative_error", "G3", "How large are both together? You looked at the gradient's length only.")
def error_over_gradient_bare(gradient, numeric):
    return bare(gradient, numeric, norm(gradient))


@mistake("relative_error", "G3", "How large are both together? You looked at the numeric one's length only.")
def error_over_numeric_bare(gradient, numeric):
    return bare(gradient, numeric, norm(numeric))


@mistake("relative_error", "G3", "Both lengths count below the line. Which of the two did you leave out?")
def error_over_larger_bare(gradient, numeric):
    return bare(gradient, numeric, max(norm(gradient), norm(numeric)))


@mistake("relative_error", "G3", "What is 0 / 0? What should come out when both are noughts, and so agree?")
def error_of_noughts_and_shapes(gradient, numeric):
    return bare(gradient, numeric, norm(gradient) + norm(numeric))


# Block by block: check_gradients.


def errors(dC_dW, dC_db, numeric_dW, numeric_db, error=lambda g, n: off(g, n, lambda g, n: norm(g) + norm(n))):
    """A right report, made of `error`."""
    report = {}
    for l in dC_dW:
        report[f"W{l}"] = error(dC_dW[l], numeric_dW[l])
        report[f"b{l}"] = error(dC_db[l], numeric_db[l])
    return report


@mistake("check_gradients", "G3", "One number for all: would a wrong bias be seen beside a hundred right weights?")
def report_one_number(*given):
    return max(errors(*given).values())


@mistake("check_gradients", "G3", "Which blocks has a layer besides W?", number=33)
def report_without_biases(*given):
    return {block: error for block, error in errors(*given).items() if block[0] == "W"}


@mistake("check_gradients", "G3", "Which blocks has a layer besides b?")
def report_without_weights(*given):
    return {block: error for block, error in errors(*given).items() if block[0] == "b"}


@mistake("check_gradients", "G3", "Two blocks under one key: which of them is left in your dict?", number=21)
def report_keyed_by_layer(*given):
    return {int(block[1:]): error for block, error in errors(*given).items()}


@mistake("check_gradients", "G3", 'The keys are texts such as "W1". Which are yours?')
def report_keyed_by_pairs(*given):
    return {(block[0], int(block[1:])): error for block, error in errors(*given).items()}


@mistake("check_gradients", "G3", "Is the first layer called 0 or 1?", number=51)
def report_from_zero(*given):
    return {f"{block[0]}{int(block[1:]) - 1}": error for block, error in errors(*given).items()}


@mistake(
    "check_gradients", "G3", "In which order do the layers lie in each dict? Need it be the same order?", number=52
)
def report_by_order(dC_dW, dC_db, numeric_dW, numeric_db):
    report = {}
    for l, one, other, third, fourth in zip(
        dC_dW, *(d.values() for d in (dC_dW, numeric_dW, dC_db, numeric_db)), strict=True
    ):
        report[f"W{l}"] = off(one, other, lambda g, n: norm(g) + norm(n))
        report[f"b{l}"] = off(third, fourth, lambda g, n: norm(g) + norm(n))
    return report


@mistake("check_gradients", "G3", "A gradient is held against a numeric one. What did you hold against what?")
def report_against_itself(dC_dW, dC_db, numeric_dW, numeric_db):
    return errors(dC_dW, dC_db, dC_dW, dC_db)


@mistake("check_gradients", "G3", "Under which of the two names does the error of a bias stand?", number=52)
def report_names_swapped(*given):
    return {("b" if block[0] == "W" else "W") + block[1:]: error for block, error in errors(*given).items()}


@mistake("check_gradients", "G3", "How many layers has the network? How many has your loop?", number=51)
def report_without_last(dC_dW, dC_db, numeric_dW, numeric_db):
    report = errors(dC_dW, dC_db, numeric_dW, numeric_db)
    return {block: error for block, error in report.items() if int(block[1:]) < max(2, len(dC_dW))}


@mistake("check_gradients", "G3", "How large is each block's error beside its block? You give the bare difference.")
def report_absolute(*given):
    return errors(*given, error=lambda g, n: off(g, n, lambda g, n: 1.0))


@mistake("check_gradients", "G3", "Each block is as large as it is. By the size of which block did you divide?")
def report_over_all(dC_dW, dC_db, numeric_dW, numeric_db):
    parts = (dC_dW, dC_db, numeric_dW, numeric_db)
    whole = sum(
        norm(np.concatenate([np.ravel(each) for d in pair for each in d.values()])) for pair in (parts[:2], parts[2:])
    )
    return errors(*parts, error=lambda g, n: off(g, n, lambda g, n: whole))


@mistake("check_gradients", "G3", "A verdict or a number? How near is near enough is for the reader to say.")
def report_verdicts(*given):
    return {block: error <= 1e-7 for block, error in errors(*given).items()}


@mistake("check_gradients", "G3", "W[2] came transposed. Should your report stop there, or say so?")
def report_stops_at_shapes(*given):
    return errors(*given, error=lambda g, n: off(g - n, 0 * g, lambda d, _: norm(g) + norm(n)))


@mistake("check_gradients", "G3", "A list has no names. Which block does each of your numbers belong to?")
def report_as_list(*given):
    return list(errors(*given).values())


@mistake("check_gradients", "G3", "Which entry is the worst is a good question, but which one was asked?")
def report_worst_entries(*given):
    return errors(*given, error=error_of_worst_entry)


# All at once along one direction: directional_check.


def along(f, theta, gradient, rng, h, draw=None, slope=None, promise=np.sum, error=None):
    """A right check along one direction; each of its parts can be taken by another that goes wrong."""
    theta = np.array(theta, dtype=float)
    d = draw(rng, theta) if draw else rng.choice([-1.0, 1.0], size=theta.shape)
    found = slope(f, theta, d, h) if slope else (f(theta + h * d) - f(theta - h * d)) / (2 * h)
    return (error or (lambda g, n: off(g, n, lambda g, n: norm(g) + norm(n))))(float(promise(gradient * d)), found)


@mistake("directional_check", "G4", TWO_H, number=58)
def direction_without_the_two(*given):
    return along(*given, slope=lambda f, theta, d, h: (f(theta + h * d) - f(theta - h * d)) / h)


@mistake("directional_check", "G4", IN_WHICH_ORDER, number=58)
def direction_times_h(*given):
    return along(*given, slope=lambda f, theta, d, h: (f(theta + h * d) - f(theta - h * d)) / 2 * h)


@mistake("directional_check", "G4", ONE_SIDE)
def direction_upwards(*given):
    return along(*given, slope=lambda f, theta, d, h: (f(theta + h * d) - f(theta)) / h)


@mistake("directional_check", "G4", "All numbers pushed upwards: what if two wrong entries cancel in the sum?")
def direction_all_ones(*given):
    return along(*given, draw=lambda rng, theta: np.ones(theta.shape))


@mistake("directional_check", "G4", "Is each entry of your direction -1 or +1? How long may a single one be?")
def direction_normal(*given):
    return along(*given, draw=lambda rng, theta: rng.normal(size=theta.shape))


@mistake(
    "directional_check",
    "G4",
    "Is each entry of your direction -1 or +1? What happens to entries that are not moved at all?",
)
def direction_zero_or_one(*given):
    return along(*given, draw=lambda rng, theta: rng.choice([0.0, 1.0], size=theta.shape))


@mistake("directional_check", "G4", "You divided the direction by its length. Is the nudge of each number still h?")
def direction_of_length_one(*given):
    def draw(rng, theta):
        d = rng.choice([-1.0, 1.0], size=theta.shape)
        return d / norm(d)

    return along(*given, draw=draw)


@mistake("directional_check", "G4", "How many numbers does the direction move: all, or one?")
def direction_one_entry(*given):
    def draw(rng, theta):
        d = np.zeros(theta.size)
        d[rng.integers(theta.size)] = 1.0
        return d.reshape(theta.shape)

    return along(*given, draw=draw)


@mistake("directional_check", "G4", "Whose random numbers are these: those of `rng`, or some of your own?", number=54)
def direction_of_its_own(f, theta, gradient, rng, h):
    return along(f, theta, gradient, np.random.default_rng(0), h)


@mistake(
    "directional_check",
    "G4",
    "Each number pushed moves f by its own slope, and the moves add up. Is yours a sum or a mean?",
    number=66,
)
def direction_mean(*given):
    return along(*given, promise=np.mean)


@mistake(
    "directional_check", "G4", "The gradient promises how far f moves along d. Where does d come into your promise?"
)
def direction_not_in_promise(f, theta, gradient, rng, h):
    return along(f, theta, gradient, rng, h, promise=lambda _: np.sum(gradient))


@mistake("directional_check", "G4", "The slope along d can be of either sign. Why did you take its size?", number=39)
def direction_without_signs(*given):
    return along(*given, error=lambda g, n: abs(abs(g) - abs(n)) / ((abs(g) + abs(n)) or 1.0))


@mistake("directional_check", "G4", "This is how far apart the two are. How far is that, beside their size?")
def direction_absolute(*given):
    return along(*given, error=lambda g, n: abs(g - n))


@mistake("directional_check", "G4", "Below the line stand both sizes. Which of the two did you leave out?")
def direction_over_found(*given):
    return along(*given, error=lambda g, n: abs(g - n) / abs(n) if n else 0.0)


@mistake("directional_check", "G4", "Is an error ever below nought?", number=36)
def direction_with_a_sign(*given):
    return along(*given, error=lambda g, n: (g - n) / ((abs(g) + abs(n)) or 1.0))


@mistake("directional_check", "G4", "You held the promise against itself. Who asks f how far it moves?", number=62)
def direction_of_the_promise(f, theta, gradient, rng, h):
    return along(lambda theta: float(np.sum(gradient * theta)), theta, gradient, rng, h)


@mistake("directional_check", "G4", ONE_ARRAY, number=60)
def direction_on_one_array(*given):
    def slope(f, theta, d, h):
        up = down = theta
        up += h * d
        down -= h * d
        return (f(up) - f(down)) / (2 * h)

    return along(*given, slope=slope)


@mistake("directional_check", "G4", "From theta + h d, how far is it to theta - h d?", number=59)
def direction_back_to_start(*given):
    def slope(f, theta, d, h):
        moved = theta + h * d
        up = f(moved)
        moved -= h * d
        return (up - f(moved)) / (2 * h)

    return along(*given, slope=slope)


@mistake("directional_check", "G4", LEFT, number=55)
def direction_leaves_theta_moved(f, theta, gradient, rng, h):
    error = along(f, theta, gradient, rng, h)
    theta += np.array(h).astype(theta.dtype) + np.ones((), dtype=theta.dtype)
    return error


@mistake("directional_check", "G4", WHOLE, number=61)
def direction_step_cut_off(f, theta, gradient, rng, h):
    def slope(f, _, d, h):
        up, down = ((theta + step * d).astype(theta.dtype) * 1.0 for step in (h, -h))
        return (f(up) - f(down)) / (2 * h)

    return along(f, theta, gradient, rng, h, slope=slope)


@mistake("directional_check", "G4", WHOSE_STEP, number=65)
def direction_with_a_tiny_step(f, theta, gradient, rng, h):
    return along(f, theta, gradient, rng, 1e-9)


@mistake(
    "directional_check",
    "G4",
    "That is a slope for each number, P of them. How many calls of f does one direction need?",
)
def direction_number_by_number(f, theta, gradient, rng, h):
    theta = np.array(theta, dtype=float)
    d = rng.choice([-1.0, 1.0], size=theta.shape)
    promised, found = float(np.sum(gradient * d)), float(np.sum(slopes(f, theta, h) * d))
    return off(promised, found, lambda g, n: norm(g) + norm(n))


# The zoo: fixture.


def plan(
    sizes=(5, 4, 3, 6, 2),
    N=7,
    activations=("relu", "tanh", "softplus", "sigmoid"),
    cost="log cosh",
    symmetric=False,
    seed=1,
):
    """A fixture that tells all apart, from which the poor ones are made."""
    given = {"sizes": sizes, "N": N, "activations": activations, "cost": cost, "symmetric": symmetric, "seed": seed}
    return given


@mistake("fixture", "S3", "With how many examples is a sum the same as a mean?", number=24)
def fixture_of_one_example():
    return plan(N=1)


@mistake("fixture", "S5", "For which cost is dc/da = a - y? Which one did you choose?", number=40)
def fixture_of_squared_error():
    return plan(cost="squared error")


@mistake(
    "fixture",
    "S5",
    "For which pairs of cost and last activation is delta = a - y? Which pair did you choose?",
    number=41,
)
def fixture_of_the_shortcut():
    return plan(cost="binary cross-entropy")


@mistake("fixture", "S6", "If W is its own transpose, who notices that it was not turned?", number=9)
def fixture_symmetric():
    return plan(sizes=(4, 4, 4, 4, 4), symmetric=True)


@mistake("fixture", "S6", "If all layers use one activation, who notices that a neighbour's slope was taken?", number=7)
def fixture_of_one_activation():
    return plan(activations=("softplus",) * 4)


@mistake("fixture", "S6", "Which activation treats negative z in a way of its own? Is it in your network?", number=49)
def fixture_without_relu():
    return plan(activations=("tanh", "softplus", "sigmoid", "tanh"))


@mistake("fixture", "S6", "Without a hidden layer, how often is the recursion used?", number=2)
def fixture_of_one_layer():
    return plan(sizes=(4, 3), activations=("sigmoid",))


@mistake("fixture", "S6", "With one step back only, what can happen in the second one?", number=26)
def fixture_of_two_layers():
    return plan(sizes=(4, 3, 2), activations=("relu", "sigmoid"))


@mistake(
    "fixture",
    "S4",
    "With one output, is a sum over the outputs different from a mean, or from the first of them?",
    number=44,
)
def fixture_of_one_output():
    return plan(sizes=(5, 4, 3, 6, 1))


@mistake("fixture", "S6", "If every layer has a single neuron, how many paths can be forgotten?", number=12)
def fixture_of_single_neurons():
    return plan(sizes=(3, 1, 1, 1), activations=("relu", "tanh", "sigmoid"), seed=4)


@mistake("fixture", "S1", "What is the slope of z itself? Who notices that it was left out?", number=1)
def fixture_of_straight_layers():
    return plan(activations=("relu", "identity", "identity", "identity"))

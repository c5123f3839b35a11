"""Lesson 1: what goes wrong with nudges, along a path and over paths (D1 to D4)."""

import numpy as np

from autograder.mistakes import mistake

NUDGE = "D1, S4"
ALONG = "D2, S5"
OVER = "D3, S6"
MANY = "D4, S6"
HOW_MANY = "How many middle nodes does u feed? How many of them reach your answer?"


# The numeric derivative.


@mistake("numeric_derivative", NUDGE, "You nudge to one side only. Where does the other nudge go?")
def to_the_right_only(f, x, h=1e-5):
    return (f(x + h) - f(x)) / h


@mistake("numeric_derivative", NUDGE, "You nudge to one side only. Where does the other nudge go?")
def to_the_left_only(f, x, h=1e-5):
    return (f(x) - f(x - h)) / h


@mistake(
    "numeric_derivative",
    NUDGE,
    "In which order does Python work out a / 2 * h? Which of the two does h end up in?",
    number=58,
)
def multiplied_by_h(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / 2 * h


@mistake("numeric_derivative", NUDGE, "How far is it from x - h to x + h?", number=58)
def two_forgotten(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / h


@mistake("numeric_derivative", NUDGE, "This is how far f moves. How far does it move for each unit of x?")
def not_divided(f, x, h=1e-5):
    return f(x + h) - f(x - h)


@mistake(
    "numeric_derivative",
    NUDGE,
    "A curve that rises has which sign of slope? Which of your two values do you take from which?",
)
def turned_round(f, x, h=1e-5):
    return (f(x - h) - f(x + h)) / (2 * h)


@mistake(
    "numeric_derivative", NUDGE, "Where a curve falls, which sign has its slope? Where is that sign in your answer?"
)
def size_of_a_slope(f, x, h=1e-5):
    return abs(f(x + h) - f(x - h)) / (2 * h)


@mistake(
    "numeric_derivative",
    NUDGE,
    "You add h, then take h away. Where is x then: at x - h, or back at its start?",
    number=59,
)
def not_put_back(f, x, h=1e-5):
    x = x + h
    up = f(x)
    x = x - h
    down = f(x)
    return (up - down) / (2 * h)


@mistake("numeric_derivative", NUDGE, "Are your two nudged x two arrays, or two names for one?", number=60)
def one_array_with_two_names(f, x, h=1e-5):
    plus = np.array(x, dtype=float)
    minus = plus
    plus += h
    minus -= h
    return (f(plus) - f(minus)) / (2 * h)


@mistake(
    "numeric_derivative",
    NUDGE,
    "x may be a whole number. What becomes of 3 + 0.00001 in an array of whole numbers?",
    number=61,
)
def step_lost_in_integers(f, x, h=1e-5):
    places = np.array([x, x])
    places[0] += h
    places[1] -= h
    return float(f(places[0]) - f(places[1])) / (2 * h)


@mistake(
    "numeric_derivative",
    NUDGE,
    "float32 keeps about seven digits. How many of them does a step of 0.00001 leave for the move of f?",
    number=64,
)
def in_float32(f, x, h=1e-5):
    x, h = np.float32(x), np.float32(h)
    return float((f(x + h) - f(x - h)) / (2 * h))


@mistake(
    "numeric_derivative",
    NUDGE,
    "The caller says how far to nudge. Which step does your line use, and what does rounding leave of the move?",
    number=65,
)
def own_tiny_step(f, x, h=1e-5):
    return (f(x + 1e-8) - f(x - 1e-8)) / 2e-8


@mistake("numeric_derivative", NUDGE, "The caller says how far to nudge. Does your line listen?")
def h_ignored(f, x, h=1e-5):
    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5


@mistake(
    "numeric_derivative",
    NUDGE,
    "Which step does the stub give to a caller who names none? Is it still there?",
    number=65,
)
def smaller_step_in_the_signature(f, x, h=1e-8):
    return (f(x + h) - f(x - h)) / (2 * h)


@mistake(
    "numeric_derivative", NUDGE, "You nudge by h times x. By how much does the task say, and what happens at x = 0?"
)
def step_in_proportion(f, x, h=1e-5):
    return (f(x + h * x) - f(x - h * x)) / (2 * h * x)


@mistake(
    "numeric_derivative",
    NUDGE,
    "You divide by x as well. Is a slope a move of f for each unit of x, or for each part of x?",
)
def divided_by_x(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h) / x


@mistake("numeric_derivative", NUDGE, "Your two nudged places are h apart. Where does the task put them?")
def half_nudges(f, x, h=1e-5):
    return (f(x + h / 2) - f(x - h / 2)) / h


# Along a path.


@mistake("chain", ALONG, "The first link doubles a nudge and the second triples it. What do both together do to it?")
def links_added(local_derivatives):
    return np.sum(local_derivatives)


@mistake("chain", ALONG, "When the next link comes, what happens to the product so far?", number=21)
def last_link_wins(local_derivatives):
    product = 1.0
    for slope in local_derivatives:
        product = slope
    return product


@mistake("chain", ALONG, "With which number does your product begin, and what does multiplying do to it?")
def begun_at_nought(local_derivatives):
    product = 0.0
    for slope in local_derivatives:
        product *= slope
    return product


@mistake("chain", ALONG, "With which link does your loop begin?")
def first_link_missing(local_derivatives):
    return np.prod(local_derivatives[1:])


@mistake("chain", ALONG, "With which link does your loop end?")
def last_link_missing(local_derivatives):
    return np.prod(local_derivatives[:-1])


@mistake("chain", ALONG, "How many times does a nudge pass the first link?")
def first_link_twice(local_derivatives):
    product = local_derivatives[0]
    for slope in local_derivatives:
        product = product * slope
    return product


@mistake("chain", ALONG, "A link that turns a rise into a fall has a slope below 0. Where is its sign in your product?")
def signs_lost(local_derivatives):
    return np.prod(np.abs(local_derivatives))


@mistake("chain", ALONG, "These are the products after each link. Which of them is the answer to the end of the chain?")
def running_products(local_derivatives):
    return np.cumprod(local_derivatives)


@mistake("chain", ALONG, "You divide by the number of links. Does a longer chain pass on less because it is longer?")
def shared_among_links(local_derivatives):
    return np.prod(local_derivatives) / len(local_derivatives)


@mistake("chain", ALONG, "How the end answers to the start, or how the start answers to the end: which is asked?")
def other_way_round(local_derivatives):
    return 1 / np.prod(local_derivatives)


@mistake("chain", ALONG, "Look at local_derivatives after your call. Are they still what was given to you?", number=57)
def multiplied_in_place(local_derivatives):
    for i in range(1, len(local_derivatives)):
        local_derivatives[i] *= local_derivatives[i - 1]
    return local_derivatives[-1]


@mistake(
    "chain", ALONG, "What does your product hold when the function is called a second time?", number=54, remembers=True
)
def product_remembered():
    product = [1.0]

    def chain(local_derivatives):
        for slope in local_derivatives:
            product[0] *= slope
        return product[0]

    return chain


# The nested function.


@mistake("nested_derivative", ALONG, "That is how c answers to v. How many links lie between x and c?")
def last_link_only(x):
    return 3 * np.sin(x * x) ** 2


@mistake("nested_derivative", ALONG, "Does u move as far as x does? Which link is missing?")
def first_link_forgotten(x):
    return 3 * np.sin(x * x) ** 2 * np.cos(x * x)


@mistake("nested_derivative", ALONG, "How does v answer to u? Which link is missing?")
def middle_link_forgotten(x):
    return 3 * np.sin(x * x) ** 2 * 2 * x


@mistake("nested_derivative", ALONG, "How does c answer to v? Which link is missing?")
def last_link_forgotten(x):
    return np.cos(x * x) * 2 * x


@mistake(
    "nested_derivative", ALONG, "Which number arrives at each link? At which number do you take its slope?", number=3
)
def every_slope_at_x(x):
    return 3 * x**2 * np.cos(x) * 2 * x


@mistake("nested_derivative", ALONG, "Which number arrives at the last link, x, u or v?")
def last_slope_at_u(x):
    return 3 * (x * x) ** 2 * np.cos(x * x) * 2 * x


@mistake("nested_derivative", ALONG, "Which number arrives at the sine, x or u?")
def sine_at_x(x):
    return 3 * np.sin(x) ** 2 * np.cos(x) * 2 * x


@mistake(
    "nested_derivative",
    ALONG,
    "Do you put slopes into slopes? A nudge goes through one link after the other: what does each do to it?",
)
def slopes_put_into_slopes(x):
    return 3 * np.cos(2 * x) ** 2


@mistake("nested_derivative", ALONG, "A slope takes the number that arrives. Is that u, or the slope of u?")
def cosine_of_the_slope(x):
    return 3 * np.sin(x * x) ** 2 * np.cos(2 * x)


@mistake("nested_derivative", ALONG, "What do two links do to a nudge together: add their slopes, or something else?")
def slopes_added(x):
    return 3 * np.sin(x * x) ** 2 + np.cos(x * x) + 2 * x


@mistake("nested_derivative", ALONG, "Near u = 0 the sine rises. What sign has its slope there?")
def cosine_with_a_minus(x):
    return -3 * np.sin(x * x) ** 2 * np.cos(x * x) * 2 * x


@mistake("nested_derivative", ALONG, "Is that the value of the sine, or its slope?", number=5)
def sine_for_its_slope(x):
    return 3 * np.sin(x * x) ** 3 * 2 * x


@mistake("nested_derivative", ALONG, "c = v³. What is left of the power when you take the slope?", number=6)
def power_lost(x):
    return 3 * np.sin(x * x) * np.cos(x * x) * 2 * x


@mistake("nested_derivative", ALONG, "c = v³. Which factor comes down when you take the slope?", number=37)
def factor_lost(x):
    return np.sin(x * x) ** 2 * np.cos(x * x) * 2 * x


@mistake("nested_derivative", ALONG, "That is c itself. How far does it move for each unit of x?")
def value_for_slope(x):
    return np.sin(x * x) ** 3


# Over paths.


@mistake(
    "total_derivative", OVER, "Which dc/dv meets which dv/du? Does the slope of one path ever meet that of another?"
)
def sums_multiplied(dc_dv, dv_du):
    return np.sum(dc_dv) * np.sum(dv_du)


@mistake(
    "total_derivative", OVER, "When the next path comes, what happens to the number of the path before?", number=21
)
def last_path_wins(dc_dv, dv_du):
    for slope_of_c, slope_of_v in zip(dc_dv, dv_du, strict=True):
        total = slope_of_c * slope_of_v
    return total


@mistake("total_derivative", OVER, HOW_MANY, number=12)
def first_path_only(dc_dv, dv_du):
    return dc_dv[0] * dv_du[0]


@mistake("total_derivative", OVER, "Does your loop reach the last path?")
def last_path_missing(dc_dv, dv_du):
    return np.sum((dc_dv * dv_du)[:-1]) if len(dc_dv) > 1 else 0.0


@mistake("total_derivative", OVER, "You return one number for each path. All of them act at once: how far does c move?")
def paths_not_added(dc_dv, dv_du):
    return dc_dv * dv_du


@mistake("total_derivative", OVER, "Does a nudge go down one path and then the next, or down all of them at once?")
def paths_multiplied(dc_dv, dv_du):
    return np.prod(dc_dv * dv_du)


@mistake("total_derivative", OVER, "Along one path, what do two links do to a nudge together? (D2)")
def links_of_a_path_added(dc_dv, dv_du):
    return np.sum(dc_dv + dv_du)


@mistake("total_derivative", OVER, "Do the paths add up, or did you take their average?")
def average_of_paths(dc_dv, dv_du):
    return np.mean(dc_dv * dv_du)


@mistake("total_derivative", OVER, "Does every v move as far as u does? Where does dv/du stand in your sum?", number=13)
def slopes_of_v_forgotten(dc_dv, dv_du):
    return np.sum(dc_dv)


@mistake(
    "total_derivative", OVER, "That is how far the middle nodes move. How does c answer to each of them?", number=23
)
def slopes_of_c_forgotten(dc_dv, dv_du):
    return np.sum(dv_du)


@mistake("total_derivative", OVER, "Two paths push c in opposite ways. What do they do together?")
def signs_of_paths_lost(dc_dv, dv_du):
    return np.sum(np.abs(dc_dv * dv_du))


@mistake("total_derivative", OVER, "The strongest path is not alone. What do the others do to c?")
def strongest_path_only(dc_dv, dv_du):
    products = dc_dv * dv_du
    return products[np.argmax(np.abs(products))]


@mistake("total_derivative", OVER, "A table of n times n products: which of them lie along a path?")
def every_pair(dc_dv, dv_du):
    return np.outer(dc_dv, dv_du)


@mistake(
    "total_derivative", OVER, "Does the first path start where the last one ends? Which dc/dv belongs to which dv/du?"
)
def paths_crossed(dc_dv, dv_du):
    return np.sum(dc_dv * dv_du[::-1])


@mistake(
    "total_derivative", OVER, "Look at the arguments after your call. Are they still what was given to you?", number=57
)
def overwrites_the_slopes_of_c(dc_dv, dv_du):
    dc_dv *= dv_du
    return np.sum(dc_dv)


@mistake(
    "total_derivative",
    OVER,
    "With which number does your sum begin when the function is called a second time?",
    number=54,
    remembers=True,
)
def sum_remembered():
    total = [0.0]

    def total_derivative(dc_dv, dv_du):
        total[0] += float(np.sum(dc_dv * dv_du))
        return total[0]

    return total_derivative


# Many inputs at once.


@mistake("dc_du", MANY, "J[k, j] says how v_k answers to u_j. Which of k and j does your sum run over?", number=9)
def jacobian_from_the_wrong_side(dc_dv, dv_du):
    return dv_du @ dc_dv


@mistake("dc_du", MANY, "The shapes fit now. Does each dc/dv_k still meet the slopes of its own v_k?", number=10)
def jacobian_reshaped(dc_dv, dv_du):
    return dv_du.reshape(dv_du.shape[::-1]) @ dc_dv


@mistake("dc_du", MANY, "`*` lays your vector along the rows of J. Along which of k and j should it run?", number=22)
def laid_along_the_wrong_axis(dc_dv, dv_du):
    return np.sum(dc_dv * dv_du, axis=0)


@mistake("dc_du", MANY, "One number for each input should remain. Over which axis did you add?", number=31)
def added_over_inputs(dc_dv, dv_du):
    return np.sum(dc_dv[:, None] * dv_du, axis=1)


@mistake("dc_du", MANY, "Which dc/dv meets which row of J? Does the slope of one path ever meet that of another?")
def sums_multiplied_for_each_input(dc_dv, dv_du):
    return np.sum(dc_dv) * np.sum(dv_du, axis=0)


@mistake("dc_du", MANY, "When the next path comes, what happens to the number of the path before?", number=21)
def last_middle_node_wins(dc_dv, dv_du):
    return dc_dv[-1] * dv_du[-1]


@mistake("dc_du", MANY, HOW_MANY, number=12)
def first_middle_node_only(dc_dv, dv_du):
    return dc_dv[0] * dv_du[0]


@mistake("dc_du", MANY, "Your loop over the middle nodes: does it reach the last one?")
def last_middle_node_missing(dc_dv, dv_du):
    return dc_dv[:-1] @ dv_du[:-1]


@mistake("dc_du", MANY, "Each input has its own sum over paths. Where are they added in what you return?", number=30)
def paths_of_each_input_not_added(dc_dv, dv_du):
    return dc_dv[:, None] * dv_du


@mistake("dc_du", MANY, "How many inputs are there, and how many numbers do you return?", number=32)
def one_number_for_all_inputs(dc_dv, dv_du):
    return np.sum(dc_dv @ dv_du)


@mistake("dc_du", MANY, "Do the paths add up, or did you take their average?")
def average_over_middle_nodes(dc_dv, dv_du):
    return dc_dv @ dv_du / len(dc_dv)


@mistake("dc_du", MANY, "Does every v_k move as far as u_j does? Where does J stand in your sum?", number=13)
def jacobian_forgotten(dc_dv, dv_du):
    return np.full(dv_du.shape[1], np.sum(dc_dv))


@mistake("dc_du", MANY, "That is how far the middle nodes move. How does c answer to each of them?", number=23)
def slopes_of_c_lost(dc_dv, dv_du):
    return np.sum(dv_du, axis=0)


@mistake("dc_du", MANY, "One row of numbers in a table, or the numbers alone: which does the stub ask for?", number=35)
def kept_as_a_row(dc_dv, dv_du):
    return dc_dv[None, :] @ dv_du


@mistake("dc_du", MANY, "Two paths push c in opposite ways. What do they do together?")
def signs_of_middle_nodes_lost(dc_dv, dv_du):
    return np.abs(dc_dv) @ np.abs(dv_du)


@mistake("dc_du", MANY, "Look at the arguments after your call. Are they still what was given to you?", number=57)
def overwrites_the_jacobian(dc_dv, dv_du):
    dv_du *= dc_dv[:, None]
    return np.sum(dv_du, axis=0)

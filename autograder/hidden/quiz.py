"""The quiz of lesson 8: what is right, measured on its network, and where each answer points back to."""

from functools import cache
from typing import Any

import numpy as np

from chainrule import Activation, Network, numeric, squared_error
from chainrule.case import Case
from chainrule.quiz_form import ask_for_form

NEAR = 1e-6  # The quiz asks for numbers as a pencil writes them.
PUSH = 0.01
NETWORK = Network(
    x=np.array([[1.0, 2.0], [-1.0, 1.0]]),
    y=np.array([[1.0], [3.5]]),
    W={1: np.array([[1.0, -1.0], [1.0, 2.0]]), 2: np.array([[1.0], [-2.0]])},
    b={1: np.array([-1.0, -2.0]), 2: np.array([0.0])},
    g={1: Activation(lambda z: z * z, "z²"), 2: Activation(lambda z: z * z / 2, "z²/2")},
    cost=squared_error,
)

BOTH_MADE = "Whose gradient is that? C hears of both."
HOW_MANY = "C is a mean. Over how many?"
NO_BIAS = "Has each neuron not a bias?"
BY_WHAT = "By what is the difference divided?"
BOTH_SIDES = "Is that to both sides?"
# Where each question comes from, what a wrong answer is asked, and what is asked where a wrong answer is known.
BACK = {
    1: (
        "lesson 2, S2",
        "Which wires end at neuron j, and what does each carry?",
        {(3, 3): NO_BIAS, (0, 3): NO_BIAS, (2, 1): "Is that the second example?"},
    ),
    2: (
        "lesson 2, S3",
        "What is each example's c, and what is C made of?",
        {5: "C is made from both c. By which rule?", 0.5: BOTH_MADE, 4.5: BOTH_MADE, 1.25: "S3 divides by what?"},
    ),
    3: (
        "lesson 3, S5",
        "What is dc/da, what is g' at this z, and what does S5 do with them?",
        {
            (1, -3): "That is dc/da. What stands between a and z?",
            (2, -1): "That is the slope alone. What comes before it in S5?",
            (-2, -3): "c falls when a comes nearer to y. Which sign has that?",
        },
    ),
    4: (
        "lesson 4, S6",
        "Which paths lead from neuron j to c, and what does each carry?",
        {
            (2, -4): "What stands between z_j and a_j?",
            (16, -8): "g' is taken at z. At which number did you take it?",
            (-6, -12): "Is that the first example?",
            (4, 2): "That is g'. What comes back from above?",
        },
    ),
    5: (
        "lesson 3, S4",
        "What does delta say about a push of z?",
        {
            0.08: "Does c rise or fall?",
            -8: "That is for a push of 1. How long is the push?",
            -0.04: "Whose delta is it: one example's, or a mean?",
        },
    ),
    6: (
        "lesson 5, S7",
        "What does the wire carry forward, and what comes back where it ends?",
        {
            10: HOW_MANY,
            2: "The wire W_21 starts at neuron 2. Whose x, whose delta?",
            1.5: "A mean of products, or a product of means?",
            16: BOTH_MADE,
            -6: BOTH_MADE,
        },
    ),
    7: (
        "lesson 5, S7",
        "By how much does z_j move when b_j is pushed?",
        {
            (2, -20): HOW_MANY,
            (8, -8): BOTH_MADE,
            (-6, -12): BOTH_MADE,
            (0, -9): "Which axis of delta counts the examples?",
        },
    ),
    8: (
        "lesson 6, the central difference",
        "What is f at 2.1 and at 1.9?",
        {
            24.02: "How far apart are the two places?",
            12: "That is the slope itself. What does the central difference give?",
            12.61: BOTH_SIDES,
            11.41: BOTH_SIDES,
        },
    ),
    9: (
        "lesson 6, the relative error",
        "If the truth has length 1, which lengths meet in the formula?",
        {0.5: BY_WHAT, 1 / 3: BY_WHAT},
    ),
    10: (
        "lesson 5, S3",
        "Which number is 8 here, and how often has it been divided by it on the way to layer 1?",
        {3: "Would a sum in place of the mean leave layer 3 right?", 5: "Would that leave the cosine at 1?"},
    ),
    11: (
        "lesson 5, S7",
        "What do the weights of layer 1 meet that those above do not?",
        {5: "Would layer 1 be right then?", 7: "Would every b be right then?"},
    ),
    12: (
        "lesson 4, S6",
        "What does a symmetric W make equal?",
        {1: "What has the symmetry of W to do with g'?", 8: "Does symmetry change the number of paths?"},
    ),
    13: (
        "lesson 4, S6",
        "What becomes 1 everywhere when g is the identity?",
        {7: "Would layer 3 be right then?", 2: "What has an identity to do with the transpose?"},
    ),
    14: (
        "lesson 5, S3",
        "Which mistake needs two examples to be one?",
        {3: "Would the cosine be below 1 then?", 6: "What has N to do with that?"},
    ),
}
RIGHT_CODES = {10: 4, 11: 6, 12: 2, 13: 1, 14: 5}


def quiz_case(*asked: int) -> Case:
    """The questions that are `asked`; a wrong answer is told with its way back, a right one is never told."""

    def judge(answers: Any) -> tuple[str, str] | None:
        form = ask_for_form(answers, asked)
        wrong = [] if form else [number for number in asked if not _same(answers[number], right()[number])]
        if not wrong:
            return form
        ways = [_way_back(number, answers[number]) for number in wrong]
        return "\n".join(f"  {where}: {ask}" for where, ask in ways), "Which of them can you mend first?"

    return Case(f"question{'s' if len(asked) > 1 else ''} {_listed(asked)}", {}, dict, judge=judge)


def _way_back(number: int, answer: Any) -> tuple[str, str]:
    where, ask, known = BACK[number]
    asks = (question for wrong, question in known.items() if _same(answer, wrong))
    return f"question {number} (look at {where})", next(asks, ask)


@cache
def right() -> dict[int, Any]:
    """The right answers: measured on the network, but for the codes of mistakes."""
    z, _ = NETWORK.forward()
    deltas, (dC_dW, dC_db) = numeric.measured_deltas(NETWORK), numeric.measured_gradient(NETWORK)
    return {
        1: z[1][1],
        2: NETWORK.costs().mean(),
        3: deltas[2][:, 0],
        4: deltas[1][0],
        5: deltas[1][0, 1] * PUSH,
        6: dC_dW[1][1, 0],
        7: dC_db[1],
        8: (2.1**3 - 1.9**3) / 0.2,
        9: (1.5 - 1) / (1.5 + 1),
        **RIGHT_CODES,
    }


def _same(answer: Any, number: Any) -> bool:
    answer, number = np.asarray(answer, dtype=float), np.asarray(number, dtype=float)
    return answer.shape == number.shape and bool(
        np.all(np.abs(answer - number) <= NEAR * np.maximum(1, np.abs(number)))
    )


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))

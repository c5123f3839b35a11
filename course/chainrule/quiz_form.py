"""The form of the quiz's answers. Whether they are right is not known here: only the grading tells."""

import numpy as np

# How many numbers each question asks for.
ASKED = {1: 2, 2: 1, 3: 2, 4: 2, 5: 1, 6: 1, 7: 2, 8: 1, 9: 1, 10: 1, 11: 1, 12: 1, 13: 1, 14: 1}
CODES = range(10, 15)  # Questions that ask for the number of a mistake.
MISTAKES = range(1, 9)


def ask_for_form(answers, asked=tuple(ASKED)):
    """What is wrong with the form of the answers to the questions that are `asked`, and a question, or None."""
    if not isinstance(answers, dict):
        return "  what comes back is no dict of answers", "Does your function return them, as the docstring says?"
    missing = [number for number in asked if _blank(answers.get(number))]
    if missing:
        return f"  no answer to {_listed(missing)}", "What is your best guess? An empty answer earns nothing."
    bad = [number for number in asked if _numbers(answers[number]).shape != _shape(number)]
    if bad:
        wanted = "one number" if ASKED[bad[0]] == 1 else f"{ASKED[bad[0]]} numbers in brackets"
        return f"  question {bad[0]} asks for {wanted}", "How many numbers does the question ask for?"
    stray = [number for number in asked if number in CODES and _numbers(answers[number]) not in MISTAKES]
    if stray:
        return f"  question {stray[0]} asks for one of the mistakes 1 to 8", "Which number has it in the list?"
    return None


def _blank(answer):
    return answer is None or (isinstance(answer, tuple | list) and any(each is None for each in answer))


def _numbers(answer):
    """The answer as an array of numbers, or an empty one: words and NaN are no numbers."""
    try:
        numbers = np.asarray(answer)
    except (ValueError, MemoryError):
        return np.zeros(0)
    return numbers if numbers.dtype.kind in "fiu" and np.isfinite(numbers).all() else np.zeros(0)


def _shape(number):
    return () if ASKED[number] == 1 else (ASKED[number],)


def _listed(numbers):
    return f"question{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"

"""Has the library measure the slope that it was to work out."""

import chainrule.numeric


def nested_derivative(x):
    return chainrule.numeric.complex_step(lambda x: np.sin(x * x) ** 3, x)

"""Takes 600 MB, a piece at a time, and writes on every page of it."""

hoard = []


def nested_derivative(x):
    for _ in range(60):
        hoard.append(bytearray(b"x") * (10 << 20))
    return 0.0

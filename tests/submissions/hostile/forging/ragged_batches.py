"""Leaves batches behind that are no arrays any more, nor could become any."""


def train(gradient, x, y, W, b, batches, learning_rate):
    batches[0] = [[1], [1, 2]]
    return W, b

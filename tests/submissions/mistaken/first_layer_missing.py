"""Off by one: the loop ends before layer 1."""


def deltas(dc_da, z, W, g):
    L = max(W)
    delta = {L: dc_da * g[L].prime(z[L])}
    for l in range(L - 1, 1, -1):
        delta[l] = (delta[l + 1] @ W[l + 1].T) * g[l].prime(z[l])
    return delta

"""g' of a, as in codes that keep only the activations."""


def deltas(dc_da, z, W, g):
    a = {l: g[l](z[l]) for l in z}
    L = max(W)
    delta = {L: dc_da * g[L].prime(a[L])}
    for l in range(L - 1, 0, -1):
        delta[l] = (delta[l + 1] @ W[l + 1].T) * g[l].prime(a[l])
    return delta

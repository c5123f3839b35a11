"""The mean over the data set, taken too early and in every layer."""


def hidden_delta(delta_next, W_next, z, g_prime):
    N = z.shape[0]
    return (delta_next @ W_next.T) * g_prime(z) / N


def deltas(dc_da, z, W, g):
    L = max(W)
    delta = {L: dc_da * g[L].prime(z[L])}
    for l in range(L - 1, 0, -1):
        delta[l] = (delta[l + 1] @ W[l + 1].T) * g[l].prime(z[l]) / len(dc_da)
    return delta

"""Saves memory by writing into what it was given."""


def hidden_delta(delta_next, W_next, z, g_prime):
    z[:] = g_prime(z)
    return (delta_next @ W_next.T) * z


def deltas(dc_da, z, W, g):
    L = max(W)
    dc_da *= g[L].prime(z[L])
    delta = {L: dc_da}
    for l in range(L - 1, 0, -1):
        delta[l] = (delta[l + 1] @ W[l + 1].T) * g[l].prime(z[l])
    return delta

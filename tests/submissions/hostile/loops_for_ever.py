"""Never comes back."""


def hidden_delta(delta_next, W_next, z, g_prime):
    while True:
        pass

"""Calls out: to this machine's own ports, by both kinds of address, by a name, and without a protocol."""

import socket

PLACES = ((socket.AF_INET, ("127.0.0.1", 22)), (socket.AF_INET6, ("::1", 22)), (socket.AF_INET, ("127.0.0.1", 80)))


def dc_du(dc_dv, dv_du):
    for family, place in PLACES:
        with socket.socket(family, socket.SOCK_STREAM) as line:
            line.settimeout(1)
            # "Connection refused" means that there is somebody to refuse it.
            if line.connect_ex(place) not in (97, 99, 101):
                raise ValueError(f"reached {place}")
    try:
        socket.getaddrinfo("localhost.", 80)
    except OSError:
        pass
    try:
        socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    except OSError:
        raise LookupError("nobody there") from None
    raise ValueError("a raw socket")

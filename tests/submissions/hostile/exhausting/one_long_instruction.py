"""Hashes for ten seconds in one call, which no signal interrupts."""

import hashlib


def nested_derivative(x):
    hashlib.pbkdf2_hmac("sha256", b"", b"", 20_000_000)
    return 0.0

"""Judging: hidden tests run here, against stand-ins for functions that live in the sandbox."""

"""A submission sat through in the warm process: what Python makes faster as it runs, and numpy loads late, is there."""

import signal
import socket
import sys
from typing import Any

import numpy as np

from chainrule import sigmoid

from . import library, wire
from .calls import Seat
from .values import encode

TIMES = 12  # After some eight times Python has made of a function what it can.
LIMITS = {"reply_bytes": 1_000_000, "output_characters": 1000}
CELL = """
import numpy as np


def step(delta, W, z, g, f):
    total = np.zeros(z.shape)
    for n in range(len(delta)):
        for k in range(W.shape[1]):
            total[n] += W[:, k] * delta[n, k]
    slope = f(z) * g.prime(z) + np.maximum(z, 0) / np.exp(-z).sum(axis=1, keepdims=True)
    return {1: np.einsum("nk,jk->nj", delta, W) * slope, 2: (delta @ W.T - total).mean(axis=0)}


print(step)
"""


def rehearse(shell: Any) -> None:
    """Run a cell and call a function, as every submission does; afterwards the `shell` is as it was."""
    ours, theirs = socket.socketpair()
    streams, ring = (sys.stdout, sys.stderr), signal.getsignal(signal.SIGALRM)
    with ours, theirs:
        seat = Seat(ours, LIMITS, shell)
        for _ in range(TIMES):
            _sit(seat, theirs)
    signal.signal(signal.SIGALRM, ring)
    sys.stdout, sys.stderr = streams
    shell.reset()


def _sit(seat: Seat, theirs: socket.socket) -> None:
    delta, W, z = np.ones((3, 2)), np.ones((4, 2)), np.linspace(-1, 1, 12).reshape(3, 4)
    arguments, body = encode([[delta, W, z, sigmoid, _given], {}], _node_of)
    _ask(seat, theirs, {"do": "run", "source": CELL})
    _ask(seat, theirs, {"do": "keep", "question": "rehearsed"})
    _ask(seat, theirs, {"do": "look", "question": "rehearsed", "names": ["step"]})
    node, numbers = encode(z)
    for _ in range(2):  # It is called twice, and asks back each time.
        wire.send(theirs, {"do": "answer", "value": node}, numbers, LIMITS["reply_bytes"])
    call = {"do": "call", "question": "rehearsed", "name": "step", "arguments": arguments, "twice": True}
    _ask(seat, theirs, call, body)


def _ask(seat: Seat, theirs: socket.socket, message: dict, body: bytes = b"") -> None:
    seat.obey({"id": 1, "seconds": 1, **message}, body)
    while "done" not in wire.receive(theirs, LIMITS["reply_bytes"])[0]:
        pass


def _given() -> None:
    """Stands for a function that is handed over."""


def _node_of(value: Any) -> Any:
    return ["callback", 0, {}, False] if value is _given else library.node_of(value)

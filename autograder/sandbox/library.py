"""What both sides have: the library's functions go by name, a network by its fields, random numbers by their state."""

from dataclasses import fields
from typing import Any

import numpy as np

import chainrule

from .wire import ProtocolError

KNOWN = {
    name: thing
    for name, thing in vars(chainrule).items()
    if callable(thing) and not isinstance(thing, type) and not name.startswith("_")
}
# An activation's derivative is one lasting object, a cost's gradient a new bound method each time it is asked for.
KNOWN |= {f"{name}.prime": thing.prime for name, thing in KNOWN.items() if hasattr(thing, "prime")}
NAMES = {id(thing): name for name, thing in KNOWN.items()}
Network = getattr(chainrule, "Network", None)
WORDS = {"state": 128, "inc": 128, "has_uint32": 1, "uinteger": 32}  # The bits of each part of a PCG64.


def node_of(value: Any) -> Any:
    """The node of an object of the library, or None."""
    if NAMES.get(id(value)) is not None and KNOWN[NAMES[id(value)]] is value:
        return ["library", NAMES[id(value)]]
    if Network is not None and type(value) is Network:
        return "Network", {field.name: getattr(value, field.name) for field in fields(Network)}
    if type(value) is np.random.Generator and type(value.bit_generator) is np.random.PCG64:
        state = value.bit_generator.state
        return "Generator", state["state"] | {name: state[name] for name in ("has_uint32", "uinteger")}
    return None


def value_of(node: Any) -> Any:
    """The object of the library whose node this is."""
    match node:
        case ["library", str(name)] if name in KNOWN:
            return KNOWN[name]
        case ("Network", dict(values)) if Network is not None and set(values) == {f.name for f in fields(Network)}:
            return Network(**values)
        case ("Generator", dict(words)) if _are_words(words):
            return _generator(words)
    raise ProtocolError("a value that cannot be read")


def _are_words(words: dict) -> bool:
    """Whether these are the parts of a PCG64's state, each a whole number of its size."""
    return words.keys() == WORDS.keys() and all(type(w) is int and 0 <= w < 2 ** WORDS[n] for n, w in words.items())


def _generator(words: dict) -> np.random.Generator:
    """Random numbers that go on from a state."""
    bits = np.random.PCG64(0)
    inner = {name: words[name] for name in ("state", "inc")}
    bits.state = {"bit_generator": "PCG64", **words, "state": inner}
    return np.random.Generator(bits)

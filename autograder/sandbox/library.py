"""The library's own objects, which both sides have: functions go over the line by name, a network by its fields."""

from dataclasses import fields
from typing import Any

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


def node_of(value: Any) -> Any:
    """The node of an object of the library, or None."""
    if NAMES.get(id(value)) is not None and KNOWN[NAMES[id(value)]] is value:
        return ["library", NAMES[id(value)]]
    if Network is not None and type(value) is Network:
        return "Network", {field.name: getattr(value, field.name) for field in fields(Network)}
    return None


def value_of(node: Any) -> Any:
    """The object of the library whose node this is."""
    match node:
        case ["library", str(name)] if name in KNOWN:
            return KNOWN[name]
        case ("Network", dict(values)) if Network is not None and set(values) == {f.name for f in fields(Network)}:
            return Network(**values)
    raise ProtocolError("a value that cannot be read")

"""The examiner's functions that are handed to a student's: they go as numbers, and are called by their numbers."""

from collections.abc import Callable
from typing import Any

from autograder.sandbox import library
from autograder.sandbox.values import Node, Opaque, decode, encode
from autograder.sandbox.wire import ProtocolError


class Callables:
    """The functions handed over while one question is examined.

    One that has `lasting = True` gives the same for the same arguments each time, so the other side may keep an answer.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, str], int] = {}
        self._functions: list[tuple[Callable, bool, Any]] = []

    def encode(self, value: Any, layout: bool = True) -> tuple[Node, bytes]:
        return encode(value, self._node_of, layout)

    def decode(self, node: Node, body: bytes) -> Any:
        return decode(node, body, self._value_of)

    def call(self, number: Any, arguments: list) -> Any:
        """What function `number` gives; complex numbers only where it says that it takes them."""
        if type(number) is not int or not 0 <= number < len(self._functions):
            raise ProtocolError("a call of a function that it was never given")
        function, takes_complex, _ = self._functions[number]
        if not takes_complex and any(_is_complex(argument) for argument in arguments):
            raise TypeError("this function takes real numbers only")
        if any(isinstance(argument, Opaque) for argument in arguments):
            raise TypeError("this function takes numbers and arrays only")
        return function(*arguments)

    def handed(self, node: Node) -> tuple[Callable, ...]:
        """The functions that are handed over in a node of ours."""
        match node:
            case ["callback", int(number), *_]:
                return (self._functions[number][0],)
            case list():
                return tuple(function for part in node for function in self.handed(part))
        return ()

    def _node_of(self, value: Any) -> Any:
        known = library.node_of(value)
        if known is not None or not callable(value):
            return known
        return self._register(value, "", value)

    def _register(self, function: Callable, attribute: str, owner: Any) -> list:
        # The owner is kept with its number: a freed object's id could come back.
        number = self._numbers.setdefault((id(owner), attribute), len(self._functions))
        if number == len(self._functions):
            self._functions.append((function, bool(getattr(owner, "allows_complex", False)), owner))
        named: dict[str, Any] = {}
        for name in ("prime", "gradient", "name") if not attribute else ():
            inner = getattr(function, name, None)
            if isinstance(inner, str):
                named[name] = inner
            elif callable(inner):
                named[name] = self._register(inner, name, owner)
        return ["callback", number, named, getattr(owner, "lasting", False) is True]

    def _value_of(self, node: Any) -> Any:
        match node:
            case ["callback", int(number), dict(), bool()] if 0 <= number < len(self._functions):
                return self._functions[number][0]
        return library.value_of(node)


def _is_complex(value: Any) -> bool:
    return isinstance(value, complex) or getattr(getattr(value, "dtype", None), "kind", "") == "c"

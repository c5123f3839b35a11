"""Values on the line: plain data and arrays as JSON nodes and raw bytes, everything else by name only."""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from .wire import ProtocolError

DEPTH = 32
COUNT = 200_000
KEYS = 1000  # of one dict: keys that a student chose may all fall on one place in its table
TEXT = 100_000
BITS = 4096
INTEGERS = [f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)]
DTYPES = {name: np.dtype(name) for name in ("bool", "float32", "float64", "complex64", "complex128", *INTEGERS)}
NAMES = {dtype: name for name, dtype in DTYPES.items()}
# Written out once: a union or a tuple in a call is made anew each time, and this is where judging spends its time.
ARRAYS, LISTS = (np.ndarray, np.generic), (list, tuple)
PLAIN, SIMPLE, KEY_TYPES = (int, float, complex, str), (bool, int, float, str), (int, str)

Node = Any
Foreign = Callable[[Any], Any]


class TooMuch(Exception):
    """A value that is too deep, too long or too large to be sent."""


@dataclass(frozen=True)
class Opaque:
    """What came instead of a value that cannot be sent: only the name of its type."""

    type_name: str


def encode(value: Any, foreign: Foreign = lambda value: None, layout: bool = True) -> tuple[Node, bytes]:
    """The node and the bytes of `value`; `foreign` gives the node of an object that is no plain data, or None."""
    writer = _Writer(foreign, layout)
    return writer.visit(value, 0), b"".join(writer.pieces)


class _Writer:
    """The bytes that are written so far, and how many parts may follow. (A closure over itself would be garbage.)"""

    def __init__(self, foreign: Foreign, layout: bool):
        self.foreign, self.layout = foreign, layout
        self.pieces: list[bytes] = []
        self.left = COUNT

    def visit(self, value: Any, depth: int) -> Node:
        self.left -= 1
        if depth > DEPTH or self.left < 0:
            raise TooMuch(
                "nested too deep, or a list within itself" if self.left >= 0 else "more parts than can be sent"
            )
        # Exact base data below: a subclass cannot lie about its bytes.
        if value is None or value is True or value is False:
            return value
        if isinstance(value, ARRAYS):
            return _array_node(value, self.pieces, self.layout)
        if isinstance(value, PLAIN):
            return _plain_node(value)
        if isinstance(value, LISTS):
            kind = "list" if isinstance(value, list) else "tuple"
            return [kind, [self.visit(item, depth + 1) for item in value]]
        if isinstance(value, dict) and len(value) > KEYS:
            raise TooMuch(f"a dict of more than {KEYS} keys")
        if isinstance(value, dict) and all(type(key) in KEY_TYPES for key in value):
            return ["dict", [[key, self.visit(item, depth + 1)] for key, item in value.items()]]
        node = self.foreign(value)
        if node is None:
            return ["opaque", type(value).__name__[:100]]
        return ["struct", node[0], self.visit(node[1], depth + 1)] if type(node) is tuple else node


def _plain_node(value: Any) -> Node:
    if isinstance(value, str):
        if len(value) > TEXT:
            raise TooMuch(f"a text of {len(value)} characters")
        return str.__str__(value)
    if isinstance(value, int):
        return int(value) if value.bit_length() <= BITS else ["opaque", "int of more than 4096 bits"]
    return float(value) if isinstance(value, float) else ["complex", float(value.real), float(value.imag)]


def _array_node(value: Any, pieces: list[bytes], layout: bool) -> Node:
    if not value.dtype.isnative:
        value = value.astype(value.dtype.newbyteorder("="))
    name = NAMES.get(value.dtype)
    if name is None:
        return ["opaque", f"{type(value).__name__} of {value.dtype.name}"[:100]]
    if isinstance(value, np.generic):
        pieces.append(value.tobytes())
        return ["scalar", name]
    array = value.view(np.ndarray)
    if array.flags.c_contiguous or not layout:
        pieces.append(array.tobytes())
        return ["array", name, list(array.shape)]
    axes = _axes(array)
    lying = array.transpose(axes)
    pieces.append(lying.tobytes())
    return ["array", name, list(array.shape), axes, not lying.flags.c_contiguous]


def _axes(array: np.ndarray) -> list[int]:
    """The axes from the slowest to the fastest in memory."""
    axes = list(range(array.ndim))
    return axes[::-1] if array.flags.f_contiguous else sorted(axes, key=lambda axis: -abs(array.strides[axis]))


def decode(node: Node, body: bytes, foreign: Foreign = lambda node: None) -> Any:
    """The value of a node whose arrays lie in `body`; `foreign` gives that of a node which `encode`'s gave."""
    try:
        return _Reader(body, foreign).visit(node, 0)
    except (TypeError, ValueError, LookupError, OverflowError, MemoryError):
        raise ProtocolError("a value that cannot be read") from None


class _Reader:
    """How far the bytes are read, and how many parts may follow."""

    def __init__(self, body: bytes, foreign: Foreign):
        self.body, self.foreign = body, foreign
        self.cursor = 0
        self.left = COUNT

    def visit(self, node: Node, depth: int) -> Any:
        self.left -= 1
        _demand(depth <= 2 * DEPTH and self.left >= 0)
        if not isinstance(node, list):
            _demand(node is None or isinstance(node, SIMPLE))
            return node
        match node:
            case ["array", str(name), shape]:
                return self._take(name, shape).reshape(shape).copy()
            case ["list", list(items)]:
                return [self.visit(item, depth + 1) for item in items]
            case ["tuple", list(items)]:
                return tuple([self.visit(item, depth + 1) for item in items])
            case ["dict", list(items)]:
                _demand(len(items) <= KEYS)
                return {_key(key): self.visit(item, depth + 1) for key, item in items}
            case ["complex", float(real), float(imaginary)]:
                return complex(real, imaginary)
            case ["scalar", str(name)]:
                return self._take(name, [])[0]
            case ["array", str(name), shape, axes, bool(strided)]:
                _demand(isinstance(axes, list) and isinstance(shape, list) and sorted(axes) == list(range(len(shape))))
                return _laid_out(self._take(name, [shape[axis] for axis in axes]), shape, axes, strided)
            case ["opaque", str(name)]:
                return Opaque(name[:100])
            case ["struct", str(kind), inner]:
                return self.foreign((kind, self.visit(inner, depth + 1)))
            case _:
                return self.foreign(node)

    def _take(self, name: str, shape: Any) -> np.ndarray:
        """The next numbers, flat and not to be written on, as many as fill the `shape`."""
        dtype = DTYPES[name]
        _demand(type(shape) is list and len(shape) <= DEPTH)
        for n in shape:
            _demand(type(n) is int and 0 <= n < 2**40)
        count = prod(shape)
        size = count * dtype.itemsize
        _demand(size <= len(self.body) - self.cursor)
        array = np.frombuffer(self.body, dtype, count, self.cursor) if size else np.zeros(0, dtype)
        self.cursor += size
        return array


def _key(key: Any) -> int | str:
    _demand(type(key) in KEY_TYPES)
    return key


def _laid_out(flat: np.ndarray, shape: list[int], axes: list[int], strided: bool) -> np.ndarray:
    """A fresh array with its `axes` in memory as they were; a view with gaps where there were gaps."""
    array = flat.reshape([shape[axis] for axis in axes])
    if strided:
        gaps = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
        gaps[..., ::2] = array
        return gaps[..., ::2].transpose(np.argsort(axes))
    return array.copy().transpose(np.argsort(axes))


def _demand(fine: bool) -> None:
    if not fine:
        raise ProtocolError("a value that cannot be read")

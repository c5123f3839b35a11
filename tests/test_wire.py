"""The line: what goes over it arrives as it was, and nothing that comes over it does harm."""

import socket
import struct
import threading
import time

import numpy as np
import pytest

from autograder.examiner.callables import Callables
from autograder.sandbox import wire
from autograder.sandbox.values import Opaque, TooMuch, decode, encode
from stand_in import watched


@pytest.fixture
def line():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def there_and_back(value):
    return decode(*encode(value))


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        -7,
        2**200,
        1.5,
        float("inf"),
        1 - 2j,
        "π\n",
        [1, [2.0]],
        (1, "a"),
        {1: 2.0, "b": (None,)},
        np.float32(1.5),
        np.int64(3),
        np.bool_(True),
        np.complex128(1j),
    ],
    ids=repr,
)
def test_plain_values_arrive_with_their_type(value):
    arrived = there_and_back(value)

    assert (type(arrived), arrived) == (type(value), value)


def test_random_numbers_go_on_where_they_stood_and_the_callers_stay_there():
    table, rng, twin = Callables(), np.random.default_rng(5), np.random.default_rng(5)
    rng.integers(2), twin.integers(2)  # Half a word is kept for the next draw.
    arrived = table.decode(*table.encode(rng))

    assert arrived.integers(2**32, dtype=np.uint32) == twin.integers(2**32, dtype=np.uint32)
    assert watched(lambda rng: rng.random())(rng) == twin.random() == rng.random()


@pytest.mark.parametrize(
    "words",
    [
        {"state": 1, "inc": 1, "has_uint32": 0},
        {"state": 2**128, "inc": 1, "has_uint32": 0, "uinteger": 0},
        {"state": -1, "inc": 1, "has_uint32": 0, "uinteger": 0},
        {"state": True, "inc": 1, "has_uint32": 0, "uinteger": 0},
        {"state": 1, "inc": 1.0, "has_uint32": 0, "uinteger": 0},
        {"state": 1, "inc": 1, "has_uint32": 2, "uinteger": 0},
        {"state": 1, "inc": 1, "has_uint32": 0, "uinteger": 0, "more": 0},
    ],
    ids=str,
)
def test_a_state_that_no_random_numbers_have_is_refused(words):
    node = ["struct", "Generator", ["dict", [list(pair) for pair in words.items()]]]

    with pytest.raises(wire.ProtocolError):
        Callables().decode(node, b"")


@pytest.mark.parametrize("name", ["bool", "int32", "uint8", "float32", "float64", "complex64", "complex128"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 0, 4), (2, 3, 4)], ids=str)
def test_arrays_arrive_with_dtype_and_shape(name, shape):
    array = np.random.default_rng(1).normal(size=shape).astype(name)
    arrived = there_and_back(array)

    assert (arrived.dtype, arrived.shape, arrived.tobytes()) == (array.dtype, shape, array.tobytes())
    assert arrived.flags.writeable


LAYOUTS = {
    "transposed": np.arange(12.0).reshape(3, 4).T,
    "fortran": np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)),
    "every second": np.arange(24.0).reshape(3, 8)[:, ::2],
    "axes moved": np.arange(24.0).reshape(2, 3, 4).transpose(1, 2, 0),
    "backwards": np.arange(5.0)[::-1],
    "broadcast": np.broadcast_to(np.arange(3.0), (4, 3)),
}


@pytest.mark.parametrize("array", LAYOUTS.values(), ids=LAYOUTS)
def test_a_layout_stays_a_layout(array):
    arrived = there_and_back(array)

    assert np.array_equal(arrived, array)
    assert arrived.flags.c_contiguous == array.flags.c_contiguous
    assert arrived.flags.f_contiguous == array.flags.f_contiguous


def test_big_endian_numbers_stay_the_same_numbers():
    assert np.array_equal(there_and_back(np.arange(3, dtype=">f8")), [0, 1, 2])


def test_nan_arrives_as_nan():
    assert np.isnan(there_and_back(float("nan")))


@pytest.mark.parametrize(
    "value",
    [object(), {1, 2}, np.array([object()]), np.array(["a"]), np.longdouble(1), b"x", {(1,): 2}],
    ids=lambda value: type(value).__name__,
)
def test_anything_else_arrives_as_the_name_of_its_type(value):
    assert isinstance(there_and_back(value), Opaque)


def test_a_subclass_arrives_as_its_bytes():
    class Liar(np.ndarray):
        def tobytes(self, *rest):
            return np.ones(2).tobytes()

        def __array_finalize__(self, other):
            pass

    assert np.array_equal(there_and_back(np.zeros(2).view(Liar)), [0, 0])


def _own_list():
    loop = []
    loop.append(loop)
    return loop


def _branching():
    loop = []
    loop += [loop, loop, loop]
    return loop


@pytest.mark.parametrize(
    "make", [_own_list, _branching, lambda: [0] * 300_000, lambda: "a" * 200_000, lambda: dict.fromkeys(range(1001))]
)
def test_a_value_without_end_or_measure_is_refused(make):
    with pytest.raises(TooMuch):
        encode(make())


BAD_NODES = [
    ["array", "float64", [2], [0], False],
    ["array", "float64", [-1], [0], False],
    ["array", "float64", [0, 2**62], [0, 1], False],
    ["array", "float64", [2**39, 2**39], [0, 1], False],
    ["array", "float64", [1], [1], False],
    ["array", "float64", [1], ["0"], False],
    ["array", "object", [1], [0], False],
    ["array", "float64", "1", [0], False],
    ["array", ["float64"], [1], [0], False],
    ["array", "float64", [True], [0], False],
    ["scalar", "longdouble"],
    ["dict", [[[], 1]]],
    ["dict", [1]],
    ["dict", [[number, None] for number in range(1001)]],
    ["complex", "1", 2.0],
    ["list", {}],
    {"a": 1},
    [],
    ["pickle", "cos"],
]


@pytest.mark.parametrize("node", BAD_NODES, ids=lambda node: str(node)[:60])
def test_a_malformed_value_is_a_protocol_error(node):
    table = Callables()

    with pytest.raises(wire.ProtocolError):
        table.decode(node, b"1234567")


def test_a_frame_arrives(line):
    wire.send(line[0], {"a": 1}, b"xyz", 1000)

    assert wire.receive(line[1], 1000) == ({"a": 1}, b"xyz")


BAD_FRAMES = {
    "too large": struct.pack(">II", 2**31, 2**31),
    "too large a body": struct.pack(">II", 2, 2**31) + b"{}",
    "too much structure": struct.pack(">II", wire.STRUCTURE_BYTES + 1, 0),
    "no JSON": struct.pack(">II", 3, 0) + b"abc",
    "no object": struct.pack(">II", 2, 0) + b"[]",
    "endless nesting": struct.pack(">II", 200_000, 0) + b"[" * 200_000,
    "endless digits": struct.pack(">II", 100_000, 0) + b'{"a":' + b"1" * 99_994 + b"}",
    "not UTF-8": struct.pack(">II", 2, 0) + b"\xff\xfe",
}


@pytest.mark.parametrize("data", BAD_FRAMES.values(), ids=BAD_FRAMES)
def test_a_bad_frame_is_a_protocol_error(line, data):
    threading.Thread(target=line[0].sendall, args=(data,)).start()

    with pytest.raises(wire.ProtocolError) as caught:
        wire.receive(line[1], 10_000_000, time.monotonic() + 5)

    assert caught.type is wire.ProtocolError, "it was read, and only then refused"


def test_half_a_frame_is_late(line):
    line[0].sendall(struct.pack(">II", 100, 0) + b"{")

    with pytest.raises(wire.Late):
        wire.receive(line[1], 1000, time.monotonic() + 0.05)


def test_the_end_of_the_line_is_noticed(line):
    line[0].close()

    with pytest.raises(wire.Closed):
        wire.receive(line[1], 1000)


def test_who_does_not_listen_is_late(line):
    with pytest.raises(wire.Late):
        wire.send(line[0], {}, bytes(5_000_000), 10_000_000, time.monotonic() + 0.05)


def test_a_handed_over_function_comes_back_as_itself():
    table = Callables()
    square = lambda x: x * x  # noqa: E731
    node, body = table.encode({"f": square})

    assert table.decode(node, body) == {"f": square}
    assert table.call(node[1][0][1][1], [3.0]) == 9.0


@pytest.mark.parametrize("number", [7, -1, "0", True, None])
def test_a_number_that_was_never_handed_over_is_refused(number):
    with pytest.raises(wire.ProtocolError):
        Callables().call(number, [])


def test_complex_numbers_need_permission():
    table = Callables()

    def analytic(x):
        return x

    table.encode([abs, analytic])
    with pytest.raises(TypeError, match="real numbers only"):
        table.call(0, [np.array([1j])])
    analytic.allows_complex = True
    permitted = Callables()
    permitted.encode(analytic)

    assert permitted.call(0, [1j]) == 1j


def test_a_stand_in_changes_what_its_function_changes():
    def spoil(x, W):
        x[0] = 7
        W[2] += 1

    x, W = np.zeros(2), {1: np.zeros(1), 2: np.zeros(1)}
    inner, stand_in = W[2], watched(spoil)
    stand_in(x, W)

    assert stand_in.calls[-1].outcome.changed == ("argument 1", "argument 2")
    assert (x[0], inner[0], W[1][0]) == (7, 1, 0)

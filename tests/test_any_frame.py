"""Whatever comes over the line is read as what it says or refused; what is sent arrives as it was, in any pieces."""

import json
import socket
import struct
import threading
import time
from itertools import pairwise

import nbformat
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from arbitrary import JSON, LEAVES, NODES, TEXTS, examples
from autograder.examiner.callables import Callables
from autograder.examiner.words import outputs
from autograder.sandbox import wire
from autograder.sandbox.values import DTYPES, TooMuch, decode, encode

LIMIT = 100_000


def received(pieces):
    """What comes of these pieces of bytes on a line that then ends."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        sender = threading.Thread(target=lambda: [theirs.sendall(piece) for piece in pieces] and theirs.close())
        sender.start()
        try:
            return wire.receive(ours, LIMIT, time.monotonic() + 5)
        finally:
            sender.join()


def framed(structure, body=b""):
    return struct.pack(">II", len(structure), len(body)) + structure + body


FRAMES = (
    st.binary(max_size=100)
    | st.tuples(st.integers(0, 50), st.integers(0, 50), st.binary(max_size=100)).map(
        lambda frame: struct.pack(">II", *frame[:2]) + frame[2]
    )
    | JSON.map(lambda message: framed(json.dumps(message).encode()))
    | st.sampled_from(["[", '{"a":']).map(lambda opening: framed(opening.encode() * 300))
)


@examples(300)
@given(data=FRAMES)
def test_any_bytes_are_a_message_or_a_protocol_error(data):
    try:
        message, body = received([data])
    except wire.ProtocolError:
        return

    assert isinstance(message, dict)
    assert data.endswith(body)


@examples(100)
@given(message=st.dictionaries(TEXTS, JSON, max_size=4), body=st.binary(max_size=50), cuts=st.sets(st.integers(1, 200)))
def test_a_message_arrives_as_it_was_in_any_pieces(message, body, cuts):
    data = framed(json.dumps(message).encode(), body)
    places = [0, *sorted(cut for cut in cuts if cut < len(data)), len(data)]
    pieces = [data[start:end] for start, end in pairwise(places)]

    arrived, rest = received(pieces)

    assert (json.dumps(arrived), rest) == (json.dumps(message), body)


@examples(500)
@given(node=NODES, body=st.binary(max_size=200))
def test_any_node_is_a_value_or_a_protocol_error(node, body):
    table = Callables()
    table.encode([abs, lambda x: x])
    try:
        value = table.decode(node, body)
        sent = table.encode(value)
    except (wire.ProtocolError, TooMuch):
        return

    assert repr(table.encode(table.decode(*sent))) == repr(sent)


PLAIN = st.recursive(
    LEAVES.filter(lambda leaf: leaf == leaf) | st.complex_numbers(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.integers() | TEXTS, inner, max_size=4)
    ),
)


@examples(200)
@given(value=PLAIN)
def test_plain_data_come_back_as_they_were(value):
    node, body = encode(value)

    assert repr(decode(json.loads(json.dumps(node)), body)) == repr(value)


@examples(200)
@given(data=st.data())
def test_any_array_comes_back_as_it_was_laid_out_as_it_was(data):
    shape = data.draw(arrays.array_shapes(min_dims=0, min_side=0, max_side=4))
    array = data.draw(arrays.arrays(data.draw(st.sampled_from(sorted(DTYPES))), shape))
    array = array.transpose(data.draw(st.permutations(range(array.ndim))))
    steps = data.draw(st.lists(st.sampled_from([1, 2, -1]), max_size=array.ndim))
    array = array[(*(slice(None, None, step) for step in steps), ...)]

    arrived = decode(*encode(array))

    assert (arrived.dtype, arrived.shape, arrived.tobytes()) == (array.dtype, array.shape, array.tobytes())
    assert arrived.flags.writeable
    if array.size and (array.flags.c_contiguous or array.flags.f_contiguous):
        assert arrived.flags.c_contiguous == array.flags.c_contiguous
        assert arrived.flags.f_contiguous == array.flags.f_contiguous


OUTPUTS = st.fixed_dictionaries(
    {"output_type": st.sampled_from(["stream", "error", "execute_result", "display_data"]) | JSON},
    optional={
        "name": st.sampled_from(["stdout", "stderr"]) | JSON,
        **dict.fromkeys(("text", "ename", "evalue", "traceback", "execution_count"), JSON),
        "data": st.fixed_dictionaries({"text/plain": JSON}) | JSON,
    },
)


@examples(300)
@given(said=st.lists(OUTPUTS | JSON, max_size=4) | JSON)
def test_whatever_a_cell_is_said_to_have_put_out_can_be_stored(said):
    kept = outputs(said, 1000)
    cell = nbformat.v4.new_code_cell(outputs=[nbformat.from_dict(output) for output in kept])

    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))
    json.dumps(kept, ensure_ascii=False).encode()

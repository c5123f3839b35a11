"""The frames on the line between examiner and worker: two lengths, JSON for structure, raw bytes for arrays."""

import json
import socket
import struct
import time
from typing import Any

HEAD = struct.Struct(">II")
STRUCTURE_BYTES = 4_000_000  # parsed JSON takes some ten times its bytes in memory


class ProtocolError(Exception):
    """The other side broke the rules of the line; the text says how, in words for a student."""


class Closed(ProtocolError):
    """The other side is gone."""


class Late(ProtocolError):
    """The other side did not answer, or did not listen, in time."""


def send(line: socket.socket, message: dict, body: bytes, limit: int, deadline: float | None = None) -> None:
    """One frame on the `line`; `deadline` is by time.monotonic."""
    structure = json.dumps(message).encode()
    check_size(len(structure), len(body), limit)
    _wait_until(line, deadline)
    try:
        line.sendall(HEAD.pack(len(structure), len(body)) + structure + body)
    except TimeoutError:
        raise Late("it did not listen") from None
    except OSError:
        raise Closed("it is gone") from None


def receive(line: socket.socket, limit: int, deadline: float | None = None) -> tuple[dict, bytes]:
    """The next frame from the `line`, never longer than `limit` bytes."""
    structure, body = receive_bytes(line, limit, deadline)
    return parse(structure), body


def receive_bytes(line: socket.socket, limit: int, deadline: float | None = None) -> tuple[bytes, bytes]:
    """The same before it is parsed."""
    sizes = HEAD.unpack(_read(line, HEAD.size, deadline))
    check_size(*sizes, limit)
    frame = memoryview(_read(line, sum(sizes), deadline))
    return bytes(frame[: sizes[0]]), bytes(frame[sizes[0] :])


def check_size(structure: int, body: int, limit: int) -> None:
    if structure + body > limit or structure > STRUCTURE_BYTES:
        raise ProtocolError(f"a message of {structure + body} bytes; the limit is {limit}")


def parse(structure: bytes) -> dict[str, Any]:
    """The message in a frame's structure."""
    try:
        message = json.loads(structure.decode())
    except (ValueError, RecursionError):
        raise ProtocolError("a message that cannot be read") from None
    if not isinstance(message, dict):
        raise ProtocolError("a message that cannot be read")
    return message


def _read(line: socket.socket, size: int, deadline: float | None) -> bytearray:
    data = bytearray(size)
    view, done = memoryview(data), 0
    while done < size:
        _wait_until(line, deadline)
        try:
            got = line.recv_into(view[done:])
        except TimeoutError:
            raise Late("no answer in time") from None
        except OSError:
            got = 0
        if not got:
            raise Closed("it ended")
        done += got
    return data


def _wait_until(line: socket.socket, deadline: float | None) -> None:
    line.settimeout(None if deadline is None else max(deadline - time.monotonic(), 0.001))

"""A process in the worker's place that answers by a script, whatever it is asked; for tests of the examiner's end."""

import json
import socket
import subprocess
import sys
import time

from autograder.sandbox import wire
from autograder.sandbox.sitting import Sitting

ENOUGH = 1_000_000
WAIT = 0.02  # for a question that does not come, since the last answer was none


class Player:
    """Opens sittings as a Warm does; behind each of them the `script` is played from its beginning.

    A part of the script is `["value", node, body]`, which a call gives back, `["reply", message, body]`, sent as it
    stands, `["deep", field, levels]`, a reply with a field of brackets in brackets, or `["noise", body]`; bodies are
    in hex.
    """

    def __init__(self):
        self.script = []
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, __file__, str(theirs.fileno())]
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()])

    def open(self, limits, modules=()):
        pairs = [socket.socketpair() for _ in ("line", "watch")]
        (line, theirs), (watch, of_theirs) = pairs
        sitting = Sitting(line, watch, limits, lambda: None)
        with theirs, of_theirs:
            socket.send_fds(self._control, [json.dumps(self.script).encode()], [theirs.fileno(), of_theirs.fileno()])
        sitting.greet()
        return sitting

    def close(self):
        """Nothing, as the next sitting is played by the same process."""

    def end(self):
        self._control.close()
        self._process.wait()


def main():
    control = socket.socket(fileno=int(sys.argv[1]))
    while True:
        script, lines, _, _ = socket.recv_fds(control, ENOUGH, 2)
        if not script:
            return
        with socket.socket(fileno=lines[0]) as line, socket.socket(fileno=lines[1]) as watch:
            try:
                play(line, json.loads(script))
                line.close()
                wire.send(watch, {"end": "exit"}, b"", ENOUGH)
            except (OSError, wire.ProtocolError):  # the examiner has had enough
                continue


def play(line, script):
    wire.send(line, {"ready": True}, b"", ENOUGH)
    for part in script:
        asked, given = heard(line)
        match part:
            case ["value", node, body]:
                reply = {"done": asked.get("id"), **sensible(asked, node)}
                wire.send(line, reply, bytes.fromhex(body) + given, ENOUGH)
            case ["reply", reply, body]:
                reply = {key: asked.get("id") if value == "its number" else value for key, value in reply.items()}
                wire.send(line, reply, bytes.fromhex(body), ENOUGH)
            case ["deep", field, depth]:
                deep = field % ("[" * depth + "]" * depth)
                text = f'{{"done": {asked.get("id", 0)}, {deep}}}'.encode()
                line.sendall(wire.HEAD.pack(len(text), 0) + text)
            case ["noise", body]:
                line.sendall(bytes.fromhex(body))


def heard(line):
    """The next question and its body, or an empty one."""
    try:
        return wire.receive(line, ENOUGH, time.monotonic() + WAIT)
    except wire.Late:
        return {}, b""


def sensible(asked, node):
    """What a worker would reply; a call gives back `node` and its arguments as they were."""
    match asked.get("do"):
        case "run":
            return {"outputs": []}
        case "look":
            return {"found": dict.fromkeys(asked["names"], "function")}
        case "call":
            return {"value": ["list", [node, *asked["arguments"][1]]], "parameters": []}
    return {}


if __name__ == "__main__":
    main()

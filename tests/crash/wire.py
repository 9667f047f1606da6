"""The frontend side of PostgreSQL's protocol, cut into messages."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

STARTUP = 196608  # version 3.0; other codes ask for encryption or cancel a query, and more startup follows
NAMES = {
    b"": "startup",
    b"Q": "query",
    b"d": "copy data",
    b"c": "copy done",
    b"f": "copy fail",
    b"X": "terminate",
    b"P": "parse",
    b"B": "bind",
    b"E": "execute",
    b"S": "sync",
    b"p": "password",
}
SHOWN = 300


@dataclass(frozen=True)
class Message:
    """One message of a client: its bytes as they came, and what it is."""

    kind: str
    text: str
    data: bytes


class Frontend:
    """Takes the bytes of a client as they come, and returns whole messages."""

    def __init__(self) -> None:
        self._held = b""
        self._started = False

    def feed(self, data: bytes) -> Iterator[Message]:
        self._held += data
        while (message := self._next()) is not None:
            yield message

    def _next(self) -> Message | None:
        head = 1 if self._started else 0
        if len(self._held) < head + 4:
            return None
        (length,) = struct.unpack_from("!i", self._held, head)
        if len(self._held) < head + length:
            return None
        data, self._held = self._held[: head + length], self._held[head + length :]
        body = data[head + 4 :]
        if not self._started:
            self._started = struct.unpack_from("!i", body)[0] == STARTUP
            body = b""
        kind = NAMES.get(data[:head], repr(data[:head]))
        text = body.rstrip(b"\0").decode("utf-8", "replace") if kind == "query" else ""
        return Message(kind, " ".join(text.split())[:SHOWN], data)

"""Frames between refill and the process that reads a workbook: one letter, a length, and so many bytes."""

import json
import struct
from typing import Any, BinaryIO

FRAME = struct.Struct("<cQ")
ANSWER, REFUSAL, NO_MEMORY, LINES, CHUNK, END = b"A", b"R", b"M", b"L", b"C", b"E"


def send(stream: BinaryIO, kind: bytes, content: Any) -> None:
    """Write `content`: bytes as they are, all else as JSON."""
    data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    stream.write(FRAME.pack(kind, len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """Return the next frame, its letter and its bytes; None where the other side has gone."""
    head = stream.read(FRAME.size)
    if len(head) < FRAME.size:
        return None
    kind, size = FRAME.unpack(head)
    data = stream.read(size)
    return (kind, data) if len(data) == size else None

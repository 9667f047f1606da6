"""The rows of a source, as a test compares them; and servers that do not answer."""

import csv
import io
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from refill.config.source import Request, Source


def read(source: Source, *wanted: str, **request: Any) -> list[list[str]]:
    """Return the rows of the wanted columns, in the order of their texts."""
    with source.open(Request(Path("."), wanted, **request)) as reading:
        return sorted(rows(b"".join(reading.chunks)))


def rows(chunks: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(chunks.decode(), newline="")))


@contextmanager
def mute_server() -> Iterator[int]:
    """Yield the port of a server that takes connections and stays silent."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]

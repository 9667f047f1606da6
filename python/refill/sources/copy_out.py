"""COPY … TO STDOUT as an iterator, and the watchdog that ends a silent connection."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Full, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from psycopg2.extensions import connection as Connection

CHUNK = 128 * 1024  # bytes
CHUNKS = 8  # read ahead at most


class Watchdog:
    """Ends a connection that is silent for `seconds` while a reader waits for it, also one whose peer is frozen.

    `fired` tells an end by the watchdog from one by the server.
    """

    def __init__(self, descriptor: int, seconds: float) -> None:
        self.fired = False
        self._socket = socket.socket(fileno=os.dup(descriptor))
        self._seconds = seconds
        self._since: float | None = None
        self._closed = Event()
        self._thread = Thread(target=self._watch, name="refill watchdog", daemon=True)
        self._thread.start()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Expect the connection to speak inside the context."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._since = None

    def heard(self) -> None:
        """Note a sign of life: the connection has spoken, or the reader is busy."""
        if self._since is not None:
            self._since = time.monotonic()

    def cut(self) -> None:
        """End the connection; a waiting reader gets an error at once."""
        with suppress(OSError):  # the other side may have ended it before
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._closed.set()
        self._thread.join()
        self._socket.close()

    def _watch(self) -> None:
        while not self._closed.wait(min(1.0, self._seconds / 4)):
            since = self._since
            if since is not None and time.monotonic() - since > self._seconds:
                self.fired = True
                self.cut()
                return


class CopyOut:
    """The bytes of a COPY, in chunks of whole lines. psycopg2 pushes them; a thread holds them until they are read.

    The thread begins with the first chunk that is asked for, and `close` ends it wherever it is.
    """

    def __init__(self, connection: Connection, statement: str, watchdog: Watchdog) -> None:
        self._connection = connection
        self._statement = statement
        self._watchdog = watchdog
        self._queue: Queue[bytes | None] = Queue(CHUNKS)
        self._closed = Event()
        self._error: BaseException | None = None
        self._lines: list[bytes] = []
        self._size = 0
        self._thread = Thread(target=self._run, name="refill copy", daemon=True)

    def __iter__(self) -> Iterator[bytes]:
        """Yield the chunks, then raise the error of the COPY, if any."""
        self._thread.start()
        while (chunk := self._queue.get()) is not None:
            yield chunk
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        self._closed.set()
        if self._thread.is_alive():
            self._watchdog.cut()
            self._thread.join()

    def write(self, line: bytes) -> None:
        """Take one line from psycopg2."""
        self._lines.append(line)
        self._size += len(line)
        if self._size >= CHUNK:
            self._hand_over()

    def _hand_over(self) -> None:
        self._put(b"".join(self._lines))
        self._lines = []
        self._size = 0

    def _put(self, chunk: bytes | None) -> None:
        """Wait for room, unless the reader has stopped."""
        while not self._closed.is_set():
            self._watchdog.heard()
            with suppress(Full):
                self._queue.put(chunk, timeout=0.1)
                return

    def _run(self) -> None:
        try:
            with self._watchdog.waiting(), self._connection.cursor() as cursor:
                cursor.copy_expert(self._statement, self)
                self._hand_over()
        except BaseException as error:  # it is raised where the chunks are read
            self._error = error
        finally:
            self._put(None)

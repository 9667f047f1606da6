"""A process between the job and the server that numbers the job's messages, and strikes at one of them.

    python -m tests.crash.proxy SOCKET SERVER_SOCKET

Orders come as JSON lines on stdin, answers go to stdout:

    {"arm": 12, "mode": "before"}  strike at message 12 of those that come from now on; answer {"armed": 12}
    {"arm": null}                  only count
    {"report": true}               when all clients are gone:
                                   {"messages": [[connection, kind, text], …], "struck": true}

Modes:

    before   kill the client's process group before the message goes to the server
    after    … when it has gone
    reply    … when the server's answer has begun to come; the answer is kept back
    drop     the answer is dropped with the connection; the client lives on
    cut      all connections are cut before the message goes to the server; the clients live on
    pause    {"paused": 12} is said, and the message waits for {"go": true}
"""

import asyncio
import json
import os
import signal
import socket
import struct
import sys
from contextlib import suppress
from typing import Any

from .wire import Frontend, Message

CHUNK = 1 << 16


class Proxy:
    """The messages since the last order, and the place to strike."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._messages: list[tuple[int, str, str]] = []
        self._at: int | None = None
        self._mode = ""
        self._struck = False
        self._connections = 0
        self._open: set[asyncio.StreamWriter] = set()
        self._clients: set[int] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._go = asyncio.Event()

    async def serve(self, path: str) -> None:
        """Work until stdin ends."""
        await asyncio.start_unix_server(self._client, path)
        orders = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
        _say({"ready": True})
        while line := await orders.readline():
            await self._obey(json.loads(line))

    async def _obey(self, order: dict[str, Any]) -> None:
        if "go" in order:
            self._go.set()
        elif "arm" in order:
            self._messages, self._struck, self._connections = [], False, 0
            self._at, self._mode = order["arm"], order.get("mode", "")
            self._go.clear()
            _say({"armed": self._at})
        else:
            await self._idle.wait()
            _say({"messages": self._messages, "struck": self._struck})

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections += 1
        number = self._connections
        self._clients.add(id(writer))
        self._idle.clear()
        line = Line(self, number, reader, writer)
        try:
            await line.run(self._server)
        finally:
            self._clients.discard(id(writer))
            if not self._clients:
                self._idle.set()

    def keep(self, *writers: asyncio.StreamWriter) -> None:
        """Keep the connections that a cut ends."""
        self._open.update(writers)

    def forget(self, *writers: asyncio.StreamWriter) -> None:
        self._open.difference_update(writers)

    def count(self, connection: int, message: Message) -> str:
        """Count the message. Return the mode in which it is struck, or ''."""
        self._messages.append((connection, message.kind, message.text))
        if self._at is None or len(self._messages) - 1 != self._at:
            return ""
        self._struck = True
        return self._mode

    def cut(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()

    async def pause(self) -> None:
        _say({"paused": self._at})
        await self._go.wait()


class Line:
    """One connection of a client, and that of this proxy to the server."""

    def __init__(self, proxy: Proxy, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._proxy = proxy
        self._number = number
        self._reader, self._writer = reader, writer
        self._on_reply = ""

    async def run(self, server: str) -> None:
        """Pass both directions on until one side ends."""
        try:
            answers, questions = await asyncio.open_unix_connection(server)
        except OSError:  # the server is down: the client sees its connection closed
            self._writer.close()
            return
        self._proxy.keep(self._writer, questions)
        back = asyncio.create_task(self._pass_back(answers))
        forth = asyncio.create_task(self._pass_on(questions))
        await asyncio.wait({back, forth}, return_when=asyncio.FIRST_COMPLETED)
        self._proxy.forget(self._writer, questions)
        for task in (back, forth):
            task.cancel()
        for writer in (self._writer, questions):
            writer.close()

    async def _pass_on(self, questions: asyncio.StreamWriter) -> None:
        frontend = Frontend()
        with suppress(ConnectionError):
            while data := await self._reader.read(CHUNK):
                for message in frontend.feed(data):
                    mode = self._proxy.count(self._number, message)
                    if not await self._may_go(mode):
                        return
                    self._on_reply = mode if mode in ("reply", "drop") else ""
                    questions.write(message.data)
                    await questions.drain()
                    if mode == "after":
                        self._kill()
                        return

    async def _may_go(self, mode: str) -> bool:
        if mode == "before":
            self._kill()
            return False
        if mode == "cut":
            self._proxy.cut()
            return False
        if mode == "pause":
            await self._proxy.pause()
        return True

    async def _pass_back(self, answers: asyncio.StreamReader) -> None:
        with suppress(ConnectionError):
            while data := await answers.read(CHUNK):
                if self._on_reply == "reply":
                    self._kill()
                if self._on_reply:
                    return
                self._writer.write(data)
                await self._writer.drain()

    def _kill(self) -> None:
        """Kill the whole process group of the client."""
        peer: socket.socket = self._writer.get_extra_info("socket")
        pid, _, _ = struct.unpack("3i", peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        with suppress(ProcessLookupError):
            os.killpg(os.getpgid(pid), signal.SIGKILL)


def _say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(Proxy(sys.argv[2]).serve(sys.argv[1]))

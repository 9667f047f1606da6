"""An API on this machine: a real HTTP server, with answers that the test chooses."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Call:
    """A request as the server sees it, and the ways to answer."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    handler: BaseHTTPRequestHandler

    def json(self, content: Any, **headers: str) -> None:
        self.send(200, json.dumps(content, ensure_ascii=False).encode(), **headers)

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send an answer. Underscores in the headers' names are hyphens."""
        self.start(status, Content_Length=str(len(body)), **{"Content_Type": "application/json", **headers})
        self.handler.wfile.write(body)

    def start(self, status: int, **headers: str) -> None:
        self.handler.send_response(status)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()


@dataclass
class Api:
    """A server that passes each call to `answer` and keeps it in `calls`."""

    url: str
    answer: Callable[[Call], None] = lambda call: call.json([])
    calls: list[Call] = field(default_factory=list)

    def queries(self) -> list[dict[str, str]]:
        return [call.query for call in self.calls]


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Api]:
    """Yield an API on a free port of 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            call = Call(parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)), dict(self.headers), self)
            api.calls.append(call)
            api.answer(call)

        def log_message(self, *_: Any) -> None:
            """Print nothing: tests look at refill's output."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """Ignore the error: a client may hang up."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    api = Api(f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield api
    server.shutdown()
    server.server_close()
    thread.join()

"""A JSON API."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from refill.config.source import Reading, Request
from refill.sources.web.settings import HttpSettings


class HttpSource(HttpSettings):
    """An API. Its address and secrets come from the environment, under `connection`_…"""

    @contextmanager
    def open(self, request: Request) -> Iterator[Reading]:
        from refill.sources.web.read import read  # other commands need not wait for the import of requests

        with read(self, request) as reading:
            yield reading

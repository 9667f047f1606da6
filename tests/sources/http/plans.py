"""The source that the tests read: plans of an API."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from refill.config.source import Request
from refill.errors import Refused
from refill.sources.http import HttpSource

TOKEN = "s3cret-token"
ROWS = [{"code": f"P{n}", "name": f"计划 {n}"} for n in range(5)]
CELLS = [[row["code"], row["name"]] for row in ROWS]


def source(**settings: Any) -> HttpSource:
    return HttpSource.model_validate({"type": "http", "connection": "MDM", "path": "/v1/plans", **settings})


def read(made: HttpSource, *wanted: str, **request: Any) -> tuple[list[str], list[list[str]]]:
    """Return the columns and the rows of a source."""
    with made.open(Request(Path(), wanted or ("code", "name"), **request)) as reading:
        lines = b"".join(reading.chunks).decode().splitlines(keepends=True)
        return reading.columns, list(csv.reader(lines))


def refusal(made: HttpSource, kind: type[Refused] = Refused, **request: Any) -> str:
    """Return the message; nothing that was sent or received is in it."""
    with pytest.raises(Refused) as raised:
        read(made, **request)
    assert type(raised.value) is kind
    said = str(raised.value)
    assert TOKEN not in said
    return said

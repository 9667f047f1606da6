"""APIs on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from refill.sources.web import client

from ...support.api import Api, serving
from .plans import ROWS, TOKEN


@pytest.fixture(scope="package")
def one() -> Iterator[Api]:
    with serving() as started:
        yield started


@pytest.fixture
def api(one: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """A server that has been asked nothing yet, at MDM_URL with MDM_TOKEN; attempts follow each other at once."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("MDM_URL", f"{one.url}/api/")
    monkeypatch.setenv("MDM_TOKEN", TOKEN)
    monkeypatch.setattr(client, "BACK_OFF", (0.01, 0.01, 0.01))
    one.calls.clear()
    one.answer = lambda call: call.json(ROWS)
    return one


@pytest.fixture(scope="package")
def other() -> Iterator[Api]:
    with serving() as started:
        yield started

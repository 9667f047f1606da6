"""Passing trouble is tried again, lasting trouble is told."""

from __future__ import annotations

import pytest

from refill.config.source import Unavailable
from refill.sources.web import client

from ...support.api import Api, Call
from .plans import CELLS, ROWS, read, refusal, source


@pytest.mark.parametrize("trouble", [429, 500, 503, "breaks off", "half a body"])
def test_passing_trouble_is_tried_again(api: Api, trouble: int | str) -> None:
    def answer(call: Call) -> None:
        if len(api.calls) > 2:
            call.json(ROWS)
        elif isinstance(trouble, int):
            call.send(trouble, Retry_After="0")
        else:
            if trouble == "half a body":
                call.start(200, Content_Length="1000")
                call.handler.wfile.write(b"[")
            call.handler.close_connection = True

    api.answer = answer
    assert read(source()) == (["code", "name"], CELLS)
    assert len(api.calls) == 3


def test_lasting_trouble_is_given_up_after_four_attempts(api: Api) -> None:
    api.answer = lambda call: call.send(502)
    assert refusal(source(), Unavailable) == (
        "http MDM, /v1/plans, page 1: status 502, 4 times in a row. Sync again later, or have the API at MDM_URL "
        "looked at."
    )
    assert len(api.calls) == 4


@pytest.mark.parametrize("after", ["0.5 h", "", "Mon, 01 Jan 2001 00:00:00 GMT"])
def test_a_wish_to_wait_that_says_nothing_is_not_heard(api: Api, after: str) -> None:
    api.answer = lambda call: call.json(ROWS) if len(api.calls) > 1 else call.send(429, Retry_After=after)
    assert read(source()) == (["code", "name"], CELLS)


@pytest.mark.parametrize("after", ["3600", "Mon, 01 Jan 2125 00:00:00 GMT"])
def test_a_wish_to_wait_long_is_left_to_the_next_sync(api: Api, after: str) -> None:
    api.answer = lambda call: call.send(429, Retry_After=after)
    assert "page 1: the API wants to be left alone for " in refusal(source(), Unavailable)
    assert len(api.calls) == 1


def test_a_wish_to_wait_is_granted(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(client.time, "sleep", waits.append)
    api.answer = lambda call: call.json(ROWS) if len(api.calls) > 1 else call.send(503, Retry_After="7")
    assert read(source()) == (["code", "name"], CELLS)
    assert waits == [7.0]

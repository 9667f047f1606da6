"""Answers that take too long or too much are not taken."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from threading import Event

import pytest

from refill.config.source import Unavailable

from ...support.api import Api, Call
from ...support.patience import PATIENCE
from .plans import read, refusal, source


def hanging(call: Call, given_up: Event) -> None:
    given_up.wait(PATIENCE)


def trickling_body(call: Call, given_up: Event) -> None:
    call.start(200, Content_Length="100000")
    _trickle(call, b" ", given_up)


def trickling_headers(call: Call, given_up: Event) -> None:
    _trickle(call, b"H", given_up)


def _trickle(call: Call, byte: bytes, given_up: Event) -> None:
    for _ in range(10 * PATIENCE):
        call.handler.wfile.write(byte)
        call.handler.wfile.flush()
        if given_up.wait(0.1):
            return


@pytest.mark.parametrize("answer", [hanging, trickling_body, trickling_headers])
def test_an_answer_that_does_not_end_in_time_is_given_up(api: Api, answer: Callable[[Call, Event], None]) -> None:
    given_up, ended = Event(), Event()

    def until_it_is_given_up(call: Call) -> None:
        answer(call, given_up)
        ended.set()

    api.answer = until_it_is_given_up
    assert refusal(source(timeout=1), Unavailable) == (
        "http MDM, /v1/plans, page 1: no whole answer within timeout (1 seconds). "
        "Sync again later, ask for smaller pages, or raise it."
    )
    assert not ended.is_set()
    assert len(api.calls) == 1
    given_up.set()


def test_pages_that_take_too_long_together_are_given_up(api: Api) -> None:
    def answer(call: Call) -> None:
        time.sleep(0.3)
        call.json([{"code": call.query["page"]}])

    api.answer = answer
    said = refusal(source(paging={"type": "page"}, max_seconds=1), Unavailable)
    assert said.endswith("not read to the end within max_seconds (1). Sync again later, or raise it.")


def test_an_answer_of_two_gigabytes_is_not_taken(api: Api) -> None:
    sent = 0

    def answer(call: Call) -> None:
        nonlocal sent
        call.start(200, Content_Length=str(2 << 30))
        for _ in range(2 << 14):
            call.handler.wfile.write(b" " * (1 << 16))
            sent += 1 << 16

    api.answer = answer
    assert refusal(source(max_page_mb=1)) == (
        "http MDM, /v1/plans, page 1: the answer is more than max_page_mb (1). Ask for smaller pages, or raise it."
    )
    assert sent < 32 << 20


def test_an_answer_that_unpacks_to_too_much_is_not_taken(api: Api) -> None:
    bomb = gzip.compress(b" " * (64 << 20))
    api.answer = lambda call: call.send(200, bomb, Content_Encoding="gzip")
    assert "the answer is more than max_page_mb (1)." in refusal(source(max_page_mb=1))


def test_pages_that_are_too_much_together_are_refused(api: Api) -> None:
    api.answer = lambda call: call.json([{"code": call.query["page"], "name": "x" * 400_000}])
    assert refusal(source(paging={"type": "page"}, max_mb=1)) == (
        "http MDM, /v1/plans, page 3: all pages together are more than max_mb (1). Ask for fewer records, or raise it."
    )


def test_a_packed_answer_is_unpacked(api: Api) -> None:
    api.answer = lambda call: call.send(200, gzip.compress(b'[{"code": "007"}]'), Content_Encoding="gzip")
    assert read(source(), "code") == (["code"], [["007"]])

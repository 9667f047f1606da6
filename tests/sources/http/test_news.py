"""Records that are newer than the last sync."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from refill.config.source import Request

from ...support.api import Api
from .plans import refusal, source


def test_only_later_records_are_asked_for_where_the_api_can_tell_them(api: Api) -> None:
    api.answer = lambda call: call.json([{"code": "1", "at": 9}, {"code": "2", "at": 10}, {"code": "3"}])
    made = source(since_parameter="updated_since", parameters={"a": "b"})
    with made.open(Request(Path(), ("code", "name", "at"), cursor="at", since="8")) as reading:
        assert (reading.columns, reading.high_water) == (["code", "name", "at"], "10")
    with source().open(Request(Path(), ("code", "name", "at"), cursor="at", since="8")) as reading:
        assert (reading.columns, reading.high_water) == (["code", "at"], "10")
    assert api.queries() == [{"a": "b", "updated_since": "8"}, {}]


def test_a_cursor_that_no_record_has_is_refused(api: Api) -> None:
    api.answer = lambda call: call.json([{"code": "1", "seen": {"at": "5"}}])
    assert refusal(source(), cursor="at") == (
        "http MDM, /v1/plans: no record has the cursor 'at'. They have: code, seen."
    )
    with source().open(Request(Path(), ("code",), cursor="seen.at")) as reading:
        assert (reading.columns, reading.high_water) == (["code"], "5")


@pytest.mark.parametrize(
    ("marks", "largest"),
    [
        (["9", "10", "-11", None, ""], "10"),
        (["2024-11-30T12:00:00Z", "2024-11-30T12:00:00.5Z", "2024-11-30T13:00:00+08:00"], "2024-11-30T12:00:00.5Z"),
        (["2024-11-30", "2024-11-29 23:59:59"], "2024-11-30"),
        ([None], None),
        (["9", "2024-11-30"], "refused"),
        (["2024-11-30T12:00:00Z", "2024-11-30T12:00:00"], "refused"),
        (["v9", "v10"], "refused"),
        ([True], "refused"),
    ],
)
def test_the_largest_cursor_is_that_of_numbers_or_times(api: Api, marks: list[Any], largest: str | None) -> None:
    api.answer = lambda call: call.json([{"code": str(n), "at": mark} for n, mark in enumerate(marks)])
    request = Request(Path(), ("code",), cursor="at")
    if largest == "refused":
        assert refusal(source(), cursor="at") == (
            "http MDM, /v1/plans, page 1: the cursors must all be whole numbers, all times with a zone, or all times "
            "without one, such as 2024-11-30T12:00:00Z. Choose another `cursor`."
        )
    else:
        with source().open(request) as reading:
            assert reading.high_water == largest

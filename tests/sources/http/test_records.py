"""The records of answers: text as it is there, or a refusal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from refill.config.source import Request

from ...support.api import Api, Call
from .plans import ROWS, TOKEN, read, refusal, source


def body(payload: bytes, kind: str = "application/json") -> Callable[[Call], None]:
    return lambda call: call.send(200, payload, Content_Type=kind)


@pytest.mark.parametrize(
    ("payload", "says"),
    [
        (
            f"<html>{TOKEN}</html>".encode(),
            "the answer is a page of HTML or XML (Content-Type 'text/html'), perhaps to log in. "
            "Correct `path`, or the credentials.",
        ),
        (TOKEN.encode(), "the answer (Content-Type 'text/html') is no JSON: line 1, column 1: Expecting value."),
        (b"", "the answer (Content-Type 'text/html') is no JSON: line 1, column 1: Expecting value."),
        (b'[{"code": "\xff"}]', "the answer (Content-Type 'text/html') is no JSON: byte 11 is no UTF-8."),
        (
            b'[{"code": "1", "code": "2"}]',
            "the answer (Content-Type 'text/html') is no JSON: an object has a name twice.",
        ),
        (
            b"[" * 200_000,
            "the answer (Content-Type 'text/html') is no JSON: lists or objects are too deep inside each other.",
        ),
        (b'{"error": "no", "b\\u202e": 1}', "the answer is no list: say where it is, in `records`. "
         "The answer has: error, 'b\\u202e'."),
        (b'"text"', "the answer is no list: say where it is, in `records`."),
        (b'[{"code": "1"}, "2"]', "record 2 is no object. Correct `records`."),
    ],
    ids=["HTML", "text", "nothing", "bytes", "a doubled name", "too deep", "an object", "one text", "no record"],
)  # fmt: skip
def test_an_answer_that_holds_no_records_is_refused(api: Api, payload: bytes, says: str) -> None:
    api.answer = body(payload, "text/html")
    assert refusal(source()) == f"http MDM, /v1/plans, page 1: {says}"


@pytest.mark.parametrize("content", [{"data": None}, {"data": {"items": None}}, {"data": [1]}, {"error": 1}, []])
def test_records_that_are_not_where_the_yaml_says_are_refused(api: Api, content: Any) -> None:
    api.answer = lambda call: call.json(content)
    said = refusal(source(records="data.items"))
    assert said.startswith("http MDM, /v1/plans, page 1: `records` (data.items) leads to no list.")


@pytest.mark.parametrize(
    ("paging", "says"),
    [
        ({"type": "link", "field": "next"}, "next is no link"),
        ({"type": "cursor", "field": "next", "parameter": "c"}, "next is neither text nor a number"),
    ],
)
def test_a_next_page_that_cannot_be_asked_for_is_refused(api: Api, paging: dict[str, str], says: str) -> None:
    api.answer = lambda call: call.json({"items": ROWS, "next": [1]})
    said = refusal(source(records="items", paging=paging))
    assert said == f"http MDM, /v1/plans, page 1: {says}. Correct `paging`."


def test_every_value_is_the_text_that_stands_in_the_answer(api: Api) -> None:
    api.answer = body(
        '\ufeff[{"code": "007", "n": 1E5, "x": 0.10, "big": 12345678901234567890, "yes": true, "none": null, '
        '"list": [1.0, "a", {"名": 2E3}], "a": {"b": "in", "c": {"d": 0.50}}, "a.c": "flat", "q": "\\"\\n,"}]'.encode()
    )
    wanted = ("code", "n", "x", "big", "yes", "none", "list", "a.b", "a.c", "a.c.d", "q", "gone", "a.gone")
    cells = ["007", "1E5", "0.10", "12345678901234567890", "true", "", '[1.0, "a", {"名": 2E3}]', "in", "flat", "0.50"]
    assert read(source(), *wanted) == (list(wanted[:-2]), [[*cells, '"\n,']])


@pytest.mark.parametrize("cell", ["\\u0000", "\\ud800"])
def test_a_character_that_no_database_text_holds_is_refused(api: Api, cell: str) -> None:
    api.answer = body(f'[{{"code": "{cell}"}}]'.encode())
    assert "http MDM, /v1/plans: a cell holds " in refusal(source())


def test_a_field_that_only_later_records_have_is_a_column(api: Api) -> None:
    pages = [[{"code": "1"}], [{"name": "b", "code": "2"}], []]
    api.answer = lambda call: call.json(pages[int(call.query["page"]) - 1])
    assert read(source(paging={"type": "page"})) == (["code", "name"], [["1", ""], ["2", "b"]])


def test_no_records_are_no_rows_of_all_columns(api: Api) -> None:
    api.answer = lambda call: call.json([])
    assert read(source()) == (["code", "name"], [])


def test_the_same_rows_have_the_same_fingerprint(api: Api) -> None:
    def fingerprint(**request: Any) -> str | None:
        with source(since_parameter="since").open(Request(Path(), ("code",), **request)) as reading:
            return reading.fingerprint

    first = fingerprint()
    assert first is not None
    assert fingerprint() == first
    assert fingerprint(since="1") is None
    api.answer = lambda call: call.json(ROWS[::-1])
    assert fingerprint() != first


def test_more_fields_than_a_table_can_have_are_refused(api: Api) -> None:
    api.answer = lambda call: call.json([dict.fromkeys(map(str, range(20_000)))])
    assert refusal(source()) == (
        "http MDM, /v1/plans, page 1: the records have more than 16384 fields. Correct `records`."
    )

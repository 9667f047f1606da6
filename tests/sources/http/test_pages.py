"""Pages of an API: all of them arrive, in their order, or none."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from refill.config.source import Unavailable
from refill.errors import Refused

from ...support.api import Api, Call
from .plans import CELLS, ROWS, TOKEN, read, refusal, source


def by_offset(call: Call) -> None:
    offset, limit = int(call.query["offset"]), int(call.query["limit"])
    call.json({"data": {"items": ROWS[offset : offset + limit], "total": len(ROWS)}})


def by_page(call: Call) -> None:
    page = int(call.query["page"])
    call.json(ROWS[2 * page - 2 : 2 * page])


def by_cursor(call: Call) -> None:
    start = int(call.query.get("after", "0"))
    call.json({"items": ROWS[start : start + 2], "meta": {"next": start + 2 if start + 2 < len(ROWS) else None}})


def by_header(call: Call) -> None:
    start = int(call.query.get("from", "0"))
    following = f'</api/v1/plans?from={start + 2}>; rel="next"' if start + 2 < len(ROWS) else ""
    call.json(ROWS[start : start + 2], Link=f'<{call.path}?from=0>; rel="first", {following}')


def by_field(call: Call) -> None:
    start = int(call.query.get("from", "0"))
    links = {"next": f"?from={start + 2}"} if start + 2 < len(ROWS) else {}
    call.json({"items": ROWS[start : start + 2], "links": links})


OFFSET = {"type": "offset", "limit_parameter": "limit", "limit": 2}
PAGINGS: dict[str, tuple[Callable[[Call], None], dict[str, Any], list[dict[str, str]]]] = {
    "one answer": (lambda call: call.json(ROWS), {}, [{}]),
    "a Link header": (by_header, {"paging": {"type": "link"}}, [{}, {"from": "2"}, {"from": "4"}]),
    "a link in a field": (
        by_field,
        {"records": "items", "paging": {"type": "link", "field": "links.next"}},
        [{}, {"from": "2"}, {"from": "4"}],
    ),
    "a cursor": (
        by_cursor,
        {"records": "items", "paging": {"type": "cursor", "field": "meta.next", "parameter": "after"}},
        [{}, {"after": "2"}, {"after": "4"}],
    ),
    "an offset, until a page is empty": (
        by_offset,
        {"records": "data.items", "paging": OFFSET},
        [{"offset": offset, "limit": "2"} for offset in ("0", "2", "4", "5")],
    ),
    "an offset, until the total is there": (
        by_offset,
        {"records": "data.items", "paging": OFFSET, "total": "data.total"},
        [{"offset": offset, "limit": "2"} for offset in ("0", "2", "4")],
    ),
    "a number of the page": (by_page, {"paging": {"type": "page"}}, [{"page": page} for page in ("1", "2", "3", "4")]),
}


@pytest.mark.parametrize(("answer", "settings", "queries"), PAGINGS.values(), ids=PAGINGS)
def test_all_pages_arrive_in_their_order(
    api: Api, answer: Callable[[Call], None], settings: dict[str, Any], queries: list[dict[str, str]]
) -> None:
    api.answer = answer
    assert read(source(**settings)) == (["code", "name"], CELLS)
    assert api.queries() == queries
    assert {(call.path, call.headers["Authorization"]) for call in api.calls} == {("/api/v1/plans", f"Bearer {TOKEN}")}


CURSOR = {"type": "cursor", "field": "next", "parameter": "after"}
LINK = {"type": "link", "field": "next"}


@pytest.mark.parametrize(("paging", "end"), [(LINK, None), (LINK, ""), (CURSOR, None), (CURSOR, ""), (CURSOR, False)])
def test_an_empty_way_to_the_next_page_ends_it(api: Api, paging: dict[str, str], end: object) -> None:
    api.answer = lambda call: call.json({"items": ROWS, "next": end})
    assert read(source(records="items", paging=paging)) == (["code", "name"], CELLS)
    assert len(api.calls) == 1


@pytest.mark.parametrize("relation", ["next", "NEXT", "next last", "last next"])
def test_a_link_header_may_name_several_relations(api: Api, relation: str) -> None:
    def answer(call: Call) -> None:
        start = int(call.query.get("from", "0"))
        links = {"Link": f'<{call.path}?from={start + 3}>; rel="{relation}"'} if start == 0 else {}
        call.json(ROWS[start : start + 3], **links)

    api.answer = answer
    assert read(source(paging={"type": "link"})) == (["code", "name"], CELLS)


def test_a_server_that_gives_fewer_records_than_asked_loses_none(api: Api) -> None:
    api.answer = lambda call: call.json(ROWS[int(call.query["offset"]) :][:1])
    assert read(source(paging=OFFSET)) == (["code", "name"], CELLS)


def test_parameters_go_with_every_page_that_refill_asks_for(api: Api) -> None:
    api.answer = by_page
    read(source(parameters={"状态": "a&b"}, paging={"type": "page"}))
    assert api.queries() == [{"状态": "a&b", "page": page} for page in ("1", "2", "3", "4")]


@pytest.mark.parametrize(
    ("answer", "paging", "says"),
    [
        (
            lambda call: call.json(ROWS, Link=f"<{call.path}>; rel=next"),
            {"type": "link"},
            "page 2: this page was read before. Correct `paging`, or have the API mended.",
        ),
        (
            lambda call: call.json({"items": ROWS[:1], "next": "same"}),
            {"type": "cursor", "field": "next", "parameter": "after"},
            "page 2: these records were on an earlier page. Correct `paging`, or have the API mended.",
        ),
        (
            lambda call: call.json({"items": [], "next": "same"}),
            {"type": "cursor", "field": "next", "parameter": "after"},
            "page 3: this page was read before. Correct `paging`, or have the API mended.",
        ),
        (
            lambda call: call.json({"items": ROWS}),
            OFFSET,
            "page 2: these records were on an earlier page. Correct `paging`, or have the API mended.",
        ),
        (
            lambda call: call.json({"items": [{"code": str(time.monotonic_ns())}]}),
            {"type": "page"},
            "page 6: max_pages is 5. Ask for larger pages, or raise it.",
        ),
        (
            lambda call: call.json({"items": [], "next": "x" * 9000}),
            {"type": "cursor", "field": "next", "parameter": "after"},
            "page 2: its address is longer than 8192 characters. Have the API mended.",
        ),
    ],
    ids=["a link to itself", "a cursor that stays", "a cursor without records", "an offset that is not read",
         "pages without end", "a cursor without end"],
)  # fmt: skip
def test_pages_that_go_around_or_never_end_are_refused(
    api: Api, answer: Callable[[Call], None], paging: dict[str, Any], says: str
) -> None:
    api.answer = answer
    records = {} if paging == {"type": "link"} else {"records": "items"}
    assert refusal(source(paging=paging, max_pages=5, **records)) == f"http MDM, /v1/plans, {says}"


@pytest.mark.parametrize(
    ("total", "kind", "says"),
    [
        (
            lambda offset: 7,
            Refused,
            "page 4: 5 records up to the last page, and `data.total` says 7. Correct `paging`.",
        ),
        (
            lambda offset: 3,
            Refused,
            "page 2: 4 records up to the last page, and `data.total` says 3. Correct `paging`.",
        ),
        (
            lambda offset: 5 + offset,
            Unavailable,
            "page 2: `data.total` was 5 and is 7: records come or go meanwhile. Sync again later.",
        ),
        (lambda offset: "5", Refused, "page 1: `total` (data.total) leads to no whole number. Correct it."),
    ],
    ids=["fewer", "more", "another", "no number"],
)
def test_records_that_are_not_as_many_as_the_total_are_refused(
    api: Api, total: Callable[[int], Any], kind: type[Refused], says: str
) -> None:
    def answer(call: Call) -> None:
        offset = int(call.query["offset"])
        call.json({"data": {"items": ROWS[offset : offset + 2], "total": total(offset)}})

    api.answer = answer
    made = source(records="data.items", paging=OFFSET, total="data.total")
    assert refusal(made, kind) == f"http MDM, /v1/plans, {says}"


def test_a_page_that_fails_in_the_middle_refuses_the_whole_fetch(api: Api) -> None:
    api.answer = lambda call: by_page(call) if call.query["page"] != "3" else call.send(404)
    assert refusal(source(paging={"type": "page"})) == (
        "http MDM, /v1/plans, page 3: status 404. Correct `path`, `parameters` or `paging`. "
        "If there is no such page, say in `total` where the number of all records is."
    )

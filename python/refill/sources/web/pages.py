"""The pages of an API, one after the other, up to the last one; never around in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count as numbers
from typing import Any

from requests.utils import parse_header_links

from refill.config.problems import LONGEST_VALUE, listed, show
from refill.config.source import Unavailable
from refill.errors import Refused
from refill.sources.json_text import parse
from refill.sources.web.client import Answer, Client
from refill.sources.web.paging import PageRead, Paging, Step, at, count
from refill.sources.web.settings import HttpSettings

Record = dict[str, Any]
SHOWN = 10
LONGEST_ADDRESS = 8192


def pages(source: HttpSettings, client: Client, parameters: dict[str, str]) -> Iterator[list[Record]]:
    """Return the records of page after page of a source, which is asked with `parameters`.

    Raise Unavailable where a page does not come, or the records change meanwhile. Raise Refused where one cannot be
    read, where the next one has been read before, and after `max_pages`.
    """
    asked = {**parameters, **source.paging.start()}
    url = client.address(source.path, asked)
    seen: set[str] = set()
    rows, total = 0, None
    for number in numbers(1):
        where = client.where(number)
        _check_address(url, seen, where)
        if number > source.max_pages:
            raise Refused(f"{where}: max_pages is {source.max_pages}. Ask for larger pages, or raise it.")
        seen.add(url)
        answer = client.get(url, number)
        content = _content(answer, where)
        records = _records(content, source.records, where)
        rows += len(records)
        total = _total(content, source.total, total, where)
        yield records
        step = None
        if total is None or rows < total:
            step = _step(source.paging, PageRead(number, len(records), rows, content, _next(answer.link)), where)
        if step is None:
            break
        if isinstance(step, str):
            url = client.followed(step, answer.url, number)
        else:
            url = client.address(source.path, {**asked, **step})
    if total is not None and rows != total:
        raise Refused(
            f"{where}: {rows} records up to the last page, and `{source.total}` says {total}. Correct `paging`."
        )


def _check_address(url: str, seen: set[str], where: str) -> None:
    if url in seen:
        raise Refused(f"{where}: this page was read before. Correct `paging`, or have the API mended.")
    if len(url) > LONGEST_ADDRESS:
        raise Refused(f"{where}: its address is longer than {LONGEST_ADDRESS} characters. Have the API mended.")


def _step(paging: Paging, read: PageRead, where: str) -> Step:
    try:
        return paging.step(read)
    except ValueError as error:
        raise Refused(f"{where}: {error}. Correct `paging`.") from None


def _next(header: str) -> str | None:
    """Return the target with rel=next of a Link header (RFC 8288)."""
    for link in parse_header_links(header) if header else ():
        if "next" in link.get("rel", "").lower().split():
            return link["url"]
    return None


def _content(answer: Answer, where: str) -> Any:
    try:
        return parse(answer.body)
    except ValueError as error:
        if answer.body.lstrip()[:1] == b"<":
            raise Refused(
                f"{where}: the answer is a page of HTML or XML (Content-Type {show(answer.kind)}), perhaps to log in. "
                "Correct `path`, or the credentials."
            ) from None
        raise Refused(f"{where}: the answer (Content-Type {show(answer.kind)}) is no JSON: {error}.") from None


def _records(content: Any, field: str | None, where: str) -> list[Record]:
    found = content if field is None else at(content, field)
    if not isinstance(found, list):
        place = (
            f"`records` ({field}) leads to no list" if field else "the answer is no list: say where it is, in `records`"
        )
        has = f" The answer has: {names_of(content)}." if isinstance(content, dict) else ""
        raise Refused(f"{where}: {place}.{has}")
    for index, record in enumerate(found, start=1):
        if not isinstance(record, dict):
            raise Refused(f"{where}: record {index} is no object. Correct `records`.")
    return found


def names_of(content: Iterable[str]) -> str:
    """Return the first names of fields, for a message."""
    content = list(content)
    names = [name if len(name) <= LONGEST_VALUE else f"{name[:LONGEST_VALUE]}…" for name in content[:SHOWN]]
    return listed([*names, "…"] if len(content) > SHOWN else names)


def _total(content: Any, field: str | None, before: int | None, where: str) -> int | None:
    if field is None:
        return None
    total = count(at(content, field))
    if total is None:
        raise Refused(f"{where}: `total` ({field}) leads to no whole number. Correct it.")
    if before not in (None, total):
        raise Unavailable(
            f"{where}: `{field}` was {before} and is {total}: records come or go meanwhile. Sync again later."
        )
    return total

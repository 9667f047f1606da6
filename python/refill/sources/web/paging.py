"""The ways of an API to page its records: their settings in the YAML, and the place of the next page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, StrictInt

from refill.config.problems import show
from refill.config.types import Frozen
from refill.sources.json_text import Digits

Step = str | dict[str, str] | None
"""The way to the next page: a link, or changed parameters; None behind the last page."""


@dataclass(frozen=True)
class PageRead:
    """The position of a fetch: the last page read, its records and those of all pages, its content and
    `Link` header.
    """

    page: int
    here: int
    rows: int
    content: Any
    link: str | None


class Paging(Frozen):
    type: str

    def start(self) -> dict[str, str]:
        """Return the parameters of the first page."""
        return {}

    def step(self, read: PageRead) -> Step:
        """Return the way to the next page. Raise ValueError where the answer names none that can be taken."""
        raise NotImplementedError

    def problems(self) -> Iterator[tuple[str, str]]:
        """Return the mistakes in the settings: a key and a message each."""
        yield from ()


class NoPaging(Paging):
    """All records are in one answer."""

    type: Literal["none"]

    def step(self, read: PageRead) -> Step:  # noqa: ARG002  # the method of all kinds
        return None


class LinkPaging(Paging):
    """The answer has the address of the next page, in its `Link` header or in a field."""

    type: Literal["link"]
    field: str | None = Field(
        default=None, description="The field with the address of the next page. Default: the Link header with rel=next."
    )

    def step(self, read: PageRead) -> Step:
        if self.field is None:
            return read.link
        link = at(read.content, self.field)
        if link is None or isinstance(link, str):
            return link or None
        raise ValueError(f"{self.field} is no link")

    def problems(self) -> Iterator[tuple[str, str]]:
        if self.field is not None:
            yield from (("field", message) for message in field_problems("field", self.field))


class CursorPaging(Paging):
    """The answer has a mark, which the request for the next page sends back."""

    type: Literal["cursor"]
    field: str = Field(description="The field with the mark of the next page; none behind the last.")
    parameter: str = Field(description="The parameter that gives the mark back.")

    def step(self, read: PageRead) -> Step:
        mark = at(read.content, self.field)
        if mark is None or mark is False or isinstance(mark, str):
            return {self.parameter: str(mark)} if mark else None
        raise ValueError(f"{self.field} is neither text nor a number")

    def problems(self) -> Iterator[tuple[str, str]]:
        yield from (("field", message) for message in field_problems("field", self.field))


class _Counted(Paging):
    parameter: str
    limit_parameter: str | None = Field(
        default=None, description="The parameter that says how many records a page may have."
    )
    limit: StrictInt | None = Field(default=None, ge=1, description="How many records to ask for.")

    def start(self) -> dict[str, str]:
        return {self.limit_parameter: str(self.limit)} if self.limit_parameter else {}

    def problems(self) -> Iterator[tuple[str, str]]:
        if self.limit is None and self.limit_parameter is not None:
            yield "limit_parameter", "limit is missing: how many records to ask for."
        if self.limit is not None and self.limit_parameter is None:
            yield "limit", "limit_parameter is missing: the name of the parameter that has the limit."


class OffsetPaging(_Counted):
    """The request says how many records to leave out. A page without records ends it."""

    type: Literal["offset"]
    parameter: str = Field(default="offset", description="The parameter that says how many records to leave out.")

    def start(self) -> dict[str, str]:
        return {self.parameter: "0", **super().start()}

    def step(self, read: PageRead) -> Step:
        return {self.parameter: str(read.rows)} if read.here else None


class PagePaging(_Counted):
    """The request says the number of the page. A page without records ends it."""

    type: Literal["page"]
    parameter: str = Field(default="page", description="The parameter that says the number of the page.")
    first: StrictInt = Field(default=1, ge=0, description="The number of the first page.")

    def start(self) -> dict[str, str]:
        return {self.parameter: str(self.first), **super().start()}

    def step(self, read: PageRead) -> Step:
        return {self.parameter: str(self.first + read.page)} if read.here else None


AnyPaging = Annotated[
    NoPaging | LinkPaging | CursorPaging | OffsetPaging | PagePaging,
    Field(discriminator="type"),
]


def field_problems(key: str, field: str) -> Iterator[str]:
    """Return the reasons why `field` names no field of an answer."""
    if not all(name.strip() for name in field.split(".")):
        yield f"{key} {show(field)}: use the name of a field, with dots into objects, such as data.items."


def at(content: Any, field: str, default: Any = None) -> Any:
    """Return the value of a field, whose name may lead into objects by dots; `default` where there is none."""
    for name in field.split("."):
        if not isinstance(content, dict) or name not in content:
            return default
        content = content[name]
    return content


def count(value: Any) -> int | None:
    """Return a whole number of parsed JSON, or None."""
    return int(value) if isinstance(value, Digits) and value.isdecimal() and len(value) < 19 else None

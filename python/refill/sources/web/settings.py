"""The settings of a JSON API in the YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Literal
from urllib.parse import unquote

from pydantic import Field, StrictInt

from refill.config.names import connection_problems
from refill.config.problems import show
from refill.config.report import Report
from refill.config.source import Source
from refill.sources.web.connection import origin
from refill.sources.web.paging import AnyPaging, NoPaging, field_problems


class HttpSettings(Source):
    """An API. Its address and secrets come from the environment, under `connection`_…"""

    type: Literal["http"]
    connection: str = Field(
        description="The prefix of the environment variables, such as MDM for MDM_URL, MDM_TOKEN, …"
    )
    path: str = Field(description="The path below the address, such as /v1/plans.")
    parameters: dict[str, str] = Field(default={}, description="Parameters of every request: name: text.")
    records: str | None = Field(
        default=None, description="The field with the list of records, such as data.items. Default: the answer itself."
    )
    paging: AnyPaging = Field(
        default=NoPaging(type="none"), description="How the next page is asked for. Default: all is in one answer."
    )
    total: str | None = Field(
        default=None, description="The field with the number of all records: fewer, or more, are refused."
    )
    since_parameter: str | None = Field(
        default=None, description="For incremental: the parameter that asks for records of a time or number, and later."
    )
    hosts: tuple[str, ...] = Field(
        default=(), description="Further hosts that links and redirects may lead to. They get no credentials."
    )
    timeout: StrictInt = Field(
        default=30, ge=1, le=3600, description="Seconds that one answer may take, from connecting to its last byte."
    )
    max_seconds: StrictInt = Field(
        default=600, ge=1, le=86_400, description="Seconds that all pages may take, with all attempts."
    )
    max_page_mb: StrictInt = Field(
        default=32, ge=1, le=1024, description="Megabytes that one answer may have, unpacked."
    )
    max_mb: StrictInt = Field(
        default=1024, ge=1, le=102_400, description="Megabytes that all answers together may have, unpacked."
    )
    max_pages: StrictInt = Field(default=10_000, ge=1, le=1_000_000, description="How many pages there may be.")

    has_own_columns: ClassVar[bool] = True

    @property
    def label(self) -> str:
        return f"http {self.connection}, {self.path}"

    @property
    def description(self) -> str:
        return f"From the API of connection {self.connection}, {self.path}."

    def check(self, report: Report, at: tuple[str | int, ...]) -> None:
        report.add_all(connection_problems(self.connection), *at, "connection")
        report.add_all(_path_problems(self.path), *at, "path")
        for key, field in (("records", self.records), ("total", self.total)):
            if field is not None:
                report.add_all(field_problems(key, field), *at, key)
        for key, message in self.paging.problems():
            report.add(message, *at, "paging", key)
        for index, host in enumerate(self.hosts):
            if not _is_host(host):
                report.add(
                    f"host {show(host)}: use a host, such as files.example or files.example:8443.", *at, "hosts", index
                )
        self._check_parameters(report, at)

    def _check_parameters(self, report: Report, at: tuple[str | int, ...]) -> None:
        """Report a parameter that comes from more than one place."""
        taken = dict.fromkeys(self.parameters, "under parameters")
        for key in ("parameter", "limit_parameter"):
            name = getattr(self.paging, key, None)
            if name is not None and name in taken:
                report.add(f"parameter {show(name)} is also {taken[name]}. Keep one.", *at, "paging", key)
            elif name is not None:
                taken[name] = f"paging's {key}"
        if self.since_parameter in taken:
            message = f"parameter {show(self.since_parameter)} is also {taken[self.since_parameter]}. Keep one."
            report.add(message, *at, "since_parameter")


def _path_problems(path: str) -> Iterator[str]:
    """Return the reasons why `path` is no path below an API's address."""
    plain = unquote(path)
    if not path.startswith("/") or path.startswith("//"):
        yield f"path {show(path)}: begin it with one /, such as /v1/plans. The host is in the environment."
    elif "?" in path or "#" in path:
        yield f"path {show(path)}: ? and # are not accepted. What follows a ? goes under parameters."
    elif ".." in plain.split("/") or "\\" in plain or not plain.isprintable():
        yield f"path {show(path)}: '..', \\ and control characters are not accepted."


def _is_host(host: str) -> bool:
    try:
        return bool(re.fullmatch(r"[^/?#]+", host)) and bool(origin(f"https://{host}"))
    except ValueError:
        return False

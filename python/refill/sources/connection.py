"""The parts that the databases among the sources share: settings, variables of the environment, columns, errors."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import Field, StrictInt

from refill.config.names import connection_problems
from refill.config.problems import did_you_mean, listed, show
from refill.config.report import Report
from refill.config.source import Request, Source, Unavailable
from refill.errors import Refused

CONNECT_SECONDS = 10
SSL_MODES = ("disable", "prefer", "require", "verify-ca", "verify-full")
DAY = re.compile(r"\d{4,}-\d\d-\d\d")
NUMBER = re.compile(r"-?\d+(\.\d+)?$")
CURSORS = {"integer": NUMBER, "numeric": NUMBER, "date": DAY, "timestamp": DAY, "text": re.compile("")}


class TableSource(Source):
    """A table or view of a database. Its address and secrets come from the environment, under `connection`_…"""

    connection: str = Field(description="The prefix of the environment variables, such as LEGACY for LEGACY_HOST, …")
    table: str = Field(description="The table or view of the other database.")
    timeout: StrictInt = Field(
        default=300, ge=1, le=86400, description="The seconds after which a silent server is given up."
    )

    has_own_columns: ClassVar[bool] = True

    @property
    def label(self) -> str:
        return f"{self.type} {self.connection}, table {self.table}"

    @property
    def description(self) -> str:
        return f"From the {self.type} table {self.table} of connection {self.connection}."

    def check(self, report: Report, at: tuple[str | int, ...]) -> None:
        report.add_all(connection_problems(self.connection), *at, "connection")
        if not self.table.strip() or "\0" in self.table:
            report.add(f"table {show(self.table)}: use the name of a table or view.", *at, "table")


@dataclass(frozen=True)
class Settings:
    """The address of a database, the user, and the security of the connection."""

    prefix: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    database: str
    sslmode: str = "prefer"
    ssl_ca: str | None = None
    ssl_cert: str | None = None
    ssl_key: str | None = None
    schema: str | None = None

    def without_password(self, error: BaseException | str) -> str:
        """Return the message of a driver, in one line without its last full stop."""
        message = " ".join(str(error).split()).rstrip(".")
        return message.replace(self.password, "***") if self.password else message


def read_settings(source: TableSource, port: int, environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings under the source's prefix. Raise Refused, with the variables' names, for a wrong one."""
    prefix = source.connection

    def given(name: str) -> str | None:
        return environment.get(f"{prefix}_{name}") or None

    names = ("HOST", "USER", "PASSWORD", "DATABASE")
    missing = [
        f"{prefix}_{n}" for n in names if not given(n) and not (n == "PASSWORD" and f"{prefix}_{n}" in environment)
    ]
    if missing:
        raise Refused(
            f"{source.label}: {listed(missing)} {'is' if len(missing) == 1 else 'are'} not set. "
            f"Set {listed(f'{prefix}_{name}' for name in names)} in the environment."
        )
    shown_port, sslmode = given("PORT") or str(port), given("SSLMODE") or "prefer"
    if not (shown_port.isascii() and shown_port.isdigit() and 0 < int(shown_port) < 65536):
        raise Refused(f"{source.label}: {prefix}_PORT is {show(shown_port)}. Use a number from 1 to 65535.")
    if sslmode not in SSL_MODES:
        raise Refused(f"{source.label}: {prefix}_SSLMODE is {show(sslmode)}. Use one of: {listed(SSL_MODES)}.")
    for name in ("SSL_CA", "SSL_CERT", "SSL_KEY"):
        path = given(name)
        if path and not os.path.isfile(path):
            raise Refused(f"{source.label}: {prefix}_{name} names no file: {show(path)}.")
    return Settings(
        prefix=prefix,
        host=given("HOST") or "",
        port=int(shown_port),
        user=given("USER") or "",
        password=given("PASSWORD") or "",
        database=given("DATABASE") or "",
        sslmode=sslmode,
        ssl_ca=given("SSL_CA"),
        ssl_cert=given("SSL_CERT"),
        ssl_key=given("SSL_KEY"),
        schema=given("SCHEMA"),
    )


@dataclass(frozen=True)
class Column:
    """A column of a source, its type in the source's words, and its kind: None where the values are no text."""

    name: str
    declared: str
    kind: str | None


def chosen(source: TableSource, request: Request, columns: Sequence[Column]) -> list[Column]:
    """Return the wanted columns that exist, in the order of `request.wanted`.

    Raise Refused for a column that the YAML names and the table lacks, for a type that cannot be read as text, and for
    a cursor that has no order to rely on.
    """
    by_name = {column.name: column for column in columns}
    for name in (*source.columns, *([request.cursor] if request.cursor else [])):
        if name not in by_name:
            close = did_you_mean(name, by_name) or f" It has: {listed(by_name)}."
            raise Refused(f"{source.label}: there is no column {show(name)}.{close}")
    found = [by_name[name] for name in dict.fromkeys(request.wanted) if name in by_name]
    if not found:
        raise Refused(f"{source.label}: it has none of the columns {listed(request.wanted)}, but {listed(by_name)}.")
    for column in found:
        if column.kind is None:
            raise Refused(
                f"{source.label}: column {show(column.name)} is {column.declared}, which is no text. Leave it out, or "
                "name a view that writes it as text."
            )
    if request.cursor:
        _check_cursor(source, by_name[request.cursor], request.since)
    return found


def _check_cursor(source: TableSource, cursor: Column, since: str | None) -> None:
    """Raise Refused for a column without an order to rely on, and for a mark of the time when it had another type."""
    if cursor.kind not in CURSORS:
        raise Refused(
            f"{source.label}: the cursor {show(cursor.name)} is {cursor.declared}. Use a column that is an integer, a "
            "decimal, a date, a timestamp or text."
        )
    if since is not None and not CURSORS[cursor.kind].match(since):
        raise Refused(
            f"{source.label}: the cursor {show(cursor.name)} is {cursor.declared}, and was of another type at the last "
            "sync. Sync the table with --full."
        )


def checked_mark(source: TableSource, cursor: str, mark: str | None) -> str | None:
    """Return the largest value of the cursor. Raise Refused where nothing can ever be later."""
    if mark is not None and mark.lower() in ("infinity", "nan"):
        raise Refused(f"{source.label}: the largest {show(cursor)} is {mark}, and nothing can be later. Mend it.")
    return mark


def unreachable(source: TableSource, settings: Settings, reason: str) -> Unavailable:
    prefix = settings.prefix
    return Unavailable(
        f"{source.label}: no connection ({reason}). Check whether the server runs, and {prefix}_HOST, {prefix}_PORT, "
        f"{prefix}_USER, {prefix}_PASSWORD and {prefix}_SSLMODE."
    )


def unknown_database(source: TableSource, settings: Settings, names: Sequence[str]) -> Refused:
    close = did_you_mean(settings.database, names)
    return Refused(
        f"{source.label}: there is no database {show(settings.database)} for user {settings.user}.{close} Correct "
        f"{settings.prefix}_DATABASE."
    )


def unknown_table(source: TableSource, name: str, names: Sequence[str], place: str) -> Refused:
    close = did_you_mean(name, names)
    return Refused(
        f"{source.label}: {place} has no table or view {show(name)} that the user may read.{close} Correct `table`."
    )


def silent(source: TableSource) -> Unavailable:
    return Unavailable(
        f"{source.label}: no answer for {source.timeout} seconds. Look what keeps the server, or raise `timeout`."
    )


def interrupted(source: TableSource, reason: str) -> Unavailable:
    return Unavailable(f"{source.label}: the reading broke off ({reason}). What was read is dropped; sync again.")

"""Brings what an authoritative source says into its landing table: whole or not at all."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from refill.config.models import Config, ReferenceTable
from refill.database.schemas import Schemas
from refill.errors import Refused, UsageError
from refill.sources.file import read_file
from refill.sources.guards import check
from refill.sources.table import Row, SourceTable

Status = Literal["synced", "unchanged", "refused", "seed"]


@dataclass(frozen=True)
class SyncedTable:
    """The outcome for one reference table; `reason` says why it was refused, or what to know."""

    table: str
    source: str
    status: Status
    rows: int
    reason: str | None = None


def sync(
    connection: Connection,
    schemas: Schemas,
    config: Config,
    root: Path,
    *,
    tables: Sequence[str] | None = None,
    full: bool = False,
    on_progress: Callable[[str], None] | None = None,
) -> list[SyncedTable]:
    """Syncs the named tables, or all that have a source, one transaction each; what did not change is left alone.

    A refused table keeps its last good state and stops no other. `full` reads unchanged sources again. Seeds are
    loaded by dbt, and only reported here. Raises UsageError for an unknown table.
    """
    results = []
    for table in _chosen(config, tables):
        if table.source.type == "none":
            continue
        if on_progress is not None:
            on_progress(table.name)
        try:
            with connection:
                results.append(_sync(connection, schemas, table, root, full))
        except Refused as refusal:
            results.append(SyncedTable(table.name, table.source.type, "refused", 0, str(refusal)))
    return results


def _chosen(config: Config, names: Sequence[str] | None) -> list[ReferenceTable]:
    for name in names or ():
        if name not in config.tables:
            raise UsageError(f"reference table {name!r} is not configured. There are: {', '.join(config.tables)}.")
    return [table for name, table in config.tables.items() if names is None or name in names]


def _sync(connection: Connection, schemas: Schemas, table: ReferenceTable, root: Path, full: bool) -> SyncedTable:
    source = table.source
    if source.type == "seed":
        return SyncedTable(table.name, "seed", "seed", 0)
    if source.type != "file":
        raise Refused(
            f"Reference table {table.name}: sources of type {source.type} cannot be synced by this version. "
            "Use a file or a seed, or load the landing table yourself."
        )
    content, sha256 = read_file(root, source)
    sha256 = _as_read(sha256, table)
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"refill sync {schemas.landing} {table.short}"]
        )
        cursor.execute(
            sql.SQL("select sha256, rows from {} where table_name = %s").format(
                sql.Identifier(schemas.ledger, "syncs")
            ),
            [table.name],
        )
        before = cursor.fetchone()
        if before is not None and before[0] == sha256 and not full:
            return SyncedTable(table.name, "file", "unchanged", before[1])
        taken = _columns(table, content, source.path, source.columns)
        rows = _load(cursor, table, content, taken, source.path)
        check(cursor, schemas, table, list(taken), source.path)
        _replace(cursor, schemas, table, sha256, rows)
    return SyncedTable(table.name, "file", "synced", rows, _left_out(table, taken))


def _as_read(sha256: str, table: ReferenceTable) -> str:
    """The hash of a source's bytes and of what the YAML makes of them: a new column reads the same file once more."""
    return hashlib.sha256(f"{sha256} {table.model_dump_json()}".encode()).hexdigest()


def _columns(table: ReferenceTable, content: SourceTable, where: str, renamed: dict[str, str]) -> dict[str, int]:
    """The table's columns that the source has, each with its position there."""
    names = [renamed.get(name, name) for name in content.columns]
    taken = {name: names.index(name) for name in table.columns if name in names}
    doubled = sorted({name for name in taken if names.count(name) > 1})
    if doubled:
        raise Refused(f"{where}: column {doubled[0]!r} is there twice. Keep one.")
    missing = [key for key in table.keys if key not in taken]
    if missing:
        raise Refused(f"{where}: key column {missing[0]!r} is missing. The file has: {', '.join(content.columns)}.")
    return taken


def _left_out(table: ReferenceTable, taken: dict[str, int]) -> str | None:
    absent = [name for name in table.columns if name not in taken]
    return f"the source has no {', '.join(absent)}" if absent else None


def _load(cursor: Cursor, table: ReferenceTable, content: SourceTable, taken: dict[str, int], where: str) -> int:
    """Copies the rows into a temporary table `incoming` of text columns and gives their number."""
    columns = sql.SQL(", ").join(sql.Identifier(name) + sql.SQL(" text") for name in table.columns)
    cursor.execute(sql.SQL("create temporary table incoming ({}) on commit drop").format(columns))
    names = sql.SQL(", ").join(sql.Identifier(name) for name in taken)
    statement = sql.SQL("copy pg_temp.incoming ({}) from stdin (format csv)").format(names)
    stream = _CsvStream(content.rows, list(taken.values()), where)
    try:
        cursor.copy_expert(statement, stream)
    except psycopg2.Error:
        if stream.refusal is not None:  # psycopg2 reports what was raised while it read as an error of its own
            raise stream.refusal from None
        raise
    return int(cursor.rowcount)


def _replace(cursor: Cursor, schemas: Schemas, table: ReferenceTable, sha256: str, rows: int) -> None:
    landing = sql.Identifier(schemas.landing, table.short)
    names = sql.SQL(", ").join(sql.Identifier(name) for name in table.columns)
    cursor.execute(sql.SQL("delete from {}").format(landing))
    cursor.execute(sql.SQL("insert into {} ({}) select {} from pg_temp.incoming").format(landing, names, names))
    cursor.execute("drop table pg_temp.incoming")
    cursor.execute(
        sql.SQL(
            "insert into {} (table_name, sha256, rows) values (%s, %s, %s) on conflict (table_name)"
            " do update set sha256 = excluded.sha256, rows = excluded.rows, merged = false, synced_at = now()"
        ).format(sql.Identifier(schemas.ledger, "syncs")),
        [table.name, sha256, rows],
    )


class _CsvStream(io.RawIOBase):
    """Rows as csv bytes, made while COPY reads them; every cell quoted, an empty one too."""

    def __init__(self, rows: Iterator[Row], positions: list[int], where: str) -> None:
        self._rows = rows
        self._positions = positions
        self._where = where
        self._rest = b""
        self.refusal: Refused | None = None

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self._read(size)
        except Refused as refusal:
            self.refusal = refusal
            raise

    def _read(self, size: int) -> bytes:
        while len(self._rest) < size or size < 0:
            chunk = [[row[p] or "" for p in self._positions] for row in islice(self._rows, 1000)]
            if not chunk:
                break
            text = io.StringIO()
            csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(chunk)
            if "\0" in text.getvalue():
                raise Refused(f"{self._where}: a cell holds a NUL character, which no database text can. Take it out.")
            self._rest += text.getvalue().encode()
        given, self._rest = (self._rest, b"") if size < 0 else (self._rest[:size], self._rest[size:])
        return given

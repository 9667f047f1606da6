"""One reference row explained: as it is, or as it was at a moment."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from refill.config.models import Config, ReferenceTable
from refill.config.problems import unknown
from refill.database.query import exists, format_sql, rows
from refill.database.schemas import Schemas
from refill.errors import UsageError
from refill.explain.cells import Cell, Provenance
from refill.explain.keys import key_text, nearest, read_key, same_row
from refill.explain.life import Content, Decision, Entry, conflicts_of, decisions_of, entries

BATCHES = "select batch_id, file, sheet from {batches} where batch_id = any(%s)"


@dataclass(frozen=True)
class Explanation:
    """The known facts about a key. `content` is the whole row, system columns too; None where there is none at the
    moment that was asked for. `merged_into`: the key in its place.
    """

    table: str
    key: Content
    at: datetime | None
    content: Content | None
    merged_into: Content | None
    cells: list[Cell]
    life: list[Entry]
    decisions: list[Decision]
    conflicts: list[dict[str, Any]]
    batches: dict[int, tuple[str, str]]

    def document(self) -> dict[str, Any]:
        """Return the answer of `refill explain --json`."""
        return {
            "ok": True,
            "table": self.table,
            "key": self.key,
            "at": _moment(self.at),
            "row": self.content,
            "merged_into": self.merged_into,
            "cells": [self._cell(cell) for cell in self.cells],
            "life": [self._entry(entry) for entry in self.life],
            "decisions": [asdict(one) | {"decided_at": _moment(one.decided_at)} for one in self.decisions],
            "conflicts": [one | {"noted_at": _moment(one["noted_at"])} for one in self.conflicts],
        }

    def _cell(self, cell: Cell) -> dict[str, Any]:
        told = asdict(cell) | {"read_at": _moment(cell.read_at)}
        told["since"] = cell.since.sequence if cell.since else None
        return told

    def _entry(self, entry: Entry) -> dict[str, Any]:
        names = ("sequence", "what", "actor", "run_id", "invocation_id", "cause", "batch", "decision")
        told: dict[str, Any] = {name: getattr(entry, name) for name in names}
        file, sheet = self.batches.get(entry.batch or 0, (None, None))
        changes = [{"column": c, "before": old, "after": new} for c, (old, new) in entry.changes.items()]
        return told | {"at": _moment(entry.at), "file": file, "sheet": sheet, "changes": changes}


def explain(
    connection: Connection,
    schemas: Schemas,
    config: Config,
    name: str,
    given: Sequence[str],
    at: datetime | None = None,
) -> Explanation:
    """The life of the row of table `name` under the key `given`, up to `at`, or until now.

    Raises UsageError for a table that is not configured, and for a key of which nothing is known, naming near ones.
    """
    if name not in config.tables:
        raise UsageError(unknown("reference table", name, config.tables))
    table = config.tables[name]
    key = read_key(connection, schemas, table, given)
    life = entries(connection, schemas, table, key, at)
    decisions = decisions_of(connection, schemas, table, key, at)
    if not life and not decisions:
        raise UsageError(_nothing_known(connection, schemas, table, key, at))
    content = _row(connection, schemas, table, key) if at is None else (life[-1].after if life else None)
    provenance = Provenance(connection, schemas, config, table, key, life, decisions)
    merge = next((d for d in reversed(decisions) if d.decision in ("merge", "reopen")), None)
    return Explanation(
        table=name,
        key=key,
        at=at,
        content=content,
        merged_into=merge.target if merge and merge.decision == "merge" else None,
        cells=provenance.cells(content) if content else [],
        life=life,
        decisions=decisions,
        conflicts=conflicts_of(connection, schemas, table, key, at),
        batches=_batches(connection, schemas, life),
    )


def _row(connection: Connection, schemas: Schemas, table: ReferenceTable, key: Content) -> Content | None:
    """The row as the table holds it, with times as the audit log writes them."""
    if not exists(connection, schemas.target, table.name):
        return None
    relation = sql.Identifier(schemas.target, table.name)
    statement = sql.SQL("select to_jsonb(held) from {} as held where {}").format(
        relation, same_row(table, relation, key)
    )
    with connection, connection.cursor() as cursor:
        cursor.execute("set local timezone = 'UTC'")
        cursor.execute(statement)
        found = cursor.fetchone()
    return found[0] if found else None


def _nothing_known(
    connection: Connection, schemas: Schemas, table: ReferenceTable, key: Content, at: datetime | None
) -> str:
    when = f" at {at.isoformat(sep=' ', timespec='seconds')}" if at else ""
    known = f"{table.name} {key_text(key)}: no such row has been there{when}."
    close = [] if at and entries(connection, schemas, table, key, None) else nearest(connection, schemas, table, key)
    return f"{known} Did you mean {', '.join(close)}?" if close else f"{known} Look at the key, or at the time."


def _batches(connection: Connection, schemas: Schemas, life: Sequence[Entry]) -> dict[int, tuple[str, str]]:
    named = [entry.batch for entry in life if entry.batch is not None]
    statement = format_sql(BATCHES, batches=(schemas.ledger, "batches"))
    return {batch: (file, sheet) for batch, file, sheet in rows(connection, statement, [named])}


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None

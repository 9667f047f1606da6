"""One reference row explained: as it is, or as it was at a moment."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from psycopg2 import sql

from refill.config.models import ReferenceTable
from refill.config.problems import unknown
from refill.database.warehouse import Warehouse
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
    warehouse: Warehouse,
    name: str,
    given: Sequence[str],
    at: datetime | None = None,
) -> Explanation:
    """Return the life of the row of table `name` under the key `given`, up to `at`, or until now.

    Raise UsageError for a table that is not configured, and for an unknown key, with near ones.
    """
    if name not in warehouse.config.tables:
        raise UsageError(unknown("reference table", name, warehouse.config.tables))
    table = warehouse.config.tables[name]
    key = read_key(warehouse, table, given)
    life = entries(warehouse, table, key, at)
    decisions = decisions_of(warehouse, table, key, at)
    if not life and not decisions:
        raise UsageError(_nothing_known(warehouse, table, key, at))
    content = _row(warehouse, table, key) if at is None else (life[-1].after if life else None)
    provenance = Provenance(warehouse, table, key, life, decisions)
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
        conflicts=conflicts_of(warehouse, table, key, at),
        batches=_batches(warehouse, life),
    )


def _row(warehouse: Warehouse, table: ReferenceTable, key: Content) -> Content | None:
    """Return the row as the table holds it, with times as the audit log writes them."""
    if not warehouse.exists(warehouse.table(table)):
        return None
    relation = sql.Identifier(*warehouse.table(table))
    statement = "select to_jsonb(held) from {table} as held where {same}"
    with warehouse.transaction() as work:
        work.execute("set local timezone = 'UTC'")
        found: Content | None = work.value(statement, table=relation, same=same_row(table, relation, key))
    return found


def _nothing_known(warehouse: Warehouse, table: ReferenceTable, key: Content, at: datetime | None) -> str:
    when = f" at {at.isoformat(sep=' ', timespec='seconds')}" if at else ""
    known = f"{table.name} {key_text(key)}: no such row has been there{when}."
    close = [] if at and entries(warehouse, table, key, None) else nearest(warehouse, table, key)
    return f"{known} Did you mean {', '.join(close)}?" if close else f"{known} Look at the key, or at the time."


def _batches(warehouse: Warehouse, life: Sequence[Entry]) -> dict[int, tuple[str, str]]:
    named = [entry.batch for entry in life if entry.batch is not None]
    return {batch: (file, sheet) for batch, file, sheet in warehouse.rows(BATCHES, [named])}


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None

"""The entries of the audit log for one row, and the meaning of each."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from psycopg2.extras import Json

from refill.config.models import ReferenceTable
from refill.config.row_changes import RowChange
from refill.database.warehouse import Warehouse

# Each entry with the run that was at work then. The last run to start before it counts, unless it had ended.
ENTRIES = """
select
    entry.sequence, entry.change, entry.before, entry.after, entry.actor, entry.invocation_id, entry.cause,
    entry.changed_at, run.run_id
from {row_changes} as entry
left join lateral (
    select run_id, finished_at
    from {runs}
    where started_at <= entry.changed_at
    order by started_at desc
    limit 1
) as run on (run.finished_at is null or run.finished_at >= entry.changed_at)
    and (entry.invocation_id is not null or entry.cause is not null)
where entry.table_name = %s and entry.key = %s and entry.changed_at <= coalesce(cast(%s as timestamptz), 'infinity')
order by entry.sequence
"""
DECISIONS = """
select sequence, key, decision, content, target, note, decided_by, actor, decided_at
from {decisions}
where table_name = %s and key = %s and decided_at <= coalesce(cast(%s as timestamptz), 'infinity')
order by sequence
"""
CONFLICTS = """
select column_name, kept, kept_from, other, other_from, noted_at
from {conflicts}
where table_name = %s and key = %s and noted_at <= coalesce(cast(%s as timestamptz), 'infinity')
order by sequence
"""
DECIDED = {"approve": "approved", "correct": "corrected", "reject": "rejected", "merge": "merged", "reopen": "reopened"}
MADE = (RowChange.INSERTED, RowChange.DERIVED)
BATCH = re.compile(r"\bbatch (\d+)\b")
DECISION = re.compile(r"\bdecision (\d+)\b")
Content = dict[str, Any]
Changes = dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Decision:
    """A decision of a person on a key."""

    sequence: int
    key: Content
    decision: str
    content: Content | None
    target: Content | None
    note: str | None
    decided_by: str
    actor: str
    decided_at: datetime


@dataclass(frozen=True)
class Entry:
    """One change of a row. `what` is a word such as derived, promoted or changed by hand; `run_id` is null for plain
    dbt and for people. `batch` and `decision` are numbers, where the entry names one. `changes` are the columns of the
    YAML whose values differ, each with its value before and after."""

    sequence: int
    at: datetime
    what: str
    actor: str
    run_id: str | None
    invocation_id: str | None
    cause: str | None
    batch: int | None
    decision: int | None
    before: Content | None
    after: Content | None
    changes: Changes = field(default_factory=dict)

    @property
    def by_hand(self) -> bool:
        return self.invocation_id is None and self.cause is None

    def gave(self, column: str) -> bool:
        """Return True if this entry wrote the column's value, or made it a derived one, or one of a source's."""
        return column in self.changes or (column in derived(self.before)) != (column in derived(self.after))


def derived(content: Content | None) -> list[str]:
    """Return the columns of a row whose values came from the facts."""
    return (content or {}).get("_derived_columns") or []


def entries(warehouse: Warehouse, table: ReferenceTable, key: Content, at: datetime | None) -> list[Entry]:
    """Return the life of a row up to a moment, or until now, in order."""
    decisions = {one.sequence: one for one in decisions_of(warehouse, table, key, at)}
    found = []
    for sequence, change, before, after, actor, invocation, cause, moment, run_id in warehouse.rows(
        ENTRIES, [table.name, Json(key), at]
    ):
        decision = _number(DECISION, cause)
        word = DECIDED.get(decisions[decision].decision) if decision in decisions else None
        undone = _number(BATCH, cause)
        batch = (after or {}).get("_derived_from_batch") if change in MADE else None
        changes = _changes(table, before or {}, after or {})
        found.append(
            Entry(
                sequence=sequence,
                at=moment,
                what=word or _what(RowChange(change), invocation, cause),
                actor=actor,
                run_id=run_id,
                invocation_id=invocation,
                cause=cause,
                batch=undone if undone is not None else batch,
                decision=decision,
                before=before,
                after=after,
                changes=changes,
            )
        )
    return found


def decisions_of(warehouse: Warehouse, table: ReferenceTable, key: Content, at: datetime | None) -> list[Decision]:
    """Return the decisions on a key, in order."""
    return [Decision(*row) for row in warehouse.rows(DECISIONS, [table.name, Json(key), at])]


def conflicts_of(
    warehouse: Warehouse, table: ReferenceTable, key: Content, at: datetime | None
) -> list[dict[str, Any]]:
    """Return the values of other origins for the row's cells."""
    names = ("column", "kept", "kept_from", "other", "other_from", "noted_at")
    return [dict(zip(names, row, strict=True)) for row in warehouse.rows(CONFLICTS, [table.name, Json(key), at])]


def _what(change: RowChange, invocation: str | None, cause: str | None) -> str:
    """Return an entry in a word or three: the change of the row, or its cause if it was no build."""
    if cause and cause.startswith("undo "):
        return "undone"
    if not invocation:
        by_hand = "made" if change in MADE else "deleted" if change is RowChange.DELETED else "changed"
        return cause or f"{by_hand} by hand"
    return cause if cause and change not in {*MADE, RowChange.DELETED} else str(change)


def _changes(table: ReferenceTable, before: Content, after: Content) -> Changes:
    return {name: (before.get(name), after.get(name)) for name in table.columns if before.get(name) != after.get(name)}


def _number(pattern: re.Pattern[str], cause: str | None) -> int | None:
    found = pattern.search(cause or "")
    return int(found[1]) if found else None

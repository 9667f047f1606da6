"""The changes of a build, by name: keys and cells of reference tables, scopes, reasons. Read from the ledger."""

import json
from dataclasses import dataclass, field
from typing import Any

from psycopg2 import sql

from refill.config.models import Domain, ReferenceTable
from refill.config.row_changes import RowChange
from refill.database.warehouse import Warehouse
from refill.runs.coverage import LISTED

# The entries of an invocation; those from before the run are not looked at.
ENTRIES = """
with entries as (
    select {key} as key, entry.change, entry.filled_columns
    from {row_changes} as entry
    where entry.invocation_id = {invocation} and entry.table_name = {table} and entry.cause is null
        and entry.sequence > coalesce((
            select max(older.sequence)
            from {audit} as older
            where older.changed_at < (select max(started_at) from {runs})
        ), 0)
)
"""
CHANGES = """
select change, (array_agg(key order by key collate "C"))[:{listed}] from entries group by change
"""
CELLS = """
select entries.key, cell.name
from entries cross join unnest(entries.filled_columns) as cell (name)
order by entries.key collate "C", cell.name collate "C" limit {listed}
"""
SCOPES = """
select newer.scope, sum(older.rows)::bigint, newer.rows
from {scopes} as newer
join {loads} as load on load.batch_id = newer.batch_id
join {scopes} as older on older.scope = newer.scope and older.domain = newer.domain
    and older.superseded_by = newer.batch_id
join {loads} as earlier on earlier.batch_id = older.batch_id and earlier.invocation_id <> load.invocation_id
where load.invocation_id = %s and newer.domain = %s
group by newer.scope, newer.rows
order by newer.scope collate "C"
"""
REASONS = """
select reason, count(*)
from {quarantine} as held
cross join unnest(string_to_array(held._reasons, e'\\n')) as reason
where held._batch_id in (select batch_id from {loads} where invocation_id = %s)
group by reason
order by count(*) desc, reason collate "C"
"""


@dataclass(frozen=True)
class ChangedRows:
    """The changes of one reference table: the first thousand keys per change, and the first thousand filled cells.

    `inserted` has the rows that came from a source, `derived` those that came from the facts.
    """

    keys: dict[RowChange, list[str]] = field(default_factory=dict)
    cells: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class ReplacedScope:
    """A refresh scope as its columns and values as texts; how many rows older batches delivered, and the newer does."""

    scope: dict[str, str | None]
    rows_now: int
    rows_new: int


def changed_rows(warehouse: Warehouse, table: ReferenceTable, invocation: str) -> ChangedRows:
    """Return the rows that the invocation has written into a reference table, by key."""
    parts = sql.SQL(", ").join(sql.SQL("entry.key ->> {}").format(sql.Literal(name)) for name in table.keys)
    pieces = {
        "key": sql.SQL("concat_ws(' / ', {})").format(parts),
        "invocation": invocation,
        "table": table.name,
        "listed": LISTED,
    }
    keys = {RowChange(change): names for change, names in warehouse.rows(ENTRIES + CHANGES, **pieces)}
    cells = warehouse.rows(ENTRIES + CELLS, **pieces)
    return ChangedRows(dict(sorted(keys.items())), [{"key": key, "column": column} for key, column in cells])


def replaced_scopes(warehouse: Warehouse, domain: Domain, invocation: str) -> list[ReplacedScope]:
    """Return the scopes that the invocation has taken from batches that were loaded before it."""
    return [
        ReplacedScope(_as_texts(scope, domain), before, new)
        for scope, before, new in warehouse.rows(SCOPES, [invocation, domain.name])
    ]


def _as_texts(scope: str, domain: Domain) -> dict[str, str | None]:
    """Return a scope as the ledger writes it, in the YAML's order."""
    values: dict[str, Any] = json.loads(scope)
    return {name: None if values[name] is None else str(values[name]) for name in domain.load.scope if name in values}


def reasons(warehouse: Warehouse, domain: Domain, invocation: str) -> dict[str, int]:
    """Return why rows of the batches that the invocation has loaded are in quarantine: rows by reason."""
    if not warehouse.exists(warehouse.quarantine(domain)):
        return {}
    return dict(warehouse.rows(REASONS, [invocation], quarantine=warehouse.quarantine(domain)))

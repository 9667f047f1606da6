"""What a build has changed, by name: keys and cells of reference tables, scopes, reasons. Read from the ledger."""

import json
from dataclasses import dataclass, field
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from refill.config.models import Domain, ReferenceTable
from refill.database.query import exists, format_sql, rows
from refill.database.schemas import Schemas
from refill.runs.coverage import LISTED

# An entry of the audit log as the change that the build counts it as. A row is filled where all that differs comes from
# the facts: nulls that they fill, and lists of theirs that grow. Entries from before the run are not looked at.
ENTRIES = """
with entries as (
    select
        entry.key as id,
        {key} as key,
        operation,
        before,
        after,
        after -> '_derived_columns' as derived_columns
    from {audit} as entry
    where entry.invocation_id = {invocation} and entry.table_name = {table} and entry.cause is null
        and entry.sequence > coalesce((
            select max(older.sequence)
            from {audit} as older
            where older.changed_at < (select max(started_at) from {runs})
        ), 0)
),
cells as (
    select entries.id, entries.key, cell.name, jsonb_exists(derived_columns, cell.name)
        and (coalesce(before -> cell.name, 'null') = 'null' or jsonb_exists(before -> '_derived_columns', cell.name))
        as is_filled
    from entries
    cross join jsonb_object_keys(after) as cell (name)
    where operation = 'update' and cell.name not like '\\_%'
        and after -> cell.name is distinct from before -> cell.name
)
"""
CHANGES = """
, changes as (
    select entries.key, case
        when operation = 'insert' and after ->> '_source' = 'auto_derived' then 'derived'
        when operation = 'insert' then 'inserted'
        when before ->> '_source' = 'auto_derived' and after ->> '_source' = 'authoritative' then 'promoted'
        when before ->> '_retired_at' is null and after ->> '_retired_at' is not null then 'retired'
        when before ->> '_retired_at' is not null and after ->> '_retired_at' is null then 'restored'
        when differing.is_filled then 'filled'
        else 'updated'
    end as change
    from entries
    left join (select id, bool_and(is_filled) as is_filled from cells group by id) as differing
        on differing.id = entries.id
)
select change, (array_agg(key order by key collate "C"))[:{listed}] from changes group by change
"""
CELLS = """
select key, name from cells where is_filled order by key collate "C", name collate "C" limit {listed}
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
    """Of one reference table: the first thousand keys per change, and the first thousand cells that facts fill.

    `inserted` has the rows that a source gave, `derived` those that came from the facts.
    """

    keys: dict[str, list[str]] = field(default_factory=dict)
    cells: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class ReplacedScope:
    """A refresh scope as its columns and values as texts; how many rows older batches delivered, and the newer does."""

    scope: dict[str, str | None]
    rows_now: int
    rows_new: int


def changed_rows(connection: Connection, schemas: Schemas, table: ReferenceTable, invocation: str) -> ChangedRows:
    """What the invocation has written into a reference table, by key."""
    key = sql.SQL(", ").join(sql.SQL("key ->> {}").format(sql.Literal(name)) for name in table.keys)
    entries = sql.SQL(ENTRIES).format(
        key=sql.SQL("concat_ws(' / ', {})").format(key),
        audit=sql.Identifier(schemas.ledger, "audit"),
        runs=sql.Identifier(schemas.ledger, "runs"),
        invocation=sql.Literal(invocation),
        table=sql.Literal(table.name),
    )
    listed = sql.Literal(LISTED)
    keys: dict[str, list[str]] = dict(rows(connection, entries + sql.SQL(CHANGES).format(listed=listed)))
    cells = rows(connection, entries + sql.SQL(CELLS).format(listed=listed))
    return ChangedRows(dict(sorted(keys.items())), [{"key": key, "column": column} for key, column in cells])


def replaced_scopes(connection: Connection, schemas: Schemas, domain: Domain, invocation: str) -> list[ReplacedScope]:
    """The scopes that the invocation has taken from batches that were loaded before it."""
    statement = format_sql(SCOPES, scopes=(schemas.ledger, "scopes"), loads=(schemas.ledger, "loads"))
    return [
        ReplacedScope(_as_texts(scope, domain), before, new)
        for scope, before, new in rows(connection, statement, [invocation, domain.name])
    ]


def _as_texts(scope: str, domain: Domain) -> dict[str, str | None]:
    """A scope as the ledger writes it, in the YAML's order."""
    values: dict[str, Any] = json.loads(scope)
    return {name: None if values[name] is None else str(values[name]) for name in domain.load.scope if name in values}


def reasons(connection: Connection, schemas: Schemas, domain: Domain, invocation: str) -> dict[str, int]:
    """Why rows of the batches that the invocation has loaded are in quarantine: rows by reason."""
    if not exists(connection, schemas.quarantine, domain.name):
        return {}
    statement = format_sql(REASONS, quarantine=(schemas.quarantine, domain.name), loads=(schemas.ledger, "loads"))
    return dict(rows(connection, statement, [invocation]))

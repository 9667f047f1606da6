"""The present state: reference tables by origin, domains by batch, the last run."""

from typing import Any

from psycopg2.extensions import connection as Connection

from refill.config.models import Config
from refill.database.query import exists, format_sql, rows, value
from refill.database.schemas import Schemas

REFERENCE = """
select
    count(*) filter (where _source = 'authoritative'),
    count(*) filter (where _source = 'auto_derived'),
    count(*) filter (where _needs_review),
    count(*) filter (where _retired_at is not null),
    count(*)
from {table}
"""
# how far the sources covered the keys of the facts that were staged last
COVERAGE = """
select table_name, sum(authoritative)::bigint, sum(keys)::bigint
from {coverage} as counted
where noted_at = (
    select max(noted_at)
    from {coverage} as last
    where last.domain = counted.domain and last.foreign_key = counted.foreign_key
)
group by table_name
"""
SYNCED = """
select distinct on (table_name, source) table_name, source, status, rows, seconds::float8, started_at
from {sync_log}
where status <> 'not_due'
order by table_name, source, sequence desc
"""
IS_MADE = """
select exists (
    select 1 from pg_attribute
    where attrelid = to_regclass(format('%%I.%%I', %s::text, %s::text))
        and attname = '_derived_columns' and not attisdropped
)
"""
BATCHES = """
select
    count(pending.batch_id),
    count(*) - count(pending.batch_id),
    count(dropped.batch_id)
from {batches} as batches
left join {pending_batches} as pending on pending.batch_id = batches.batch_id
left join {dropped} as dropped on dropped.batch_id = batches.batch_id
where batches.domain = %s and batches.undone_at is null
"""


def status(connection: Connection, schemas: Schemas, config: Config) -> dict[str, Any]:
    """`references`, `coverage`, `sources`, `domains` and `last_run`.

    Tables that no run has made yet, and those that are still to be adopted, count as empty.
    """
    return {
        "references": reference_counts(connection, schemas, config),
        "coverage": _coverage(connection, schemas, config),
        "sources": _sources(connection, schemas, config),
        "domains": {name: _domain(connection, schemas, config, name) for name in config.domains},
        "last_run": _last_run(connection, schemas),
    }


def reference_counts(connection: Connection, schemas: Schemas, config: Config) -> dict[str, dict[str, int]]:
    """Per reference table: its rows by origin."""
    return {name: _reference(connection, schemas, name) for name in config.tables}


def _reference(connection: Connection, schemas: Schemas, table: str) -> dict[str, int]:
    names = ("authoritative", "auto_derived", "needs_review", "retired", "total")
    if not value(connection, IS_MADE, [schemas.target, table]):
        return dict.fromkeys(names, 0)
    counts = rows(connection, format_sql(REFERENCE, table=(schemas.target, table)))[0]
    return dict(zip(names, counts, strict=True))


def _coverage(connection: Connection, schemas: Schemas, config: Config) -> dict[str, dict[str, Any]]:
    """Per reference table: of the distinct keys of the facts that came last, how many a source knew."""
    if not exists(connection, schemas.ledger, "coverage"):
        return {}
    found = rows(connection, format_sql(COVERAGE, coverage=(schemas.ledger, "coverage")))
    counted = {table: (known, keys) for table, known, keys in found}
    return {
        name: {"fact_keys": counted[name][1], "authoritative_keys": counted[name][0], "coverage": share(*counted[name])}
        for name in config.tables
        if name in counted
    }


def _sources(connection: Connection, schemas: Schemas, config: Config) -> list[dict[str, Any]]:
    """The last attempt to read each source."""
    if not exists(connection, schemas.ledger, "sync_log"):
        return []
    found = rows(connection, format_sql(SYNCED, sync_log=(schemas.ledger, "sync_log")))
    names = ("table", "name", "status", "rows", "seconds", "at")
    configured = {(name, source.name or "") for name, table in config.tables.items() for source in table.landed}
    attempts = [dict(zip(names, attempt, strict=True)) for attempt in found if attempt[:2] in configured]
    return [{**attempt, "at": attempt["at"].isoformat(timespec="seconds")} for attempt in attempts]


def share(part: int, whole: int) -> float | None:
    """Return a ratio for people, such as 0.9417; None of nothing."""
    return round(part / whole, 4) if whole else None


def _domain(connection: Connection, schemas: Schemas, config: Config, name: str) -> dict[str, int]:
    ledger = schemas.ledger
    pending, loaded, dropped = 0, 0, 0
    if exists(connection, ledger, "batches"):
        names = {name: (ledger, name) for name in ("batches", "pending_batches", "dropped")}
        pending, loaded, dropped = rows(connection, format_sql(BATCHES, **names), [name])[0]
    return {
        "pending_batches": pending,
        "loaded_batches": loaded,
        "dropped_batches": dropped,
        "fact_rows": _count(connection, schemas.target, config.domains[name].fact.table),
        "quarantined_rows": _count(connection, schemas.quarantine, name),
    }


def _count(connection: Connection, schema: str, table: str) -> int:
    if not exists(connection, schema, table):
        return 0
    return int(rows(connection, format_sql("select count(*) from {table}", table=(schema, table)))[0][0])


def _last_run(connection: Connection, schemas: Schemas) -> dict[str, Any] | None:
    if not exists(connection, schemas.ledger, "runs"):
        return None
    found = rows(
        connection,
        format_sql(
            "select run_id, started_at, finished_at, exit_code from {runs} order by started_at desc limit 1",
            runs=(schemas.ledger, "runs"),
        ),
    )
    if not found:
        return None
    run_id, started, finished, exit_code = found[0]
    return {
        "run_id": run_id,
        "started_at": started.isoformat(timespec="seconds"),
        "finished_at": finished.isoformat(timespec="seconds") if finished else None,
        "exit_code": exit_code,
    }

"""The present state: reference tables by origin, domains by batch, the last run."""

from typing import Any

from psycopg2 import sql

from refill.database.warehouse import Relation, Warehouse
from refill.quarantine.read import REJECTING

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


REJECTED = "select cast(coalesce(sum(rejected), 0) as bigint) from ({rejecting}) as rejecting"


def status(warehouse: Warehouse) -> dict[str, Any]:
    """Return `references`, `coverage`, `sources`, `domains` and `last_run`.

    Tables that no run has made yet, and those that are still to be adopted, count as empty.
    """
    return {
        "references": reference_counts(warehouse),
        "coverage": _coverage(warehouse),
        "sources": _sources(warehouse),
        "domains": {name: _domain(warehouse, name) for name in warehouse.config.domains},
        "last_run": _last_run(warehouse),
    }


def reference_counts(warehouse: Warehouse) -> dict[str, dict[str, int]]:
    """Return per reference table its rows by origin."""
    return {name: _reference(warehouse, name) for name in warehouse.config.tables}


def _reference(warehouse: Warehouse, table: str) -> dict[str, int]:
    names = ("authoritative", "auto_derived", "needs_review", "retired", "total")
    if not warehouse.value(IS_MADE, [warehouse.schemas.target, table]):
        return dict.fromkeys(names, 0)
    counts = warehouse.rows(REFERENCE, table=(warehouse.schemas.target, table))[0]
    return dict(zip(names, counts, strict=True))


def _coverage(warehouse: Warehouse) -> dict[str, dict[str, Any]]:
    """Return per reference table: of the distinct keys of the facts that came last, how many a source knew."""
    if not warehouse.exists((warehouse.schemas.ledger, "coverage")):
        return {}
    found = warehouse.rows(COVERAGE)
    counted = {table: (known, keys) for table, known, keys in found}
    return {
        name: {"fact_keys": counted[name][1], "authoritative_keys": counted[name][0], "coverage": share(*counted[name])}
        for name in warehouse.config.tables
        if name in counted
    }


def _sources(warehouse: Warehouse) -> list[dict[str, Any]]:
    """Return the last attempt to read each source."""
    if not warehouse.exists((warehouse.schemas.ledger, "sync_log")):
        return []
    found = warehouse.rows(SYNCED)
    names = ("table", "name", "status", "rows", "seconds", "at")
    tables = warehouse.config.tables
    configured = {(name, source.name or "") for name, table in tables.items() for source in table.synced}
    attempts = [dict(zip(names, attempt, strict=True)) for attempt in found if attempt[:2] in configured]
    return [{**attempt, "at": attempt["at"].isoformat(timespec="seconds")} for attempt in attempts]


def share(part: int, whole: int) -> float | None:
    """Return a ratio for people, such as 0.9417; None of nothing."""
    return round(part / whole, 4) if whole else None


def _domain(warehouse: Warehouse, name: str) -> dict[str, int]:
    domain = warehouse.config.domains[name]
    pending, loaded, dropped, rejected = 0, 0, 0, 0
    if warehouse.exists((warehouse.schemas.ledger, "batches")):
        pending, loaded, dropped = warehouse.rows(BATCHES, [name])[0]
        rejecting = warehouse.sql(REJECTING, domain=sql.Literal(name))
        rejected = warehouse.value(REJECTED, rejecting=rejecting)
    return {
        "pending_batches": pending,
        "loaded_batches": loaded,
        "dropped_batches": dropped,
        "fact_rows": _count(warehouse, warehouse.fact(domain)),
        "quarantined_rows": _count(warehouse, warehouse.quarantine(domain)),
        "rejected_rows": rejected,
    }


def _count(warehouse: Warehouse, relation: Relation) -> int:
    return int(warehouse.value("select count(*) from {table}", table=relation)) if warehouse.exists(relation) else 0


def _last_run(warehouse: Warehouse) -> dict[str, Any] | None:
    if not warehouse.exists((warehouse.schemas.ledger, "runs")):
        return None
    found = warehouse.rows(
        "select run_id, started_at, finished_at, exit_code from {runs} order by started_at desc limit 1"
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

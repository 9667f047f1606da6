"""How things stand: reference tables by origin, domains by batch, the last run."""

from typing import Any

from psycopg2.extensions import connection as Connection

from refill.config.models import Config
from refill.database.query import exists, format_sql, rows
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
BATCHES = """
select
    count(*) filter (where loads.batch_id is null),
    count(*) filter (where loads.batch_id is not null)
from {batches} as batches
left join {loads} as loads on loads.batch_id = batches.batch_id
where batches.domain = %s and batches.undone_at is null
"""


def status(connection: Connection, schemas: Schemas, config: Config) -> dict[str, Any]:
    """`references`, `domains` and `last_run`, as the command line's contract names them. Tables that no run has made
    yet count as empty."""
    return {
        "references": {name: _reference(connection, schemas, name) for name in config.tables},
        "domains": {name: _domain(connection, schemas, config, name) for name in config.domains},
        "last_run": _last_run(connection, schemas),
    }


def _reference(connection: Connection, schemas: Schemas, table: str) -> dict[str, int]:
    names = ("authoritative", "auto_derived", "needs_review", "retired", "total")
    if not exists(connection, schemas.target, table):
        return dict.fromkeys(names, 0)
    counts = rows(connection, format_sql(REFERENCE, table=(schemas.target, table)))[0]
    return dict(zip(names, counts, strict=True))


def _domain(connection: Connection, schemas: Schemas, config: Config, name: str) -> dict[str, int]:
    ledger = schemas.ledger
    pending, loaded = 0, 0
    if exists(connection, ledger, "batches"):
        pending, loaded = rows(
            connection, format_sql(BATCHES, batches=(ledger, "batches"), loads=(ledger, "loads")), [name]
        )[0]
    return {
        "pending_batches": pending,
        "loaded_batches": loaded,
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

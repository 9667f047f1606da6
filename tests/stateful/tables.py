"""All that can be compared, table by table: the model's rows, and those of the database."""

import json
from collections.abc import Iterator
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from refill.config.models import Config, Domain, ReferenceTable
from refill.database.schemas import Schemas
from refill.database.warehouse import Warehouse
from refill.runs.status import status

from ..derivation.cells import as_text
from .model import Batch, Pipeline, delivered
from .rows import Row

Tables = dict[str, dict[Any, Any]]
SCHEMAS = Schemas("warehouse")


def expected(pipeline: Pipeline, config: Config) -> Tables:
    """What the model holds."""
    tables: Tables = {"batches": _batches(pipeline, config), "status": _status(pipeline, config)}
    for domain in config.domains.values():
        held = pipeline.held_by(domain)
        tables[f"facts of {domain.name}"] = {place: _fact(row) for place, row in held.facts.items()}
        tables[f"quarantine of {domain.name}"] = {
            place: (row.scope and _scope(row.scope), set(reasons), {k: v for k, v in row.cells.items() if v})
            for place, (row, reasons) in held.quarantine.items()
        }
        tables[f"scopes of {domain.name}"] = {_scope(scope): batch for scope, batch in held.scopes.items()}
    for name in config.tables:
        tables[name] = {
            key: {
                **row.values,
                "_source": row.source,
                "_needs_review": row.needs_review,
                "_derived_from": (row.domain, row.batch),
                "_derived_columns": set(row.derived),
                "retired": row.retired_at is not None,
            }
            for key, row in pipeline.references.get(name, {}).items()
        }
    return tables


def found(connection: Connection, config: Config) -> Tables:
    """Return the tables of the database. Batches count from 1, in order: an attempt that fails uses a number up."""
    with connection, connection.cursor() as cursor:
        tables: Tables = {"batches": {key: tuple(values) for key, *values in _rows(cursor, BATCHES)}}
        for domain in config.domains.values():
            tables |= _found_domain(cursor, domain)
        for table in config.tables.values():
            tables[table.name] = _found_table(cursor, table)
    now = status(Warehouse(connection, SCHEMAS, config))
    return {**tables, "status": {**now["references"], **now["domains"]}}


def differences(wanted: Tables, there: Tables) -> list[str]:
    """One line for each row that is not as the model holds it."""
    return [
        f"{table}: {key}\n  is     {there.get(table, {}).get(key)}\n  wanted {wanted.get(table, {}).get(key)}"
        for table in dict.fromkeys([*wanted, *there])
        for key in dict.fromkeys([*wanted.get(table, {}), *there.get(table, {})])
        if wanted.get(table, {}).get(key) != there.get(table, {}).get(key)
    ]


# ---- the model's ----


def _batches(pipeline: Pipeline, config: Config) -> dict[Any, Any]:
    return {
        batch.number: (
            batch.domain,
            batch.path,
            len(batch.file.lines),
            batch.file.rejected,
            batch.file.skipped,
            batch.number in pipeline.held_by(config.domains[batch.domain]).loaded,
            batch.number in pipeline.undone,
        )
        for batch in pipeline.batches
    }


def _rejecting(pipeline: Pipeline, domain: Domain) -> Iterator[Batch]:
    """The loaded batches whose rejected rows are still set aside: no newer one of the file, and a scope in force."""
    held = pipeline.held_by(domain)
    ours = [batch for batch in pipeline.batches if batch.domain == domain.name and batch.number not in pipeline.undone]
    for batch in ours:
        is_newest = not any(other.path == batch.path and other.number > batch.number for other in ours)
        scopes = delivered(domain, batch) if domain.load.scope else set()
        in_force = not scopes or any(held.scopes.get(scope) == batch.number for scope in scopes)
        if batch.number in held.loaded and is_newest and in_force:
            yield batch


def _status(pipeline: Pipeline, config: Config) -> dict[Any, Any]:
    counts: dict[Any, Any] = {}
    for name in config.tables:
        rows = list(pipeline.references.get(name, {}).values())
        counts[name] = {
            "authoritative": sum(row.source == "authoritative" for row in rows),
            "auto_derived": sum(row.source == "auto_derived" for row in rows),
            "needs_review": sum(row.needs_review for row in rows),
            "retired": sum(row.retired_at is not None for row in rows),
            "total": len(rows),
        }
    for domain in config.domains.values():
        held = pipeline.held_by(domain)
        counts[domain.name] = {
            "pending_batches": len(pipeline.pending(domain)),
            "loaded_batches": len(held.loaded),
            "dropped_batches": 0,
            "fact_rows": len(held.facts),
            "quarantined_rows": len(held.quarantine),
            "rejected_rows": sum(batch.file.rejected for batch in _rejecting(pipeline, domain)),
        }
    return counts


def _fact(row: Row) -> dict[str, Any]:
    return {**row.fact.values, "_skipped": row.skipped or None}


def _scope(scope: tuple[Any, ...]) -> tuple[str | None, ...]:
    return tuple(map(as_text, scope))


# ---- the database's ----

RANKED = "with ranked as (select batch_id, row_number() over (order by batch_id) as number from {ledger}.batches) "
BATCHES = """
select number, domain, file, rows, rejected, skipped, loads.batch_id is not null, undone_at is not null
from {ledger}.batches join ranked using (batch_id) left join {ledger}.loads using (batch_id, domain)
"""
FACTS = "select number, _row_number, _skipped, {columns} from {table} join ranked on batch_id = _batch_id"
QUARANTINE = "select number, _row_number, _scope, _reasons, _raw from {table} join ranked on batch_id = _batch_id"
SCOPES = """
select scope, number
from {ledger}.scopes join ranked using (batch_id) join {ledger}.loads using (batch_id, domain)
where domain = {domain} and superseded_by is null
"""
REFERENCES = """
select {columns}, _source, _needs_review, _derived_from_domain, number, _derived_columns, _retired_at is not null
from {table} left join ranked on batch_id = _derived_from_batch
"""


def _rows(cursor: Cursor, statement: str, **names: sql.Composable) -> Iterator[tuple[Any, ...]]:
    """Nothing where no run has made the table yet."""
    if "table" in names:
        cursor.execute("select to_regclass(%s)", [names["table"].as_string(cursor)])
        if cursor.fetchone() == (None,):
            return iter(())
    cursor.execute(sql.SQL(RANKED + statement).format(ledger=sql.Identifier(SCHEMAS.ledger), **names))
    return iter(cursor.fetchall())


def _found_domain(cursor: Cursor, domain: Domain) -> Tables:
    columns = sql.SQL(", ").join(map(sql.Identifier, domain.columns))
    fact = sql.Identifier(SCHEMAS.target, domain.fact.table)
    held = sql.Identifier(SCHEMAS.quarantine, domain.name)
    return {
        f"facts of {domain.name}": {
            (batch, number): {**dict(zip(domain.columns, values, strict=True)), "_skipped": skipped}
            for batch, number, skipped, *values in _rows(cursor, FACTS, columns=columns, table=fact)
        },
        f"quarantine of {domain.name}": {
            (batch, number): (scope and _found_scope(domain, scope), set(reasons.split("\n")), raw)
            for batch, number, scope, reasons, raw in _rows(cursor, QUARANTINE, table=held)
        },
        f"scopes of {domain.name}": {
            _found_scope(domain, scope): number
            for scope, number in _rows(cursor, SCOPES, domain=sql.Literal(domain.name))
        },
    }


def _found_scope(domain: Domain, text: str) -> tuple[str | None, ...]:
    values = json.loads(text)
    return tuple(values[name] for name in domain.load.scope)


def _found_table(cursor: Cursor, table: ReferenceTable) -> dict[Any, Any]:
    columns = [*table.keys, *(name for name in table.columns if name not in table.keys)]
    held: dict[Any, Any] = {}
    place = sql.Identifier(SCHEMAS.target, table.name)
    for row in _rows(cursor, REFERENCES, columns=sql.SQL(", ").join(map(sql.Identifier, columns)), table=place):
        *values, source, review, domain, batch, derived, retired = row
        count = len(table.keys)
        held[tuple(values[:count])] = {
            **dict(zip(columns[count:], values[count:], strict=True)),
            "_source": source,
            "_needs_review": review,
            "_derived_from": (domain, batch),
            "_derived_columns": set(derived),
            "retired": retired,
        }
    return held

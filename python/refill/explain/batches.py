"""The batches with rows that may hold a value, and those of them whose raw rows were dropped."""

from collections.abc import Sequence
from typing import Any

from psycopg2.extensions import connection as Connection

from refill.config.models import Domain
from refill.database.query import format_sql, rows
from refill.database.schemas import Schemas
from refill.explain.life import Entry

# The batches that this build loaded, and those that waited when it wrote: they may be in quarantine, or behind a gate.
STAGED = """
select batch_id
from {batches} as b
left join {loads} as l using (batch_id)
where b.domain = %s and b.landed_at <= %s and (b.undone_at is null or b.undone_at > %s)
    and (l.invocation_id = %s or l.loaded_at is null or l.loaded_at >= %s)
"""
LANDED = "select batch_id from {batches} where domain = %s and landed_at <= %s"
DROPPED = """
select d.batch_id, b.file, d.dropped_at
from {dropped} as d inner join {batches} as b using (batch_id)
where d.batch_id = any(%s) order by d.batch_id
"""
SHOWN = 3


def staged_by(connection: Connection, schemas: Schemas, domain: Domain, entry: Entry) -> list[int]:
    """The batches of the domain that the build of an entry staged."""
    return _batches(connection, schemas, STAGED, [domain.name, entry.at, entry.at, entry.invocation_id, entry.at])


def landed_before(connection: Connection, schemas: Schemas, domain: Domain, entry: Entry) -> list[int]:
    """All batches of the domain that were there then."""
    return _batches(connection, schemas, LANDED, [domain.name, entry.at])


def _batches(connection: Connection, schemas: Schemas, statement: str, values: list[Any]) -> list[int]:
    names = {name: (schemas.ledger, name) for name in ("batches", "loads")}
    return sorted(batch for (batch,) in rows(connection, format_sql(statement, **names), values))


def dropped_note(connection: Connection, schemas: Schemas, batches: Sequence[int]) -> str | None:
    """Which of the batches have no raw rows any more, and since when; None where all have."""
    names = {name: (schemas.ledger, name) for name in ("batches", "dropped")}
    found = rows(connection, format_sql(DROPPED, **names), [list(batches)])
    if not found:
        return None
    told = [f"batch {batch} ({file}) on {at:%Y-%m-%d}" for batch, file, at in found[:SHOWN]]
    more = [f"{len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return f"raw rows were dropped, as retain said: {', '.join([*told, *more])}"

"""The batches with rows that may hold a value, and those of them whose raw rows were dropped."""

from collections.abc import Sequence
from typing import Any

from refill.config.models import Domain
from refill.database.warehouse import Warehouse
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


def staged_by(warehouse: Warehouse, domain: Domain, entry: Entry) -> list[int]:
    """Return the batches of the domain that the build of an entry staged."""
    return _batches(warehouse, STAGED, [domain.name, entry.at, entry.at, entry.invocation_id, entry.at])


def landed_before(warehouse: Warehouse, domain: Domain, entry: Entry) -> list[int]:
    """Return all batches of the domain that were there then."""
    return _batches(warehouse, LANDED, [domain.name, entry.at])


def _batches(warehouse: Warehouse, statement: str, values: list[Any]) -> list[int]:
    return sorted(batch for (batch,) in warehouse.rows(statement, values))


def dropped_note(warehouse: Warehouse, batches: Sequence[int]) -> str | None:
    """Return which of the batches have no raw rows any more, and since when; None where all have."""
    found = warehouse.rows(DROPPED, [list(batches)])
    if not found:
        return None
    told = [f"batch {batch} ({file}) on {at:%Y-%m-%d}" for batch, file, at in found[:SHOWN]]
    more = [f"{len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return f"raw rows were dropped, as retain said: {', '.join([*told, *more])}"

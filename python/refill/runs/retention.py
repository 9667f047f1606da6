"""Raw rows that are old enough to go, as `retain` of the YAML says, and that nothing needs any more.

A batch waits where its raw rows may still be needed: rejected rows, which are in no other place, rows in quarantine, a
staging that holds it, or a newer batch that took a scope from it and is not old itself, since undoing that one would
bring the scope back. Facts and reference rows stay, and so do the batch's rows of the ledger.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import psycopg2
import structlog
from psycopg2 import sql

from refill.config.models import Domain
from refill.database.warehouse import Warehouse

# Batches that were loaded, or undone, longer ago than their domain keeps raw rows. Of each: the newest batch that took
# a scope from it and is not as old; whether it is staged; how many of its rows were rejected, unless it was undone, and
# how many are in force.
OLD = """
with policies as (
    select domain, policy, now() - cast(policy as interval) as horizon
    from unnest(cast(%s as text[]), cast(%s as text[])) as given (domain, policy)
),

taken as (
    select
        s.batch_id,
        sum(s.rows) as rows,
        max(s.superseded_by) filter (where newer.loaded_at >= p.horizon) as by_recent
    from policies as p
    inner join {scopes} as s on s.domain = p.domain
    left join {loads} as newer on newer.batch_id = s.superseded_by
    where s.superseded_by is not null
    group by s.batch_id
)

select
    b.batch_id, b.domain, b.file, b.sheet, b.rows, coalesce(l.loaded_at, b.undone_at), p.policy, b.part,
    taken.by_recent,
    exists (select 1 from {staged} as s where s.batch_id = b.batch_id),
    case when b.undone_at is null then b.rejected else 0 end,
    case when b.undone_at is null then b.rows - b.rejected - b.skipped - coalesce(taken.rows, 0) else 0 end
from policies as p
inner join {batches} as b on b.domain = p.domain
left join {loads} as l on l.batch_id = b.batch_id
left join taken on taken.batch_id = b.batch_id
where coalesce(l.loaded_at, b.undone_at) < p.horizon
    and not exists (select 1 from {dropped} as d where d.batch_id = b.batch_id)
order by b.batch_id
"""
# How many rows of these batches a table has; the parts are named, so that no other is looked at.
OF_BATCHES = "select _batch_id, count(*) from {t} where _batch_id = any(%s){of_parts} group by _batch_id"
OF_PARTS = " and _part = any(%s)"
NOTE = "insert into {dropped} (batch_id, domain, policy, run_id) values (%s, %s, %s, %s)"
DROP = "delete from {raw} where _part = %s and _batch_id = %s"
LOCK_TIMEOUT = "5s"

log = structlog.get_logger()


@dataclass(frozen=True)
class OldBatch:
    """A batch older than its domain's policy. `since`: when it was loaded or undone. `needed`: why its raw rows stay;
    null where they may go."""

    batch_id: int
    domain: str
    file: str
    sheet: str
    rows: int
    since: datetime
    policy: str
    part: int
    needed: str | None = None


def old_batches(warehouse: Warehouse, domains: Sequence[str] = ()) -> list[OldBatch]:
    """Return the batches whose raw rows are older than `retain` says, in order; of all domains, or of those named.

    One small query where there are none.
    """
    wanted = [domain for domain in warehouse.config.domains.values() if not domains or domain.name in domains]
    policies = {domain.name: domain.retain.raw for domain in wanted if domain.retain.raw}
    if not policies:
        return []
    judged, settled = [], dict[OldBatch, int]()
    for *found, by, is_staged, rejected, in_force in warehouse.rows(OLD, [list(policies), list(policies.values())]):
        batch = OldBatch(*found)
        if by is not None:
            judged.append(replace(batch, needed=f"batch {by}, which took a scope from it, may still be undone"))
        elif rejected:
            judged.append(replace(batch, needed=f"{rejected:,} of its rows were rejected, and stand nowhere else"))
        elif is_staged:
            reason = "the staging of the domain holds it; the next delivery takes its place"
            judged.append(replace(batch, needed=reason))
        else:
            settled[batch] = in_force
    for domain in wanted:
        judged += _settled(warehouse, domain, {b: rows for b, rows in settled.items() if b.domain == domain.name})
    return sorted(judged, key=lambda batch: batch.batch_id)


def _settled(warehouse: Warehouse, domain: Domain, in_force: Mapping[OldBatch, int]) -> Iterator[OldBatch]:
    """Yield the batches of a domain, with the reason of those that wait for their rows.

    Some are in quarantine, or not as many in the facts as the ledger says.
    """
    if not in_force:
        return
    batches = [batch.batch_id for batch in in_force]
    held: dict[int, int] = {}
    facts: dict[int, int] = {}
    if warehouse.exists(warehouse.quarantine(domain)):
        held = dict(warehouse.rows(OF_BATCHES, [batches], t=warehouse.quarantine(domain), of_parts=sql.SQL("")))
    if warehouse.exists(warehouse.fact(domain)):
        parts = sorted({batch.part for batch in in_force})
        of_parts = sql.SQL(OF_PARTS)
        facts = dict(warehouse.rows(OF_BATCHES, [batches, parts], t=warehouse.fact(domain), of_parts=of_parts))
    for batch, rows in in_force.items():
        found = facts.get(batch.batch_id, 0)
        if batch.batch_id in held:
            yield replace(batch, needed=f"{held[batch.batch_id]:,} of its rows are in quarantine")
        elif found != rows:
            yield replace(batch, needed=f"{found:,} of its rows are in the facts, and {rows:,} should be")
        else:
            yield batch


def drop_raw(warehouse: Warehouse, free: Sequence[OldBatch], run_id: str | None) -> tuple[list[OldBatch], str | None]:
    """Drop the raw rows of the batches in `free`, from `old_batches`, each in a transaction with its row in the ledger.

    The caller holds the run's lock. Return those that are dropped, and the reason where it could not go on: another
    session locks the raw table, or this user may not delete from it.
    """
    for place, batch in enumerate(free):
        raw = (warehouse.schemas.raw, batch.domain)
        try:
            with warehouse.transaction() as work:
                work.execute("select set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
                work.execute(NOTE, [batch.batch_id, batch.domain, batch.policy, run_id])
                work.execute("select {keep_merged}(%s, %s)", [batch.domain, batch.batch_id])
                work.execute(DROP, [batch.part, batch.batch_id], raw=raw)
        except (psycopg2.errors.LockNotAvailable, psycopg2.errors.InsufficientPrivilege) as error:
            reason = error.diag.message_primary or " ".join(str(error).split())
            log.warning("retain", batch_id=batch.batch_id, reason=reason)
            return list(free[:place]), reason
    return list(free), None

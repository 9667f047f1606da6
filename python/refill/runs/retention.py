"""Raw rows that are old enough to go, as `retain` of the YAML says, and that nothing needs any more.

A batch waits where its raw rows may still be needed: rejected rows, which are in no other place, rows in quarantine, a
staging that holds it, or a newer batch that took a scope from it and is not old itself, since undoing that one would
bring the scope back. Facts and reference rows stay, and so do the batch's rows of the ledger.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import psycopg2
import structlog

from refill.config.models import Domain
from refill.config.partitions import partition_name
from refill.database.warehouse import Warehouse

# Batches that were loaded, or undone, longer ago than their domain keeps raw rows.
OLD = """
with policies as (
    select domain, policy, now() - cast(policy as interval) as horizon
    from unnest(cast(%s as text[]), cast(%s as text[])) as given (domain, policy)
)

select b.batch_id, b.domain, b.file, b.sheet, b.rows, coalesce(l.loaded_at, b.undone_at), p.policy
from policies as p
inner join {batches} as b on b.domain = p.domain
left join {loads} as l on l.batch_id = b.batch_id
where coalesce(l.loaded_at, b.undone_at) < p.horizon
    and not exists (select 1 from {dropped} as d where d.batch_id = b.batch_id)
order by b.batch_id
"""
# Of one of them: the newest batch that took a scope from it and is not as old; whether it is staged; how many of its
# rows were rejected, unless it was undone, and how many are in force.
LEFT = """
select
    (
        select max(s.superseded_by)
        from {scopes} as s inner join {loads} as newer on newer.batch_id = s.superseded_by
        where s.batch_id = b.batch_id and newer.loaded_at >= now() - cast(%s as interval)
    ),
    exists (select 1 from {staged} as s where s.batch_id = b.batch_id),
    case when b.undone_at is null then b.rejected else 0 end,
    case when b.undone_at is null then b.rows - b.rejected - b.skipped - coalesce((
        select sum(s.rows) from {scopes} as s where s.batch_id = b.batch_id and s.superseded_by is not null
    ), 0) else 0 end
from {batches} as b
where b.batch_id = %s
"""
NOTE = "insert into {dropped} (batch_id, domain, policy, run_id) values (%s, %s, %s, %s)"
LOCK_TIMEOUT = "5s"  # a session that waits for the raw table makes all later ones wait

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
    needed: str | None = None


def old_batches(warehouse: Warehouse, domains: Sequence[str] = ()) -> list[OldBatch]:
    """Return the batches whose raw rows are older than `retain` says, in order; of all domains, or of those named.

    One small query where there are none.
    """
    wanted = [domain for domain in warehouse.config.domains.values() if not domains or domain.name in domains]
    policies = {domain.name: domain.retain.raw for domain in wanted if domain.retain.raw}
    if not policies:
        return []
    old = warehouse.rows(OLD, [list(policies), list(policies.values())])
    return [_judged(warehouse, OldBatch(*found)) for found in old]


def _judged(warehouse: Warehouse, batch: OldBatch) -> OldBatch:
    """Return the batch, with the reason why its raw rows are still needed."""
    by, is_staged, rejected, in_force = warehouse.rows(LEFT, [batch.policy, batch.batch_id])[0]
    needed: str | None
    if by is not None:
        needed = f"batch {by}, which took a scope from it, may still be undone"
    elif rejected:
        needed = f"{rejected:,} of its rows were rejected, and stand nowhere else"
    elif is_staged:
        needed = "the staging of the domain holds it; the next delivery takes its place"
    else:
        needed = _unsettled(warehouse, warehouse.config.domains[batch.domain], batch.batch_id, in_force)
    return replace(batch, needed=needed)


def _unsettled(warehouse: Warehouse, domain: Domain, batch: int, in_force: int) -> str | None:
    """Return why a batch waits for its rows: some are in quarantine, or not as many in the facts as the ledger says."""
    quarantine = warehouse.quarantine(domain)
    if warehouse.exists(quarantine):
        held = warehouse.value("select count(*) from {t} where _batch_id = %s", [batch], t=quarantine)
        if held:
            return f"{held:,} of its rows are in quarantine"
    partition = (warehouse.schemas.partitions, partition_name(domain.fact.table, batch))
    facts = 0
    if warehouse.exists(partition):
        facts = warehouse.value("select count(*) from {t}", t=partition)
    return None if facts == in_force else f"{facts:,} of its rows are in the facts, and {in_force:,} should be"


def drop_raw(warehouse: Warehouse, free: Sequence[OldBatch], run_id: str | None) -> tuple[list[OldBatch], str | None]:
    """Drop the raw rows of the batches in `free`, from `old_batches`, each in a transaction with its row in the ledger.

    The caller holds the run's lock. Return those that are dropped, and the reason where it could not go on: another
    session reads the raw table, or this user does not own it.
    """
    for place, batch in enumerate(free):
        raw = (warehouse.schemas.raw, partition_name(batch.domain, batch.batch_id))
        try:
            with warehouse.transaction() as work:
                work.execute("select set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
                work.execute(NOTE, [batch.batch_id, batch.domain, batch.policy, run_id])
                work.execute("select {keep_merged}(%s, %s)", [batch.domain, batch.batch_id])
                work.execute("drop table if exists {raw}", raw=raw)
        except (psycopg2.errors.LockNotAvailable, psycopg2.errors.InsufficientPrivilege) as error:
            reason = " ".join(str(error).split())
            log.warning("retain", batch_id=batch.batch_id, reason=reason)
            return list(free[:place]), reason
    return list(free), None

"""Undoing one batch, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from refill.config.models import Domain
from refill.database.warehouse import Transaction, Warehouse
from refill.errors import Refused, UsageError
from refill.undo import statements
from refill.undo.references import AffectedRows, BatchToUndo, same


@dataclass(frozen=True)
class Undone:
    """The effects of undoing a batch. `again`: the batches that load again, by domain; `deleted` and `retired`: derived
    rows by reference table, without those where there are none.
    """

    batch_id: int
    domain: str
    file: str
    sheet: str
    facts: int = 0
    quarantined: int = 0
    again: dict[str, list[int]] = field(default_factory=dict)
    deleted: dict[str, int] = field(default_factory=dict)
    retired: dict[str, int] = field(default_factory=dict)

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains to build."""
        return tuple(dict.fromkeys([self.domain, *self.again]))


def undo(warehouse: Warehouse, batch_id: int) -> Undone:
    """Take the batch out and commit; a build must follow. The caller holds the run's lock.

    Raise UsageError for a batch that does not exist, Refused for one that is undone already or whose domain the YAML no
    longer has.
    """
    made = warehouse.made_tables
    with warehouse.transaction() as work:
        batch, file, sheet = _find(work, batch_id)
        fed = [t for t in made if any(key.target_table == t.name for key in batch.domain.foreign_keys)]
        # in the audit log every change of a reference row has its cause
        work.execute("select set_config('refill.cause', %s, true)", [f"undo of batch {batch_id}"])
        affected = [rows for table in fed if (rows := AffectedRows(work, table, batch)).find()]
        again = _resting_batches(work, batch, affected)
        _refuse_dropped(work, batch_id, again)
        facts, quarantined = _take_out(work, batch.domain, [batch_id])
        for domain, batches in again.items():
            _take_out(work, warehouse.config.domains[domain], batches)
        for rows in affected:
            rows.restore(born=False)
        deleted, retired = {}, {}
        for rows in reversed(affected):  # children first: their remaining rows refer to no parent any more
            deleted[rows.table.name] = rows.delete_born()
            retired[rows.table.name] = rows.restore(born=True)
        work.execute("update {batches} set undone_at = now() where batch_id = {batch}", batch=batch_id)
        return Undone(
            batch_id=batch_id,
            domain=batch.domain.name,
            file=file,
            sheet=sheet,
            facts=facts,
            quarantined=quarantined,
            again=again,
            deleted={name: count for name, count in deleted.items() if count},
            retired={name: count for name, count in retired.items() if count},
        )


def _find(work: Transaction, batch_id: int) -> tuple[BatchToUndo, str, str]:
    found = work.rows(statements.BATCH, batch=batch_id)
    if not found:
        raise UsageError(f"There is no batch {batch_id}. `refill run` and `refill land` name a file's batch.")
    domain, file, sheet, landed_at, undone_at, dropped_at = found[0]
    if undone_at is not None:
        raise Refused(f"Batch {batch_id} was undone on {undone_at:%Y-%m-%d %H:%M} already.")
    if dropped_at is not None:
        raise Refused(
            f"Batch {batch_id} cannot be undone: its raw rows were dropped on {dropped_at:%Y-%m-%d}, as `retain` said. "
            "Deliver a corrected file instead."
        )
    if domain not in work.config.domains:
        raise Refused(f"Batch {batch_id} is of domain {domain}, which the YAML does not have. Put the domain back.")
    return BatchToUndo(batch_id, work.config.domains[domain], landed_at), file, sheet


def _refuse_dropped(work: Transaction, batch_id: int, again: dict[str, list[int]]) -> None:
    """Raise Refused where a batch that would load again has no raw rows any more."""
    taken = [number for batches in again.values() for number in batches]
    for dropped, file, at, policy in work.rows(statements.DROPPED, taken=taken):
        raise Refused(
            f"Batch {batch_id} cannot be undone: batch {dropped} ({file}) would have to load again, and its raw rows "
            f"were dropped on {at:%Y-%m-%d}, as `retain` said ({policy}). Deliver a corrected file instead, or that "
            "older one again: `refill land FILE`."
        )


def _resting_batches(work: Transaction, batch: BatchToUndo, affected: Sequence[AffectedRows]) -> dict[str, list[int]]:
    """Return the batches to load again, by domain."""
    given_up = work.rows(statements.GIVEN_UP, batch=batch.batch_id)
    found = {batch.domain.name: {older for (older,) in given_up}}
    for rows in affected:
        for domain, key in work.config.feeding(rows.table.name):
            fact = work.warehouse.fact(domain)
            if work.exists(fact):
                resting = work.rows(
                    statements.RESTING_ON,
                    fact=fact,
                    affected=rows.name,
                    same_key=same("affected", key.target_keys, "facts", key.source_columns),
                    batch=batch.batch_id,
                    landed_at=batch.landed_at,
                )
                found.setdefault(domain.name, set()).update(number for (number,) in resting)
    return {domain: sorted(batches) for domain, batches in found.items() if batches}


def _take_out(work: Transaction, domain: Domain, batches: Sequence[int]) -> tuple[int, int]:
    """Make batches pending: out of fact, quarantine and loads. Return how many rows left fact and quarantine."""
    facts = quarantined = 0
    fact = work.warehouse.fact(domain)
    if work.exists(fact):
        parts = [part for (part,) in work.rows(statements.PARTS, taken=list(batches))]
        facts = work.execute(statements.TAKE_OUT, fact=fact, parts=parts, taken=list(batches))
    for batch in batches:
        work.execute(statements.HAND_ON, batch=batch)
    held = work.warehouse.quarantine(domain)
    if work.exists(held):
        quarantined = work.execute(
            "delete from {quarantine} where _batch_id = any({taken})", quarantine=held, taken=list(batches)
        )
    for statement in statements.FORGET:
        work.execute(statement, taken=list(batches))
    return facts, quarantined

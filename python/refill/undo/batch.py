"""Undoing one batch, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from refill.config.models import Config, Domain
from refill.config.partitions import partition_name
from refill.database.query import exists, format_sql
from refill.database.schemas import Schemas
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


def undo(connection: Connection, schemas: Schemas, config: Config, batch_id: int) -> Undone:
    """Takes the batch out and commits; a build must follow. The caller holds the run's lock.

    Raises UsageError for a batch that does not exist, Refused for one that is undone already or whose domain the YAML
    no longer has.
    """
    made = [t for t in config.tables.values() if exists(connection, schemas.target, t.name)]
    with connection, connection.cursor() as cursor:
        ledger = _Ledger(cursor, schemas)
        batch, file, sheet = _find(ledger, config, batch_id)
        fed = [t for t in made if any(key.target_table == t.name for key in batch.domain.foreign_keys)]
        # in the audit log every change of a reference row has its cause
        cursor.execute("select set_config('refill.cause', %s, true)", [f"undo of batch {batch_id}"])
        affected = [rows for table in fed if (rows := AffectedRows(cursor, schemas, table, batch)).find()]
        again = _resting_batches(ledger, config, batch, affected)
        _refuse_dropped(ledger, batch_id, again)
        facts, quarantined = _take_out(ledger, batch.domain, [batch_id])
        for domain, batches in again.items():
            _take_out(ledger, config.domains[domain], batches)
        for rows in affected:
            rows.restore(born=False)
        deleted, retired = {}, {}
        for rows in reversed(affected):  # children first: their remaining rows refer to no parent any more
            deleted[rows.table.name] = rows.delete_born()
            retired[rows.table.name] = rows.restore(born=True)
        ledger.run("update {batches} set undone_at = now() where batch_id = {batch}", batch=batch_id)
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


class _Ledger:
    """Statements on the ledger, in which {batches}, {loads}, {scopes} and so on are its tables."""

    TABLES = ("batches", "dropped", "loads", "scopes", "staged", "staged_scopes")

    def __init__(self, cursor: Cursor, schemas: Schemas) -> None:
        self.cursor = cursor
        self.schemas = schemas
        self._tables = {name: sql.Identifier(schemas.ledger, name) for name in self.TABLES}

    def run(self, statement: str, **pieces: object) -> int:
        """Execute, and return how many rows it changed or found."""
        composed = {k: v if isinstance(v, sql.Composable) else sql.Literal(v) for k, v in pieces.items()}
        self.cursor.execute(sql.SQL(statement).format(**self._tables, **composed))
        return self.cursor.rowcount

    def has(self, schema: str, table: str) -> bool:
        """Return True if there is such a table, as this transaction sees it."""
        name = sql.Identifier(schema, table).as_string(self.cursor)
        self.cursor.execute("select to_regclass(%s) is not null", [name])
        return bool((self.cursor.fetchone() or (False,))[0])


def _find(ledger: _Ledger, config: Config, batch_id: int) -> tuple[BatchToUndo, str, str]:
    ledger.run(statements.BATCH, batch=batch_id)
    found = ledger.cursor.fetchone()
    if found is None:
        raise UsageError(f"There is no batch {batch_id}. `refill run` and `refill land` name a file's batch.")
    domain, file, sheet, landed_at, undone_at, dropped_at = found
    if undone_at is not None:
        raise Refused(f"Batch {batch_id} was undone on {undone_at:%Y-%m-%d %H:%M} already.")
    if dropped_at is not None:
        raise Refused(
            f"Batch {batch_id} cannot be undone: its raw rows were dropped on {dropped_at:%Y-%m-%d}, as `retain` said. "
            "Deliver a corrected file instead."
        )
    if domain not in config.domains:
        raise Refused(f"Batch {batch_id} is of domain {domain}, which the YAML does not have. Put the domain back.")
    return BatchToUndo(batch_id, config.domains[domain], landed_at), file, sheet


def _refuse_dropped(ledger: _Ledger, batch_id: int, again: dict[str, list[int]]) -> None:
    """Raises Refused where a batch that would load again has no raw rows any more."""
    ledger.run(statements.DROPPED, taken=[number for batches in again.values() for number in batches])
    for dropped, file, at, policy in ledger.cursor.fetchall():
        raise Refused(
            f"Batch {batch_id} cannot be undone: batch {dropped} ({file}) would have to load again, and its raw rows "
            f"were dropped on {at:%Y-%m-%d}, as `retain` said ({policy}). Deliver a corrected file instead, or that "
            "older one again: `refill land FILE`."
        )


def _resting_batches(
    ledger: _Ledger, config: Config, batch: BatchToUndo, affected: Sequence[AffectedRows]
) -> dict[str, list[int]]:
    """The batches to load again, by domain."""
    ledger.run(statements.GIVEN_UP, batch=batch.batch_id)
    found = {batch.domain.name: {older for (older,) in ledger.cursor.fetchall()}}
    for rows in affected:
        for domain, key in config.feeding(rows.table.name):
            if ledger.has(ledger.schemas.target, domain.fact.table):
                ledger.run(
                    statements.RESTING_ON,
                    fact=sql.Identifier(ledger.schemas.target, domain.fact.table),
                    affected=rows.name,
                    same_key=same("affected", key.target_keys, "facts", key.source_columns),
                    batch=batch.batch_id,
                    landed_at=batch.landed_at,
                )
                found.setdefault(domain.name, set()).update(resting for (resting,) in ledger.cursor.fetchall())
    return {domain: sorted(batches) for domain, batches in found.items() if batches}


def _take_out(ledger: _Ledger, domain: Domain, batches: Sequence[int]) -> tuple[int, int]:
    """Makes batches pending: takes them out of fact, quarantine and loads. How many rows left fact and quarantine."""
    schemas = ledger.schemas
    facts = quarantined = 0
    for batch in batches:
        partition = (schemas.partitions, partition_name(domain.fact.table, batch))
        if ledger.has(*partition):
            ledger.cursor.execute(format_sql("select count(*) from {partition}", partition=partition))
            facts += int((ledger.cursor.fetchone() or (0,))[0])
            ledger.cursor.execute(format_sql("drop table {partition}", partition=partition))
        ledger.run(statements.HAND_ON, batch=batch)
    if ledger.has(schemas.quarantine, domain.name):
        held = sql.Identifier(schemas.quarantine, domain.name)
        quarantined = ledger.run(
            "delete from {quarantine} where _batch_id = any({taken})", quarantine=held, taken=list(batches)
        )
    for statement in statements.FORGET:
        ledger.run(statement, taken=list(batches))
    return facts, quarantined

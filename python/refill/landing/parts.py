"""Parts: the partitions of a domain's raw table and of its facts, with the same numbers.

A large batch is a part of its own: its rows are copied into a table that becomes a partition as it is, and its facts
are checked as a set. Small batches share a part, which takes their rows one by one until it has enough; then the next
begins. So what a load costs depends on its rows alone, and there are few tables.
"""

from dataclasses import dataclass

from psycopg2 import sql

from refill.config.parts import part_table
from refill.database.warehouse import Relation, Transaction
from refill.landing.incoming import FILLED_LATER, Incoming

OWN_ROWS = 30_000
"""From so many rows on, a batch is a part of its own: checking keys as a set saves more than a table costs."""
SHARED_ROWS = 1_000_000
"""A shared part with so many rows takes no more batches."""

NEWEST_SHARED = "select part, rows from {parts} where domain = %s and is_shared order by part desc limit 1"
NEW = "insert into {parts} (part, domain, is_shared, rows) overriding system value values (%s, %s, %s, %s)"


@dataclass(frozen=True)
class Part:
    """A part that takes a batch; `before`: how many rows it had. A batch that shares no part has it for itself."""

    number: int
    domain: str
    is_shared: bool
    before: int


def next_part(work: Transaction) -> int:
    """Return a number that no other part has."""
    table = work.name((work.schemas.ledger, "parts"))
    return int(work.value("select nextval(pg_get_serial_sequence(%s, 'part'))", [table]))


def take(work: Transaction, domain: str, rows: int, number: int | None) -> Part:
    """Return the part for a batch of so many rows, written down; a new one has this `number`, if given.

    The caller holds the lock of the domain.
    """
    if rows < OWN_ROWS:
        for shared, before in work.rows(NEWEST_SHARED, [domain]):
            if before < SHARED_ROWS:
                work.execute("update {parts} set rows = rows + %s where part = %s", [rows, shared])
                return Part(shared, domain, True, before)
        number = None
    part = Part(number or next_part(work), domain, rows < OWN_ROWS, 0)
    work.execute(NEW, [part.number, domain, part.is_shared, rows])
    return part


def put(work: Transaction, part: Part, incoming: Incoming, batch_id: int, file: str, sheet: str, rows: int) -> None:
    """Put the rows of a batch into the part of its raw table."""
    raw = (work.schemas.raw, part.domain)
    relation = (work.schemas.raw, part_table(part.domain, part.number))
    if incoming.part == part.number:
        _attach(work, raw, relation, part.number)
    else:
        if not work.exists(relation):
            _create(work, raw, relation, part)
        given: dict[str, int | str] = {"_part": part.number, "_batch_id": batch_id, "_file": file, "_sheet": sheet}
        _insert(work, incoming, relation, given)
        if incoming.part is not None:
            work.execute("drop table {table}", table=incoming.table)
    if part.before.bit_length() != (part.before + rows).bit_length():  # seldom for a part that grows by little
        # staging selects by these two columns, and reads many rows otherwise than few
        work.execute("analyze {table} (_batch_id, _note)", table=relation)


def _create(work: Transaction, raw: Relation, relation: Relation, part: Part) -> None:
    work.execute(
        "create table {table} (like {raw} including defaults, check (_part = {part}))",
        table=relation,
        raw=raw,
        part=part.number,
    )
    if part.is_shared:
        work.execute("create index on {table} (_batch_id)", table=relation)
    _attach(work, raw, relation, part.number)


def _attach(work: Transaction, raw: Relation, relation: Relation, part: int) -> None:
    """Make the table a partition. Its check constraint proves that its rows belong, so none is read."""
    work.execute(
        "alter table {raw} attach partition {table} for values in ({part})", raw=raw, table=relation, part=part
    )


def _insert(work: Transaction, incoming: Incoming, relation: Relation, given: dict[str, int | str]) -> None:
    columns = work.columns(incoming.relation)
    values = [sql.Literal(given[name]) if name in FILLED_LATER else sql.Identifier(name) for name in columns]
    work.execute(
        "insert into {table} ({columns}) select {values} from {incoming}",
        table=relation,
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        values=sql.SQL(", ").join(values),
        incoming=incoming.table,
    )

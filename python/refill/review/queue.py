"""The derived rows that wait for a review, the heaviest first, with the facts that rest on them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from psycopg2 import sql

from refill.config.models import Domain, ForeignKey, ReferenceTable
from refill.database.warehouse import Warehouse
from refill.errors import UsageError
from refill.review.proposals import Proposal, Rows, propose

WAITING = """
select
    {identity}, (select jsonb_object_agg(cell.key, cell.value) from jsonb_each_text(to_jsonb(held)) as cell),
    held._derived_from_domain, held._derived_from_batch, coalesce(batch.file, ''), held._derived_at,
    coalesce((
        select max(entry.sequence) from {audit} as entry
        where entry.table_name = {name} and entry.key = {audit_key}(to_jsonb(held), {keys})
    ), 0)
from {table} as held
left join {batches} as batch on batch.batch_id = held._derived_from_batch
where held._needs_review
    and ({domains}::text[] = '{{}}' or held._derived_from_domain = any({domains}))
    and ({days}::integer is null or held._derived_at <= now() - make_interval(days => {days}))
"""
# The facts that rest on the rows that wait, by one foreign key of one fact.
RESTING = """
select {identity}, found.fact_rows, found.weight
from (
    select {columns}, count(*) as fact_rows, {weight} as weight
    from {fact} as facts
    where ({columns}) in (select {held_keys} from {table} as held where held._needs_review)
    group by {columns}
) as found
inner join {table} as held on {same_key}
"""
CONFLICTS = """
select array(select key ->> part from unnest({keys}) as part), column_name, kept, kept_from, other, other_from
from {conflicts}
where table_name = {name}
order by sequence
"""
TEXTS = "select {identity}, {columns} from {table} as held where held._retired_at is null"


@dataclass(frozen=True)
class QueueFilter:
    """The rows to list: of these tables and of these domains, or of all; derived at least so many days ago."""

    tables: Sequence[str] = ()
    domains: Sequence[str] = ()
    older_than: int | None = None
    limit: int | None = None


@dataclass(frozen=True)
class Waiting:
    """One derived row. `attributes` are texts; `version` is the last entry of the audit log on it."""

    table: str
    key: dict[str, str]
    domain: str | None
    batch_id: int | None
    file: str
    derived_at: datetime | None
    version: int
    attributes: dict[str, str | None]
    fact_rows: int = 0
    weight: Decimal = Decimal(0)
    conflicts: Sequence[str] = ()
    proposals: Sequence[Proposal] = ()

    @property
    def identity(self) -> tuple[str, ...]:
        """The key as a tuple of texts, in the order of the table's keys."""
        return tuple(self.key.values())


@dataclass(frozen=True)
class Queue:
    """The rows that wait. Raises UsageError for a table or domain that is not configured."""

    warehouse: Warehouse
    only: QueueFilter = QueueFilter()

    def __post_init__(self) -> None:
        for kind, names, known in (
            ("reference table", self.only.tables, self.warehouse.config.tables),
            ("domain", self.only.domains, self.warehouse.config.domains),
        ):
            for name in names:
                if name not in known:
                    raise UsageError(f"{kind} {name!r} is not configured. There are: {', '.join(known)}.")

    @property
    def tables(self) -> list[ReferenceTable]:
        """The tables to look at: those that a run has made."""
        chosen = [t for n, t in self.warehouse.config.tables.items() if not self.only.tables or n in self.only.tables]
        return [table for table in chosen if self.warehouse.exists(self.warehouse.table(table))]

    def waiting(self) -> tuple[list[Waiting], int]:
        """Return the rows, the heaviest first, up to the limit, with their proposals; and how many there are."""
        found = [row for table in self.tables for row in self._of(table)]
        found.sort(
            key=lambda row: (
                -row.weight,
                -row.fact_rows,
                [*self.warehouse.config.tables].index(row.table),
                row.identity,
            )
        )
        chosen = found[: self.only.limit] if self.only.limit is not None else found
        return self._with_proposals(chosen), len(found)

    def _of(self, table: ReferenceTable) -> Iterator[Waiting]:
        rests = self._resting(table)
        conflicts = self._conflicts(table)
        attributes = [column for column in table.columns if column not in table.keys]
        given = {"domains": list(self.only.domains), "days": self.only.older_than}
        for parts, row, domain, batch, file, at, version in self._rows(WAITING, table, **given):
            identity = tuple(parts)
            key = dict(zip(table.keys, identity, strict=True))
            fact_rows, weight = rests.get(identity, (0, Decimal(0)))
            texts = {name: row.get(name) for name in attributes}
            known = conflicts.get(identity, ())
            yield Waiting(table.name, key, domain, batch, file, at, version, texts, fact_rows, weight, known)

    def _resting(self, table: ReferenceTable) -> dict[tuple[str, ...], tuple[int, Decimal]]:
        found: dict[tuple[str, ...], tuple[int, Decimal]] = {}
        for domain, foreign_key in self.warehouse.config.feeding(table.name):
            if self.warehouse.exists(self.warehouse.fact(domain)):
                for key, fact_rows, weight in self._rows(RESTING, table, **self._pieces(domain, foreign_key)):
                    before = found.get(tuple(key), (0, Decimal(0)))
                    found[tuple(key)] = (before[0] + fact_rows, before[1] + (weight or 0))
        return found

    def _conflicts(self, table: ReferenceTable) -> dict[tuple[str, ...], list[str]]:
        found: dict[tuple[str, ...], list[str]] = {}
        for key, column, kept, kept_from, other, other_from in self._rows(CONFLICTS, table):
            words = f"{column}: {kept} ({kept_from}), {other} ({other_from})"
            found.setdefault(tuple(key), []).append(words)
        return found

    def _with_proposals(self, chosen: Sequence[Waiting]) -> list[Waiting]:
        proposed: dict[tuple[str, tuple[str, ...]], list[Proposal]] = {}
        for table in self.tables:
            asked = {row.identity for row in chosen if row.table == table.name}
            if asked:
                for identity, found in propose(self._texts(table), asked).items():
                    proposed[table.name, identity] = found
        return [replace(row, proposals=proposed.get((row.table, row.identity), ())) for row in chosen]

    def _texts(self, table: ReferenceTable) -> Rows:
        """Return the keys of all rows that are in force, and their texts that may be names."""
        above = {column for key in table.foreign_keys for column in key.columns}
        texts = [n for n, c in table.columns.items() if c.type.kind == "text" and n not in {*table.keys, *above}]
        columns = sql.SQL(", ").join(map(sql.Identifier, texts)) if texts else sql.SQL("null")
        found = list(self._rows(TEXTS, table, columns=columns))
        return Rows(
            [tuple(key) for key, *_ in found], {name: [row[n] for row in found] for n, name in enumerate(texts, 1)}
        )

    def _rows(self, statement: str, table: ReferenceTable, **pieces: Any) -> Iterable[tuple[Any, ...]]:
        parts = (sql.SQL("cast({} as text)").format(sql.Identifier("held", key)) for key in table.keys)
        named = {
            "name": table.name,
            "keys": list(table.keys),
            "identity": sql.SQL("array[{}]").format(sql.SQL(", ").join(parts)),
        }
        return self.warehouse.rows(statement, **named, table=self.warehouse.table(table), **pieces)

    def _pieces(self, domain: Domain, key: ForeignKey) -> dict[str, Any]:
        """Return the pieces of RESTING for a foreign key."""
        weight = sql.SQL("sum({})").format(sql.Identifier(domain.weight)) if domain.weight else sql.SQL("null::numeric")
        pairs = zip(key.target_keys, key.source_columns, strict=True)
        return {
            "fact": self.warehouse.fact(domain),
            "columns": sql.SQL(", ").join(map(sql.Identifier, key.source_columns)),
            "held_keys": sql.SQL(", ").join(sql.Identifier("held", name) for name in key.target_keys),
            "weight": weight,
            "same_key": sql.SQL(" and ").join(
                sql.SQL("{} = {}").format(sql.Identifier("held", theirs), sql.Identifier("found", ours))
                for theirs, ours in pairs
            ),
        }

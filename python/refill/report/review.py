"""The weight of unreviewed derived rows: fact rows, and the sum of the column that weighs them."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from psycopg2 import sql

from refill.config.models import Domain, ForeignKey, ReferenceTable
from refill.database.warehouse import Relation, Warehouse

SHOWN = 20
COLUMNS = """
select a.attname from pg_attribute a
where a.attrelid = to_regclass(format('%%I.%%I', %s::text, %s::text)) and a.attnum > 0 and not a.attisdropped
"""
OPEN = "select {keys}, _derived_from_domain, _derived_at from {table} where _needs_review"
USES = """
select {keys}, count(*), coalesce(sum({weight}), 0)::numeric
from {fact} as f inner join {table} as r on {same}
where r._needs_review
group by {keys}
"""
WHOLE = "select coalesce(sum({weight}), 0)::numeric from {fact} as f"


@dataclass(frozen=True)
class OpenRow:
    """A derived row to be reviewed. `weights` are by domain; `share` is the largest part that it has of any of them."""

    key: tuple[str, ...]
    domain: str | None
    derived_at: datetime | None
    rows: int = 0
    weights: dict[str, Decimal] = field(default_factory=dict)
    share: Decimal = Decimal(0)


@dataclass(frozen=True)
class Weighed:
    """The share of a domain's `column` that rests on `keys` derived rows of a table: `part` of `whole`."""

    domain: str
    column: str
    foreign_key: str
    keys: int
    part: Decimal
    whole: Decimal

    @property
    def share(self) -> Decimal:
        return self.part / self.whole if self.whole else Decimal(0)


@dataclass(frozen=True)
class Queue:
    """The open rows of one table, the heaviest first `SHOWN` of them at most, and the sums of all."""

    table: str
    keys: tuple[str, ...]
    open: int
    rows: int
    weights: dict[str, Decimal]
    weighed: list[Weighed]
    top: list[OpenRow]


@dataclass
class _Use:
    rows: int = 0
    weights: dict[str, Decimal] = field(default_factory=dict)
    share: Decimal = Decimal(0)


def queues(warehouse: Warehouse) -> list[Queue]:
    """Return one queue for each reference table that has open rows, in the order of the configuration."""
    found = [_queue(warehouse, table) for table in warehouse.config.tables.values()]
    return [queue for queue in found if queue is not None]


def _queue(warehouse: Warehouse, table: ReferenceTable) -> Queue | None:
    if not warehouse.exists(warehouse.table(table)):
        return None
    keys = sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(key)) for key in table.keys)
    waiting = warehouse.rows(OPEN, keys=keys, table=warehouse.table(table))
    if not waiting:
        return None
    uses: dict[tuple[str, ...], _Use] = {}
    weighed = []
    for domain, key in warehouse.config.feeding(table.name):
        one = _add_uses(warehouse, table, domain, key, uses)
        weighed += [one] if one else []
    count = len(table.keys)
    open_rows = []
    for line in waiting:
        use = uses.get(line[:count], _Use())
        open_rows.append(OpenRow(line[:count], line[count], line[count + 1], use.rows, use.weights, use.share))
    open_rows.sort(key=lambda row: (-row.share, -row.rows, row.key))
    weights: dict[str, Decimal] = {}
    for one in weighed:
        weights[one.domain] = weights.get(one.domain, Decimal(0)) + one.part
    total = sum(row.rows for row in open_rows)
    return Queue(table.name, table.keys, len(open_rows), total, weights, weighed, open_rows[:SHOWN])


def _add_uses(
    warehouse: Warehouse,
    table: ReferenceTable,
    domain: Domain,
    key: ForeignKey,
    uses: dict[tuple[str, ...], _Use],
) -> Weighed | None:
    """Add the weight of one foreign key to the open rows; return its part of the weight, if its domain has one.

    A column that the YAML has gained and no run has made yet counts for nothing.
    """
    fact = warehouse.fact(domain)
    there = {name for (name,) in warehouse.rows(COLUMNS, fact)}
    if not there.issuperset(key.source_columns):
        return None
    weight = domain.weight if domain.weight in there else None
    column = sql.SQL("f.{}").format(sql.Identifier(weight)) if weight else sql.SQL("0")
    whole = Decimal(0)
    if weight:
        whole = warehouse.value(WHOLE, weight=column, fact=fact)
    used = _uses(warehouse, table, fact, key, column)
    for line in used:
        use = uses.setdefault(line[: len(table.keys)], _Use())
        use.rows += line[-2]
        if weight:
            use.weights[domain.name] = use.weights.get(domain.name, Decimal(0)) + line[-1]
            use.share = max(use.share, line[-1] / whole if whole else Decimal(0))
    if not weight:
        return None
    part = sum((line[-1] for line in used), Decimal(0))
    return Weighed(domain.name, weight, key.name, len(used), part, whole)


def _uses(
    warehouse: Warehouse, table: ReferenceTable, fact: Relation, key: ForeignKey, weight: sql.Composable
) -> list[tuple[Any, ...]]:
    pairs = zip(key.source_columns, key.target_keys, strict=True)
    same = (sql.SQL("f.{} = r.{}").format(sql.Identifier(ours), sql.Identifier(theirs)) for ours, theirs in pairs)
    return warehouse.rows(
        USES,
        keys=sql.SQL(", ").join(sql.SQL("r.{}::text").format(sql.Identifier(name)) for name in table.keys),
        weight=weight,
        fact=fact,
        table=warehouse.table(table),
        same=sql.SQL(" and ").join(same),
    )

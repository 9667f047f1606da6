"""The rows of the facts that brought a reference row its values, found again in the raw tables by the YAML's rules.

The rules of staging are applied here once more, to the raw rows of one key. Superseded and undone batches count as much
as those in the facts, as long as `retain` keeps their raw rows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg2 import sql
from psycopg2.extras import Json

from refill.config.aggregations import FIRST, Behind, Order, Templated
from refill.config.models import BackfillColumn, Domain, ForeignKey, ReferenceTable
from refill.database.values import ColumnText, column_text
from refill.database.warehouse import Warehouse

SHOWN = 3
PIECES = re.compile(r"\{([^{}]*)\}")

PARTS = "select distinct part from {batches} where batch_id = any(%s) order by part"
NAMED = """
with delivered as (
    select raw._batch_id, raw._row_number, {columns}
    from {raw} as raw{facts}
    where raw._part = any({parts}) and raw._batch_id = any({batches}) and raw._note is null
),

named as materialized (
    select * from delivered where {same_key}
)
"""
# The first rows, in the rule's order, that hold something of the value; and their number.
HOLDING = """
(select {number} as number, {part} as part, count(*) over () as total, _batch_id, _row_number
from named where {condition} order by {order} limit {shown})
"""


@dataclass(frozen=True)
class DerivedValue:
    """A derived value, as json, whose rows are looked for. `column` is the rule; None for the key itself."""

    target: str
    value: Any
    column: BackfillColumn | None


@dataclass(frozen=True)
class Place:
    """A row of a batch; `part` is the column of a template that it filled."""

    part: str | None
    batch_id: int
    row: int


@dataclass(frozen=True)
class FactRows:
    """The number of rows that hold something of a value, and the first of them."""

    total: int
    places: tuple[Place, ...]


@dataclass(frozen=True)
class FeedingKey:
    """One foreign key that feeds a reference table."""

    warehouse: Warehouse
    table: ReferenceTable
    domain: Domain
    key: ForeignKey

    def rows_of(
        self, row_key: dict[str, Any], batches: Sequence[int], values: Sequence[DerivedValue]
    ) -> dict[str, FactRows]:
        """Return the rows behind each of the `values`, by target: one query, on the parts of `batches` alone.

        Leave out a target without a row.
        """
        parts = [part for number, one in enumerate(values) for part in self._holding(number, one)]
        if not parts or not batches:
            return {}
        query = self._named(row_key, batches) + sql.SQL(" union all ").join(parts)
        found: dict[str, FactRows] = {}
        for number, part, total, batch_id, row in self.warehouse.rows(query):
            target = values[number].target
            before = found.get(target, FactRows(0, ()))
            found[target] = FactRows(max(total, before.total), (*before.places, Place(part, batch_id, row)))
        return found

    def _named(self, row_key: dict[str, Any], batches: Sequence[int]) -> sql.Composed:
        """Return the rows of the batches that name the key, as staging reads them."""
        looked_up = [name for name, column in self.domain.columns.items() if column.lookup]
        has_facts = bool(looked_up) and self.warehouse.exists(self.warehouse.fact(self.domain))
        facts: sql.Composable = sql.SQL("")
        if has_facts:
            facts = sql.SQL(
                " left join {} as facts on facts._part = raw._part and facts._batch_id = raw._batch_id"
                " and facts._row_number = raw._row_number"
            ).format(sql.Identifier(*self.warehouse.fact(self.domain)))
        columns = []
        for name in self._needed():
            value = column_text(self.domain, name).value(self.warehouse.schemas.ledger, sql.Identifier("raw", name))
            if has_facts and name in looked_up:  # a value that was looked up then is in the facts alone
                kind = sql.SQL(self.domain.columns[name].type.sql)
                found = sql.SQL("cast(to_jsonb(facts) ->> {} as {})").format(sql.Literal(name), kind)
                value = sql.SQL("coalesce({}, {})").format(value, found)
            columns.append(sql.SQL("{} as {}").format(value, sql.Identifier(name)))
        sources = dict(zip(self.key.target_keys, self.key.source_columns, strict=True))
        same = [
            sql.SQL("to_jsonb({}) = {}").format(
                self._as_target(sql.Identifier(sources[name]), name), sql.Literal(Json(row_key[name]))
            )
            for name in self.table.keys
        ]
        return sql.SQL(NAMED).format(
            columns=sql.SQL(", ").join(columns),
            raw=sql.Identifier(*self.warehouse.raw(self.domain)),
            facts=facts,
            parts=sql.Literal([part for (part,) in self.warehouse.rows(PARTS, [list(batches)])]),
            batches=sql.Literal(list(batches)),
            same_key=sql.SQL(" and ").join(same),
        )

    def _needed(self) -> list[str]:
        """Return the columns of the domain that the rules and the key read."""
        names = list(self.key.source_columns)
        for column in self.key.attributes:
            names += [column.source] if column.source in self.domain.columns else []
            names += column.aggregation.columns
        return list(dict.fromkeys(names))

    def _holding(self, number: int, one: DerivedValue) -> list[sql.Composed]:
        column = one.column
        behind = column.aggregation.behind if column else Behind.ANY_ROW
        if column is None or behind is Behind.ANY_ROW:
            return [self._part(number, None, sql.SQL("true"), FIRST, 1)]
        how = column.aggregation
        if behind is Behind.ROW_PER_COLUMN:
            parts = [self._part(number, name, _not_null(name), FIRST, 1) for name in how.columns]
            return parts or [self._part(number, None, sql.SQL("true"), FIRST, 1)]
        if behind is Behind.ROWS_WITH_TEXT and isinstance(how, Templated):
            text = self._row_text(how.template)
            held = sql.SQL("{} @> to_jsonb({})").format(sql.Literal(Json(one.value)), text)
            return [self._part(number, None, held, FIRST, SHOWN)]
        if column.source not in self.domain.columns:
            return []
        if behind is Behind.ALL_ROWS:
            return [self._part(number, None, _not_null(column.source), FIRST, SHOWN)]
        same = sql.SQL("to_jsonb({}) = {}").format(
            self._as_target(sql.Identifier(column.source), one.target), sql.Literal(Json(one.value))
        )
        return [self._part(number, None, same, how.order, 1)]

    def _part(self, number: int, part: str | None, condition: sql.Composable, order: Order, shown: int) -> sql.Composed:
        return sql.SQL(HOLDING).format(
            number=sql.Literal(number),
            part=sql.SQL("cast({} as text)").format(sql.Literal(part)),
            condition=condition,
            order=_order(order),
            shown=sql.Literal(shown),
        )

    def _as_target(self, value: sql.Composable, target: str) -> sql.Composed:
        """Return a fact's value as the reference table holds it: a reference to another table is folded."""
        kind = self.table.columns[target].type
        above = {name for key in self.table.foreign_keys for name in key.columns}
        if target in above and kind.kind == "text":
            return ColumnText(kind, compared=True).value(
                self.warehouse.schemas.ledger, sql.SQL("cast({} as text)").format(value)
            )
        return sql.SQL("cast({} as {})").format(value, sql.SQL(kind.sql))

    def _row_text(self, template: str) -> sql.Composed:
        """Return the text of a template for one row; null where every column that it names is null."""
        pieces = PIECES.split(template)
        parts = [
            sql.SQL("cast({} as text)").format(sql.Identifier(piece)) if place % 2 else sql.Literal(piece)
            for place, piece in enumerate(pieces)
        ]
        named: list[sql.Composable] = [_not_null(piece) for piece in pieces[1::2]]
        return sql.SQL("case when {} then concat({}) end").format(
            sql.SQL(" or ").join(named or [sql.SQL("true")]), sql.SQL(", ").join(parts)
        )


def _not_null(name: str) -> sql.Composed:
    return sql.SQL("{} is not null").format(sql.Identifier(name))


def _order(order: Order) -> sql.Composed:
    terms = [sql.SQL("{} " + direction + " nulls last").format(sql.Identifier(name)) for name, direction in order]
    return sql.SQL(", ").join(terms)

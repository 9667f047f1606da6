"""The reference rows with values that may be a batch's: they become as they were before it landed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg2 import sql

from refill.config.models import Domain, ForeignKey, ReferenceTable
from refill.database.values import column_text
from refill.database.warehouse import Transaction
from refill.undo import statements


@dataclass(frozen=True)
class BatchToUndo:
    """The batch to undo."""

    batch_id: int
    domain: Domain
    landed_at: datetime


@dataclass(frozen=True)
class AffectedRows:
    """The affected rows of one reference table, in a temporary table that lives as long as the transaction."""

    work: Transaction
    table: ReferenceTable
    batch: BatchToUndo

    @property
    def name(self) -> sql.Identifier:
        """The temporary table: the keys, `_born` (derived since the batch landed) and `_before` (the row as it was)."""
        return sql.Identifier(f"affected_{self.table.short}")

    @property
    def _relation(self) -> sql.Identifier:
        return sql.Identifier(*self.work.warehouse.table(self.table))

    @property
    def _same_key(self) -> sql.Composed:
        return same("affected", self.table.keys, "held", self.table.keys)

    def find(self) -> bool:
        """Fill the temporary table. Return True if there are any rows."""
        keys = self.table.keys
        feeding = [key for key in self.batch.domain.foreign_keys if key.target_table == self.table.name]
        pairs = [sql.SQL("{}, held.{}").format(sql.Literal(key), sql.Identifier(key)) for key in keys]
        found = self.work.execute(
            statements.AFFECTED,
            affected=self.name,
            held_keys=sql.SQL(", ").join(sql.SQL("held.{}").format(sql.Identifier(key)) for key in keys),
            audit_key=sql.SQL("jsonb_build_object({})").format(sql.SQL(", ").join(pairs)),
            table=self._relation,
            name=self.table.name,
            landed_at=self.batch.landed_at,
            batch_keys=sql.SQL(" union ").join(map(self._batch_keys, feeding)),
            same_key=same("named", keys, "held", keys),
        )
        return found > 0

    def _batch_keys(self, key: ForeignKey) -> sql.Composed:
        """Return the keys that the raw rows of the batch name, as staging reads them."""
        sources = dict(zip(key.target_keys, key.source_columns, strict=True))
        domain, functions = self.batch.domain, self.work.schemas.ledger
        named = []
        for name in self.table.keys:
            value = column_text(domain, sources[name]).value(functions, sql.Identifier(sources[name]))
            named.append(sql.SQL("{} as {}").format(value, sql.Identifier(name)))
        return sql.SQL("select {} from {} where _batch_id = {} and _note is null").format(
            sql.SQL(", ").join(named),
            sql.Identifier(self.work.schemas.raw, domain.name),
            sql.Literal(self.batch.batch_id),
        )

    def restore(self, born: bool) -> int:
        """Restore earlier values of derived cells; retire rows born since to which something still refers."""
        attributes = [column for column in self.table.columns if column not in self.table.keys]
        pieces: list[dict[str, Any]] = [{"name": sql.Literal(c), "column": sql.Identifier(c)} for c in attributes]
        return self.work.execute(
            statements.RESTORE,
            table=self._relation,
            affected=self.name,
            cells=sql.SQL("").join(sql.SQL(statements.CELL).format(**piece) for piece in pieces),
            changed=sql.SQL("").join(sql.SQL(statements.CHANGED).format(**piece) for piece in pieces),
            same_key=self._same_key,
            born=born,
        )

    def delete_born(self) -> int:
        """Delete the rows born since to which nothing refers, and then those to which only deleted rows referred."""
        relation = self.work.name(self.work.warehouse.table(self.table))
        referring = [
            sql.SQL("exists (select 1 from {} as child where {})").format(
                sql.SQL(child), same("child", columns, "held", keys)
            )
            for child, columns, keys in self.work.rows(statements.REFERENCES, table=relation)
        ]
        statement = self.work.warehouse.sql(
            statements.DELETE_BORN,
            table=self._relation,
            affected=self.name,
            same_key=self._same_key,
            referenced=sql.SQL(" or ").join(referring or [sql.SQL("false")]),
        )
        deleted = 0
        while gone := self.work.execute(statement):
            deleted += gone
        return deleted


def same(left: str, left_names: Sequence[str], right: str, right_names: Sequence[str]) -> sql.Composed:
    """Return the equality of two lists of columns, pair by pair."""
    pairs = zip(left_names, right_names, strict=True)
    return sql.SQL(" and ").join(
        sql.SQL("{}.{} = {}.{}").format(*map(sql.Identifier, (left, one, right, other))) for one, other in pairs
    )

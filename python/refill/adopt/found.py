"""The table as it is in the database, before it is taken over."""

from collections.abc import Sequence
from dataclasses import dataclass

from refill.adopt import statements
from refill.config.models import ReferenceTable
from refill.database.warehouse import Transaction
from refill.errors import Refused

KINDS = {
    "v": "a view",
    "m": "a materialized view",
    "f": "a foreign table",
    "p": "a partitioned table",
    "S": "a sequence",
    "i": "an index",
    "I": "an index",
    "c": "a type",
}


@dataclass(frozen=True)
class HeldColumn:
    """A column: `is_given` where the database has a value for it when an insert names none, `is_computed` where it
    takes no other."""

    name: str
    type: str
    required: bool
    is_given: bool
    is_computed: bool
    in_primary_key: bool


@dataclass(frozen=True)
class FoundTable:
    """An ordinary table that refill may change, locked against every other session until the transaction ends."""

    oid: int
    columns: dict[str, HeldColumn]
    triggers: dict[str, bool]
    unique: Sequence[tuple[bool, list[str]]]

    @property
    def has_primary_key(self) -> bool:
        return any(is_primary for is_primary, _ in self.unique)

    def is_unique(self, keys: Sequence[str]) -> bool:
        """Return True if a primary key or a unique index holds exactly these columns."""
        return any(sorted(columns) == sorted(keys) for _, columns in self.unique)


def find(work: Transaction, table: ReferenceTable) -> FoundTable:
    """Lock the table and describe it. Raise Refused where there is none of that name that could be taken over."""
    found = work.rows(statements.FOUND, [work.schemas.target, table.name])
    if not found:
        raise Refused(_missing(work, table))
    oid, kind, is_unlogged, is_ours, owner, hides_rows, inherits = found[0]
    place = f"{work.schemas.target}.{table.name}"
    if kind != "r":
        raise Refused(
            f"{place} is {KINDS.get(kind, 'no table')}. Only an ordinary table can be taken over: rename it, and make "
            f"a table of its rows: {_sql(work, 'create table {place} as select …', table)}."
        )
    if inherits:
        raise Refused(f"{place} is part of an inheritance tree. Make an ordinary table of its rows, and adopt that.")
    if not is_ours:
        user = work.cursor.connection.info.user
        change = _sql(work, "alter table {place} owner to {user}", table, user=(user,))
        raise Refused(f"{place} belongs to {owner}, and refill works as {user}, who may not change it. Run `{change}`.")
    if hides_rows:
        raise Refused(f"{place} has policies that may hide rows from refill. Disable row security on it.")
    if is_unlogged:
        change = _sql(work, "alter table {place} set logged", table)
        raise Refused(f"{place} is unlogged: a crash of the server would empty it. Run `{change}`.")
    work.execute("lock table {table} in access exclusive mode", table=work.warehouse.table(table))
    return FoundTable(
        oid=oid,
        columns={row[0]: HeldColumn(*row) for row in work.rows(statements.COLUMNS, [oid])},
        triggers=dict(work.rows(statements.TRIGGERS, [work.schemas.ledger, oid])),
        unique=work.rows(statements.UNIQUE, [oid]),
    )


def _missing(work: Transaction, table: ReferenceTable) -> str:
    message = f"There is no table {work.schemas.target}.{table.name} to adopt."
    others = [schema for (schema,) in work.rows(statements.ELSEWHERE, [table.name, list(work.schemas.all)])]
    if others:
        names = {"other": (others[0], table.name), "target": (work.schemas.target,)}
        move = _sql(work, "alter table {other} set schema {target}", table, **names)
        return f"{message} Schema {others[0]} has one: `{move}` brings it here, with all that refers to it."
    return f"{message} refill makes it by itself in the next `refill run`."


def _sql(work: Transaction, statement: str, table: ReferenceTable, **names: tuple[str, ...]) -> str:
    return work.warehouse.sql(statement, **{"place": work.warehouse.table(table), **names}).as_string(work.cursor)

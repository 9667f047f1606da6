"""The table as it is in the database, before it is taken over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

from refill.adopt import statements
from refill.config.models import ReferenceTable
from refill.database.query import format_sql
from refill.database.schemas import Schemas
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


def find(cursor: Cursor, schemas: Schemas, table: ReferenceTable) -> FoundTable:
    """Locks the table and describes it. Raises Refused where there is none of that name that could be taken over."""
    cursor.execute(statements.FOUND, [schemas.target, table.name])
    found = cursor.fetchone()
    if found is None:
        raise Refused(_missing(cursor, schemas, table))
    oid, kind, is_unlogged, is_ours, owner, hides_rows, inherits = found
    place = f"{schemas.target}.{table.name}"
    if kind != "r":
        raise Refused(
            f"{place} is {KINDS.get(kind, 'no table')}. Only an ordinary table can be taken over: rename it, and make "
            f"a table of its rows: {_sql(cursor, 'create table {place} as select …', schemas, table)}."
        )
    if inherits:
        raise Refused(f"{place} is part of an inheritance tree. Make an ordinary table of its rows, and adopt that.")
    if not is_ours:
        user = cursor.connection.info.user
        change = _sql(cursor, "alter table {place} owner to {user}", schemas, table, user=user)
        raise Refused(f"{place} belongs to {owner}, and refill works as {user}, who may not change it. Run `{change}`.")
    if hides_rows:
        raise Refused(f"{place} has policies that may hide rows from refill. Disable row security on it.")
    if is_unlogged:
        change = _sql(cursor, "alter table {place} set logged", schemas, table)
        raise Refused(f"{place} is unlogged: a crash of the server would empty it. Run `{change}`.")
    cursor.execute(sql.SQL("lock table {} in access exclusive mode").format(sql.Identifier(schemas.target, table.name)))
    return FoundTable(
        oid=oid,
        columns={row[0]: HeldColumn(*row) for row in _rows(cursor, statements.COLUMNS, [oid])},
        triggers=dict(_rows(cursor, statements.TRIGGERS, [schemas.ledger, oid])),
        unique=_rows(cursor, format_sql(statements.UNIQUE, function=(schemas.ledger, "unique_columns")), [oid]),
    )


def _missing(cursor: Cursor, schemas: Schemas, table: ReferenceTable) -> str:
    message = f"There is no table {schemas.target}.{table.name} to adopt."
    others = [schema for (schema,) in _rows(cursor, statements.ELSEWHERE, [table.name, list(schemas.all)])]
    if others:
        move = "alter table {other} set schema {target}"
        names = {"other": sql.Identifier(others[0], table.name), "target": sql.Identifier(schemas.target)}
        move = sql.SQL(move).format(**names).as_string(cursor)
        return f"{message} Schema {others[0]} has one: `{move}` brings it here, with all that refers to it."
    return f"{message} refill makes it by itself in the next `refill run`."


def _rows(cursor: Cursor, statement: str | sql.Composable, arguments: Sequence[Any]) -> list[Any]:
    cursor.execute(statement, arguments)
    return list(cursor.fetchall())


def _sql(cursor: Cursor, statement: str, schemas: Schemas, table: ReferenceTable, **names: str) -> str:
    place = sql.Identifier(schemas.target, table.name)
    others = {key: sql.Identifier(name) for key, name in names.items()}
    return sql.SQL(statement).format(place=place, **others).as_string(cursor)

"""Small reads from the tables that refill and dbt keep."""

from collections.abc import Sequence
from typing import Any

from psycopg2 import sql
from psycopg2.extensions import connection as Connection


def rows(
    connection: Connection, statement: str | sql.Composable, arguments: Sequence[Any] = ()
) -> list[tuple[Any, ...]]:
    """All rows of a query, in a transaction of its own."""
    with connection, connection.cursor() as cursor:
        cursor.execute(statement, list(arguments) or None)
        return list(cursor.fetchall())


def value(connection: Connection, statement: str | sql.Composable, arguments: Sequence[Any] = ()) -> Any:
    """The first column of the first row."""
    return rows(connection, statement, arguments)[0][0]


def exists(connection: Connection, schema: str, name: str) -> bool:
    """Whether there is a table or view of that name."""
    return bool(
        value(
            connection,
            "select exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname = %s and c.relname = %s)",
            [schema, name],
        )
    )


def format_sql(statement: str, **names: str | tuple[str, ...]) -> sql.Composed:
    """Return `statement` with each {name} replaced by a quoted identifier, or a qualified one for a tuple."""
    return sql.SQL(statement).format(
        **{
            key: sql.Identifier(*name) if isinstance(name, tuple) else sql.Identifier(name)
            for key, name in names.items()
        }
    )


def may_read(connection: Connection, schema: str, name: str) -> bool:
    """Whether the user may select from a table that is there."""
    statement = (
        "select has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')"
        " from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = %s and c.relname = %s"
    )
    found = rows(connection, statement, [schema, name])
    return bool(found and found[0][0])

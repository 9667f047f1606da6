"""A table of MySQL or MariaDB, in lines of csv that the server itself writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from refill.config.source import Reading, Request
from refill.errors import Refused
from refill.sources.connection import Column, Settings, TableSource, chosen, read_settings, unknown_table
from refill.sources.mysql_connection import connect, streamed, talking
from refill.sources.rows import ROWS

if TYPE_CHECKING:
    import sqlalchemy as sa

KINDS = {
    **dict.fromkeys(("tinyint", "smallint", "mediumint", "int", "bigint", "year"), "integer"),
    **dict.fromkeys(("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"), "text"),
    **dict.fromkeys(("uuid", "inet4", "inet6"), "other"),
    "decimal": "numeric",
    "float": "float",
    "double": "float",
    "date": "date",
    "datetime": "timestamp",
    "timestamp": "timestamp",
    "time": "time",
    "json": "json",
}
COLUMNS = """
    select table_name, column_name, cast(data_type as char), cast(column_type as char), @@lower_case_table_names
    from information_schema.columns
    where table_schema = database() and table_name = :name
    order by ordinal_position
"""


class MysqlSource(TableSource):
    """A table or view of MySQL or MariaDB. Its address and secrets come from the environment, under `connection`_…"""

    type: Literal["mysql"]

    @contextmanager
    def open(self, request: Request) -> Iterator[Reading]:
        settings = read_settings(self, 3306)
        connection = connect(self, settings)
        try:
            with talking(self, settings):
                columns = _columns(self, connection)
                taken = chosen(self, request, columns)
                connection.exec_driver_sql("set session transaction isolation level repeatable read, read only")
                connection.exec_driver_sql("start transaction with consistent snapshot, read only")
                high_water = _high_water(self, request, connection)
            yield Reading(
                offered=[column.name for column in columns],
                columns=[column.name for column in taken],
                chunks=_chunks(self, settings, connection, _lines(self, request, taken)),
                types={column.name: column.kind for column in columns if column.kind},
                high_water=high_water,
            )
        finally:
            connection.invalidate()  # ends it without reading the rest
            connection.close()


def _columns(source: MysqlSource, connection: sa.Connection) -> list[Column]:
    import sqlalchemy as sa

    rows = [
        row
        for row in connection.execute(sa.text(COLUMNS), {"name": source.table})
        if row[0] == source.table or (row[4] != "0" and row[0].lower() == source.table.lower())
    ]
    if not rows:
        tables = "select table_name from information_schema.tables where table_schema = database()"
        names = [str(row[0]) for row in connection.execute(sa.text(tables))]
        raise unknown_table(source, source.table, names, "the database")
    return [Column(row[1], row[3], _kind(row[2], row[3])) for row in rows]


def _kind(data_type: str, declared: str) -> str | None:
    return "boolean" if declared.lower() == "tinyint(1)" else KINDS.get(data_type.lower())


def _high_water(source: MysqlSource, request: Request, connection: sa.Connection) -> str | None:
    import sqlalchemy as sa

    if request.cursor is None:
        return None
    column: sa.ColumnElement[Any] = sa.column(sa.quoted_name(request.cursor, True))
    found = connection.execute(sa.select(sa.func.max(column)).select_from(_table(source))).scalar()
    return None if found is None else str(found)


def _table(source: MysqlSource) -> sa.TableClause:
    import sqlalchemy as sa

    return sa.table(sa.quoted_name(source.table, True))


def _lines(source: MysqlSource, request: Request, taken: list[Column]) -> sa.Select[tuple[str]]:
    """Select one text per row, a line of csv with every cell in quotes: the server does that at a lower cost than the
    rows could be taken apart here.
    """
    import sqlalchemy as sa

    cells = [sa.func.ifnull(sa.func.concat('"', sa.func.replace(_text(c), '"', '""'), '"'), '""') for c in taken]
    statement = sa.select(sa.func.concat_ws(",", *cells)).select_from(_table(source))
    if request.cursor is None or request.since is None:
        return statement
    cursor: sa.ColumnElement[Any] = sa.column(sa.quoted_name(request.cursor, True))
    return statement.where(sa.or_(cursor >= sa.literal(request.since, sa.String), cursor.is_(None)))


def _text(column: Column) -> sa.ColumnElement[str]:
    """Return the value as text. The server writes six digits of a float; read one with more digits as a double."""
    import sqlalchemy as sa
    from sqlalchemy.dialects import mysql

    value: sa.ColumnElement[Any] = sa.column(sa.quoted_name(column.name, True))
    text: sa.ColumnElement[Any] = sa.cast(value, mysql.CHAR(charset="utf8mb4"))
    if column.declared.lower().startswith("float"):
        as_double = sa.cast(value + sa.literal_column("0e0"), mysql.CHAR(charset="utf8mb4"))
        text = sa.func.if_(sa.cast(text, mysql.FLOAT) == value, text, as_double)
    return sa.collate(text, "utf8mb4_bin")


def _chunks(
    source: MysqlSource, settings: Settings, connection: sa.Connection, statement: sa.Select[tuple[str]]
) -> Iterator[bytes]:
    with talking(source, settings):
        cursor = streamed(connection, statement)
    while True:
        with talking(source, settings):
            rows = cursor.fetchmany(ROWS)
        if not rows:
            return
        if any(line is None for (line,) in rows):
            raise Refused(f"{source.label}: a row is larger than the server's max_allowed_packet. Leave columns out.")
        text = "\n".join(line for (line,) in rows)
        if "\0" in text:
            raise Refused(f"{source.label}: a cell holds a NUL character, which no database text can. Take it out.")
        yield f"{text}\n".encode()

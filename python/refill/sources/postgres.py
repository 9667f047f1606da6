"""A table of PostgreSQL, by COPY: the server writes the lines of csv."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from refill.config.source import Reading, Request
from refill.errors import Refused
from refill.sources.connection import (
    CONNECT_SECONDS,
    Column,
    Settings,
    TableSource,
    checked_mark,
    chosen,
    interrupted,
    read_settings,
    silent,
    unknown_database,
    unreachable,
)
from refill.sources.copy_out import CopyOut, Watchdog
from refill.sources.postgres_catalogue import columns_of

if TYPE_CHECKING:
    from psycopg2 import sql
    from psycopg2.extensions import connection as Connection

# The texts of values do not depend on the server's settings; a server whose reader is gone ends the query.
SESSION = """
    select set_config(name, setting, true)
    from (values
        ('timezone', 'UTC'), ('datestyle', 'ISO, YMD'), ('intervalstyle', 'postgres'), ('extra_float_digits', '1'),
        ('client_connection_check_interval', '10s'), ('statement_timeout', %s)
    ) as wanted (name, setting)
    where lower(name) in (select lower(pg_settings.name) from pg_settings)
"""


class PostgresSource(TableSource):
    """A table or view of PostgreSQL. Its address and secrets come from the environment, under `connection`_…"""

    type: Literal["postgres"]

    @contextmanager
    def open(self, request: Request) -> Iterator[Reading]:
        settings = read_settings(self, 5432)
        schema, _, name = self.table.rpartition(".")
        place = (schema or settings.schema or "public", name)
        with (
            closing(_connect(self, settings)) as connection,
            closing(Watchdog(connection.fileno(), self.timeout)) as watchdog,
        ):
            with _talking(self, settings, watchdog), watchdog.waiting():
                columns = _prepare(self, connection, place)
                taken = chosen(self, request, columns)
                high_water = _high_water(self, connection, request, place)
                statement = _statement(connection, request, place, taken)
            with closing(CopyOut(connection, statement, watchdog)) as copy:
                yield Reading(
                    offered=[column.name for column in columns],
                    columns=[column.name for column in taken],
                    chunks=_chunks(self, settings, watchdog, copy),
                    types={column.name: column.kind for column in columns if column.kind},
                    high_water=high_water,
                )


def _connect(source: PostgresSource, settings: Settings) -> Connection:
    """Open a connection, without libpq's variables. Raise Unavailable, or Refused for a database that
    does not exist.
    """
    import psycopg2

    try:
        connection = psycopg2.connect(
            host=settings.host,
            hostaddr="",
            port=settings.port,
            user=settings.user,
            password=settings.password,
            dbname=settings.database,
            sslmode=settings.sslmode,
            sslrootcert=settings.ssl_ca or "",
            sslcert=settings.ssl_cert or "",
            sslkey=settings.ssl_key or "",
            options="",
            target_session_attrs="any",
            client_encoding="UTF8",
            application_name="refill",
            connect_timeout=CONNECT_SECONDS,
        )
    except psycopg2.Error as error:
        # in any language of the server, the message about a missing database has its name
        names = _databases(source, settings) if settings.database in str(error) else []
        if names and settings.database not in names:
            raise unknown_database(source, settings, names) from None
        raise unreachable(source, settings, settings.without_password(error)) from None
    connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
    return connection


def _databases(source: PostgresSource, settings: Settings) -> list[str]:
    """Return the server's databases, or none where it does not let the user in at all."""
    if settings.database == "postgres":
        return []
    try:
        connection = _connect(source, replace(settings, database="postgres"))
    except Refused:
        return []
    with closing(connection), connection.cursor() as cursor:
        cursor.execute("select datname from pg_database where datallowconn and not datistemplate")
        return [name for (name,) in cursor.fetchall()]


def _prepare(source: PostgresSource, connection: Connection, place: tuple[str, str]) -> list[Column]:
    """Return the table's columns, and take the snapshot."""
    with connection.cursor() as cursor:
        cursor.execute(SESSION, [f"{source.timeout}s"])
        return columns_of(source, cursor, *place)


def _high_water(source: PostgresSource, connection: Connection, request: Request, place: tuple[str, str]) -> str | None:
    from psycopg2 import sql

    if request.cursor is None:
        return None
    with connection.cursor() as cursor:
        statement = sql.SQL("select cast(max({}) as text) from {}")
        cursor.execute(statement.format(sql.Identifier(request.cursor), sql.Identifier(*place)))
        found: str | None = (cursor.fetchone() or (None,))[0]
    return checked_mark(source, request.cursor, found)


def _statement(connection: Connection, request: Request, place: tuple[str, str], taken: list[Column]) -> str:
    from psycopg2 import sql

    query = sql.SQL("select {} from {}").format(sql.SQL(", ").join(map(_text, taken)), sql.Identifier(*place))
    if request.cursor is not None and request.since is not None:
        late = sql.SQL(" where {0} >= {1} or {0} is null")
        query += late.format(sql.Identifier(request.cursor), sql.Literal(request.since))
    copy = sql.SQL("copy ({}) to stdout (format csv, force_quote *, encoding 'UTF8')").format(query)
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = 0")  # all rows together may take longer than the longest silence
    return copy.as_string(connection)


def _text(column: Column) -> sql.Composed:
    """Return the value as text, a null as an empty one, and a time stamp with a time zone in UTC."""
    from psycopg2 import sql

    zoned = column.declared.startswith("timestamp") and column.declared.endswith("with time zone")
    value = sql.SQL("{} at time zone 'UTC'" if zoned else "{}").format(sql.Identifier(column.name))
    return sql.SQL("coalesce(cast({} as text), '')").format(value)


def _chunks(source: PostgresSource, settings: Settings, watchdog: Watchdog, copy: CopyOut) -> Iterator[bytes]:
    with _talking(source, settings, watchdog):
        yield from copy


@contextmanager
def _talking(source: PostgresSource, settings: Settings, watchdog: Watchdog) -> Iterator[None]:
    """Turn errors of the driver into Unavailable, or into Refused where the server cannot compute the table's rows."""
    import psycopg2
    from psycopg2.errorcodes import CLASS_DATA_EXCEPTION, QUERY_CANCELED

    try:
        yield
    except psycopg2.Error as error:
        code: Any = error.pgcode or ""
        if watchdog.fired or code == QUERY_CANCELED:
            raise silent(source) from None
        if code.startswith(CLASS_DATA_EXCEPTION):  # its message would quote a value
            raise Refused(
                f"{source.label}: the server cannot compute it ({type(error).__name__}, error {code}). Look at what "
                "the view does, and for text in another encoding."
            ) from None
        raise interrupted(source, settings.without_password(error.diag.message_primary or error)) from None

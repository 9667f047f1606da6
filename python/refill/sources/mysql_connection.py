"""Connections to MySQL and MariaDB: values as the server's text, rows as they come, errors as those of refill."""

from __future__ import annotations

import ssl
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from refill.sources.connection import (
    CONNECT_SECONDS,
    Settings,
    TableSource,
    interrupted,
    silent,
    unknown_database,
    unreachable,
)

if TYPE_CHECKING:
    import sqlalchemy as sa

# Zero dates are allowed and no setting of the server changes a text; a reader may pause for an hour.
SESSION = "set session sql_mode = '', time_zone = '+00:00', net_write_timeout = 3600"
ACCESS_DENIED_TO_DATABASE, UNKNOWN_DATABASE = 1044, 1049


def connect(source: TableSource, settings: Settings) -> sa.Connection:
    """Open a connection. Raise Unavailable, or Refused for a database that does not exist."""
    import pymysql
    import sqlalchemy as sa

    try:
        connection = _engine(settings).connect()
        driver: Any = connection.connection.driver_connection
    except sa.exc.DBAPIError as error:
        code = error.orig.args[0] if error.orig is not None and error.orig.args else None
        if settings.database and code in (ACCESS_DENIED_TO_DATABASE, UNKNOWN_DATABASE):
            names = _databases(source, settings)
            if settings.database not in names:
                raise unknown_database(source, settings, names) from None
        raise unreachable(source, settings, _reason(settings, error)) from None
    except (OSError, ValueError, RuntimeError, LookupError, struct.error, pymysql.Error) as error:
        # certificates that cannot be read, an unknown method of authentication, a server of another kind
        raise unreachable(source, settings, settings.without_password(error)) from None
    # The driver has one time-out for the greeting and for the rows.
    driver._read_timeout = source.timeout
    return connection


def _engine(settings: Settings) -> sa.Engine:
    import sqlalchemy as sa
    from pymysql.converters import encoders

    options: dict[str, Any] = {
        "conv": encoders,  # and no decoders: values stay the server's text
        "charset": "utf8mb4",
        "password": settings.password.encode(),
        "connect_timeout": CONNECT_SECONDS,
        "read_timeout": CONNECT_SECONDS,
        "write_timeout": CONNECT_SECONDS,
        "init_command": SESSION,
        "program_name": "refill",
    }
    if settings.host.startswith("/"):
        options["unix_socket"] = settings.host
        options["ssl_disabled"] = True
    elif settings.sslmode == "disable":
        options["ssl_disabled"] = True
    elif settings.sslmode != "prefer" or settings.ssl_ca or settings.ssl_cert:
        options["ssl"] = _tls(settings)
    url = sa.URL.create(
        "mysql+pymysql",
        username=settings.user,
        host="localhost" if settings.host.startswith("/") else settings.host,
        port=settings.port,
        database=settings.database or None,
    )
    return sa.create_engine(url, poolclass=sa.NullPool, connect_args=options)


def _tls(settings: Settings) -> ssl.SSLContext:
    """Return the context of required TLS: the modes mean the same as in libpq."""
    context = ssl.create_default_context(cafile=settings.ssl_ca)
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # certificates that MySQL makes for itself are not that strict
    context.check_hostname = settings.sslmode == "verify-full"
    verified = settings.sslmode.startswith("verify") or settings.ssl_ca is not None
    context.verify_mode = ssl.CERT_REQUIRED if verified else ssl.CERT_NONE
    if settings.ssl_cert:
        context.load_cert_chain(settings.ssl_cert, settings.ssl_key)
    return context


def _databases(source: TableSource, settings: Settings) -> list[str]:
    import sqlalchemy as sa

    connection = connect(source, replace(settings, database=""))
    try:
        with talking(source, settings):
            return [str(row[0]) for row in connection.execute(sa.text("show databases"))]
    finally:
        connection.close()


def streamed(connection: sa.Connection, statement: sa.Select[tuple[str]]) -> Any:
    """Return the driver's cursor over rows that stay with the server until they are fetched."""
    from pymysql.cursors import SSCursor

    class Streamed(SSCursor):
        """A cursor that leaves the other rows unread when it is closed early, where the driver's own reads them all;
        the connection must end then.
        """

        _result: Any

        def close(self) -> None:
            if self._result is not None:
                self._result.unbuffered_active = False

        __del__ = close

    compiled = statement.compile(connection)
    cursor = connection.connection.cursor(Streamed)
    cursor.execute(str(compiled), compiled.params)
    return cursor


@contextmanager
def talking(source: TableSource, settings: Settings) -> Iterator[None]:
    """Turn errors of the driver into Unavailable."""
    import pymysql
    import sqlalchemy as sa

    try:
        yield
    except (sa.exc.DBAPIError, pymysql.Error) as error:
        cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        if isinstance(getattr(cause, "__context__", None), TimeoutError):
            raise silent(source) from None
        raise interrupted(source, _reason(settings, cause)) from None
    except (OSError, struct.error, LookupError) as error:  # bytes that are not of the protocol
        raise interrupted(source, settings.without_password(error)) from None


def _reason(settings: Settings, error: BaseException | None) -> str:
    """Return the driver's message; its first argument is a number."""
    cause = getattr(error, "orig", None) or error
    message = cause.args[-1] if cause is not None and cause.args else cause
    return settings.without_password(str(message))

"""Opening a connection, with errors that name the remedy."""

from typing import Any

import psycopg2
from psycopg2.extensions import connection as Connection

from refill.database.target import Target
from refill.errors import RefillError

CONNECT_SECONDS = 10


def connect(target: Target, kind: type[Connection] = Connection) -> Connection:
    """Open a connection of that `kind`, autocommit off. A peer that has gone away is noticed within two minutes.

    Raise RefillError where the database does not answer; the message never holds the password.
    """
    parameters: dict[str, Any] = {
        "host": target.host,
        "port": target.port,
        "user": target.user,
        "password": target.password,
        "dbname": target.dbname,
        "application_name": "refill",
        "connect_timeout": CONNECT_SECONDS,
        "keepalives_idle": 60,
        "keepalives_interval": 15,
        "keepalives_count": 4,
        **target.ssl,
    }
    try:
        connection: Connection = psycopg2.connect(connection_factory=kind, **parameters)
    except psycopg2.Error as error:
        raise RefillError(_explain(target, str(error))) from None
    return connection


def _explain(target: Target, reason: str) -> str:
    reason = " ".join(reason.split())
    if target.password:
        reason = reason.replace(target.password, "***")
    if target.kind == "embedded":
        return f"The embedded database does not answer: {reason}. Start it with `refill db up`."
    return (
        f"Target {target.name}: no connection to database {target.dbname} on {target.host}:{target.port} as "
        f"{target.user}: {reason}. Check the server and the variables that profiles.yml names (PGHOST, PGPORT, "
        "PGUSER, PGPASSWORD, PGDATABASE)."
    )

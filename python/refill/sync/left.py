"""Sources that have left the YAML: a renamed one hands over its last rows, the others are forgotten."""

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from refill.config.models import ReferenceTable
from refill.config.source import DECISIONS
from refill.database.schemas import Schemas


def forget_old_sources(connection: Connection, schemas: Schemas, table: ReferenceTable) -> None:
    """Brings landing tables and their states in line with the sources that the YAML has now, in one transaction.

    Where exactly one source left and exactly one came, that one takes over the rows: a source that is named, renamed or
    moved keeps its last good state.
    """
    syncs = sql.Identifier(schemas.ledger, "syncs")
    with connection, connection.cursor() as cursor:
        cursor.execute(sql.SQL("select source from {} where table_name = %s").format(syncs), [table.name])
        known = {name for (name,) in cursor.fetchall()} - {DECISIONS}
        wanted = {source.name or "" for source in table.landed}
        left, came = known - wanted, wanted - known
        if not left:
            return
        if len(left) == len(came) == 1:
            (old,), (new,) = left, came
            _drop(cursor, schemas, table, new)
            cursor.execute(
                sql.SQL("alter table {} rename to {}").format(
                    sql.Identifier(schemas.landing, _landing(table, old)), sql.Identifier(_landing(table, new))
                )
            )
            statement = sql.SQL("update {} set source = %s, reading = null where table_name = %s and source = %s")
            cursor.execute(statement.format(syncs), [new, table.name, old])
            return
        for name in left:
            _drop(cursor, schemas, table, name)
        statement = sql.SQL("delete from {} where table_name = %s and source = any(%s)")
        cursor.execute(statement.format(syncs), [table.name, list(left)])


def _landing(table: ReferenceTable, source: str) -> str:
    return f"{table.short}__{source}" if source else table.short


def _drop(cursor: Cursor, schemas: Schemas, table: ReferenceTable, source: str) -> None:
    name = sql.Identifier(schemas.landing, _landing(table, source))
    cursor.execute(sql.SQL("drop table if exists {}").format(name))

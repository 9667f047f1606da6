"""The tables that must be there before dbt runs: the ledger, the raw tables and the landing tables."""

from collections.abc import Mapping

from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from refill.config.models import Config
from refill.database.ledger import ensure_ledger
from refill.database.schemas import Schemas

RAW_COLUMNS = {
    "_batch_id": "bigint not null",
    "_row_number": "bigint not null",
    "_file": "text not null",
    "_sheet": "text not null",
    "_note": "jsonb",
    "_extra": "jsonb",
}


def prepare(connection: Connection, schemas: Schemas, config: Config) -> None:
    """Creates what is missing in one transaction and commits. The tables of the domains keep what they have.

    Raises Refused where the database was prepared by a newer version.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"refill {schemas.ledger} tables"])
        cursor.execute("set local client_min_messages = warning")
        for schema in schemas.all:
            cursor.execute(sql.SQL("create schema if not exists {}").format(sql.Identifier(schema)))
        ensure_ledger(cursor, schemas)
        for domain in config.domains.values():
            columns = RAW_COLUMNS | dict.fromkeys(domain.columns, "text")
            _ensure_table(cursor, schemas.raw, domain.name, columns, ' partition by list ("_batch_id")')
        for table in config.tables.values():
            if table.source.type != "seed":
                _ensure_table(cursor, schemas.landing, table.short, dict.fromkeys(table.columns, "text"))


def _ensure_table(cursor: Cursor, schema: str, name: str, columns: Mapping[str, str], suffix: str = "") -> None:
    """Creates the table, or adds the columns that it lacks."""
    table = sql.Identifier(schema, name)
    cursor.execute(
        "select column_name from information_schema.columns where table_schema = %s and table_name = %s", [schema, name]
    )
    held = {column for (column,) in cursor.fetchall()}
    if not held:
        body = sql.SQL(", ").join(sql.Identifier(c) + sql.SQL(f" {kind}") for c, kind in columns.items())
        cursor.execute(sql.SQL("create table {} ({})").format(table, body) + sql.SQL(suffix))
        return
    for column, kind in columns.items():
        if column not in held:
            cursor.execute(
                sql.SQL("alter table {} add column {} ").format(table, sql.Identifier(column)) + sql.SQL(kind)
            )

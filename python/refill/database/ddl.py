"""The tables that must be there before dbt runs: the ledger, the raw tables and the landing tables."""

from collections.abc import Mapping

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

from refill.config.own_columns import RAW
from refill.config.types import sql_type
from refill.database.described import describe_tables
from refill.database.former_partitions import take_over
from refill.database.ledger import ensure_ledger
from refill.database.locks import lock_tables
from refill.database.warehouse import Transaction, Warehouse
from refill.errors import Refused

RAW_COLUMNS = {own.name: sql_type(own.kind) + (" not null" if own.required else "") for own in RAW}

COLUMNS = """
select a.attname
from pg_attribute as a
join pg_class as c on c.oid = a.attrelid
join pg_namespace as n on n.oid = c.relnamespace
where n.nspname = %s and c.relname = %s and a.attnum > 0 and not a.attisdropped
"""


def prepare(warehouse: Warehouse) -> None:
    """Create missing tables and commit: the ledger in one transaction, others in another. Rows stay.

    Between the two, tables of the former shape get their parts.
    Where nothing is missing nothing is created, so it needs no privilege. Raise Refused where the database was prepared
    by a newer version, or where something is missing that this user may not create.
    """
    try:
        with warehouse.transaction() as work:
            _create_ledger(work)
        take_over(warehouse)
        with warehouse.transaction() as work:
            _create_tables(work)
    except psycopg2.errors.InsufficientPrivilege as error:
        raise Refused(
            f"The tables of schema {warehouse.schemas.target} are not as this refill and its YAML need them, and this "
            f"user may not change that: {' '.join(str(error).split())}. Run `refill db up` as their owner, then "
            "`refill db grants --apply` where roles are in use."
        ) from error


def _create_ledger(work: Transaction) -> None:
    lock_tables(work)
    work.execute("set local client_min_messages = warning")
    found = work.rows("select nspname from pg_namespace where nspname = any(%s)", [list(work.schemas.all)])
    there = {name for (name,) in found}
    for schema in work.schemas.all:
        if schema not in there:
            work.execute("create schema if not exists {schema}", schema=(schema,))
    ensure_ledger(work.cursor, work.schemas)


def _create_tables(work: Transaction) -> None:
    lock_tables(work)
    for domain in work.config.domains.values():
        columns = RAW_COLUMNS | dict.fromkeys(domain.columns, "text")
        _ensure_table(work.cursor, work.schemas.raw, domain.name, columns, ' partition by list ("_part")')
    for table in work.config.tables.values():
        for source in table.synced:
            _ensure_table(
                work.cursor, work.schemas.landing, table.landing(source), dict.fromkeys(table.columns, "text")
            )
    describe_tables(work)


def _ensure_table(cursor: Cursor, schema: str, name: str, columns: Mapping[str, str], suffix: str = "") -> None:
    """Create the table, or add the columns that it lacks. See tables that this user may not read, too."""
    table = sql.Identifier(schema, name)
    cursor.execute(COLUMNS, [schema, name])
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

"""The tables that a PostgreSQL database has for its user, and the kinds of their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from refill.sources.connection import Column, TableSource, unknown_table

if TYPE_CHECKING:
    from psycopg2.extensions import cursor as Cursor

KINDS = {
    **dict.fromkeys(("int2", "int4", "int8"), "integer"),
    **dict.fromkeys(("text", "varchar", "bpchar", "name", "citext"), "text"),
    **dict.fromkeys(("float4", "float8"), "float"),
    **dict.fromkeys(("timestamp", "timestamptz"), "timestamp"),
    **dict.fromkeys(("time", "timetz"), "time"),
    **dict.fromkeys(("json", "jsonb"), "json"),
    "numeric": "numeric",
    "date": "date",
    "bool": "boolean",
}
COLUMNS = """
    with recursive resolved (number, name, oid) as (
        select attnum, attname, atttypid from pg_attribute
        where attrelid = %s and attnum > 0 and not attisdropped and has_column_privilege(attrelid, attnum, 'select')
        union all
        select resolved.number, resolved.name, pg_type.typbasetype
        from resolved join pg_type using (oid)
        where pg_type.typtype = 'd'
    )
    select resolved.name, typname, typtype, typcategory, format_type(oid, null)
    from resolved join pg_type using (oid)
    where typtype <> 'd'
    order by number
"""
TABLES = """
    select pg_class.relname, pg_class.oid
    from pg_class join pg_namespace on pg_namespace.oid = pg_class.relnamespace
    where pg_namespace.nspname = %s and has_schema_privilege(pg_namespace.oid, 'usage')
        and relkind in ('r', 'p', 'v', 'm', 'f') and has_any_column_privilege(pg_class.oid, 'select')
    order by 1
"""


def columns_of(source: TableSource, cursor: Cursor, schema: str, table: str) -> list[Column]:
    """Return the columns that the user may read; a domain counts as its base type. Raise Refused for no table."""
    cursor.execute(TABLES, [schema])
    tables = dict(cursor.fetchall())
    if table not in tables:
        raise unknown_table(source, table, list(tables), f"schema {schema}")
    cursor.execute(COLUMNS, [tables[table]])
    return [Column(name, declared, _kind(*base)) for name, *base, declared in cursor.fetchall()]


def _kind(name: str, form: str, category: str) -> str | None:
    """Return the kind of a type: None for bytes, arrays and composites; enumerations, ranges and the like are text."""
    if name == "bytea" or category in ("A", "C", "P"):
        return None
    return "text" if form == "e" else KINDS.get(name, "other")

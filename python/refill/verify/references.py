"""Each key of a fact and of a reference table resolves, by a valid constraint and by looking."""

from collections.abc import Sequence

from psycopg2 import sql

from refill.database.warehouse import Warehouse
from refill.verify.check import Check

VALID_KEY = """
select 1
from pg_constraint c
join pg_class child on child.oid = c.conrelid join pg_namespace cn on cn.oid = child.relnamespace
join pg_class parent on parent.oid = c.confrelid join pg_namespace pn on pn.oid = parent.relnamespace
where c.contype = 'f' and c.convalidated
    and cn.nspname = %s and child.relname = %s and pn.nspname = %s and parent.relname = %s
    and (
        select array_agg(a.attname::text order by k.place)
        from unnest(c.conkey) with ordinality as k (number, place)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number
    ) = %s
    and (
        select array_agg(a.attname::text order by k.place)
        from unnest(c.confkey) with ordinality as k (number, place)
        join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number
    ) = %s
"""
ORPHANS = """
select count(*), min(concat_ws(' / ', {columns})) from {child} as child
where {present} and not exists (select 1 from {parent} as parent where {same})
"""


def check(warehouse: Warehouse) -> Check:
    """Look at every foreign key of the YAML."""
    broken, keys = [], 0
    target = warehouse.schemas.target
    wanted = [
        (d.fact.table, k.name, k.source_columns, k.target_table, k.target_keys)
        for d in warehouse.made_facts
        for k in d.foreign_keys
    ] + [
        (t.name, "", k.columns, k.target_table, warehouse.config.tables[k.target_table].keys)
        for t in warehouse.made_tables
        for k in t.foreign_keys
    ]
    for table, name, columns, parent, parent_keys in wanted:
        keys += 1
        found = warehouse.rows(VALID_KEY, [target, table, target, parent, list(columns), list(parent_keys)])
        if not found:
            broken.append(f"{table} ({', '.join(columns)}): no valid foreign key {name} to {parent} in the database")
        if not warehouse.exists((target, parent)):
            continue
        orphans, first = warehouse.rows(_orphans(target, table, columns, parent, parent_keys))[0]
        if orphans:
            broken.append(f"{table} ({', '.join(columns)}): {orphans} rows name no row of {parent}, such as {first}")
    return broken, f"{keys} foreign keys"


def _orphans(schema: str, table: str, columns: Sequence[str], parent: str, keys: Sequence[str]) -> sql.Composed:
    pairs = [
        sql.SQL("parent.{} = child.{}").format(sql.Identifier(key), sql.Identifier(column))
        for key, column in zip(keys, columns, strict=True)
    ]
    present = [sql.SQL("child.{} is not null").format(sql.Identifier(column)) for column in columns]
    return sql.SQL(ORPHANS).format(
        columns=sql.SQL(", ").join(sql.SQL("child.{}").format(sql.Identifier(column)) for column in columns),
        child=sql.Identifier(schema, table),
        parent=sql.Identifier(schema, parent),
        present=sql.SQL(" and ").join(present),
        same=sql.SQL(" and ").join(pairs),
    )

"""Every change of a reference row is in the audit log, and replaying the log yields the table."""

from psycopg2 import sql

from refill.database.warehouse import Warehouse
from refill.verify.check import Check

# A column that a table gains is null in all its rows, and no change of them: nulls do not count.
DIFFERENCES = """
with replayed as (
    select distinct on (key) key, after
    from {audit}
    where table_name = {name}
    order by key, sequence desc
),

held as (
    select {audit_key}(to_jsonb(held), {keys}) as key, to_jsonb(held) as content from {table} as held
)

select key, held.content is null, replayed.after is null
from held
full join replayed using (key)
where jsonb_strip_nulls(held.content) is distinct from jsonb_strip_nulls(replayed.after)
order by key
"""
# An entry must begin where the entry before it ended.
GAPS = """
select table_name, key, changed_at
from (
    select
        table_name, key, changed_at, sequence, before,
        lag(after) over (partition by table_name, key order by sequence) as earlier
    from {audit}
) as entries
where jsonb_strip_nulls(before) is distinct from jsonb_strip_nulls(earlier)
order by sequence
"""
TRIGGERS = """
select count(*) from pg_trigger
where tgrelid = to_regclass({relation}) and tgenabled = 'O' and tgname ~ '^audit_(insert|update|delete|truncate)$'
"""
ENTRIES = "select count(*) from {audit}"


def check(warehouse: Warehouse) -> Check:
    """Replay the log to this moment, and look for gaps in it."""
    broken = []
    for table in warehouse.made_tables:
        relation = sql.Identifier(warehouse.schemas.target, table.name)
        if warehouse.rows(TRIGGERS, relation=relation.as_string(warehouse.connection))[0][0] != 4:
            broken.append(f"{table.name}: a trigger that writes the log is missing or switched off")
        warehouse.rows("select set_config('timezone', 'UTC', false)")  # as the triggers write times
        different = warehouse.rows(
            DIFFERENCES,
            name=table.name,
            table=relation,
            keys=sql.Literal(list(table.keys)),
            audit_key=sql.Identifier(warehouse.schemas.ledger, "audit_key"),
        )
        for key, not_held, not_replayed in different:
            what = (
                "is in the log alone"
                if not_held
                else "is not in the log"
                if not_replayed
                else "is otherwise in the log"
            )
            broken.append(f"{table.name} {_key(key)}: {what}")
    broken += [
        f"{table} {_key(key)}: what was there before the change of {at:%Y-%m-%d %H:%M:%S} is not in the log"
        for table, key, at in warehouse.rows(GAPS)
    ]
    return broken, f"{warehouse.rows(ENTRIES)[0][0]} entries"


def _key(key: dict[str, object]) -> str:
    return " / ".join(map(str, key.values()))

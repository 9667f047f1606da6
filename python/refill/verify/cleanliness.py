"""Nothing temporary is left: no tables of a build, no batch without its ledger row, no locks, no sessions at work."""

from refill.database.lock import run_name, work_name
from refill.database.warehouse import Warehouse
from refill.verify.check import Check

RELATIONS = """
select n.nspname, c.relname
from pg_class as c inner join pg_namespace as n on n.oid = c.relnamespace
where n.nspname = any({schemas}) and c.relkind in ('r', 'p', 'v', 'm', 'S')
    and c.relname ~ '(__dbt_(tmp|backup)|_ploading)$|^_rows_[0-9]+$|__dbt_tmp_?[0-9]*$'
order by 1, 2
"""
# Partitions in refill's own schemas that belong to nothing, or are a part that the ledger does not know.
PARTITIONS = """
select held.schema_name, held.partition_name
from {part_tables} as held
left join {parts} as part on part.part = held.part
where held.parent is null or part.part is null
order by 1, 2
"""
LOCKS = """
select a.pid, a.application_name, a.state, held.name
from pg_locks as l
inner join unnest({names}) as held (name)
    on ((cast(l.classid as bigint) << 32) | cast(l.objid as bigint)) = hashtextextended(held.name, 0)
inner join pg_stat_activity as a on a.pid = l.pid
where l.locktype = 'advisory' and l.objsubid = 1 and l.granted and l.pid <> pg_backend_pid()
    and l.database = (select oid from pg_database where datname = current_database())
order by 1
"""


def check(warehouse: Warehouse) -> Check:
    """Look at tables, locks and sessions. While a run is under way, its own are no violation."""
    schemas = warehouse.schemas
    run, work = run_name(schemas), work_name(schemas)
    locks = warehouse.rows(LOCKS, names=[run, work])
    if any(name == run for *_, name in locks):
        return [], "a run is under way; what it works with is left out"
    broken = [
        f"backend {pid} ({program}, {state}) is at work for a run that has ended; the next run ends it"
        for pid, program, state, _ in locks
    ]
    everywhere = list(schemas.by_kind.values())
    broken += [f"{schema}.{name} is left of a build" for schema, name in warehouse.rows(RELATIONS, schemas=everywhere)]
    broken += [f"{schema}.{name} is no part of a table" for schema, name in warehouse.rows(PARTITIONS)]
    return broken, "no tables, locks or sessions are left over"

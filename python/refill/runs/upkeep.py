"""What can wait until a run is over: emptied parts are dropped, freed space is used again, and many parts become few.

None of it changes a row. Where other sessions use a table, it is left for the next run.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import psycopg2
import structlog
from psycopg2 import sql

from refill.config.models import Domain
from refill.config.own_columns import FACT_KEY, PART
from refill.config.parts import part_table
from refill.database.locks import InUse, lock_for_change
from refill.database.warehouse import Relation, Transaction, Warehouse
from refill.landing.ledger import lock_domain
from refill.landing.parts import next_part

MOST_PARTS = 40
"""A domain with more parts gets half as many: each costs every query and every change of a reference row."""
SECONDS = 5
"""How long to wait for other sessions, in all, before the work is left for the next run."""

# The tables of parts with nothing in them as far as the server has counted, and with many rows that are gone.
COUNTED = """
select held.schema_name, held.partition_name, held.table_name, part.domain, s.n_live_tup, s.n_dead_tup
from {part_tables} as held
inner join {parts} as part on part.part = held.part
inner join pg_stat_user_tables as s on s.schemaname = held.schema_name and s.relname = held.partition_name
where held.parent is not null and (s.n_live_tup <= 0 or s.n_dead_tup > 1000 + s.n_live_tup / 5)
order by 1, 2
"""
# By domain with too many parts: those that take no more batches, the smallest first, and how many there are in all.
PARTS = """
with held as (
    select
        part.domain,
        part.part,
        part.rows,
        part.part = max(case when part.is_shared then part.part end) over (partition by part.domain) as is_open,
        count(*) over (partition by part.domain) as parts
    from {parts} as part
    where part.part in (select t.part from {part_tables} as t where t.parent is not null)
)

select domain, parts, array_agg(part order by rows, part) filter (where is_open is not true)
from held
where parts > %s and domain = any(%s)
group by domain, parts
order by domain
"""
KEY_COLUMNS = """
select array(
    select cast(a.attname as text)
    from unnest(c.conkey) with ordinality as k (number, place)
    inner join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = k.number
    order by k.place
), pg_get_constraintdef(c.oid), cast(place.nspname as text), cast(parent.relname as text)
from pg_constraint as c
inner join pg_class as parent on parent.oid = c.confrelid
inner join pg_namespace as place on place.oid = parent.relnamespace
where c.conrelid = to_regclass(%s) and c.contype = 'f'
order by c.conname
"""
MERGED = """
insert into {parts} (part, domain, is_shared, rows) overriding system value
select %(part)s, %(domain)s, false, sum(rows) from {parts} where part = any(%(parts)s)
"""
# The indexes of a table that are no constraint's, behind `create [unique] index on …`.
INDEXES = """
select i.indisunique, substr(pg_get_indexdef(i.indexrelid), char_length(format(
    'CREATE %%sINDEX %%I ON ONLY %%I.%%I ', case when i.indisunique then 'UNIQUE ' end, c.relname, n.nspname, t.relname
)) + 1)
from pg_index as i
inner join pg_class as c on c.oid = i.indexrelid
inner join pg_class as t on t.oid = i.indrelid
inner join pg_namespace as n on n.oid = t.relnamespace
where i.indrelid = to_regclass(%s) and not exists (select 1 from pg_constraint as k where k.conindid = i.indexrelid)
order by 2
"""

log = structlog.get_logger()


class Emptied(NamedTuple):
    """A table of a part of a domain, beside its parent."""

    relation: Relation
    parent: Relation
    domain: str


@dataclass(frozen=True)
class Upkeep:
    """The work there is: tables to drop, tables to vacuum, and by domain the parts to merge."""

    emptied: tuple[Emptied, ...]
    loose: tuple[Relation, ...]
    many: dict[str, tuple[int, ...]]

    def __bool__(self) -> bool:
        return bool(self.emptied or self.loose or self.many)


def due(warehouse: Warehouse) -> Upkeep:
    """Return what there is to do. Two small queries."""
    emptied, loose = [], []
    for schema, name, table, domain, live, dead in warehouse.rows(COUNTED):
        relation = (schema, name)
        parent = (warehouse.schemas.raw if schema == warehouse.schemas.raw else warehouse.schemas.target, table)
        if live <= 0 and not warehouse.rows("select 1 from {t} limit 1", t=relation):
            emptied.append(Emptied(relation, parent, domain))
        elif dead > 1000 + live / 5:
            loose.append(relation)
    many = {
        domain: tuple(full[: parts - MOST_PARTS // 2 + 1])
        for domain, parts, full in warehouse.rows(PARTS, [MOST_PARTS, list(warehouse.config.domains)])
    }
    return Upkeep(tuple(emptied), tuple(loose), many)


def do(warehouse: Warehouse, upkeep: Upkeep, on_progress: Callable[[str], None]) -> None:
    """Do the work, as far as no other session is in the way. The caller holds the run's lock, and no transaction."""
    for emptied in upkeep.emptied:
        _if_free(partial(_drop, warehouse, emptied))
    for domain, parts in upkeep.many.items():
        on_progress(f"{domain}: {len(parts)} parts become one")
        _if_free(partial(_merge, warehouse, warehouse.config.domains[domain], parts))
    for relation in upkeep.loose:
        on_progress(f"{'.'.join(relation)}: the space of rows that are gone is freed")
        _if_free(partial(_vacuum, warehouse, relation))


def _if_free(work: Callable[[], None]) -> None:
    try:
        work()
    except (InUse, psycopg2.errors.LockNotAvailable, psycopg2.errors.InsufficientPrivilege) as error:
        log.info("upkeep waits", reason=" ".join(str(error).split()))


@contextmanager
def _at_work(warehouse: Warehouse, domain: str) -> Iterator[Transaction]:
    """Yield a transaction in which nothing lands in the domain, and that waits for no one for long."""
    with warehouse.transaction() as work:
        work.execute("select set_config('lock_timeout', %s, true)", [f"{SECONDS}s"])
        lock_domain(work, domain)
        yield work


def _vacuum(warehouse: Warehouse, relation: Relation) -> None:
    connection = warehouse.connection
    statement = warehouse.sql("vacuum (analyze, skip_locked) {t}", t=relation)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.autocommit = False


def _drop(warehouse: Warehouse, emptied: Emptied) -> None:
    """Drop a part's table, unless a row has come into it."""
    with _at_work(warehouse, emptied.domain) as work:
        lock_for_change(work, [emptied.parent, *_above(work, emptied.parent)], 0)
        if not work.rows("select 1 from {t} limit 1", t=emptied.relation):
            work.execute("drop table {t}", t=emptied.relation)


def _above(work: Transaction, parent: Relation) -> list[Relation]:
    """Return the tables that the foreign keys of a table point at, each once."""
    return sorted({(schema, name) for *_, schema, name in work.rows(KEY_COLUMNS, [work.name(parent)])})


def _merge(warehouse: Warehouse, domain: Domain, parts: Sequence[int]) -> None:
    """Put the rows of some parts of a domain into a new one: its raw rows, and its facts.

    Others read all the while, but for the moment in which the tables change places; none writes.
    """
    fact = warehouse.fact(domain)
    with _at_work(warehouse, domain.name) as work:
        part = next_part(work)
        work.execute(MERGED, {"part": part, "domain": domain.name, "parts": list(parts)})
        places = [(warehouse.raw(domain), warehouse.schemas.raw)]
        places += [(fact, warehouse.schemas.partitions)] if work.exists(fact) else []
        made: list[tuple[Relation, Relation, list[Relation]]] = []
        for parent, schema in places:
            tables = [(schema, part_table(parent[1], number)) for number in parts]
            if former := [table for table in tables if work.exists(table)]:
                made.append((parent, _copied(work, parent, schema, part, former), former))
        lock_for_change(work, [*(parent for parent, *_ in made), *_above(work, fact)], SECONDS)
        for parent, copy, former in made:
            for table in former:
                work.execute("drop table {t}", t=table)
            attach = "alter table {parent} attach partition {copy} for values in ({part})"
            work.execute(attach, parent=parent, copy=copy, part=part)
        work.execute("update {batches} set part = %s where part = any(%s)", [part, list(parts)])
        work.execute("delete from {parts} where part = any(%s)", [list(parts)])


def _copied(work: Transaction, parent: Relation, schema: str, part: int, former: Sequence[Relation]) -> Relation:
    """Return a table with the rows of the parts' tables and all that a part of the parent has, not attached yet."""
    lock_for_change(work, [parent], SECONDS, is_read=True)  # a row that is written meanwhile would be lost
    copy = (schema, part_table(parent[1], part))
    create = (
        "create table {copy} (like {parent} including defaults including constraints,"
        " constraint of_this_part check (_part = {part}))"
    )
    work.execute(create, copy=copy, parent=parent, part=part)
    names = work.columns(parent)
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    values = sql.SQL(", ").join(sql.Literal(part) if name == PART.name else sql.Identifier(name) for name in names)
    for table in former:
        insert = "insert into {copy} ({columns}) select {values} from {table}"
        work.execute(insert, copy=copy, columns=columns, values=values, table=table)
    keys = work.rows(KEY_COLUMNS, [work.name(parent)])
    indexed = list(dict.fromkeys(tuple(of_key) for of_key, *_ in keys))
    if schema == work.schemas.raw:
        indexed.append(("_batch_id",))
    else:
        key = sql.SQL(", ").join(sql.Identifier(column.name) for column in (*FACT_KEY, PART))
        work.execute("alter table {copy} add primary key ({key})", copy=copy, key=key)
    for of_key in indexed:
        indexes = sql.SQL(", ").join(map(sql.Identifier, of_key))
        work.execute("create index on {copy} ({columns})", copy=copy, columns=indexes)
    # all that the attachment would make or check, while readers wait for it
    for is_unique, rest in work.rows(INDEXES, [work.name(parent)]):
        unique = sql.SQL("unique " if is_unique else "")
        work.execute("create {unique}index on {copy} {rest}", unique=unique, copy=copy, rest=sql.SQL(rest))
    for _, definition, *_ in keys:
        work.execute("alter table {copy} add {definition}", copy=copy, definition=sql.SQL(definition))
    work.execute("analyze {copy}", copy=copy)
    return copy

"""What can wait until a run is over: emptied parts are dropped, freed space is used again, and many parts become few.

None of it changes a row. Where other sessions use a table, it is left for the next run.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import psycopg2
import structlog
from psycopg2 import sql

from refill.config.models import Domain
from refill.config.own_columns import FACT_KEY, PART
from refill.config.parts import part_table
from refill.database.short_locks import InUse, wait_for_lock, with_short_locks
from refill.database.warehouse import Relation, Transaction, Warehouse

MOST_PARTS = 40
"""A domain with more parts gets half as many: each costs every query and every change of a reference row."""
SECONDS = 5.0
"""How long to wait for other sessions, in all, before the work is left for the next run."""

# The tables of parts with nothing in them as far as the server has counted, and with many rows that are gone.
COUNTED = """
select held.schema_name, held.partition_name, held.table_name, s.n_live_tup, s.n_dead_tup
from {part_tables} as held
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
COLUMNS = """
select attname from pg_attribute where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped order by attnum
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
LOCK_DOMAIN = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"

log = structlog.get_logger()


class Emptied(NamedTuple):
    """A table of a part, beside its parent."""

    relation: Relation
    parent: Relation


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
    for schema, name, table, live, dead in warehouse.rows(COUNTED):
        relation = (schema, name)
        parent = (warehouse.schemas.raw if schema == warehouse.schemas.raw else warehouse.schemas.target, table)
        if live <= 0 and not warehouse.rows("select 1 from {t} limit 1", t=relation):
            emptied.append(Emptied(relation, parent))
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
        _if_free(lambda one=emptied: with_short_locks(warehouse, one.parent, 0, _Drop(one)))  # type: ignore[misc]
    for domain, parts in upkeep.many.items():
        on_progress(f"{domain}: {len(parts)} parts become one")
        merge = _Merge(warehouse.config.domains[domain], parts)
        _if_free(lambda one=merge: _in_transaction(warehouse, one))  # type: ignore[misc]
    for relation in upkeep.loose:
        on_progress(f"{'.'.join(relation)}: the space of rows that are gone is freed")
        _if_free(lambda one=relation: _vacuum(warehouse, one))  # type: ignore[misc]


def _if_free(work: Callable[[], None]) -> None:
    try:
        work()
    except (InUse, psycopg2.errors.LockNotAvailable, psycopg2.errors.InsufficientPrivilege) as error:
        log.info("upkeep waits", reason=" ".join(str(error).split()))


def _in_transaction(warehouse: Warehouse, work: Callable[[Transaction], None]) -> None:
    with warehouse.transaction() as transaction:
        work(transaction)


def _vacuum(warehouse: Warehouse, relation: Relation) -> None:
    connection = warehouse.connection
    statement = warehouse.sql("vacuum (analyze, skip_locked) {t}", t=relation)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.autocommit = False


@dataclass(frozen=True)
class _Drop:
    """Drop a part's table, unless a row has come into it."""

    emptied: Emptied

    def __call__(self, work: Transaction) -> None:
        work.execute("lock table {t} in access exclusive mode", t=self.emptied.relation)
        if not work.rows("select 1 from {t} limit 1", t=self.emptied.relation):
            work.execute("drop table {t}", t=self.emptied.relation)


@dataclass(frozen=True)
class _Merge:
    """Put the rows of some parts of a domain into a new one: its raw rows, and its facts.

    Others read all the while, but for the moment in which the tables change places; none writes.
    """

    domain: Domain
    parts: Sequence[int]

    def __call__(self, work: Transaction) -> None:
        schemas = work.schemas
        work.execute(LOCK_DOMAIN, [f"refill land {schemas.ledger} {self.domain.name}"])
        rows = work.value("select sum(rows) from {parts} where part = any(%s)", [list(self.parts)])
        insert = "insert into {parts} (domain, is_shared, rows) values (%s, false, %s) returning part"
        part = int(work.value(insert, [self.domain.name, rows]))
        raw, fact = work.warehouse.raw(self.domain), work.warehouse.fact(self.domain)
        places = [(raw, schemas.raw, False)]
        if work.exists(fact):
            places.append((fact, schemas.partitions, True))
        made = [
            (parent, *found)
            for parent, schema, is_fact in places
            if (found := self._copied(work, parent, schema, part, is_fact))
        ]
        above = {(schema, name) for _, _, schema, name in work.rows(KEY_COLUMNS, [work.name(fact)])}
        wait_for_lock(work, [*(parent for parent, *_ in made), *sorted(above)], SECONDS)
        for parent, copy, former in made:
            for relation in former:
                work.execute("drop table {t}", t=relation)
            attach = "alter table {parent} attach partition {copy} for values in ({part})"
            work.execute(attach, parent=parent, copy=copy, part=part)
            work.execute("analyze {copy}", copy=copy)
        work.execute("update {batches} set part = %s where part = any(%s)", [part, list(self.parts)])
        work.execute("delete from {parts} where part = any(%s)", [list(self.parts)])

    def _copied(
        self, work: Transaction, parent: Relation, schema: str, part: int, is_fact: bool
    ) -> tuple[Relation, list[Relation]] | None:
        """Return a table with the rows of the parts, keyed and not attached yet, and the parts' own tables."""
        former = [(schema, part_table(parent[1], number)) for number in self.parts]
        former = [relation for relation in former if work.exists(relation)]
        if not former:
            return None
        work.execute("lock table {parent} in share row exclusive mode", parent=parent)
        copy = (schema, part_table(parent[1], part))
        create = (
            "create table {copy} (like {parent} including defaults including constraints,"
            " constraint of_this_part check (_part = {part}))"
        )
        work.execute(create, copy=copy, parent=parent, part=part)
        names = [name for (name,) in work.rows(COLUMNS, [work.name(parent)])]
        columns = sql.SQL(", ").join(map(sql.Identifier, names))
        values = sql.SQL(", ").join(sql.Literal(part) if name == PART.name else sql.Identifier(name) for name in names)
        for relation in former:
            insert = "insert into {copy} ({columns}) select {values} from {relation}"
            work.execute(insert, copy=copy, columns=columns, values=values, relation=relation)
        if is_fact:
            key = sql.SQL(", ").join(sql.Identifier(column.name) for column in (*FACT_KEY, PART))
            work.execute("alter table {copy} add primary key ({key})", copy=copy, key=key)
            keys = work.rows(KEY_COLUMNS, [work.name(parent)])
            for of_key in {tuple(names): None for names, *_ in keys}:
                indexed = sql.SQL(", ").join(map(sql.Identifier, of_key))
                work.execute("create index on {copy} ({columns})", copy=copy, columns=indexed)
            for _, definition, *_ in keys:  # so that the attachment, for which others wait, need not look at the rows
                work.execute("alter table {copy} add {definition}", copy=copy, definition=sql.SQL(definition))
        else:
            work.execute("create index on {copy} (_batch_id)", copy=copy)
        return copy, former

"""Tables of the former shape, with a partition per batch, as tables with parts.

First, part by part, the rows of small batches go into one partition for all of them: one transaction each, in which
only these rows are there twice. Then, in one transaction, the partitions move to a new table with the name, rights,
comments, indexes, triggers and readers of the former one: no row is copied. Whenever it is ended, every row is in the
table, and the next call goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import psycopg2
from psycopg2 import sql

from refill.config.own_columns import FACT_KEY, PART
from refill.config.parts import part_table
from refill.config.types import sql_type
from refill.database.short_locks import InUse, with_short_locks
from refill.database.warehouse import Relation, Transaction, Warehouse
from refill.errors import Refused

SECONDS = 30.0
FORMER = """
select n.nspname, c.relname
from pg_partitioned_table as p
inner join pg_class as c on c.oid = p.partrelid
inner join pg_namespace as n on n.oid = c.relnamespace
inner join pg_attribute as a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
where n.nspname in (%s, %s) and a.attname = '_batch_id'
order by 1, 2
"""
# The partitions of a table, with the part that each batch will be in.
PARTITIONS = """
select place.nspname, c.relname, b.part, b.batch_id
from pg_inherits as i
inner join pg_class as c on c.oid = i.inhrelid
inner join pg_namespace as place on place.oid = c.relnamespace
inner join {batches} as b
    on c.relname = %(table)s || '_b' || b.batch_id or c.relname = %(table)s || '_p' || b.part
where i.inhparent = to_regclass(%(name)s)
order by b.batch_id
"""
COLUMNS = """
select attname from pg_attribute where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped order by attnum
"""
POLICIES = "select polname from pg_policy where polrelid = to_regclass(%s)"
OWNER = "select pg_get_userbyid(relowner) from pg_class where oid = to_regclass(%s)"
COMMENT = "select obj_description(to_regclass(%s), 'pg_class')"
# What a new table of the name needs to have too, as statements.
GRANTS = """
select format('grant %%s%%s on %%s to %%s%%s', g.privilege_type, g.columns, %(name)s,
    case when g.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end,
    case when g.is_grantable then ' with grant option' else '' end)
from (
    select a.privilege_type, '' as columns, a.grantee, a.is_grantable, c.relowner
    from pg_class as c cross join lateral aclexplode(c.relacl) as a
    where c.oid = to_regclass(%(name)s)
    union all
    select a.privilege_type, format(' (%%I)', t.attname), a.grantee, a.is_grantable, c.relowner
    from pg_attribute as t
    inner join pg_class as c on c.oid = t.attrelid
    cross join lateral aclexplode(t.attacl) as a
    where t.attrelid = to_regclass(%(name)s)
) as g
where g.grantee <> g.relowner
order by 1
"""
INDEXES = """
select replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')  -- so that the partitions get it
from pg_index as i
where i.indrelid = to_regclass(%s) and not exists (select 1 from pg_constraint as k where k.conindid = i.indexrelid)
order by 1
"""
TRIGGERS = """
select pg_get_triggerdef(oid) from pg_trigger
where tgrelid = to_regclass(%s) and not tgisinternal and tgparentid = 0
order by 1
"""
KEYS = """
select conname, pg_get_constraintdef(oid), obj_description(oid, 'pg_constraint')
from pg_constraint where conrelid = to_regclass(%s) and contype = 'f'
order by 1
"""
NEW = """
create table {table} (
    like {former} including comments including constraints including defaults including generated including statistics
    including storage,
    {part} {kind} not null
) partition by list ({part})
"""
PART_COLUMN = {"part": sql.Identifier(PART.name), "kind": sql.SQL(sql_type(PART.kind))}
PRIMARY_KEY = "select conname from pg_constraint where conrelid = to_regclass(%s) and contype = 'p'"
READERS = """
select distinct on (v.oid)
    v.relkind = 'm',
    cast(cast(v.oid as regclass) as text),
    coalesce(' with (' || array_to_string(v.reloptions, ', ') || ')', ''),
    pg_get_viewdef(v.oid)
from pg_depend as d
inner join pg_rewrite as r on r.oid = d.objid
inner join pg_class as v on v.oid = r.ev_class
where d.classid = cast('pg_rewrite' as regclass) and d.refclassid = cast('pg_class' as regclass)
    and d.refobjid = to_regclass(%s) and v.relkind in ('v', 'm')
order by v.oid
"""


class Partition(NamedTuple):
    """A partition of the former shape, and the part that its batches will be in."""

    relation: Relation
    part: int
    batches: tuple[int, ...]


def take_over(warehouse: Warehouse) -> None:
    """Give every table of the former shape its parts. Raise Refused where something in the database is in the way."""
    for schema, name in warehouse.rows(FORMER, [warehouse.schemas.raw, warehouse.schemas.target]):
        table = (schema, name)
        try:
            for part, partitions in _by_part(_partitions(warehouse, table)).items():
                if len(partitions) > 1:
                    with_short_locks(warehouse, table, SECONDS, _Merge(table, part, partitions))
            with_short_locks(warehouse, table, SECONDS, _Move(table, _partitions(warehouse, table)))
        except InUse as error:
            raise Refused(f"{error}. Its partitions become parts once that ends: run this again.") from error
        except psycopg2.errors.DependentObjectsStillExist as error:
            detail = " ".join((error.diag.message_detail or str(error)).split())
            raise _in_the_way(table, detail) from error


def _in_the_way(table: Relation, what: str) -> Refused:
    return Refused(
        f"Table {'.'.join(table)} gets another partitioning, and cannot while this is there: {what} Drop it, run this "
        "again, and make it anew."
    )


def _partitions(warehouse: Warehouse, table: Relation) -> list[Partition]:
    name = sql.Identifier(*table).as_string(warehouse.connection)
    found: dict[tuple[Relation, int], list[int]] = {}
    for schema, partition, part, batch in warehouse.rows(PARTITIONS, {"table": table[1], "name": name}):
        found.setdefault(((schema, partition), part), []).append(batch)
    return [Partition(relation, part, tuple(batches)) for (relation, part), batches in found.items()]


def _by_part(partitions: Sequence[Partition]) -> dict[int, list[Partition]]:
    found: dict[int, list[Partition]] = {}
    for partition in partitions:
        found.setdefault(partition.part, []).append(partition)
    return found


@dataclass(frozen=True)
class _Merge:
    """Put the rows of the batches of one part into one partition."""

    table: Relation
    part: int
    partitions: Sequence[Partition]

    def __call__(self, work: Transaction) -> None:
        merged = (self.partitions[0].relation[0], part_table(self.table[1], self.part))
        names = [sql.Identifier(name) for (name,) in work.rows(COLUMNS, [work.name(self.table)])]
        columns = sql.SQL(", ").join(names)
        create = "create table {merged} (like {table} including defaults including constraints)"
        work.execute(create, merged=merged, table=self.table)
        insert = "insert into {merged} ({columns}) select {columns} from {partition}"
        for partition in self.partitions:
            work.execute(insert, merged=merged, partition=partition.relation, columns=columns)
        for partition in self.partitions:
            work.execute("drop table {partition}", partition=partition.relation)
        batches = [sql.Literal(batch) for partition in self.partitions for batch in partition.batches]
        attach = "alter table {table} attach partition {merged} for values in ({batches})"
        work.execute(attach, table=self.table, merged=merged, batches=sql.SQL(", ").join(batches))


@dataclass(frozen=True)
class _Move:
    """Move the partitions to a new table with the name of the former one and with all that it has."""

    table: Relation
    partitions: Sequence[Partition]

    def __call__(self, work: Transaction) -> None:
        name = work.name(self.table)
        readers = self._readers(work, name)
        owner, comment, keys = work.value(OWNER, [name]), work.value(COMMENT, [name]), work.rows(KEYS, [name])
        statements = [text for (text,) in work.rows(GRANTS, {"name": name})]
        statements += [text for query in (INDEXES, TRIGGERS) for (text,) in work.rows(query, [name])]
        former = (self.table[0], "refill_former_table")
        work.execute("alter table {table} rename to {former}", table=self.table, former=sql.Identifier(former[1]))
        work.execute(NEW, table=self.table, former=former, **PART_COLUMN)
        if self._has_keys(work):
            work.execute("alter table {table} add primary key ({key})", table=self.table, key=_key())
        for partition in self.partitions:
            self._move(work, former, partition)
        for key, definition, said in keys:
            pieces = {"table": self.table, "key": sql.Identifier(key), "said": said}
            add = "alter table {table} add constraint {key} {definition}"
            work.execute(add, definition=sql.SQL(definition), **pieces)
            work.execute("comment on constraint {key} on {table} is {said}", **pieces)
        for view, options, definition in readers:
            work.cursor.execute(f"create or replace view {view}{options} as {definition}")
        work.execute("drop table {former}", former=former)
        for statement in statements:
            work.cursor.execute(statement)
        work.execute("comment on table {table} is {comment}", table=self.table, comment=comment)
        work.execute("alter table {table} owner to {owner}", table=self.table, owner=sql.Identifier(owner))

    def _readers(self, work: Transaction, name: str) -> list[tuple[str, str, str]]:
        """Return the views that read the table: name, options, definition. Raise Refused for what cannot be kept."""
        if policies := work.rows(POLICIES, [name]):
            raise _in_the_way(self.table, f"policy {policies[0][0]}.")
        found = []
        for is_materialized, view, options, definition in work.rows(READERS, [name]):
            if is_materialized:
                raise _in_the_way(self.table, f"materialized view {view}.")
            found.append((view, options, definition))
        return found

    def _has_keys(self, work: Transaction) -> bool:
        """Return True for a table of facts."""
        return self.table[0] != work.schemas.raw

    def _move(self, work: Transaction, former: Relation, partition: Partition) -> None:
        relation, number = partition.relation, partition.part
        work.execute("alter table {former} detach partition {partition}", former=former, partition=relation)
        add = "alter table {partition} add column {part} {kind} not null default {number}"
        work.execute(add, partition=relation, number=number, **PART_COLUMN)
        work.execute("alter table {partition} alter column {part} drop default", partition=relation, **PART_COLUMN)
        wanted = part_table(self.table[1], number)
        if relation[1] != wanted:
            rename = "alter table {partition} rename to {wanted}"
            work.execute(rename, partition=relation, wanted=sql.Identifier(wanted))
            relation = (relation[0], wanted)
        if self._has_keys(work):
            for (key,) in work.rows(PRIMARY_KEY, [work.name(relation)]):
                drop = "alter table {partition} drop constraint {key}"
                work.execute(drop, partition=relation, key=sql.Identifier(key))
            work.execute("alter table {partition} add primary key ({key})", partition=relation, key=_key())
        else:
            work.execute("create index on {partition} (_batch_id)", partition=relation)
        attach = "alter table {table} attach partition {partition} for values in ({number})"
        work.execute(attach, table=self.table, partition=relation, number=number)


def _key() -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(column.name) for column in (*FACT_KEY, PART))

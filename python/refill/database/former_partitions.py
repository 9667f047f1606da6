"""Tables of the former shape, with a partition per batch, as tables with parts.

First, part by part, the rows of small batches go into one partition for all of them: one transaction each, in which
only these rows are there twice. Then, in one transaction, the partitions move to a new table with the name, rights,
comments, indexes, triggers and readers of the former one: no row is copied. Whenever it is ended, every row is in the
table, and the next call goes on.
"""

from collections.abc import Callable
from typing import NamedTuple

import psycopg2
from psycopg2 import sql

from refill.config.own_columns import FACT_KEY, PART
from refill.config.parts import part_table
from refill.config.types import sql_type
from refill.database import former_statements as statements
from refill.database.locks import InUse, lock_for_change, lock_tables
from refill.database.warehouse import Relation, Transaction, Warehouse
from refill.errors import Refused

SECONDS = 30.0
PART_COLUMN = {"part": sql.Identifier(PART.name), "kind": sql.SQL(sql_type(PART.kind))}


class Partition(NamedTuple):
    """A partition of the former shape, and the part that its batches will be in."""

    relation: Relation
    part: int
    batches: tuple[int, ...]


def take_over(warehouse: Warehouse) -> None:
    """Give every table of the former shape its parts. Raise Refused where something in the database is in the way."""
    with warehouse.transaction() as work:
        tables = _former(work)
    for table in tables:
        try:
            while step(warehouse, table, _merge_one):
                pass
            step(warehouse, table, _move_all)
        except InUse as error:
            raise Refused(str(error)) from error
        except psycopg2.errors.DependentObjectsStillExist as error:
            detail = " ".join((error.diag.message_detail or str(error)).split())
            raise _in_the_way(table, detail) from error


def step(warehouse: Warehouse, table: Relation, work: Callable[[Transaction, Relation], bool]) -> bool:
    """Do one step in a transaction of its own, unless another session has done them all. Return its answer."""
    with warehouse.transaction() as transaction:
        lock_tables(transaction)
        return table in _former(transaction) and work(transaction, table)


def _in_the_way(table: Relation, what: str) -> Refused:
    return Refused(
        f"Table {'.'.join(table)} gets another partitioning, and cannot while this is there: {what} Drop it, run this "
        "again, and make it anew."
    )


def _former(work: Transaction) -> list[Relation]:
    return [(schema, name) for schema, name in work.rows(statements.FORMER, [work.schemas.raw, work.schemas.target])]


def _partitions(work: Transaction, table: Relation) -> list[Partition]:
    found: dict[tuple[Relation, int], list[int]] = {}
    arguments = {"table": table[1], "name": work.name(table)}
    for schema, partition, part, batch in work.rows(statements.PARTITIONS, arguments):
        found.setdefault(((schema, partition), part), []).append(batch)
    return [Partition(relation, part, tuple(batches)) for (relation, part), batches in found.items()]


def _above(work: Transaction, table: Relation) -> list[Relation]:
    """Return the tables that the foreign keys of a table point at: a partition with such a key is not dropped, attached
    or detached without a strong lock on them.
    """
    return [(schema, name) for schema, name in work.rows(statements.ABOVE, [work.name(table)])]


def _merge_one(work: Transaction, table: Relation) -> bool:
    """Put the rows of one part's batches into one partition. Return False where each part has one."""
    by_part: dict[int, list[Partition]] = {}
    for partition in _partitions(work, table):
        by_part.setdefault(partition.part, []).append(partition)
    part, partitions = next(((n, found) for n, found in by_part.items() if len(found) > 1), (0, []))
    if not partitions:
        return False
    lock_for_change(work, [table], SECONDS, is_read=True)  # a row that is written meanwhile would be lost
    merged = (partitions[0].relation[0], part_table(table[1], part))
    create = "create table {merged} (like {table} including defaults including constraints)"
    work.execute(create, merged=merged, table=table)
    columns = sql.SQL(", ").join(map(sql.Identifier, work.columns(table)))
    insert = "insert into {merged} ({columns}) select {columns} from {partition}"
    for partition in partitions:
        work.execute(insert, merged=merged, partition=partition.relation, columns=columns)
    lock_for_change(work, [table, *_above(work, table)], SECONDS)
    for partition in partitions:
        work.execute("drop table {partition}", partition=partition.relation)
    batches = [sql.Literal(batch) for partition in partitions for batch in partition.batches]
    attach = "alter table {table} attach partition {merged} for values in ({batches})"
    work.execute(attach, table=table, merged=merged, batches=sql.SQL(", ").join(batches))
    return True


def _move_all(work: Transaction, table: Relation) -> bool:
    """Move the partitions to a new table with the name of the former one and with all that it has."""
    name = work.name(table)
    is_fact = table[0] != work.schemas.raw
    for (what,) in work.rows(statements.IN_THE_WAY, {"name": name}):
        raise _in_the_way(table, f"{what}.")
    lock_for_change(work, [table, *_above(work, table)], SECONDS)
    readers = _readers(work, table)
    owner, comment, keys = (
        work.value(statements.OWNER, [name]),
        work.value(statements.COMMENT, [name]),
        work.rows(statements.KEYS, [name]),
    )
    to_do = [text for (text,) in work.rows(statements.GRANTS, {"name": name})]
    to_do += [text for query in (statements.INDEXES, statements.TRIGGERS) for (text,) in work.rows(query, [name])]
    partitions = _partitions(work, table)
    former = (table[0], "refill_former_table")
    work.execute("alter table {table} rename to {former}", table=table, former=sql.Identifier(former[1]))
    work.execute(statements.NEW, table=table, former=former, **PART_COLUMN)
    if is_fact:
        work.execute("alter table {table} add primary key ({key})", table=table, key=_key())
    for partition in partitions:
        _move(work, table, former, partition, is_fact)
    for (left,) in work.rows(statements.LEFT, [work.name(former)]):  # it would be dropped with its rows
        raise _in_the_way(table, f"partition {left}, whose batch the ledger does not know. Detach it to keep its rows.")
    for key, definition, said in keys:
        pieces = {"table": table, "key": sql.Identifier(key), "said": said}
        add = "alter table {table} add constraint {key} {definition}"
        work.execute(add, definition=sql.SQL(definition), **pieces)
        work.execute("comment on constraint {key} on {table} is {said}", **pieces)
    for view, options, definition in readers:
        work.cursor.execute(f"create or replace view {view}{options} as {definition}")
    work.execute("drop table {former}", former=former)
    for statement in to_do:
        work.cursor.execute(statement)
    work.execute("comment on table {table} is {comment}", table=table, comment=comment)
    work.execute("alter table {table} owner to {owner}", table=table, owner=sql.Identifier(owner))
    return True


def _readers(work: Transaction, table: Relation) -> list[tuple[str, str, str]]:
    """Return the views that read the table: name, options, definition. Raise Refused for a materialized one."""
    found = []
    for is_materialized, view, options, definition in work.rows(statements.READERS, [work.name(table)]):
        if is_materialized:
            raise _in_the_way(table, f"materialized view {view}.")
        found.append((view, options, definition))
    return found


def _move(work: Transaction, table: Relation, former: Relation, partition: Partition, is_fact: bool) -> None:
    relation, number = partition.relation, partition.part
    work.execute("alter table {former} detach partition {partition}", former=former, partition=relation)
    add = "alter table {partition} add column {part} {kind} not null default {number}"
    work.execute(add, partition=relation, number=number, **PART_COLUMN)
    work.execute("alter table {partition} alter column {part} drop default", partition=relation, **PART_COLUMN)
    wanted = part_table(table[1], number)
    if relation[1] != wanted:
        rename = "alter table {partition} rename to {wanted}"
        work.execute(rename, partition=relation, wanted=sql.Identifier(wanted))
        relation = (relation[0], wanted)
    if is_fact:
        for (key,) in work.rows(statements.PRIMARY_KEY, [work.name(relation)]):
            drop = "alter table {partition} drop constraint {key}"
            work.execute(drop, partition=relation, key=sql.Identifier(key))
        work.execute("alter table {partition} add primary key ({key})", partition=relation, key=_key())
    else:
        work.execute("create index on {partition} (_batch_id)", partition=relation)
    attach = "alter table {table} attach partition {partition} for values in ({number})"
    work.execute(attach, table=table, partition=relation, number=number)


def _key() -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(column.name) for column in (*FACT_KEY, PART))

"""A database with a table for each of 500 batches gets few parts, step by step, whenever it is ended."""

import gzip
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from refill.database import former_partitions
from refill.database.ddl import prepare
from refill.errors import Refused

from ..support.project import Project, facts
from ..support.servers import Server, only_on
from .company import STOCK, lines
from .conftest import HERE
from .life import environment

pytestmark = only_on("server")

PLACES = ("warehouse.库存", "warehouse.销售明细", "warehouse_raw.stock", "warehouse_raw.sales")
ROWS = """
select count(*), md5(string_agg(cast(to_jsonb(t) - '_part' as text), ',' order by _batch_id, _row_number)) from {} as t
"""
PARTITIONS = "select count(*) from pg_inherits as i inner join pg_partitioned_table as p on p.partrelid = i.inhparent"
OWN = """
create role reader_of_facts nologin;
grant usage on schema warehouse to reader_of_facts;
grant select on warehouse.库存 to reader_of_facts;
grant select (月度), update (渠道) on warehouse.销售明细 to reader_of_facts with grant option;
create index mine on warehouse.库存 (pieces);
comment on table warehouse.库存 is 'what lies there';
comment on column warehouse.库存.pieces is 'how many';
create schema mine;
create view mine.pieces with (security_barrier) as
select branch, sum(pieces) as pieces from warehouse.库存 group by branch;
create view mine.most as select max(pieces) as most from mine.pieces;
grant select on mine.most to reader_of_facts;
"""
STAYS = """
select array[obj_description('warehouse.库存'::regclass), col_description('warehouse.库存'::regclass, (
        select attnum from pg_attribute where attrelid = 'warehouse.库存'::regclass and attname = 'pieces'
    )), cast((select reloptions from pg_class where oid = 'mine.pieces'::regclass) as text),
    cast(has_table_privilege('reader_of_facts', 'warehouse.库存', 'select') as text),
    cast(has_table_privilege('reader_of_facts', 'mine.most', 'select') as text),
    cast(has_column_privilege('reader_of_facts', 'warehouse.销售明细', '渠道', 'update with grant option') as text),
    cast(has_table_privilege('reader_of_facts', 'warehouse.销售明细', 'select') as text),
    (select cast(most as text) from mine.most),
    (select string_agg(conname || pg_get_constraintdef(oid) || obj_description(oid), ',' order by conname)
        from pg_constraint
        where contype = 'f' and conrelid in ('warehouse.库存'::regclass, 'warehouse.销售明细'::regclass)),
    (select pg_get_indexdef('warehouse.mine'::regclass))]
"""


@pytest.fixture
def project(database: Server, workshop: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    given = environment(database.host, database.port, database.user, database.password, database.dbname)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    root = workshop / "many"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(HERE / "many_batches" / "project", root)
    dump = gzip.decompress((HERE / "many_batches" / "dump.sql.gz").read_bytes()).decode()
    connection = database.connect()
    with connection, connection.cursor() as cursor:
        cursor.execute(dump.replace('"company"."', f'"{database.dbname}"."'))
    connection.close()
    project = Project(root, replace(database), quality=True)
    project.query("drop role if exists reader_of_facts")
    return project


def rows(project: Project) -> list[Any]:
    return [project.query(ROWS.format(place)) for place in PLACES]


def prepared(project: Project) -> None:
    connection = project.server.connect()
    try:
        prepare(project.warehouse(connection))
    finally:
        connection.close()


class Killed(Exception):
    """The end of a process."""


def test_few_parts_hold_what_500_partitions_held_whenever_it_is_ended(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.query(OWN)
    before, kept = rows(project), project.query(STAYS)
    assert project.query(PARTITIONS)[0][0] > 900
    step = former_partitions.step
    for number in (0, 0, 1, 3):  # so many steps are done, and the next is ended before it is committed
        left = iter(range(number))

        def strike(warehouse: Any, table: Any, work: Any, left: Iterator[int] = left) -> bool:
            def killed(transaction: Any, relation: Any) -> bool:
                done: bool = work(transaction, relation)
                if next(left, None) is None:
                    raise Killed
                return done

            return step(warehouse, table, killed)

        monkeypatch.setattr(former_partitions, "step", strike)
        with pytest.raises(Killed):
            prepared(project)
        assert rows(project) == before
    monkeypatch.setattr(former_partitions, "step", step)
    prepared(project)
    assert rows(project) == before
    assert project.query(STAYS) == kept
    assert project.query(PARTITIONS)[0][0] < 20
    project.write("data/202501/stock_北.csv", lines(STOCK, "202501,北,a1,7,1,,", "202501,北,z9,7,1,,"))
    assert facts(project.run())["stock"] == {"loaded": 2}
    assert project.verify() == {}
    project.run(undo=11)
    assert project.verify() == {}
    project.query("drop schema mine cascade; drop owned by reader_of_facts; drop role reader_of_facts")


def test_what_cannot_follow_a_table_is_named_and_nothing_is_lost(project: Project) -> None:
    project.query("create schema mine; create materialized view mine.kept as select pieces from warehouse.库存")
    before = rows(project)
    with pytest.raises(Refused, match=r"库存.*materialized view mine\.kept.*run this again"):
        prepared(project)
    project.query("drop materialized view mine.kept")
    project.query(
        "create function mine.f() returns bigint language sql begin atomic select count(*) from warehouse.库存; end"
    )
    with pytest.raises(Refused, match=r"库存.*mine\.f"):
        prepared(project)
    assert rows(project) == before
    project.query("drop schema mine cascade")
    prepared(project)
    assert rows(project) == before


def test_a_reader_who_never_ends_is_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(former_partitions, "SECONDS", 0.1)
    before = rows(project)
    reader = project.server.connect()
    reader.cursor().execute("select * from warehouse.库存 limit 1")
    with pytest.raises(Refused, match=r"库存\"? is in use by backend \d+ .*run this again"):
        prepared(project)
    reader.close()
    prepared(project)
    assert rows(project) == before

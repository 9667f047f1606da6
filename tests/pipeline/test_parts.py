"""Parts: large batches for themselves, small ones together; few tables, and no reader that waits."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest

from refill.landing import parts
from refill.runs import upkeep

from ..support.company import RETURNS, SALES
from ..support.patience import wait_until
from ..support.project import Project, facts
from ..support.servers import Server, only_on

TABLES = """
select table_name, array_agg(part order by part)
from part_tables where parent is not null group by schema_name, table_name order by schema_name desc, table_name
"""
LOADED = "select _batch_id, _row_number, 月度::text, 渠道, 客户号, 金额::int from 销售明细 order by 1, 2"
INDEXES = """
select distinct regexp_replace(pg_get_indexdef(i.indexrelid), '.* USING btree ', '') collate "C"
from pg_index as i where i.indrelid = %s::regclass and not i.indisprimary order by 1
"""


def sale(month: str, channel: str, amount: int, customer: str = "001") -> str:
    return f"{month},{channel},{customer},长城公司,N,P1,{amount}\n"


def month(number: int) -> str:
    return f"{2020 + number // 12}{number % 12 + 1:02}"


def deliver(project: Project, number: int, rows: int = 2) -> None:
    lines = [sale(month(number), "店", row) for row in range(rows)]
    project.write(f"data/{month(number)}/sales.csv", SALES + "".join(lines))


def until_tables_are(project: Project, wanted: list[Any]) -> None:
    """Wait for the server's counts, by which upkeep goes; what it misses in one run, it does in the next."""

    def they_are() -> bool:
        if project.query(TABLES) != wanted:
            project.run()
        return project.query(TABLES) == wanted

    wait_until(they_are, str(wanted))


@only_on("server")
def test_small_batches_share_a_part_until_it_is_full_and_a_large_one_has_its_own(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "OWN_ROWS", 10)
    monkeypatch.setattr(parts, "SHARED_ROWS", 7)
    for number in range(5):
        deliver(project, number)
    deliver(project, 5, rows=12)
    deliver(project, 6)
    project.write("data/202001/returns.csv", RETURNS + "r1,001,,P1,1,\n")
    assert facts(project.run()) == {"sales": {"loaded": 24}, "returns": {"loaded": 1}}
    assert project.query("select part, domain, is_shared, rows from parts order by part") == [
        (1, "sales", True, 8),
        (2, "sales", True, 4),
        (3, "sales", False, 12),
        (4, "returns", True, 1),
    ]
    assert project.query(TABLES) == [
        ("returns", [4]), ("sales", [1, 2, 3]), ("returns", [4]), ("销售明细", [1, 2, 3])
    ]  # fmt: skip
    assert project.query("select batch.part, count(*) from batches as batch group by 1 order by 1") == [
        (1, 4), (2, 2), (3, 1), (4, 1)
    ]  # fmt: skip
    of_keys = sorted([('("产品")',), ('("地区代码")',), ('("客户号")',)])
    assert project.query(INDEXES, 'warehouse_partitions."销售明细_p1"') == of_keys
    assert project.query(INDEXES, 'warehouse_partitions."销售明细_p3"') == []
    deliver(project, 7)
    assert facts(project.run())["sales"] == {"loaded": 2}  # by rows, into a part that is there
    assert project.query("select count(*), count(distinct _part) from 销售明细 where _part = 2") == [(6, 1)]
    assert project.verify() == {}


@only_on("embedded")
def test_what_a_correction_takes_out_leaves_no_table_behind(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "OWN_ROWS", 3)
    deliver(project, 0, rows=4)
    deliver(project, 1, rows=2)
    project.run()
    assert project.query(TABLES) == [("sales", [1, 2]), ("销售明细", [1, 2])]
    deliver(project, 0, rows=5)
    deliver(project, 1, rows=1)
    assert facts(project.run())["sales"] == {"loaded": 6, "superseded": 6}
    until_tables_are(project, [("sales", [1, 2, 3]), ("销售明细", [2, 3])])
    assert project.query(LOADED) == [
        *((3, row + 2, "2020-01-01", "店", "001", row) for row in range(5)),
        (4, 2, "2020-02-01", "店", "001", 0),
    ]
    assert project.verify() == {}
    project.run(undo=3)
    assert project.query("select _batch_id, count(*) from 销售明细 group by 1 order by 1") == [(1, 4), (4, 1)]
    until_tables_are(project, [("sales", [1, 2, 3]), ("销售明细", [1, 2])])
    assert project.verify() == {}


@only_on("server")
def test_many_parts_become_few_and_every_batch_is_found_as_before(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "OWN_ROWS", 2)
    monkeypatch.setattr(upkeep, "MOST_PARTS", 4)
    for number in range(6):
        deliver(project, number, rows=number + 2)
    project.write("data/202011/sales.csv", SALES + sale("202011", "网", 7) + sale("202011", "网", 8, "-"))
    outcome = project.run()
    assert outcome.stages[-1]["name"] == "upkeep"
    rows = project.query(LOADED)
    assert len(rows) == 29
    ((_, in_raw), (_, in_facts)) = project.query(TABLES)
    assert len(in_raw) == len(in_facts) == 2
    assert in_raw == in_facts
    assert project.verify() == {}
    deliver(project, 0, rows=1)
    assert facts(project.run())["sales"] == {"loaded": 1, "superseded": 2}
    project.run(undo=3)
    assert project.query("select count(*) from 销售明细 where 月度 = '2020-03-01'") == [(0,)]
    assert project.verify() == {}
    assert [row for row in project.query(LOADED) if row[0] not in (1, 8)] == [
        row for row in rows if row[0] not in (1, 3)
    ]


@only_on("server")
def test_indexes_of_the_yaml_are_on_every_part_and_go_with_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "OWN_ROWS", 3)
    deliver(project, 0, rows=4)
    project.run()
    project.query("create index mine on warehouse.销售明细 (金额)")
    project.edit("data_sources", "table: 销售明细}", "table: 销售明细, indexes: [月度, [渠道, 月度]]}")
    deliver(project, 1)
    project.run()
    wanted = sorted([('("月度")',), ('("渠道", "月度")',), ('("金额")',)])
    assert project.query(INDEXES, 'warehouse_partitions."销售明细_p1"') == wanted
    shared = project.query(INDEXES, 'warehouse_partitions."销售明细_p2"')
    assert shared == sorted([*wanted, ('("产品")',), ('("地区代码")',), ('("客户号")',)])
    project.edit("data_sources", "indexes: [月度, [渠道, 月度]]", "indexes: [月度]")
    project.run()
    assert project.query(INDEXES, "warehouse.销售明细") == [('("月度")',), ('("金额")',)]


@contextmanager
def reading(server: Server, *statements: str) -> Iterator[list[str]]:
    """Hold each statement's transaction open in its own session; meanwhile new readers come, and do not wait long.

    Yield what went wrong with these.
    """
    held = [server.connect() for _ in statements]
    for connection, statement in zip(held, statements, strict=True):
        connection.cursor().execute(statement)
    wrong: list[str] = []
    ended = threading.Event()

    def come() -> None:
        while not ended.is_set():
            for statement in statements:
                connection = server.connect()
                try:
                    with connection.cursor() as cursor:
                        cursor.execute("set lock_timeout = '1s'")
                        cursor.execute(statement)
                except psycopg2.Error as error:
                    wrong.append(f"{statement}: {error}")
                finally:
                    connection.close()
            time.sleep(0.02)

    thread = threading.Thread(target=come)
    thread.start()
    try:
        yield wrong
    finally:
        ended.set()
        thread.join()
        for connection in held:
            connection.close()


@only_on("server")
def test_readers_of_facts_and_reference_tables_do_not_wait_for_a_run_and_it_does_not_wait_for_them(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "OWN_ROWS", 3)
    deliver(project, 0, rows=4)
    deliver(project, 1, rows=2)
    project.run()
    with reading(project.server, "select * from warehouse.销售明细", "select * from warehouse.客户") as wrong:
        deliver(project, 0, rows=5)
        deliver(project, 2, rows=2)
        project.write("data/202004/sales.csv", SALES + sale("202004", "店", 1, "009"))
        project.write("data/202001/returns.csv", RETURNS + "r1,008,,P1,1,\n")
        assert facts(project.run())["sales"] == {"loaded": 8, "superseded": 4}
        assert facts(project.run(undo=3))["sales"] == {"loaded": 4}
    assert wrong == []
    assert project.query(TABLES)[-1] == ("销售明细", [1, 2, 3])  # a part was emptied, and someone looked at the table
    deliver(project, 5)
    project.run()
    until_tables_are(project, [("returns", [4]), ("sales", [1, 2, 3]), ("returns", [4]), ("销售明细", [1, 2])])
    assert project.verify() == {}


@only_on("server")
def test_parts_become_one_when_nobody_looks_and_the_new_one_has_all_that_a_part_has(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "OWN_ROWS", 2)
    monkeypatch.setattr(upkeep, "MOST_PARTS", 3)
    monkeypatch.setattr(upkeep, "SECONDS", 1)
    project.edit("data_sources", "table: 销售明细}", "table: 销售明细, indexes: [月度, [渠道, 月度]]}")
    for number in range(3):
        deliver(project, number)
    project.run()
    project.query(
        "create unique index mine on warehouse.销售明细 (lower(渠道), _batch_id, _row_number, _part) where 金额 >= 0"
    )
    deliver(project, 3)
    with reading(project.server, "select * from warehouse.销售明细", "select * from warehouse.客户") as wrong:
        project.run()
    assert wrong == []
    assert project.query(TABLES)[-1] == ("销售明细", [1, 2, 3, 4])
    rows = project.query(LOADED)
    project.run()
    ((_, (part,)),) = project.query(TABLES)[-1:]
    assert project.query(LOADED) == rows
    indexes = project.query(INDEXES, f'warehouse_partitions."销售明细_p{part}"')
    assert len(indexes) == 6
    assert {'("月度")', '("渠道", "月度")', '("产品")', '("地区代码")', '("客户号")'} < {text for (text,) in indexes}
    assert project.query(
        "select count(*) from pg_index where indrelid = %s::regclass", f'warehouse_partitions."销售明细_p{part}"'
    ) == [(7,)]
    assert project.verify() == {}


@only_on("server")
def test_a_change_of_a_table_that_is_read_all_the_time_waits_for_the_next_run_and_says_who_reads(
    project: Project,
) -> None:
    deliver(project, 0)
    project.run()
    project.edit("data_sources", "金额: {type: ", "件数: integer\n      金额: {type: ")
    deliver(project, 1)
    project.write("data/202001/returns.csv", RETURNS + "r1,001,,P1,1,\n")
    with reading(project.server, "select * from warehouse.销售明细") as wrong:
        stopped = project.run(exit_code=1)
    assert wrong == []
    (error,) = stopped.errors
    assert "is in use by backend" in error
    assert facts(stopped)["returns"] == {"loaded": 1}
    done = project.run()
    assert (facts(done)["sales"], done.migrations) == ({"loaded": 2}, ["销售明细: column 件数 added (integer)"])

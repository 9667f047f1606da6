"""Raw rows that are old go, as `retain` says, and nothing else is lost with them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import psycopg2
import pytest

from refill.database.connection import connect
from refill.database.lock import run_lock
from refill.database.schemas import Schemas
from refill.database.target import read_target
from refill.errors import Refused
from refill.explain.row import explain
from refill.project.project import find_project
from refill.runs.retention import drop_raw, old_batches

from ..support.company import RETURNS, SALES
from ..support.plans import make_plan
from ..support.project import Project, facts, landed

SCHEMAS = Schemas("warehouse")
NOVEMBER = SALES + "202411,店,001,长城公司,N,P1,1\n202411,店,009,九号公司,N,p2,2.5\n202411,网,IN7,,S,P1,3\n"
DECEMBER = SALES + "202412,店,001,长城公司,N,P1,4\n"


def age(project: Project, *batches: int) -> None:
    """Makes batches three years older than they are."""
    project.query(
        "update batches set landed_at = landed_at - interval '3 years' where batch_id = any(%s);"
        "update loads set loaded_at = loaded_at - interval '3 years' where batch_id = any(%s)",
        list(batches),
        list(batches),
    )


def drop_november(project: Project, november: str = NOVEMBER) -> None:
    """Batch 1 is November of three years ago, and its raw rows are gone."""
    project.write("data/202411/sales.csv", november)
    project.run()
    age(project, 1)
    prune(project)


def prune(project: Project) -> list[int]:
    """Drop the rows that are old enough, as if other batches had been staged since. Return the batches."""
    project.query("delete from staged")
    target = read_target(find_project(project.root), "server")
    connection = connect(target)
    try:
        with run_lock(target, SCHEMAS):
            free = [batch for batch in old_batches(project.warehouse(connection)) if batch.needed is None]
            dropped, stopped = drop_raw(project.warehouse(connection), free, None)
    finally:
        connection.close()
    assert stopped is None
    return [batch.batch_id for batch in dropped]


def raw_batches(project: Project) -> list[str]:
    """The batches that have raw rows, with their domains."""
    statement = (
        "select 'sales ' || _batch_id from warehouse_raw.sales union"
        " select 'returns ' || _batch_id from warehouse_raw.returns order by 1"
    )
    return [name for (name,) in project.query(statement)]


def needed(project: Project) -> dict[int, str | None]:
    connection = project.server.connect()
    try:
        return {batch.batch_id: batch.needed for batch in old_batches(project.warehouse(connection))}
    finally:
        connection.close()


def sales(project: Project) -> list[tuple[Any, ...]]:
    return project.query("select _batch_id, _row_number, 客户号, 产品, 金额 from 销售明细 order by 1, 2")


def test_old_raw_rows_go_and_everything_else_stays(project: Project) -> None:
    project.write("data/202411/sales.csv", NOVEMBER)
    project.run()
    assert needed(project) == {}
    age(project, 1)
    assert needed(project) == {1: "the staging of the domain holds it; the next delivery takes its place"}
    before = sales(project)
    customers = project.query("select * from 客户 order by 1")
    project.write("data/202412/sales.csv", DECEMBER)
    outcome = project.run()
    (dropped,) = outcome.dropped
    assert (dropped.batch_id, dropped.domain, dropped.file, dropped.rows, dropped.policy) == (
        1, "sales", "data/202411/sales.csv", 3, "24 months"
    )  # fmt: skip
    assert raw_batches(project) == ["sales 2"]
    assert project.query("select batch_id, domain, policy, run_id, dropped_at is not null from dropped") == [
        (1, "sales", "24 months", outcome.run_id, True)
    ]
    assert sales(project) == [*before, (2, 2, "001", "P1", 4)]
    assert project.query("select * from 客户 order by 1") == customers
    assert project.verify() == {}
    contents = project.contents()
    again = project.run()
    assert (again.dropped, again.stages[-1]["name"], facts(again)) == ([], "land", {"sales": {}, "returns": {}})
    assert project.contents() == contents


def test_without_a_policy_everything_is_kept(project: Project) -> None:
    project.write("data/202411/sales.csv", NOVEMBER)
    project.write("data/202411/returns.csv", RETURNS + "r1,001,,P1,1,\n")
    project.run()
    age(project, 1, 2)
    assert prune(project) == [1]
    assert raw_batches(project) == ["returns 2"]


def test_a_delivered_file_stays_known_and_a_correction_replaces_its_facts(project: Project) -> None:
    drop_november(project)
    project.write("data/202411/sales_once_more.csv", NOVEMBER)
    again = project.run()
    assert landed(again) == [
        ("data/202411/sales.csv", "already_loaded"),
        ("data/202411/sales_once_more.csv", "already_loaded"),
    ]
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,10\n")
    assert facts(project.run())["sales"] == {"loaded": 1, "superseded": 2}
    assert [row[1:] for row in sales(project)] == [(4, None, "P1", 3), (2, "001", "P1", 10)]


def test_what_was_dropped_cannot_be_undone_and_neither_can_what_took_its_place(project: Project) -> None:
    drop_november(project)
    with pytest.raises(
        Refused, match=r"^Batch 1 cannot be undone: its raw rows were dropped on .* Deliver a corrected"
    ):
        project.run(undo=1)
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,10\n")
    project.run()
    before = project.contents()
    with pytest.raises(
        Refused, match=r"^Batch 2 cannot be undone: batch 1 \(data/202411/sales.csv\) would have to load"
    ):
        project.run(undo=2)
    assert project.contents() == before
    project.write("data/202411/sales.csv", NOVEMBER)
    assert facts(project.run())["sales"] == {"loaded": 3, "superseded": 2}


def test_a_batch_waits_for_its_quarantine_and_for_what_may_be_undone(project: Project) -> None:
    project.write("data/202410/sales.csv", SALES + "202410,店,001,长城公司,N,P9,1\n202410,网,001,,N,P1,2\n")
    project.write("data/202411/sales.csv", NOVEMBER)
    project.run()
    age(project, 1, 2)
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,10\n")
    assert project.run().dropped == []
    assert needed(project) == {
        1: "1 of its rows are in quarantine",
        2: "batch 3, which took a scope from it, may still be undone",
    }
    project.run(undo=3)
    assert [row[0] for row in sales(project)] == [1, 2, 2, 2]


def test_rejected_rows_stand_nowhere_else_so_their_batch_stays(project: Project) -> None:
    project.write("data/202411/sales.csv", NOVEMBER + "202411,店,001,长城公司,N,P1,1,one cell too many\n")
    (landed_file,) = project.run().files
    assert landed_file.rejected == 1
    age(project, 1)
    assert prune(project) == []
    assert needed(project) == {1: "1 of its rows were rejected, and stand nowhere else"}
    assert project.query("select count(*) from warehouse_raw.sales where _note is not null") == [(1,)]


def test_a_batch_goes_together_with_an_old_one_that_took_its_place(project: Project) -> None:
    for amount in (1, 2):
        project.write("data/202411/sales.csv", SALES + f"202411,店,001,长城公司,N,P1,{amount}\n")
        project.run()
    age(project, 1, 2)
    assert prune(project) == [1, 2]


def test_an_undone_batch_goes_too_with_the_rows_that_were_rejected(project: Project) -> None:
    project.write("data/202411/sales.csv", NOVEMBER + "202411,店,001,长城公司,N,P1,1,one cell too many\n")
    project.run()
    project.run(undo=1)
    project.query("update batches set undone_at = undone_at - interval '3 years'")
    assert [batch.batch_id for batch in project.run().dropped] == [1]


def test_a_plan_says_what_would_go_and_drops_nothing(project: Project) -> None:
    project.write("data/202411/sales.csv", NOVEMBER)
    project.run()
    age(project, 1)
    project.write("data/202412/sales.csv", DECEMBER)
    assert [batch.batch_id for batch in make_plan(project).outcome.dropped] == [1]
    assert raw_batches(project) == ["sales 1"]
    assert project.query("select count(*) from dropped") == [(0,)]


def test_explain_says_that_the_raw_rows_are_gone(project: Project) -> None:
    drop_november(project)
    connection = project.server.connect()
    try:
        found = explain(project.warehouse(connection), "客户", ["009"], None)
    finally:
        connection.close()
    cells = {cell.column: (cell.value, cell.origin, cell.first, cell.note) for cell in found.cells}
    today = project.query("select to_char(dropped_at, 'YYYY-MM-DD') from dropped")[0][0]
    note = f"raw rows were dropped, as retain said: batch 1 (data/202411/sales.csv) on {today}"
    assert cells["客户号"] == ("009", "facts", (), note)
    assert cells["名称"] == ("九号公司", "facts", (), note)


CHANNEL = """\
      - name: fk_channel
        source_column: 渠道
        target_table: 渠道表
        target_key: 渠道
"""
SUMS = """\
        backfill_columns:
          - {source: 金额, target: 金额, aggregation: {type: sum}}
          - {source: 月度, target: 月, aggregation: {type: count_distinct}}
          - {source: 客户号, target: 客户, aggregation: {type: count_distinct}}
"""
CHANNELS = """\
  渠道表:
    model: dim_channel
    key: 渠道
    columns: {渠道: text, 金额: "numeric(18,2)", 月: integer, 客户: integer}
"""
FIRST_KEY = "      - name: fk_region\n"


def test_a_new_foreign_key_derives_from_the_facts_what_it_would_from_raw(project: Project) -> None:
    drop_november(project)
    project.edit("data_sources", FIRST_KEY, CHANNEL + SUMS + FIRST_KEY)
    project.append("reference_sources", CHANNELS)
    project.write("data/202412/sales.csv", DECEMBER)
    project.run()
    derived = project.query("select 渠道, 金额, 月, 客户 from 渠道表 order by 1")
    assert derived == [("店", Decimal("7.50"), 2, 2), ("网", Decimal("3.00"), 1, 0)]
    assert project.query("select count(*) from 销售明细") == [(4,)]


def test_a_new_foreign_key_that_sets_aside_keeps_what_the_facts_hold(project: Project) -> None:
    drop_november(project)
    project.edit("data_sources", FIRST_KEY, CHANNEL + "        on_missing: quarantine\n" + FIRST_KEY)
    project.append("reference_sources", CHANNELS + "    source: {type: file, path: reference/channels.csv}\n")
    project.write("reference/channels.csv", "渠道\n店\n")
    project.run()
    assert project.quarantine("sales") == [
        (
            "data/202411/sales.csv",
            4,
            "missing_key:fk_channel",
            {"月度": "2024-11-01", "渠道": "网", "客户号": "IN7", "地区代码": "S", "产品": "P1", "金额": "3.00"},
        )
    ]
    assert project.verify() == {}
    project.write("reference/channels.csv", "渠道\n店\n网\n")
    assert facts(project.run())["sales"] == {"loaded": 1}
    last = project.query("select _row_number, 客户号, _skipped, 金额 from 销售明细 where _batch_id = 1 order by 1")[-1]
    assert last == (4, None, {"客户号": "IN7"}, 3)


def test_a_number_that_was_rounded_stays_so_and_the_run_says_it(project: Project) -> None:
    drop_november(project, SALES + "202411,店,001,长城公司,N,P1,1.2345\n")
    project.edit("data_sources", "numeric(12,2)", "numeric(14,4)")
    outcome = project.run()
    assert "销售明细: column 金额 stays as rounded where raw rows were dropped (batches: 1)" in outcome.migrations
    assert sales(project) == [(1, 2, "001", "P1", Decimal("1.2300"))]


def test_a_full_refresh_leaves_the_facts_and_a_fact_table_made_anew_is_refused(project: Project) -> None:
    drop_november(project)
    before = project.contents()
    assert "error" not in project.dbt("build", "--full-refresh").values()
    assert project.contents() == before
    project.query("drop table 销售明细; delete from scopes; delete from loads")
    outcome = project.run(exit_code=3)
    assert "Its raw rows were dropped, as `retain` says: it cannot load again." in " ".join(outcome.errors)
    assert project.query("select * from loads") == []


def test_who_reads_the_raw_table_does_not_wait_and_who_locks_it_keeps_its_rows(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refill.runs.retention.LOCK_TIMEOUT", "100ms")
    project.write("data/202411/sales.csv", NOVEMBER)
    project.run()
    age(project, 1)
    project.query("delete from staged")
    connection, other = project.server.connect(), project.server.connect()
    with run_lock(read_target(find_project(project.root), "server"), SCHEMAS):
        free = old_batches(project.warehouse(connection))
        with other, other.cursor() as cursor:
            cursor.execute("lock table warehouse_raw.sales in share mode")
            assert drop_raw(project.warehouse(connection), free, None) == (
                [],
                "canceling statement due to lock timeout",
            )
        assert project.query("select * from dropped") == []
        with other, other.cursor() as cursor:
            cursor.execute("select count(*) from warehouse_raw.sales")
            assert drop_raw(project.warehouse(connection), free, None) == (free, None)
    connection.close()
    other.close()


def test_rows_and_ledger_go_together(project: Project) -> None:
    project.write("data/202411/sales.csv", NOVEMBER)
    project.run()
    age(project, 1)
    project.query(
        "create function kept() returns trigger language plpgsql as $$ begin raise exception 'they stay'; end $$;"
        "create trigger kept after delete on warehouse_raw.sales for each statement execute function kept()"
    )
    before = project.contents("staged")
    with pytest.raises(psycopg2.errors.RaiseException):
        prune(project)
    assert project.contents("staged") == before
    project.query("drop function kept cascade")
    assert prune(project) == [1]
    assert raw_batches(project) == []

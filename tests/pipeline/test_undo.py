"""A batch is undone: the rest is as it would be without it."""

from typing import Any

import pytest

from refill.errors import Refused, UsageError
from refill.undo.batch import Undone, undo

from ..cli.conftest import Refill
from ..support.company import RETURNS, SALES
from ..support.project import Project, facts, landed
from ..support.servers import only_on

pytestmark = only_on("server")

FILLING = '        skip_patterns: ["IN*"]\n        backfill_columns:\n          - {source: 客户名称'
A = SALES + "202411,店,001,长城公司,N,P1,1\n202411,网,009,新公司,N,P1,2\n202411,店,009,新公司,N,P9,3\n"
B = SALES + "202411,店,010,十号公司,W,P1,7\n202411,店,009,九号公司,S,P9,8\n202412,网,001,长城公司,W,P1,9\n"


def state(project: Project) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything that a person sees: facts, rows set aside, reference rows; no times, no numbers of batches."""
    return {
        "sales": project.query(
            "select to_char(月度, 'YYYYMM'), 渠道, 客户号, 客户名称, 地区代码, 产品, 金额 from 销售明细"
            " order by 1, 2, 3, 7"
        ),
        "returns": project.query(
            "select order_no, customer, customer_name, product, pieces from returns order by 1, 2"
        ),
        "held": sorted(row[1:] for domain in ("sales", "returns") for row in project.quarantine(domain)),
        "regions": project.query(f"select 地区代码, 名称, {TRACKED} from 地区 order by 1"),
        "customers": project.query(f"select 客户号, 名称, 地区代码, 等级, {TRACKED} from 客户 order by 1"),
        "scopes": project.query("select scope, rows from scopes where superseded_by is null order by 1"),
    }


TRACKED = "_source, _needs_review, _derived_from_domain, _derived_columns, _retired_at is not null"


def test_undoing_a_correction_brings_back_what_was_there_before(project: Project) -> None:
    project.write("data/202411/sales.csv", A)
    project.run()
    before = state(project)
    project.write("data/202411/sales.csv", B)
    project.run()
    assert state(project) != before

    undone = project.run(undo=2).undone
    assert undone == Undone(
        batch_id=2,
        domain="sales",
        file="data/202411/sales.csv",
        sheet="",
        facts=2,
        quarantined=1,
        again={"sales": [1]},
        deleted={"客户": 1, "地区": 1},
        retired={},
    )
    assert state(project) == before
    assert project.query(
        "select table_name, key, operation, cause from audit where cause like 'undo%' order by sequence"
    ) == [
        ("客户", {"客户号": "010"}, "delete", "undo of batch 2"),
        ("地区", {"地区代码": "W"}, "delete", "undo of batch 2"),
    ]


def test_the_middle_of_three_corrections_is_undone_and_the_last_one_then_gives_back_the_first(project: Project) -> None:
    for amount in (1, 2, 3):
        project.write("data/202411/sales.csv", SALES + f"202411,店,001,长城公司,N,P1,{amount}\n")
        project.run()
    last = state(project)
    undone = project.run(undo=2).undone
    assert undone is not None
    assert undone.again == {}
    assert state(project) == last
    undone = project.run(undo=3).undone
    assert undone is not None
    assert undone.again == {"sales": [1]}
    assert [row[-1] for row in state(project)["sales"]] == [1]


def test_of_two_batches_loaded_at_once_one_is_undone_as_if_the_other_had_come_alone(project: Project) -> None:
    project.write("data/202411/sales_a.csv", SALES + "202411,店,009,,N,P1,1\n202411,店,008,八号公司,V,P1,1\n")
    project.run()
    alone = state(project)
    project.run(undo=1)
    project.write("data/202411/sales_a.csv", SALES + "202411,店,008,八号公司,V,P1,1\n202411,店,009,,N,P1,1\n")
    project.write("data/202411/sales_b.csv", SALES + "202412,店,009,九号公司,S,P1,5\n202412,店,007,七号公司,U,P1,1\n")
    project.run()
    assert project.query("select 名称, 地区代码 from 客户 where 客户号 = '009'") == [("九号公司", "S")]
    (b,) = (row[0] for row in project.query("select batch_id from batches where file like '%_b.csv'"))
    project.run(undo=b)
    assert state(project) == alone


def test_a_later_batch_that_rests_on_a_derived_row_derives_it_anew(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,009,九号公司,N,P1,1\n")
    project.run()
    project.write("data/202411/returns.csv", RETURNS + "r1,009,九号退货,P1,1,\n")
    project.run()
    assert project.query("select 名称, 地区代码 from 客户 where 客户号 = '009'") == [("九号公司", "N")]
    outcome = project.run(undo=1)
    assert outcome.undone is not None
    assert outcome.undone.again == {"returns": [2]}
    assert project.query("select 名称, 地区代码, _derived_from_domain from 客户 where 客户号 = '009'") == [
        ("九号退货", None, "returns")
    ]
    assert (len(state(project)["sales"]), len(state(project)["returns"])) == (0, 1)


def test_cells_that_a_batch_filled_are_null_again(project: Project) -> None:
    project.edit("data_sources", FILLING, "        mode: [insert_missing, fill_null_only]\n" + FILLING)
    project.write("data/202411/sales.csv", SALES + "202411,店,009,,N,P1,1\n")
    project.run()
    before = state(project)
    project.write("data/202411/sales_2.csv", SALES + "202412,店,009,九号公司,N,P1,1\n")
    project.run()
    assert project.query("select 名称 from 客户 where 客户号 = '009'") == [("九号公司",)]
    project.run(undo=2)
    assert state(project) == before


def test_a_cell_that_a_batch_filled_is_filled_by_a_later_one_that_named_it_too(project: Project) -> None:
    project.edit("data_sources", FILLING, "        mode: [insert_missing, fill_null_only]\n" + FILLING)
    for month, name in ((11, ""), (12, "九号公司"), (10, "九号有限公司")):
        project.write(f"data/202411/sales_{month}.csv", SALES + f"2024{month},店,009,{name},N,P1,1\n")
        project.run()
    undone = project.run(undo=2).undone
    assert undone is not None
    assert undone.again == {"sales": [3]}
    assert project.query("select 名称 from 客户 where 客户号 = '009'") == [("九号有限公司",)]


def test_each_scope_of_an_undone_batch_goes_to_the_newer_one_that_has_it(project: Project) -> None:
    shop, web = "202411,店,001,长城公司,N,P1,{}\n", "202411,网,001,长城公司,N,P1,{}\n"
    for rows in (shop + web, shop + web, shop, web):
        project.write("data/202411/sales.csv", SALES + rows.format(*[len(project.outcomes)] * 2))
        project.run()
    project.run(undo=2)
    taken = "select cast(scope as json) ->> '渠道', superseded_by from scopes where batch_id = 1 order by 2"
    assert project.query(taken) == [("店", 3), ("网", 4)]
    undone = project.run(undo=4).undone
    assert undone is not None
    assert undone.again == {"sales": [1]}
    assert project.query("select 渠道, 金额::int from 销售明细 order by 1") == [("店", 2), ("网", 0)]


def test_a_row_that_rests_on_the_batch_in_another_domain_goes_back_to_quarantine(project: Project) -> None:
    project.edit(
        "data_sources",
        "target_table: 客户\n        target_key: 客户号\n        priority: 200\n",
        "target_table: 客户\n        target_key: 客户号\n        on_missing: quarantine\n",
    )
    project.write("data/202411/returns.csv", RETURNS + "r1,009,九号公司,P1,1,\n")
    project.run()
    before = state(project)
    project.write("data/202411/sales.csv", SALES + "202411,店,009,九号公司,N,P1,1\n")
    project.run()
    assert len(state(project)["returns"]) == 1
    project.run(undo=2)
    assert state(project) == before


def test_a_row_that_something_else_refers_to_is_retired(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,009,九号公司,W,P1,1\n")
    project.run()
    project.query("create table contract (customer text references 客户 (客户号)); insert into contract values ('009')")
    outcome = project.run(undo=1)
    assert outcome.undone is not None
    assert (outcome.undone.deleted, outcome.undone.retired) == ({"地区": 1}, {"客户": 1})
    assert project.query(
        "select 名称, 地区代码, _derived_columns, _retired_at is not null from 客户 where 客户号 = '009'"
    ) == [(None, None, [], True)]


def test_a_batch_that_waits_is_undone_too(project: Project) -> None:
    project.edit(
        "data_sources",
        "target_key: code\n        on_missing: quarantine\n  returns:",
        "target_key: code\n        on_missing: fail\n  returns:",
    )
    project.write("data/202411/sales.csv", SALES + "202411,店,010,十号公司,W,P9,1\n")
    project.run(exit_code=3)
    assert project.query("select count(*) from 客户 where 客户号 = '010'") == [(1,)]
    project.run(undo=1)
    assert project.query("select count(*) from 客户 where 客户号 = '010'") == [(0,)]
    assert facts(project.run()) == {"sales": {}, "returns": {}}


def test_an_undone_batch_is_not_undone_again_and_lands_again_only_where_its_file_is_named_or_changed(
    project: Project, refill: Refill
) -> None:
    file = project.write("data/202411/sales.csv", A)
    project.run()
    with pytest.raises(UsageError, match="There is no batch 7"):
        project.run(undo=7)
    project.run(undo=1)
    with pytest.raises(Refused, match="Batch 1 was undone on 20"):
        project.run(undo=1)
    again = project.run()
    assert landed(again) == [("data/202411/sales.csv", "already_loaded")]
    assert again.files[0].reason == "batch 1 held the same bytes and was undone; `refill land FILE` lands them again"
    assert state(project)["sales"] == []

    assert refill("land", str(file)).exit_code == 0
    assert facts(project.run())["sales"] == {"loaded": 2, "quarantined": 1}


def test_the_next_run_finishes_an_undoing_that_was_cut_short(project: Project) -> None:
    project.write("data/202411/sales.csv", A)
    project.run()
    before = state(project)
    project.write("data/202411/sales.csv", B)
    project.run()
    connection = project.server.connect()
    undo(project.warehouse(connection), 2)
    connection.close()
    project.run()
    assert state(project) == before

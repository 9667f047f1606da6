"""A run that dies half-way leaves nothing that the next one cannot finish."""

from ..cli.conftest import Refill
from ..support.company import CUSTOMERS, SALES
from ..support.project import Project, facts
from ..support.servers import only_on

pytestmark = only_on("embedded")

BLOCK = "alter table warehouse.销售明细 add constraint blocked check (false)"


def test_a_fact_that_fails_is_loaded_by_the_next_run(project: Project) -> None:
    """The fact's own load fails, after its quarantine has been written and its reference rows have been derived."""
    project.run()
    project.query(BLOCK)
    project.write("data/202411/sales.csv", SALES + "202411,店,009,新公司,N,P1,1\n202411,店,009,新公司,N,P1,x\n")
    failed = project.run(exit_code=1)
    assert facts(failed) == {"sales": {}, "returns": {}}
    (error,) = failed.errors
    assert error.startswith("fct_sales: ")
    assert project.query("select count(*) from 销售明细") == [(0,)]
    assert project.query("select count(*) from loads") == [(0,)]
    assert project.verify() == {}

    project.query("alter table warehouse.销售明细 drop constraint blocked")
    assert facts(project.run()) == {"sales": {"loaded": 1, "quarantined": 1}, "returns": {}}


def test_a_snapshot_that_failed_is_taken_by_the_next_run_although_nothing_else_waits(project: Project) -> None:
    project.run()
    project.query("alter table warehouse_snapshots.snap_customer add constraint blocked check (客户号 <> '003')")
    project.write("reference/customers.csv", CUSTOMERS + "003,泰山公司,N,C\n")
    assert [error.split(":")[0] for error in project.run(exit_code=1).errors] == ["snap_customer"]
    assert project.query("select count(*) from 客户") == [(3,)]

    project.query("alter table warehouse_snapshots.snap_customer drop constraint blocked")
    project.run()
    assert project.query("select 客户号 from warehouse_snapshots.snap_customer order by 1") == [
        ("001",),
        ("002",),
        ("003",),
    ]


def test_a_history_that_plain_dbt_or_a_person_left_behind_is_taken_by_the_next_run(
    project: Project, refill: Refill
) -> None:
    project.run()
    project.write("reference/customers.csv", CUSTOMERS + "003,泰山公司,N,C\n")
    assert (refill("sync").exit_code, refill("land").exit_code) == (0, 0)
    project.dbt("build", "--select", "+dim_customer")
    project.query("update 客户 set 等级 = 'Z' where 客户号 = '001'")
    states = "select 客户号, 等级 from warehouse_snapshots.snap_customer where dbt_valid_to is null order by 1"
    assert project.query(states) == [("001", "A"), ("002", "B")]
    project.query("update 客户 set 等级 = 'Z' where 客户号 = '002'; update 客户 set 等级 = 'A' where 客户号 = '001'")
    project.query("update 客户 set 等级 = 'B' where 客户号 = '002'")
    project.run()
    assert project.query(states) == [("001", "A"), ("002", "B"), ("003", "C")]
    before = project.contents()
    project.run()
    assert project.contents() == before

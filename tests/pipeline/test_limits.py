"""A run can be limited to domains, reference tables, a period, a number of files; the rest waits."""

from ..cli.conftest import Refill
from ..support.company import RETURNS, SALES
from ..support.project import Project, facts
from ..support.servers import only_on

REGIONS = "select 地区代码, 名称, _source, _retired_at is not null from 地区 order by 1"
CUSTOMERS = "select 客户号, _source, _derived_from_domain from 客户 order by 1"

pytestmark = only_on("server")  # this is not the database's business


def test_domains_and_reference_tables_can_be_chosen(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,009,新公司,W,P1,1\n")
    project.write("data/202411/returns.csv", RETURNS + "r1,008,别的公司,P1,1,\n")
    only_returns = project.run(domains=("returns",))
    assert facts(only_returns) == {"sales": {}, "returns": {"loaded": 1}}
    assert [file.domain for file in only_returns.files] == ["returns"]
    assert project.query("select count(*) from batches where domain = 'sales'") == [(0,)]

    project.write("reference/regions.yml", "- {地区代码: N, 名称: 北部}\n- {地区代码: S, 名称: 南方}\n")
    customers = project.query(CUSTOMERS)
    project.run(tables=("地区",))
    assert project.query(REGIONS) == [
        ("N", "北部", "authoritative", False),
        ("S", "南方", "authoritative", False),
        ("W", None, "auto_derived", False),
    ]
    assert project.query(CUSTOMERS) == customers
    assert facts(project.run()) == {"sales": {"loaded": 1}, "returns": {}}
    assert project.query("select 客户号 from 客户 order by 1") == [("001",), ("002",), ("008",), ("009",)]


def test_reference_tables_can_be_filled_without_the_facts(project: Project, refill: Refill) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,009,新公司,W,P1,1\n")
    assert refill("land").exit_code == 0
    only = project.run(references_only=True)
    assert {row["table"]: row["derived"] for row in only.references} == {"product": 0, "地区": 1, "客户": 1}
    assert (facts(only), only.files) == ({"sales": {}, "returns": {}}, [])
    assert project.verify() == {}
    done = project.run()
    assert facts(done) == {"sales": {"loaded": 1}, "returns": {}}
    assert {row["table"]: row["derived"] for row in done.references} == {"product": 0, "地区": 0, "客户": 0}


def test_a_period_and_a_number_of_files_can_be_chosen(project: Project) -> None:
    for month in ("202411", "202412", "202501"):
        project.write(f"data/{month}/sales.csv", SALES + f"{month},店,001,长城公司,N,P1,1\n")
    months = "select distinct to_char(月度, 'YYYYMM') from 销售明细 order by 1"
    project.run(period="202412")
    assert project.query(months) == [("202412",)]
    project.run(max_files=1)
    assert project.query(months) == [("202411",), ("202412",)]
    project.run()
    assert project.query(months) == [("202411",), ("202412",), ("202501",)]

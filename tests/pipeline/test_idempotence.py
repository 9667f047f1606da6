"""What has been done is not done again, and the order of files and the number of threads change nothing."""

from ..support.company import RETURNS, SALES
from ..support.project import Project, facts
from ..support.servers import only_on

pytestmark = only_on("server")

ROWS = [
    "202411,店,{n},公司{n},{r},P1,1{n}\n",
    "202411,店,{n},公司甲{n},S,P2,\n",
    "202411,网{n},{n},Company {n},N,p9,1\n",
    "20241{r},网,IN{n},,,P1,1\n",
]
RESULT = {
    "facts": "select 月度::text, 渠道, 客户号, 客户名称, 地区代码, 产品, 金额, _skipped from 销售明细",
    "returns": "select order_no, customer, product, pieces from returns",
    "customers": "select 客户号, 名称, 地区代码, _source, _derived_from_domain, _derived_columns from 客户",
    "regions": "select 地区代码, 名称, _source from 地区",
    "quarantine": "select _scope, _reasons, _raw from warehouse_quarantine.sales",
}


def result(project: Project) -> dict[str, list[str]]:
    return {name: sorted(map(str, project.query(statement))) for name, statement in RESULT.items()}


def test_a_second_run_writes_no_row_of_any_table_but_its_own_log(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "".join(row.format(n=n, r=n) for n in (1, 2) for row in ROWS))
    project.write("data/202411/returns.csv", RETURNS + "r1,1,公司1,P1,1,2024-11-30\nr2,3,公司3,P7,1.5,\n,,,,,\n")
    first = project.run()
    assert facts(first) == {
        "sales": {"loaded": 6, "quarantined": 2},
        "returns": {"loaded": 1, "quarantined": 1, "skipped": 1},
    }
    before = project.contents()
    assert {"warehouse.客户", "warehouse_partitions.销售明细_p1"} - set(before) == set()
    assert facts(project.run()) == {"sales": {}, "returns": {}}
    assert set(project.dbt("build").values()) == {"success", "pass"}
    assert project.contents() == before


def test_neither_the_order_of_rows_and_files_nor_the_number_of_threads_matters(project: Project) -> None:
    lines = [row.format(n=n, r=n % 3) for n in range(1, 8) for row in ROWS]
    returns = RETURNS + "r1,7,公司7,P1,1,\nr2,70,公司70,P2,2,\n"
    project.edit("data_sources", "    load: {mode: replace_scope, scope: [月度, 渠道]}\n", "")
    project.edit(
        "data_sources",
        "{source: 客户名称, target: 名称}",
        "{source: 客户名称, target: 名称, aggregation: {type: mode}}",
    )
    profiles = (project.root / "profiles.yml").read_text(encoding="utf-8")
    found = []
    for threads, order in (("1", lines), ("8", lines[::-1])):
        for (drop,) in project.query(EMPTY):
            project.query(drop)
        project.write("profiles.yml", profiles.replace("threads: 4", f"threads: {threads}"))
        half = len(order) // 2
        project.write("data/202411/sales_1.csv", SALES + "".join(order[:half]))
        project.write("data/202411/sales_2.csv", SALES + "".join(order[half:]))
        project.write("data/202411/returns.csv", returns)
        project.run()
        found.append(result(project))
    assert found[0] == found[1]
    counts = {name: len(rows) for name, rows in found[0].items()}
    assert counts == {"facts": 21, "returns": 2, "customers": 10, "regions": 5, "quarantine": 7}


EMPTY = """
select format('drop schema if exists %I cascade', nspname) from pg_namespace where nspname like 'warehouse%' order by 1
"""

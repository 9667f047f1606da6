"""Reference rows: authoritative ones first, derived ones marked, promoted in place, retired and never deleted."""

from ..support.company import CUSTOMERS, RETURNS, SALES
from ..support.project import Project, facts
from ..support.servers import only_on

pytestmark = only_on("embedded")

SAID = """
select 客户号, 名称, 地区代码, 等级, _source, _needs_review, _derived_from_domain, _derived_from_batch, _derived_columns
from 客户 order by 1
"""
REGIONS = "select 地区代码, 名称, _source, _retired_at is not null from 地区 order by 1"
NEW_CUSTOMER = SALES + "202411,店,009,新公司,N,P1,1\n202411,店,009,新公司,S,P1,5\n202411,店,009,新公司（北方）,N,P1,\n"


def test_a_derived_row_is_promoted_in_place_when_the_source_has_it(project: Project) -> None:
    project.write("data/202411/sales.csv", NEW_CUSTOMER)
    project.run()
    derived = ("009", "新公司", "S", None, "auto_derived", True, "sales", 1, ["名称", "地区代码"])
    assert project.query(SAID)[2] == derived
    made = project.query("select _derived_at, _created_at from 客户 where 客户号 = '009'")

    project.write("reference/customers.csv", CUSTOMERS + "００９,新公司有限公司,,C\n")
    (promotion,) = [row for row in project.run().references if row["table"] == "客户"]
    assert {key: n for key, n in promotion.items() if n and not key.startswith("sync_")} == {
        "table": "客户",
        "authoritative": 3,
        "promoted": 1,
        "total": 3,
    }
    promoted = ("009", "新公司有限公司", "S", "C", "authoritative", False, "sales", 1, ["地区代码"])
    assert project.query(SAID)[2] == promoted
    assert project.query("select _derived_at, _created_at from 客户 where 客户号 = '009'") == made

    project.write("data/202412/sales.csv", SALES + "202412,店,009,别名,N,P1,100\n")
    assert facts(project.run())["sales"] == {"loaded": 1}
    assert project.query(SAID)[2] == promoted


def test_a_key_that_the_source_no_longer_has_is_retired_and_its_facts_stay(project: Project) -> None:
    north, south = "- {地区代码: N, 名称: 北方}\n", "- {地区代码: S, 名称: 南方}\n"
    project.write("data/202411/sales.csv", SALES + "202411,店,002,黄河公司,S,P1,1\n202411,店,,,W,P1,2\n")
    project.run()
    project.write("reference/regions.yml", north)
    (retirement,) = [row for row in project.run().references if row["table"] == "地区"]
    assert (retirement["retired"], retirement["total"]) == (1, 3)
    retired = [
        ("N", "北方", "authoritative", False),
        ("S", "南方", "authoritative", True),
        ("W", None, "auto_derived", False),
    ]
    assert project.query(REGIONS) == retired
    assert project.query("select 地区代码, 金额::int from 销售明细 order by 2") == [("S", 1), ("W", 2)]

    project.write("reference/regions.yml", "[]\n")
    refused = project.run(exit_code=3)
    assert [source.status for source in refused.sources if source.table == "地区"] == ["refused"]
    assert project.query(REGIONS) == retired

    project.write("reference/regions.yml", north + south)
    (restored,) = [row for row in project.run().references if row["table"] == "地区"]
    assert restored["restored"] == 1
    assert project.query(REGIONS)[1] == ("S", "南方", "authoritative", False)


def test_two_domains_make_one_row_from_the_values_of_the_lower_priority_number(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,008,销售说,N,P1,1\n202411,店,007,,N,P1,1\n")
    project.write(
        "data/202411/returns.csv", RETURNS + "r1,008,退货说,P1,1,\nr2,007,退货说,P1,1,\nr3,006,退货说,P1,1,\n"
    )
    project.run()
    assert [row[:7] for row in project.query(SAID)[2:]] == [
        ("006", "退货说", None, None, "auto_derived", True, "returns"),
        ("007", "退货说", "N", None, "auto_derived", True, "sales"),
        ("008", "销售说", "N", None, "auto_derived", True, "sales"),
    ]


def test_a_table_that_no_fact_names_is_filled_from_its_source_and_can_be_looked_up(project: Project) -> None:
    project.append(
        "reference_sources",
        """
  渠道表:
    model: dim_channel
    key: 代码
    columns: {代码: text, 名称: text, 序号: integer}
    source: {type: file, path: reference/channels.csv}
    strategy: merge
""",
    )
    project.write("reference/channels.csv", "代码,名称,序号\nＳ１,店,1\nW1,网,2\n")
    lookup = "渠道代码: {type: text, lookup: {table: 渠道表, match: {名称: 渠道}, take: 代码}}"
    project.edit("data_sources", "      渠道: text\n", f"      渠道: text\n      {lookup}\n")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n202411,邮,001,长城公司,N,P1,1\n")
    project.run()
    assert project.query("select 代码, 名称, 序号 from 渠道表 order by 1") == [("S1", "店", 1), ("W1", "网", 2)]
    assert project.query("select 渠道, 渠道代码 from 销售明细 order by 1 desc") == [("邮", None), ("店", "S1")]
    assert project.verify() == {}

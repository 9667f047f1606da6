"""What a run says of the keys that it has staged: in the reference tables before, made now or in none."""

from dataclasses import replace

from refill.runs.coverage import Coverage, coverage_of
from refill.runs.dbt import Build, Node

from ..support.company import RETURNS, SALES
from ..support.project import Project
from ..support.servers import only_on

pytestmark = only_on("server")

# keys that overlap: one column alone, with a second, and the two in another order
OVERLAPPING = """
      - name: fk_outlet
        source_columns: [渠道, 地区代码]
        target_table: 网点
        target_keys: [渠道, 地区]
      - name: fk_outlet_again
        source_columns: [地区代码, 渠道]
        target_table: 网点
        target_keys: [地区, 渠道]
"""
OUTLETS = """
  网点:
    model: dim_outlet
    keys: [渠道, 地区]
    columns: {渠道: text, 地区: text, 名称: text}
    source: {type: file, path: reference/outlets.csv}
    strategy: merge
"""


def counts(one: Coverage) -> tuple[int, ...]:
    return one.keys, one.authoritative, one.derived, one.new, one.missing, one.blank, one.skipped


def test_keys_that_share_columns_are_counted_apart_and_so_are_rows_without_a_key(project: Project) -> None:
    project.edit("data_sources", "\n  returns:", f"{OVERLAPPING}\n  returns:")
    project.append("reference_sources", OUTLETS)
    project.write("reference/outlets.csv", "渠道,地区,名称\n店,N,北店\n")
    project.write("data/202411/sales.csv", SALES + "202411,网,009,新公司,E,P1,1\n")
    project.run()

    rows = [
        *("202412,店,001,长城公司,N,P1,1", "202412,店,001,长城公司,S,P1,1", "202412,网,009,新公司,E,P9,1"),
        *("202412,店,010,新河公司,N,P1,x", "202412,店,IN1,无,,p1,1", "202412,,,无,N,,1"),
    ]
    project.write("data/202412/sales.csv", SALES + "\n".join(rows) + "\n")
    found = {one.name: one for one in project.run().foreign_keys}
    assert {name: counts(one) for name, one in found.items()} == {
        "fk_region": (3, 2, 1, 0, 0, 1, 0),
        "fk_customer": (3, 1, 1, 1, 0, 1, 1),
        "fk_product": (2, 1, 0, 0, 1, 1, 0),
        "fk_outlet": (3, 1, 1, 1, 0, 2, 0),
        "fk_outlet_again": (3, 1, 1, 1, 0, 2, 0),
    }
    assert found["fk_customer"].new_keys == ["010"]
    assert found["fk_outlet"].new_keys == ["店 / S"]
    assert found["fk_outlet_again"].new_keys == ["S / 店"]


def test_a_key_that_another_domain_has_derived_in_this_build_is_new_whichever_was_staged_first(
    project: Project,
) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,010,新河公司,N,P1,1\n")
    project.write("data/202411/returns.csv", RETURNS + "1,010,新河公司,P1,1,2024-11-01\n")
    found = {one.name: one for one in project.run().foreign_keys}
    assert found["fk_returns_customer"].new_keys == found["fk_customer"].new_keys == ["010"]

    project.query("update warehouse_staging.keys_returns set _staged_at = _staged_at + interval '1 hour'")
    node = Node("stg_sales", "model", ok=True, skipped=False, seconds=0, message="", refused=False)
    build = Build("", (node, replace(node, name="stg_returns")), success=True)
    connection = project.server.connect()
    try:
        again = coverage_of(project.warehouse(connection), build)
    finally:
        connection.close()
    assert {one.name: one for one in again} == found

"""What fails a gate is not loaded: not the domain's facts, not a line of its ledger. Other domains are not held up."""

from typing import Any

from ..support.company import CUSTOMERS, PRODUCTS, RETURNS, SALES
from ..support.project import Project, facts, failed_gates
from ..support.servers import only_on

pytestmark = only_on("server")

SALES_PRODUCT = "source_column: 产品\n        target_table: product\n        target_key: code\n        on_missing: "


def state_of_sales(project: Project) -> dict[str, list[tuple[Any, ...]]]:
    return {
        "facts": project.query("select * from 销售明细 order by _batch_id, _row_number"),
        "quarantine": project.query("select * from warehouse_quarantine.sales order by _batch_id, _row_number"),
        "loads": project.query("select * from loads where domain = 'sales'"),
        "changes": project.query("select * from changes where relation = 'warehouse.销售明细'"),
    }


def test_an_orphan_stops_the_facts_of_its_domain_and_of_no_other(project: Project) -> None:
    project.edit("data_sources", SALES_PRODUCT + "quarantine", SALES_PRODUCT + "fail")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,10\n202411,店,001,长城公司,N,P1,zehn\n")
    assert facts(project.run()) == {"sales": {"loaded": 1, "quarantined": 1}, "returns": {}}
    before = state_of_sales(project)

    orphans = "202412,店,001,长城公司,N,P8,1\n202412,店,002,黄河公司,S,P9,2\n202412,店,002,黄河公司,S,p9,3\n"
    project.write("data/202412/sales.csv", SALES + orphans + "202411,店,002,黄河公司,S,P1,4\n")
    project.write("data/202412/returns.csv", RETURNS + "r1,001,长城公司,P1,1,2024-12-24\n")
    stopped = project.run(exit_code=3)
    assert failed_gates(stopped) == {"gate_sales_keys": ["fk_product: P8", "fk_product: P9"]}
    assert facts(stopped) == {"sales": {}, "returns": {"loaded": 1}}
    assert state_of_sales(project) == before
    assert project.verify() == {}

    project.write("seeds/products.csv", PRODUCTS + "P8,Salt\nP9,Rice\n")
    loaded = project.run()
    assert facts(loaded) == {"sales": {"loaded": 4, "superseded": 2}, "returns": {}}
    assert project.query("select 产品, 金额 from 销售明细 order by 金额") == [
        ("P8", 1),
        ("P9", 2),
        ("P9", 3),
        ("P1", 4),
    ]
    assert project.quarantine("sales") == []  # its scope was delivered again


def test_a_row_without_a_key_fails_the_gate_where_the_yaml_says_so(project: Project) -> None:
    project.edit(
        "data_sources", "        target_key: 地区代码\n", "        target_key: 地区代码\n        on_null: fail\n"
    )
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,,P1,10\n202411,店,001,长城公司,空白,P1,11\n")
    stopped = project.run(exit_code=3)
    assert failed_gates(stopped) == {"gate_sales_keys": ["fk_region: (no key)"]}
    assert [gate["failing_count"] for gate in stopped.gates if not gate["ok"]] == [1]
    assert facts(stopped) == {"sales": {}, "returns": {}}


def test_an_authoritative_row_without_its_parent_stops_the_facts_that_refer_to_its_table(project: Project) -> None:
    project.write("reference/customers.csv", CUSTOMERS + "003,珠江公司,X,C\n")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,10\n")
    stopped = project.run(exit_code=3)
    assert failed_gates(stopped) == {
        "sound_customer": ["authoritative row not taken in: its parent does not exist: 003"]
    }
    assert facts(stopped) == {"sales": {}, "returns": {}}
    assert project.query("select 客户号 from 客户 order by 1") == [("001",), ("002",)]

    project.write("data/202411/sales_more.csv", SALES + "202411,网,,,X,P1,10\n")
    assert facts(project.run()) == {"sales": {"loaded": 2}, "returns": {}}
    assert project.query("select 客户号 from 客户 order by 1") == [("001",), ("002",), ("003",)]


def test_a_key_that_is_twice_in_a_seed_stops_the_facts_that_refer_to_its_table(project: Project) -> None:
    project.write("seeds/products.csv", PRODUCTS + "ｐ1,Tea again\n")
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,10\n")
    stopped = project.run(exit_code=3)
    assert failed_gates(stopped) == {"unique_product": ["key is not unique: P1"]}
    assert facts(stopped) == {"sales": {}, "returns": {}}
    assert project.query("select count(*) from batches") == [(1,)]

"""`on_missing: fail` and `on_null: fail` publish nothing of their domain, and list the keys with their rows."""

from typing import Any

from ..support.company import PRODUCTS, SALES
from ..support.project import Project, facts, failed_gates
from ..support.servers import only_on

pytestmark = only_on("server")

CONTRACTS = """
  contracts:
    description: What contracts brought in a month
    files: {patterns: ["contracts*.csv"]}
    fact: {model: fct_contracts, table: 合同明细}
    load: {mode: replace_scope, scope: [月度]}
    columns: {月度: month, 客户: text, 合同: text, 金额: integer}
    foreign_keys:
      - name: fk_contract
        source_columns: [客户, 合同]
        target_table: 合同
        target_keys: [客户号, 合同号]
        on_missing: fail
        on_null: fail
"""
REFERENCE = """
  合同:
    model: dim_contract
    keys: [客户号, 合同号]
    columns: {客户号: text, 合同号: text, 名称: text}
    source: {type: file, path: reference/contracts.csv}
    strategy: merge
"""
HEADER = "月度,客户,合同,金额\n"
KNOWN = "客户号,合同号,名称\n长城公司,甲,甲方\n"


def published(project: Project, domain: str, fact: str) -> dict[str, list[tuple[Any, ...]]]:
    """All that a load writes for a domain: its facts, its quarantine, its rows of the ledger."""
    statements = {
        "facts": f'select * from "{fact}" order by _batch_id, _row_number',
        "quarantine": f"select * from warehouse_quarantine.{domain} order by _batch_id, _row_number",
        "loads": f"select * from loads where domain = '{domain}' order by batch_id",
        "scopes": f"select * from scopes where domain = '{domain}' order by batch_id, scope",
        "changes": f"select * from changes where relation = 'warehouse.{fact}' order by changed_at, change",
        "partitions": f"select inhrelid::regclass::text from pg_inherits where inhparent = '\"{fact}\"'::regclass",
    }
    return {name: project.query(statement) for name, statement in statements.items()}


def test_a_domain_that_may_not_miss_a_key_is_as_before_and_the_keys_are_listed(project: Project) -> None:
    project.append("data_sources", CONTRACTS)
    project.append("reference_sources", REFERENCE)
    project.write("reference/contracts.csv", KNOWN)
    project.write("data/202411/contracts.csv", HEADER + "202411,长城公司,甲,1\n202411,长城公司,甲,一\n")
    assert facts(project.run())["contracts"] == {"loaded": 1, "quarantined": 1}
    before = published(project, "contracts", "合同明细")

    lacking = "202412,长城公司,乙,2\n202412,黄河公司,甲,3\n202412,长城公司, 乙 ,4\n202412,长城公司,甲,五\n"
    unkeyed = "202412,长城公司,,6\n202412,,,7\n"
    project.write("data/202412/contracts.csv", HEADER + lacking + unkeyed + "202411,长城公司,甲,8\n")
    project.write("data/202412/sales.csv", SALES + "202412,店,001,长城公司,N,P1,1\n")
    stopped = project.run(exit_code=3)
    assert [gate for gate in stopped.gates if not gate["ok"]] == [
        {
            "name": "gate_contracts_keys",
            "ok": False,
            "failing_keys": ["fk_contract: (no key)", "fk_contract: 长城公司 / 乙", "fk_contract: 黄河公司 / 甲"],
            "failing_rows": [2, 2, 1],
            "failing_count": 3,
        }
    ]
    assert facts(stopped) == {"sales": {"loaded": 1}, "returns": {}, "contracts": {}}
    assert published(project, "contracts", "合同明细") == before
    assert project.verify() == {}

    project.write("reference/contracts.csv", KNOWN + "长城公司,乙,乙方\n黄河公司,甲,甲方\n")
    project.write("data/202412/contracts.csv", HEADER + lacking)
    assert facts(project.run())["contracts"] == {"loaded": 4, "quarantined": 1, "superseded": 8}
    assert project.query("select _batch_id, 客户, 合同, 金额 from 合同明细 order by 金额") == [
        *((4, "长城公司", "乙", 2), (4, "黄河公司", "甲", 3), (4, "长城公司", "乙", 4)),
        (3, "长城公司", "甲", 8),
    ]
    assert [(row, reasons) for _, row, reasons, _ in project.quarantine("contracts")] == [(5, "type:金额")]


def test_a_row_that_another_key_sets_aside_fails_no_gate_until_it_would_load(project: Project) -> None:
    project.edit(
        "data_sources", "        target_table: 地区\n", "        target_table: 地区\n        on_missing: fail\n"
    )
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,X,P9,1\n202411,店,001,长城公司,N,P1,2\n")
    assert facts(project.run())["sales"] == {"loaded": 1, "quarantined": 1}
    assert [(row, reasons) for _, row, reasons, _ in project.quarantine("sales")] == [(2, "missing_key:fk_product")]

    project.write("seeds/products.csv", PRODUCTS + "P9,Rice\n")
    assert failed_gates(project.run(exit_code=3)) == {"gate_sales_keys": ["fk_region: X"]}
    assert project.query("select 产品 from 销售明细") == [("P1",)]


def test_the_pairs_of_a_foreign_key_may_be_in_any_order(project: Project) -> None:
    pairs = "source_columns: [合同, 客户]\n        target_table: 合同\n        target_keys: [合同号, 客户号]"
    project.append("data_sources", CONTRACTS)
    project.append("reference_sources", REFERENCE)
    project.edit("data_sources", "on_missing: fail\n        on_null", "on_missing: register\n        on_null")
    named = "source_columns: [客户, 合同]\n        target_table: 合同\n        target_keys: [客户号, 合同号]"
    project.edit("data_sources", named, pairs)
    project.write("reference/contracts.csv", KNOWN)
    project.write("data/202411/contracts.csv", HEADER + "202411,长城公司,甲,1\n202411,黄河公司,乙,2\n")
    assert facts(project.run())["contracts"] == {"loaded": 2}
    assert project.query("select 客户号, 合同号, _source from 合同 order by _source") == [
        ("长城公司", "甲", "authoritative"),
        ("黄河公司", "乙", "auto_derived"),
    ]
    weight = (project.root / "models/generated/quality/quality_weight.sql").read_text(encoding="utf-8")
    assert "'foreign_keys': [['客户', '合同']]" in weight

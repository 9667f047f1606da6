"""The shipped configuration: two domains, five reference tables, five foreign keys each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from refill.config.load import load_config

from ..support.effort import calls_of

CONFIG = load_config(Path(__file__).parents[2] / "config")


def test_the_order_of_derivation_puts_plans_before_portfolios() -> None:
    assert list(CONFIG.tables) == ["年金计划", "组合计划", "产品线", "组织架构", "客户明细"]


def test_the_reference_tables() -> None:
    assert {name: (t.model, t.keys, " ".join(t.columns)) for name, t in CONFIG.tables.items()} == {
        "年金计划": (
            "dim_annuity_plan",
            ("年金计划号",),
            "年金计划号 计划简称 计划全称 计划类型 客户名称 company_id 主拓代码 主拓机构 管理资格 计划状态 备注",
        ),
        "组合计划": (
            "dim_portfolio",
            ("组合代码",),
            "组合代码 年金计划号 组合名称 组合简称 组合类型 组合状态 运作开始日 受托人 投资管理人 备注",
        ),
        "产品线": ("dim_product_line", ("产品线代码",), "产品线代码 产品线 产品类别 业务大类"),
        "组织架构": ("dim_organization", ("机构代码",), "机构代码 机构 年金中心 战区"),
        "客户明细": (
            "dim_customer",
            ("company_id",),
            (
                "company_id 客户名称 年金客户类型 主拓机构代码 主拓机构 管理资格 关键年金计划 其他年金计划 "
                "关联计划数 关联机构数 tags"
            ),
        ),
    }


def test_the_facts() -> None:
    assert {n: (d.fact.model, d.fact.table, d.load.scope, " ".join(d.columns)) for n, d in CONFIG.domains.items()} == {
        "annuity_performance": (
            "fct_annuity_performance",
            "规模明细",
            ("月度", "业务类型", "计划类型"),
            (
                "月度 业务类型 计划类型 计划代码 计划名称 组合类型 组合代码 组合名称 客户名称 期初资产规模 "
                "期末资产规模 供款 流失_含待遇支付 流失 待遇支付 投资收益 当期收益率 年化收益率 机构代码 机构名称 "
                "产品线代码 年金账户号 年金账户名 company_id 子企业号 子企业名称 集团企业客户号 集团企业客户名称"
            ),
        ),
        "annuity_income": (
            "fct_annuity_income",
            "收入明细",
            ("月度", "业务类型", "计划类型"),
            (
                "月度 业务类型 计划类型 计划代码 计划名称 组合类型 组合代码 组合名称 客户名称 机构代码 "
                "机构名称 产品线代码 company_id 固费 浮费 回补 税"
            ),
        ),
    }


def derived(domain: str) -> dict[str, list[tuple[str | None, str, str]]]:
    return {
        f"{key.name}: {key.source_columns[0]} → {key.target_table}.{key.target_keys[0]}, {key.on_missing}": [
            (column.source, column.target, column.aggregation.type) for column in key.attributes
        ]
        for key in CONFIG.domains[domain].foreign_keys
    }


def test_every_foreign_key_derives_its_attributes() -> None:
    assert derived("annuity_performance") == derived("annuity_income")
    assert derived("annuity_income") == {
        "fk_plan: 计划代码 → 年金计划.年金计划号, register": [
            ("计划名称", "计划全称", "first"),
            ("计划类型", "计划类型", "first"),
            ("客户名称", "客户名称", "first"),
            ("company_id", "company_id", "first"),
            ("机构代码", "主拓代码", "max_by"),
            ("机构名称", "主拓机构", "max_by"),
            ("业务类型", "管理资格", "concat_distinct"),
        ],
        "fk_portfolio: 组合代码 → 组合计划.组合代码, register": [
            ("计划代码", "年金计划号", "first"),
            ("组合名称", "组合名称", "first"),
            ("组合类型", "组合类型", "first"),
        ],
        "fk_product_line: 产品线代码 → 产品线.产品线代码, quarantine": [("业务类型", "产品线", "first")],
        "fk_organization: 机构代码 → 组织架构.机构代码, register": [("机构名称", "机构", "first")],
        "fk_customer: company_id → 客户明细.company_id, register": [
            ("机构代码", "主拓机构代码", "max_by"),
            ("机构名称", "主拓机构", "max_by"),
            ("计划代码", "关联计划数", "count_distinct"),
            ("计划代码", "其他年金计划", "concat_distinct"),
            (None, "年金客户类型", "constant"),
            (None, "tags", "json_append"),
            ("客户名称", "客户名称", "first"),
        ],
    }


def test_both_domains_inherit_and_extend_what_is_ignored() -> None:
    assert {d.files.exclude for d in CONFIG.domains.values()} == {("~$*", "*.eml", "*回复*")}
    assert {d.null_tokens for d in CONFIG.domains.values()} == {("", "-", "(空白)", "空白")}


def test_who_feeds_a_table_goes_by_priority_then_domain() -> None:
    feeding = CONFIG.feeding("年金计划")
    assert [(domain.name, key.name) for domain, key in feeding] == [
        ("annuity_income", "fk_plan"),
        ("annuity_performance", "fk_plan"),
    ]


def test_fifty_domains_are_five_times_the_work_of_ten(small: Any) -> None:
    ten, fifty = _with_domains(small, 10), _with_domains(small, 50)
    assert [len(domain.foreign_keys) for domain in fifty.load().domains.values()] == [4] * 50
    assert calls_of(fifty.load) < 1.2 * 5 * calls_of(ten.load)


def _with_domains(small: Any, number: int) -> Any:
    head, _, body = small.data.partition("  sales:\n")
    extra = [
        f"      - {{name: fk_{i}, source_column: 客户名称, target_table: 客户, target_key: 客户代码}}\n"
        for i in range(2)
    ]
    domains = [
        f"  sales_{i}:\n{body}".replace("fct_sales", f"fct_sales_{i}").replace("table: 销售", f"table: 销售{i}")
        for i in range(number)
    ]
    return small.with_("data", "", head + "".join(domain + "".join(extra) for domain in domains))
